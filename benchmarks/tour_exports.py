"""What a tour is taken along as: how long each file takes to make, and how large it is.

Usage: `python -m benchmarks.tour_exports`

There is no rival that makes these from a tour; the field page is held against the size that a telephone was
promised, and against the same page made by Folium, whose map is only there where its CDN answers.
"""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import folium

from benchmarks.harness import Comparison, machine, median_ms, report
from gis.crs import WGS84
from gis.export.tour import (
    booklet,
    field_page,
    letters_pdf,
    mails_text,
    roadbook,
    tour_gpx,
    tour_ics,
    tour_kml,
)
from gis.territory import Territory
from gis.tours import plan_tour, ready_tours

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.tours import Tour

DAY = dt.date(2026, 9, 15)
LINK = "https://atlas.example.org/visites?tour=" + "x" * 240
PROMISED_MB = 3.0
SECOND_MS = 1_000.0
_LAYERS = ("commune", "slag_heaps", "green_belt", "nourishing_gardens", "mining_buildings", "paths")


def fresh() -> Tour:
    """Return the tour as new: nothing that a file needs has been worked out before."""
    territory = Territory()
    return plan_tour(territory, ready_tours(territory)["demi_journee"].request(DAY))


def folium_page(tour: Tour) -> str:
    """Return the legs, the stops and the same layers on a map of Folium."""
    lon, lat = tour.territory.info["centre"]
    page = folium.Map((lat, lon), zoom_start=14, tiles=None)
    for key in _LAYERS:
        frame = tour.territory.layer(key).frame[["id", "name", "geometry"]].to_crs(WGS84)
        folium.GeoJson(frame, name=key).add_to(page)
    for leg in tour.legs:
        if leg.lonlat:
            folium.PolyLine([(y, x) for x, y in leg.lonlat]).add_to(page)
    for row in tour.rows:
        assert row.stop.lonlat is not None
        folium.Marker(row.stop.lonlat[::-1], popup=f"{row.stop.name}<p>{row.stop.tell}").add_to(page)
    return str(page.get_root().render())


def main() -> int:
    """Print the tables; exit status 1 when an aim is missed."""
    tour = fresh()
    writers: dict[str, Callable[[], bytes]] = {
        "road-book, A4": lambda: roadbook(tour, link=LINK), "booklet": lambda: booklet(tour, link=LINK),
        "field page": lambda: field_page(tour).encode(), "GPX": lambda: tour_gpx(tour, link=LINK).encode(),
        "KML": lambda: tour_kml(tour).encode(), "calendar": lambda: tour_ics(tour, link=LINK),
        "messages": lambda: mails_text(tour, link=LINK).encode(),
        "letters": lambda: letters_pdf(tour, link=LINK),
    }  # fmt: skip
    times = [
        Comparison(f"{name}, {len(write()) / 1000:,.0f} kB", median_ms(write, runs=3), SECOND_MS, "a second")
        for name, write in writers.items()
    ]
    page, other = field_page(tour).encode(), folium_page(tour).encode()
    sizes = [
        Comparison("field page", len(page) / 1e6, PROMISED_MB, "the size promised", unit="MB", aim=1),
        Comparison("field page", len(page) / 1e6, len(other) / 1e6, "Folium without its CDN", unit="MB"),
        Comparison("field page, time", median_ms(lambda: field_page(tour), runs=5),
                   median_ms(lambda: folium_page(tour), runs=5), "Folium", aim=1),
    ]  # fmt: skip
    stops = f"{len(tour.rows)} stops, {tour.total_m / 1000:.1f} km"
    note = machine("typst", "pikepdf", "icalendar", "folium")
    told = report(f"Files of a tour of {stops}", times, notes=(note,))
    return 0 if report("The field page", sizes) and told else 1


if __name__ == "__main__":
    sys.exit(main())
