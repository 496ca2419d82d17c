"""One question to a service."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Request:
    """One request.

    Attributes
    ----------
    service : str
        Key of the service in the settings: its interval holds, and it has a connection of its own.
    check : str
        What the reply must be: `json`, `xml`, `gzip`, `zip` or `any`.
    data : Mapping or None
        Fields of a form to POST; `document` is a JSON body to POST.
    whole_file : bool
        A file that may be large, and is continued where it was cut.
    shared : bool
        A whole file that other communes of the home need, too: it is kept for all of them.
    checksum : str
        `algorithm:digest` that the publisher tells of the body (`sha1`, `sha256`, `md5`); empty when none.
    size : int or None
        Bytes that the publisher tells.
    """

    service: str
    url: str
    params: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    check: str = "json"
    data: Mapping[str, str] | None = None
    document: Any = None
    whole_file: bool = False
    shared: bool = False
    checksum: str = ""
    size: int | None = None

    @property
    def key(self) -> str:
        """Name of the reply on disk: the same request has the same one."""
        parts = [
            self.url,
            sorted(self.params.items()),
            self.data and sorted(self.data.items()),
            self.document,
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]

    @property
    def method(self) -> str:
        """`POST` where there is something to post."""
        return "GET" if self.data is None and self.document is None else "POST"
