"""The errors of the atlas, one small tree; their messages are sentences for people."""

from __future__ import annotations


class AtlasError(Exception):
    """Root of every error that the atlas raises on purpose.

    Attributes
    ----------
    exit_status : int
        What the command line returns: 2, the input is wrong; 3, a service failed.
    """

    exit_status = 2


class InputError(AtlasError):
    """Something that a person gave cannot be used as it is."""


class ReferenceFormatError(InputError):
    """A text is not a cadastral reference."""


class ParcelNotFoundError(InputError):
    """A well-formed reference names no parcel of this territory."""


class AmbiguousError(InputError):
    """Several things answer to what was asked.

    Attributes
    ----------
    choices : tuple[str, ...]
        What to choose from.
    """

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.choices = choices


class FootprintError(InputError):
    """A drawn or uploaded shape cannot be used."""


class UploadError(InputError):
    """A file from outside is too large, broken, or not what it says."""


class BudgetError(InputError):
    """What was given would take more work than one request may."""


class WalkError(InputError):
    """No walk or tour can be made of what was asked."""


class CRSError(InputError):
    """A geometry has no coordinate reference system, or one that does not fit."""


class PaperError(AtlasError):
    """A document cannot be printed."""


class LayerError(AtlasError):
    """A layer cannot be used."""


class LayerMissingError(LayerError):
    """A layer that was asked for is not in this territory."""


class SchemaError(LayerError):
    """A layer does not have the columns or values that it must have."""


class StoreError(AtlasError):
    """The folder of data cannot be read or written."""


class NewerStoreError(StoreError):
    """The folder of data was written by a newer atlas than this one."""


class TerritoryError(AtlasError):
    """A commune is unknown, or has no data."""


class RightError(AtlasError):
    """Someone has not the right to do what they asked for."""


class ServiceError(AtlasError):
    """A public service failed; the last good data stay in use."""

    exit_status = 3
