"""Patches, corridors and components as the map draws them, and their legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.words import area, length, number, say, share
from views.map.overlay import feature
from views.ui.html import joined, listing, tag

if TYPE_CHECKING:
    from markupsafe import Markup

    from gis.connectivity import Connectivity

CLASSES = ((10.0, "#08306b"), (3.0, "#2b7bba"), (1.0, "#84bcdb"), (0.0, "#dcebf7"))
"""From that dPC in per cent on: blues that grow darker, one hue, so that everyone reads their order."""
GROUPS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5230", "#52605a")
CORRIDOR = "#b3420c"
MOST_LABELS, MOST_CORRIDORS, SIMPLIFY_M = 6, 60, 2.0
WIDEST, NARROWEST = 5.0, 1.5


def draw_patches(now: Connectivity, *, by: str, labels: bool = True) -> list[dict[str, Any]]:
    """Return the patches, coloured by dPC with the first ones numbered, or by component with its number."""
    rows = now.patch_table
    shapes = shapely.simplify(rows.geometry.to_numpy(), SIMPLIFY_M)
    first_of = ~rows["component"].duplicated().to_numpy()
    drawn = []
    for place, (row, shape) in enumerate(zip(rows.itertuples(index=False), shapes, strict=True)):
        if by == "importance":
            colour = next(colour for least, colour in CLASSES if row.dpc >= least)
            label = number(place + 1) if labels and place < MOST_LABELS else ""
        else:
            colour = GROUPS[row.component % len(GROUPS)]
            label = number(row.component + 1) if first_of[place] else ""
        style = {"stroke": "#10243a", "fill": colour, "weight": 1, "opacity": 0.85}
        popup = say(
            "biodiversity_page.patch_popup",
            name=now.patches.told(row.id),
            area=area(row.area_m2),
            loss=share(row.dpc),
            group=number(row.component + 1),
        )
        drawn.append(feature(now.territory.projection, shape, style, label=label, popup=popup))
    return drawn


def draw_corridors(now: Connectivity) -> list[dict[str, Any]]:
    """Return the corridors that matter most, dashed, the wider the more connectivity hangs on them."""
    rows = now.corridors.head(MOST_CORRIDORS)
    if not len(rows):
        return []
    strength = np.sqrt(rows["dpc"] / rows["dpc"].max())
    widths = NARROWEST + (WIDEST - NARROWEST) * strength
    return [
        feature(
            now.territory.projection,
            row.geometry,
            {"stroke": CORRIDOR, "weight": round(float(width), 1), "dash": "7 5"},
            popup=say(
                "biodiversity_page.corridor_popup",
                one=now.patches.told(row.from_id),
                other=now.patches.told(row.to_id),
                metres=length(row.metres),
                loss=number(row.dpc, decimals=3),
            ),
        )
        for row, width in zip(rows.itertuples(index=False), widths, strict=True)
    ][::-1]


def legend_key(colour: str) -> Markup:
    """Return a patch of a colour, as a legend begins its lines."""
    return tag("span", cls="nature-key", style=f"background: {colour}")


def legend(by: str) -> Markup:
    """Return the legend of patches and corridors as HTML."""
    line = tag("span", cls="nature-key nature-key-line")
    corridor = joined((line, say("biodiversity_page.legend_corridor")))
    if by != "importance":
        return listing((say("biodiversity_page.legend_components"), corridor), cls="nature-legend")
    entries = []
    for least, colour in CLASSES:
        words = (
            say("biodiversity_page.legend_from", least=share(least))
            if least
            else say("biodiversity_page.legend_less")
        )
        entries.append(joined((legend_key(colour), words)))
    return listing((*entries, corridor), cls="nature-legend")
