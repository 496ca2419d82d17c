"""Text stays text: what Streamlit would read as Markdown, a link, a sign or a formula is shown as it is."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>#$~|&])")
_LIST = re.compile(r"^(\d+)([.)])(?=\s)|^([-+])(?=\s)")
_JOINED = re.compile(r"(:)(?=[\w/+-])|(?<=www)(\.)(?=\w)|(?<=\w)(@)(?=\w)", re.IGNORECASE)
_UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and marks that turn the direction of writing for all that follows."""
JOINER = "\u2060"
"""It is not seen and parts no word; with it, an address or the name of a sign is no longer one."""


def as_text(text: str) -> str:
    r"""Return a text for a label or message of Streamlit, all of whose signs are shown as they are.

    Whatever comes from data, from people or from the address bar goes through here: a name may be written as
    a picture, which each visitor's browser would then fetch.

    Examples
    --------
    >>> as_text("![x](//evil.example/x.png) $a$")
    '!\\[x\\](//evil.example/x.png) \\$a\\$'
    """
    line = _UNSEEN.sub("", " ".join(text.split()))
    marked = _JOINED.sub(lambda found: f"{found[0]}{JOINER}", _MARKUP.sub(r"\\\1", line))
    return _LIST.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", marked)
