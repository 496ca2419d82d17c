"""How much a fetch would bring, told before it begins."""

from __future__ import annotations

from typing import NamedTuple


class UnknownOutlineError(ValueError):
    """Asked of a service that goes by outline, before the commune is fetched."""


class Amount(NamedTuple):
    """What a fetch would bring.

    Attributes
    ----------
    features, size_bytes : int or None
        Features and bytes that would come, unknown where the service does not say.
    once_bytes : int
        Bytes among them of files that are brought once for all communes of a home.
    here_bytes : int
        Bytes of such files that are here already and are not brought again.
    """

    features: int | None = None
    size_bytes: int | None = None
    once_bytes: int = 0
    here_bytes: int = 0
