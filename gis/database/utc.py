"""The clock of what is written."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """Return the time it is, in UTC."""
    return dt.datetime.now(tz=dt.UTC)
