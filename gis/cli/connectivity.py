"""`python -m gis connectivity`: how habitats hold together, and what a new hedge would bring."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from gis.cli.common import console, print_json, settings
from gis.connectivity import (
    DEFAULT_GROUP,
    connectivity_notices,
    connectivity_of,
    effect_of,
    notice_of_price,
    propose_hedges,
    read_lines,
)
from gis.crs import to_wgs84
from gis.errors import UploadError
from gis.words import area, length, number, say

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.connectivity import Connectivity, PlantingEffect, Proposal

_MOST_ROWS = 15


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("connectivity")(connectivity)


def connectivity(
    context: typer.Context,
    *,
    add_hedge: Annotated[Path | None, typer.Option(metavar="F.geojson", help="hedges to add")] = None,
    group: Annotated[str, typer.Option(help="group of species")] = DEFAULT_GROUP,
    mode: Annotated[str, typer.Option(help="euclidean or least_cost")] = "euclidean",
    dispersal: Annotated[float | None, typer.Option(metavar="M", help="median dispersal, metres")] = None,
    proposals: Annotated[int, typer.Option(min=0, max=50, help="gaps to propose")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON document on stdout")] = False,
) -> None:
    """Tell the connectivity of the commune's habitats, with a new hedge or without."""
    lines = None if add_hedge is None else read_lines(_content(add_hedge), name=add_hedge.name)
    now = connectivity_of(settings(context).territory, group=group, mode=mode, median_m=dispersal)
    effect = None if lines is None else effect_of(now, lines)
    wanted = propose_hedges(now, most=proposals) if proposals else []
    if as_json:
        print_json(
            {
                **now.summary(),
                "notices": connectivity_notices(now),
                "hedge": None if effect is None else effect.as_dict(),
                "proposals": [item.as_dict() for item in wanted],
                "patch_importance": _rows(now.patch_table.drop(columns="geometry")),
                "corridors": _features(now.corridors),
            }
        )
        return
    _tell(now)
    if effect is not None:
        _tell_effect(effect)
    if wanted:
        _tell_proposals(wanted)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        msg = say("connectivity.hedge_unreadable", name=path.name, reason=error.strerror or error)
        raise UploadError(msg) from error


def _rows(table: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_dict("records")
    return found


def _features(table: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    shapes = to_wgs84(table.geometry.to_numpy())
    rows = _rows(table.drop(columns="geometry"))
    return [{**row, "geometry": shape.__geo_interface__} for row, shape in zip(rows, shapes, strict=True)]


def _tell(now: Connectivity) -> None:
    told = now.summary()
    rows = [
        (say("connectivity.group"), now.group.title),
        (say("connectivity.mode"), say(f"connectivity.mode_{now.mode}")),
        (say("connectivity.median_m"), number(now.median_m)),
        *((say(f"connectivity.{key}"), number(told[key])) for key in ("patches", "links", "components")),
        (say("connectivity.habitat_m2"), area(told["habitat_m2"])),
        *((say(f"connectivity.{key}"), number(told[key], decimals=6)) for key in ("iic", "pc")),
        (say("connectivity.equivalent_m2"), area(told["equivalent_m2"])),
    ]
    whole = Table(show_header=False)
    for row in rows:
        whole.add_row(*row)
    table = Table(*(say(f"connectivity.{key}") for key in ("name", "area_m2", "dpc")))
    for key in ("dpc_intra", "dpc_flux", "dpc_connector"):
        table.add_column(say(f"connectivity.{key}"))
    for item in now.patch_table.head(_MOST_ROWS).itertuples():
        shares = (item.dpc, item.dpc_intra, item.dpc_flux, item.dpc_connector)
        label = now.patches.label(item.id)
        name = item.id if label == item.id else f"{item.id} {label}"
        table.add_row(name, area(item.area_m2), *(number(share, decimals=2) for share in shares))
    out = console()
    out.print(whole)
    out.print(table)
    for notice in connectivity_notices(now):
        out.print(notice)


def _tell_proposals(wanted: list[Proposal]) -> None:
    keys = ("where_to_plant", "from", "to", "length", "cost", "gain")
    table = Table(*(say(f"connectivity.{key}") for key in keys))
    for item in wanted:
        figures = (length(item.length_m), number(item.cost_eur), number(item.gain_pct, decimals=2))
        table.add_row(say(f"connectivity.on_{item.where}"), item.from_id, item.to_id, *figures)
    console().print(table)
    console().print(notice_of_price())


def _tell_effect(effect: PlantingEffect) -> None:
    table = Table(say("connectivity.hedge"), say("connectivity.before"), say("connectivity.after"))
    pairs = {
        "pc": [number(value, decimals=6) for value in (effect.pc_before, effect.pc_after)],
        "equivalent_m2": [area(v) for v in (effect.equivalent_before_m2, effect.equivalent_after_m2)],
        "components": [number(v) for v in (effect.components_before, effect.components_after)],
    }
    for key, pair in pairs.items():
        table.add_row(say(f"connectivity.{key}"), *pair)
    gain = "–" if effect.gain_pct is None else number(effect.gain_pct, decimals=2)
    table.add_row(say("connectivity.gain"), "", gain)
    table.add_row(say("connectivity.length"), "", length(effect.length_m))
    table.add_row(say("connectivity.cost"), "", number(effect.cost_eur))
    out = console()
    out.print(table)
    for notice in effect.notices:
        out.print(notice)
