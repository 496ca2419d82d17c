"""What a service answered, and whether it is what was asked for: status 200 alone proves nothing."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree
from defusedxml import DefusedXmlException

from gis.errors import ServiceError
from gis.words import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EXCERPT = 160
"""Characters of a wrong reply that its error shows."""
HEAD_BYTES = 2_000
GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK"


class TransientError(ServiceError):
    """A failure that may pass: the request is tried again.

    Attributes
    ----------
    wait_s : float or None
        Seconds that the service asked to wait.
    """

    def __init__(self, message: str, *, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class RefusedError(ServiceError):
    """A service answered that it will not: the request is wrong for it, or what was asked is not there.

    Attributes
    ----------
    http_status : int
        Status of the reply; 200 when the refusal stands inside the reply.
    """

    def __init__(self, message: str, *, http_status: int = 200) -> None:
        super().__init__(message)
        self.http_status = http_status


@dataclass(frozen=True)
class Response:
    """A reply whose body lies on disk.

    Attributes
    ----------
    url : str
        Address that answered, after redirects.
    unchanged : bool
        The service said that this is still the reply of last time.
    """

    path: Path
    url: str
    content_type: str
    unchanged: bool = False
    etag: str = ""
    last_modified: str = ""

    def json(self) -> Any:
        """Return the JSON document of the body."""
        return json.loads(self.path.read_bytes())

    def xml(self) -> Element:
        """Return the root of the XML document of the body; entities and DTDs are refused."""
        return parse_xml(self.path, self.url)

    def text(self) -> str:
        """Return the body as text."""
        return self.path.read_text(encoding="utf-8", errors="replace")


def parse_xml(path: Path, url: str) -> Element:
    """Return the root of an XML file.

    Raises
    ------
    TransientError
        When it is cut, or not XML; when it holds entities.
    """
    try:
        root: Element = defusedxml.ElementTree.parse(path, forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException) as error:
        msg = sentence("sources.not_xml", url=url, reason=error)
        raise TransientError(msg) from error
    return root


def check_json(path: Path, content_type: str, url: str) -> None:
    """Let only a whole JSON document pass.

    Raises
    ------
    TransientError
        When the body is empty or cut.
    RefusedError
        When it is a web page, or an exception in XML or JSON.
    """
    _refuse_other(_head(path, url), content_type, url)
    try:
        document = json.loads(path.read_bytes())
    except ValueError as error:
        msg = sentence("sources.truncated", url=url, reason=error)
        raise TransientError(msg) from error
    if isinstance(document, dict):
        _refuse_inside(document, url)


def check_xml(path: Path, content_type: str, url: str) -> None:
    """Let only a whole XML document pass that is no exception report.

    Raises
    ------
    TransientError
        When the body is empty or cut.
    RefusedError
        When it is a web page or an exception report.
    """
    head = _head(path, url)
    if "html" in content_type or _is_html(head):
        _refuse("sources.html", url, head)
    root = parse_xml(path, url)
    if root.tag.endswith(("ExceptionReport", "ServiceExceptionReport")):
        _refuse("sources.exception", url, " ".join("".join(root.itertext()).split()).encode())


def check_gzip(path: Path, content_type: str, url: str) -> None:
    """Let only a whole gzip file pass, or a file that was unpacked on the way.

    Raises
    ------
    TransientError
        When the body is empty, or its gzip ends too early.
    RefusedError
        When it is a web page.
    """
    head = _head(path, url)
    if not head.startswith(GZIP_MAGIC):
        check_json(path, content_type, url)
        return
    try:
        with gzip.open(path) as stream:
            while stream.read(1 << 20):
                pass
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        msg = sentence("sources.truncated", url=url, reason=error)
        raise TransientError(msg) from error


def check_zip(path: Path, content_type: str, url: str) -> None:
    """Let only a zip archive pass.

    Raises
    ------
    TransientError
        When the body is empty.
    RefusedError
        When it is something else.
    """
    head = _head(path, url)
    if not head.startswith(ZIP_MAGIC):
        _refuse("sources.html" if _is_html(head) else "sources.not_file", url, head, content_type)


def check_any(path: Path, content_type: str, url: str) -> None:
    """Let any body pass that is neither empty nor a web page."""
    head = _head(path, url)
    if "html" in content_type or _is_html(head):
        _refuse("sources.html", url, head)


CHECKS: dict[str, Callable[[Path, str, str], None]] = {
    "json": check_json,
    "xml": check_xml,
    "gzip": check_gzip,
    "zip": check_zip,
    "any": check_any,
}


def _refuse_other(head: bytes, content_type: str, url: str) -> None:
    if "html" in content_type or _is_html(head):
        _refuse("sources.html", url, head)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        _refuse("sources.exception", url, head)


def _refuse_inside(document: dict[str, Any], url: str) -> None:
    # Overpass says in `remark` that it gave up, GeoServer lists `exceptions`: both with status 200.
    inside = document.get("remark") or document.get("exceptions")
    if inside:
        _refuse("sources.exception", url, str(inside).encode())


def _refuse(key: str, url: str, head: bytes, content_type: str = "") -> None:
    msg = sentence(key, url=url, excerpt=excerpt(head), content_type=content_type)
    raise RefusedError(msg)


def excerpt(body: bytes) -> str:
    """Return the first words of a body, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", body.decode("utf-8", errors="replace")).split())[:EXCERPT]


def _head(path: Path, url: str) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip():
        msg = sentence("sources.empty_body", url=url)
        raise TransientError(msg)
    return head


def _is_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:100].lower()
    return start.startswith((b"<!doctype html", b"<html"))
