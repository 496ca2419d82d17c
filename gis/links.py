"""Addresses of the pages, for the QR codes and links of what is printed or taken along."""

from __future__ import annotations

from urllib.parse import urlencode

from gis.environment import environment
from gis.territory import DEFAULT_CODE

LOCAL = "http://localhost:8501"
"""Where the pages are served when nothing else is said."""


def default_code() -> str:
    """Return the commune that the pages show: `CAILLOUX_TERRITORY`, or the embedded one."""
    return environment().territory or DEFAULT_CODE


def named(code: str) -> dict[str, str]:
    """Return what an address must say for the pages to show a commune; nothing for the usual one."""
    return {} if code in {"", default_code()} else {"territory": code}


def public(address: str) -> str:
    """Return the address of a page as others reach it: under `CAILLOUX_ADDRESS`, where that is set.

    Parameters
    ----------
    address : str
        Where this browser sees the page; its query is left out. Empty where that is not known.
    """
    seen, base = address.partition("?")[0], environment().address
    return f"{base}/{seen.rpartition('/')[2]}" if base and seen else seen


def site() -> str:
    """Return where the pages are served: `CAILLOUX_ADDRESS`, or this machine."""
    return environment().address or LOCAL


def page_address(page: str, *, territory: str = "", **query: str) -> str:
    """Return the address that opens a page; `CAILLOUX_ADDRESS` says where the pages are served.

    Parameters
    ----------
    territory : str
        INSEE code of the commune that the page shall show; the usual one by default.
    """
    values = urlencode(named(territory) | {key: value for key, value in query.items() if value}, safe="~,")
    return f"{site()}/{page}{'?' if values else ''}{values}"
