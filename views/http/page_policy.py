"""What a page may load and run, and who may show it: its Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PLAIN = "default-src 'none'; style-src 'unsafe-inline'"
"""For what is no page."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts(html: str) -> list[str]:
    """Return the scripts that stand in a page itself."""
    return _INLINE.findall(html)


def script_hash(text: str) -> str:
    """Return what a policy says of a script that stands in a page (https://www.w3.org/TR/CSP3/)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_policy(scripts: Iterable[str], *, sockets: Sequence[str] = ()) -> str:
    """Return the policy of a page of Streamlit.

    Its parts are modules that Streamlit makes of text (`blob:`), its styles stand in the page, and its
    charts and icons are drawings inside addresses (`data:`).

    Parameters
    ----------
    scripts : iterable of str
        Hashes of the scripts in the page.
    sockets : sequence of str
        Addresses of its WebSocket, for browsers to which `'self'` says nothing of them.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' blob:", *scripts)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            " ".join(("connect-src 'self'", *sockets)),
            "frame-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def framed(policy: str, sites: Iterable[str]) -> str:
    """Return a policy that lets the atlas itself and some sites show it in a frame, and nobody else."""
    rules = [rule for rule in policy.split("; ") if rule and not rule.startswith("frame-ancestors")]
    return "; ".join((*rules, " ".join(("frame-ancestors 'self'", *sites))))
