"""The roles, each of which may do all that those before it may."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["visitor", "guide", "agent", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: anybody, a guide of the town, an agent of the town hall, who runs the atlas."""
