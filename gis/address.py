"""Addresses of the pages, for the QR codes and links of what is printed or taken along."""

from __future__ import annotations

import os
from urllib.parse import urlencode

VARIABLE = "CAILLOUX_ADDRESS"
LOCAL = "http://localhost:8501"
"""Where the pages are served when nothing else is said."""


def page_address(page: str, **query: str) -> str:
    """Return the address that opens a page; `CAILLOUX_ADDRESS` says where the pages are served."""
    base = os.environ.get(VARIABLE, LOCAL).rstrip("/")
    asked = urlencode({key: value for key, value in query.items() if value}, safe="~,")
    return f"{base}/{page}{'?' if asked else ''}{asked}"
