"""A town of 30,000 parcels and 20,000 buildings in official form, from its update to a click on its map.

The services are those of the tests, on loopback: a real MapServer and invented replies. The rival takes the
same replies by `geopandas.read_file`, stores them by `to_parquet`, and does no more; its map is the plain
page of `benchmarks.rivals.folium_page`. Times and peaks are those of processes of their own.

Usage: `python -m benchmarks.official`
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import geopandas as gpd

from benchmarks.harness import Comparison, machine, report
from benchmarks.normalise import peak_mb
from gis.rights import operator
from tests.official.commune import TOWN
from tests.official.server import Official
from tests.services.mapserver import no_server

if TYPE_CHECKING:
    from collections.abc import Callable

RIVAL, RIVAL_MAP = "geopandas.read_file + to_parquet", "streamlit-folium"
CADASTRE = {"parcels": "parcelles", "buildings": "batiments"}
TYPES = {
    "farmland": "RPG.2024:parcelles_graphiques",
    "hedges": "HAIES.BOCAGES:haie",
    "woods": "BDTOPO_V3:zone_de_vegetation",
    "paths": "BDTOPO_V3:troncon_de_route",
}
LAYERS = (*CADASTRE, *TYPES)
DRAWN = ("buildings", "farmland", "hedges", "woods")
PAGE = 5_000
REFERENCE = "A 25"
VISITS, ZOOM = 2, 15
LAMBERT93 = "EPSG:2154"


def ours_update(folder: Path, layers: tuple[str, ...] = ("commune", *LAYERS)) -> int:
    """Bring the layers of the rival, and the outline to which they are clipped."""
    from gis.update import update  # noqa: PLC0415 - each side loads its own

    summary = update(TOWN.insee, actor=operator(), home=folder, layers=layers)
    assert not summary.failed, summary.failed
    return summary.moved_bytes


def ours_whole(folder: Path) -> int:
    """Bring every layer, the relief included."""
    return ours_update(folder, ())


def ours_again(folder: Path) -> int:
    """Update once more, with nothing new."""
    return ours_update(folder, ())


def theirs_update(folder: Path) -> int:
    """Read each reply and store it."""
    for layer, file in CADASTRE.items():
        name = f"geojson/communes/{TOWN.department}/{TOWN.insee}/cadastre-{TOWN.insee}-{file}.json.gz"
        url = f"{os.environ['TOWN_CADASTRE']}/latest/{name}"
        gpd.read_file(f"/vsigzip//vsicurl/{url}").to_parquet(folder / f"{layer}.parquet")
    for layer, typename in TYPES.items():
        _wfs(typename).to_parquet(folder / f"{layer}.parquet")
    return 0


def _wfs(typename: str) -> gpd.GeoDataFrame:
    import pandas as pd  # noqa: PLC0415 - each side loads its own

    asked = {"SERVICE": "WFS", "VERSION": "2.0.0", "REQUEST": "GetFeature", "TYPENAMES": typename}
    asked |= {"OUTPUTFORMAT": "application/json", "SRSNAME": LAMBERT93, "COUNT": str(PAGE)}
    pages: list[gpd.GeoDataFrame] = []
    while not pages or len(pages[-1]) == PAGE:
        query = urlencode(asked | {"STARTINDEX": str(PAGE * len(pages))})
        pages.append(gpd.read_file(f"{os.environ['TOWN_WFS']}?{query}"))
    return gpd.GeoDataFrame(pd.concat(pages, ignore_index=True), crs=pages[0].crs)


def ours_open(folder: Path) -> int:
    """Open the layers."""
    from gis.territory import Territory  # noqa: PLC0415 - each side loads its own

    territory = Territory(TOWN.insee, home=folder)
    return sum(len(territory.layer(key).geometry) for key in LAYERS)


def theirs_open(folder: Path) -> int:
    """Read what was stored, in metres."""
    return sum(len(gpd.read_parquet(folder / f"{key}.parquet").to_crs(LAMBERT93)) for key in LAYERS)


def ours_dossier(folder: Path) -> int:
    """Open the town and make the dossier of a parcel."""
    from gis.dossier import dossier_of  # noqa: PLC0415 - each side loads its own
    from gis.territory import Territory  # noqa: PLC0415 - the same

    return len(dossier_of(Territory(TOWN.insee, home=folder), REFERENCE).themes)


def theirs_dossier(folder: Path) -> int:
    """Read what was stored and cut each layer by the parcel: shares, no sentence."""
    frames = {key: gpd.read_parquet(folder / f"{key}.parquet").to_crs(LAMBERT93) for key in LAYERS}
    parcels = frames["parcels"]
    parcel = parcels.geometry[parcels["id"] == f"{TOWN.insee}0000A0025"].iloc[0]
    cut = {key: rows[rows.intersects(parcel)].intersection(parcel).area.sum() for key, rows in frames.items()}
    return len(cut)


WAYS: dict[str, Callable[[Path], int]] = {
    "ours_update": ours_update,
    "theirs_update": theirs_update,
    "ours_whole": ours_whole,
    "ours_again": ours_again,
    "ours_open": ours_open,
    "theirs_open": theirs_open,
    "ours_dossier": ours_dossier,
    "theirs_dossier": theirs_dossier,
}


WHERE = {way: "whole" if way in {"ours_whole", "ours_again"} else way.partition("_")[0] for way in WAYS}
"""Home or folder of each way: the whole update begins in an empty home."""


def child(way: str, folder: Path) -> None:
    """Run one way; print its seconds and the peak memory of the process in MB."""
    start = time.perf_counter()
    count = WAYS[way](folder)
    print(json.dumps({"s": time.perf_counter() - start, "mb": peak_mb(), "count": count}))


def measure(way: str, folder: Path, settings: dict[str, str]) -> dict[str, Any]:
    """Run one way in a process of its own."""
    done = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-m", "benchmarks.official", way, str(folder)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def data(folder: Path) -> list[Comparison]:
    """Measure update, opening and first dossier."""
    homes = {"ours": folder / "home", "theirs": folder / "store", "whole": folder / "whole"}
    for path in homes.values():
        path.mkdir()
    with Official(TOWN, folder / "services") as town:
        settings = {"CAILLOUX_SOURCES": str(town.toml()), "TOWN_WFS": town.urls["ign_wfs"]}
        settings["TOWN_CADASTRE"] = town.urls["cadastre"]
        found = {way: measure(way, homes[WHERE[way]], settings) for way in WAYS}
    same = f"{len(LAYERS)} layers"
    pairs = (
        ("update", f"update, {same}", 1.0),
        ("open", f"open, {same}", 1.0),
        ("dossier", "first dossier", 1.0),
    )
    rows = [
        Comparison(what, found[f"ours_{way}"]["s"], found[f"theirs_{way}"]["s"], RIVAL, "s", aim)
        for way, what, aim in pairs
    ]
    peak = "peak memory of the update"
    first, again = found["ours_whole"], found["ours_again"]
    return [
        *rows,
        Comparison(
            f"{peak}, {same}", found["ours_update"]["mb"], found["theirs_update"]["mb"], RIVAL, "MB", 1.0
        ),
        Comparison(
            "peak memory, update of all layers", first["mb"], found["theirs_update"]["mb"], RIVAL, "MB", 1.0
        ),
        Comparison("second update, time", again["s"], first["s"], "the first", "s", 10.0),
        Comparison(
            "second update, moved", again["count"] / 1e6, first["count"] / 1e6, "the first", "MB", 10.0
        ),
    ]


def drawing(home: Path) -> list[Comparison]:
    """Measure the first draw of the map and a click, in Chromium."""
    from benchmarks.map_browser import DRAWN_OURS, DRAWN_RIVAL, Side, compare, visit  # noqa: PLC0415 - optional
    from benchmarks.servers import HOUSE, chromium, serving  # noqa: PLC0415 - the same
    from gis.search import point_of  # noqa: PLC0415 - each side loads its own
    from gis.territory import Territory  # noqa: PLC0415 - the same

    territory = Territory(TOWN.insee, home=home)
    features = sum(len(territory.layer(key)) for key in DRAWN)
    houses = territory.layer("buildings").geometry
    lon, lat = point_of(territory.projection, houses[len(houses) // 2])
    names = ",".join(DRAWN)
    asked = {"territory": TOWN.insee, "layers": names, "base": "none", "lat": lat, "lon": lon, "z": ZOOM}
    query = urlencode(asked, safe=",")
    settings = {"CAILLOUX_HOME": str(home), "BENCHMARK_TERRITORY": TOWN.insee, "BENCHMARK_LAYERS": names}
    settings["BENCHMARK_VIEW"] = f"{lat},{lon},{ZOOM}"
    rival = HOUSE / "benchmarks" / "rivals" / "folium_page.py"
    with (
        chromium() as browser,
        serving(HOUSE / "streamlit_app.py", settings=settings) as here,
        serving(rival, settings=settings) as there,
    ):
        sides = (
            Side(f"{here}/?{query}", "/map", DRAWN_OURS, "article.card", "atlas.map", features),
            Side(there, "/component/", DRAWN_RIVAL, ".leaflet-popup", "window.map", features),
        )
        pairs = [tuple(visit(browser, side, (lon, lat)) for side in sides) for _ in range(VISITS + 1)][1:]
    ours, theirs = zip(*pairs, strict=True)
    return compare(f"{features:,} features", list(ours), list(theirs))


def main() -> int:
    """Print the table; exit status 1 when an aim is missed."""
    if no_server():
        print(no_server())
        return 0
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    title = f"A town of {TOWN.lots:,} lots and {round(TOWN.lots * TOWN.built_share):,} buildings"
    with tempfile.TemporaryDirectory() as name:
        met = report(title, data(Path(name)), notes=[machine("geopandas", "pyogrio")])
        drawn = drawing(Path(name) / "whole")
    return 0 if report(f"{title}, on the map", drawn, notes=[machine("streamlit-folium")]) and met else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        child(sys.argv[1], Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(main())
