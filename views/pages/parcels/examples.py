"""What people may write, told by examples that are there in this territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.parcels import parcels_of, readable
from gis.territory import memoised

if TYPE_CHECKING:
    from gis.territory import Territory

PLACES = "places"
DECIMALS = 4


def find_hint(territory: Territory) -> str:
    """Return what to look for: two parcels, a place and a position; what there is not is left out."""
    ids = _ids(territory)
    parts = [*(readable(parcel_id) for parcel_id in ids), _place(territory), _position(territory)]
    known = [part for part in parts if part]
    return ", ".join(known) + "…" if known else ""


def list_hint(territory: Territory) -> str:
    """Return the beginning of a list of parcels, one reference a line, the last in 14 characters."""
    ids = _ids(territory)
    return "\n".join([*(readable(parcel_id) for parcel_id in ids), *ids[-1:]])


@memoised
def _ids(territory: Territory) -> list[str]:
    """Return a parcel of the first and one of the last section."""
    sections = parcels_of(territory).sections if territory.find("parcels") is not None else {}
    chosen = [members[len(members) // 2] for members in sections.values()]
    return list(dict.fromkeys([*chosen[:1], *chosen[-1:]]))


def _place(territory: Territory) -> str:
    layer = territory.find(PLACES)
    names = [] if layer is None else [str(name) for name in layer.data["name"] if name]
    # The shortest fits into the box.
    return min(names, key=len, default="")


def _position(territory: Territory) -> str:
    centre = territory.info.get("centre")
    return f"{centre[1]:.{DECIMALS}f} {centre[0]:.{DECIMALS}f}" if centre else ""
