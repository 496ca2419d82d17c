"""Zip archives from outside, looked at before they are opened: to list a million members takes long too."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from gis.errors import UploadError
from gis.words import number, say

MOST_MEMBERS = 2_000
MOST_UNPACKED = 3_000_000_000
"""Bytes that all members may say to unpack to; what a member says is never exceeded when it is read."""
MOST_RATIO = 200
"""Times that a large member may be its packed size: no data are so much alike."""
_LARGE = 20_000_000
_MEMBER_BYTES = 1_000
_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535


def refuse_bomb(stream: BinaryIO) -> None:
    """Read nothing but the list of an archive, and refuse it when it is a bomb; the stream is rewound.

    Raises
    ------
    UploadError
        When it has too many members, or would unpack to more than anybody brings.
    zipfile.BadZipFile
        When it is no archive.
    """
    size = stream.seek(0, 2)
    stream.seek(max(size - _END.size - _LONGEST_COMMENT, 0))
    tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + _END.size:
        *_, listed, _, _ = _END.unpack_from(tail, at)
        # An archive of the newer kind says its size elsewhere; it is for files that nobody may bring.
        if listed > MOST_MEMBERS * _MEMBER_BYTES:
            raise _too_much()
    stream.seek(0)
    with zipfile.ZipFile(stream) as archive:
        members = archive.infolist()
    packed = [(item.file_size, max(item.compress_size, 1)) for item in members]
    swollen = any(whole > _LARGE and whole / part > MOST_RATIO for whole, part in packed)
    if len(members) > MOST_MEMBERS or sum(whole for whole, _ in packed) > MOST_UNPACKED or swollen:
        raise _too_much()
    stream.seek(0)


def _too_much() -> UploadError:
    most, gigabytes = number(MOST_MEMBERS), number(MOST_UNPACKED / 1e9)
    return UploadError(say("limits.archive", most=most, gigabytes=gigabytes))
