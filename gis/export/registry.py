"""Every form in which something leaves the atlas as a file; one entry is all that a new one needs.

The page, the downloads by address, the command line and the tests read it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gis.export import figure_writers, writers
from gis.export.export_format import ExportFormat, Write

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd

    from gis.biodiversity import Species
    from gis.connectivity import Connectivity, PlantingEffect, Proposal
    from gis.dossier import Dossier
    from gis.imports import Misfit
    from gis.indicators import CropYear, Indicator
    from gis.sites import Site
    from gis.territory import Layer, Territory
    from gis.tours import GuideStore, Tour
    from gis.update import Finding
    from gis.walks import Walk

WriteLayer = Callable[["Layer"], bytes]
WriteDossier = Callable[["Territory", "Dossier", Path, str], None]
WriteScreening = Callable[[Iterable["gpd.GeoDataFrame"], Path, "pd.DataFrame"], int]
WriteWalk = Callable[["Walk", str, str], bytes]
WriteSite = Callable[["Territory", "Site", str], bytes]
WriteTour = Callable[["Tour", str], bytes]
WriteSpecies = Callable[["Territory", list["Species"]], bytes]
WriteIndicators = Callable[[Sequence["Indicator"]], bytes]
WriteCrops = Callable[["Territory", Sequence["CropYear"]], bytes]
WriteConnectivity = Callable[["Connectivity"], bytes]
WritePlanting = Callable[["PlantingEffect"], bytes]
WriteProposals = Callable[["Connectivity", Sequence["Proposal"], float, str], bytes]
WriteTrajectory = Callable[["Territory", int, str], bytes]
WriteMisfits = Callable[[Sequence["Misfit"]], bytes]
WriteFindings = Callable[[Sequence["Finding"]], bytes]
WriteGuide = Callable[["GuideStore"], bytes]

PDF, HTML, TEXT, CSV = "application/pdf", "text/html", "text/plain", "text/csv"
GEOJSON, JSON, CALENDAR = "application/geo+json", "application/json", "text/calendar"
GPX, KML = "application/gpx+xml", "application/vnd.google-earth.kml+xml"
GPKG, PARQUET = "application/geopackage+sqlite3", "application/vnd.apache.parquet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LAYER: tuple[ExportFormat[WriteLayer], ...] = (
    ExportFormat("geojson", "geojson", GEOJSON, "export.geojson", writers.layer_geojson, 1),
    ExportFormat("gpkg", "gpkg", GPKG, "export.gpkg", writers.layer_gpkg, 2),
    ExportFormat("csv", "csv", CSV, "export.csv", writers.layer_csv, 3),
)
DOSSIER: tuple[ExportFormat[WriteDossier], ...] = (
    ExportFormat("pdf", "pdf", PDF, "export.pdf", writers.dossier_pdf, 0, ""),
    ExportFormat("gpkg", "gpkg", GPKG, "export.gpkg", writers.dossier_gpkg, 1, ""),
    ExportFormat("xlsx", "xlsx", XLSX, "export.xlsx", writers.dossier_xlsx, 2, ""),
    ExportFormat("json", "json", JSON, "export.json", writers.dossier_json, 3),
)
SCREENING: tuple[ExportFormat[WriteScreening], ...] = (
    ExportFormat("csv", "csv", CSV, "export.csv", writers.screening_csv, 3),
    ExportFormat("xlsx", "xlsx", XLSX, "export.xlsx", writers.screening_xlsx, 0),
    ExportFormat("gpkg", "gpkg", GPKG, "export.gpkg", writers.screening_gpkg, 1),
    ExportFormat("parquet", "parquet", PARQUET, "export.parquet", writers.screening_parquet, 2),
)
WALK: tuple[ExportFormat[WriteWalk], ...] = (
    ExportFormat("gpx", "gpx", GPX, "export.walk_gpx", writers.walk_gpx, 1, "write a walk as GPX 1.1"),
    ExportFormat("kml", "kml", KML, "export.walk_kml", writers.walk_kml, 2, "write a walk as KML"),
    ExportFormat("pdf", "pdf", PDF, "export.walk_pdf", writers.walk_pdf, 3, "write a walk on A4 paper"),
)
SITE: tuple[ExportFormat[WriteSite], ...] = (
    ExportFormat("pdf", "pdf", PDF, "export.site_pdf", writers.site_pdf, 0),
)
BOOKLET, EVENTS = "road-book to fold, A5 on A4 sheets", "calendar, one event a stop"
FIELD, LETTERS = "field page: one file, no network", "letters to the hosts, a page for each"
TOUR: tuple[ExportFormat[WriteTour], ...] = (
    ExportFormat("pdf", "pdf", PDF, "export.tour_pdf", writers.tour_pdf, 1, "road-book, A4"),
    ExportFormat("booklet", "pdf", PDF, "export.tour_booklet", writers.tour_booklet, 2, BOOKLET),
    ExportFormat("gpx", "gpx", GPX, "export.tour_gpx", writers.tour_gpx, 4, "GPX 1.1"),
    ExportFormat("kml", "kml", KML, "export.tour_kml", writers.tour_kml, 5, "KML 2.2"),
    ExportFormat("ics", "ics", CALENDAR, "export.tour_ics", writers.tour_ics, 6, EVENTS),
    ExportFormat("html", "html", HTML, "export.tour_html", writers.tour_html, 3, FIELD),
    ExportFormat("mail", "txt", TEXT, "export.tour_mail", writers.tour_mail, 7, "what to write to the hosts"),
    ExportFormat("letters", "pdf", PDF, "export.tour_letters", writers.tour_letters, 8, LETTERS),
)
SPECIES: tuple[ExportFormat[WriteSpecies], ...] = (
    ExportFormat("csv", "csv", CSV, "export.list_csv", figure_writers.species_list_csv),
)
INDICATORS: tuple[ExportFormat[WriteIndicators], ...] = (
    ExportFormat("json", "json", JSON, "export.json", figure_writers.indicator_json, 1),
    ExportFormat("csv", "csv", CSV, "export.csv", figure_writers.indicator_csv, 2, "the figures as CSV"),
)
BY_YEAR = "crops of each year as CSV"
CROPS: tuple[ExportFormat[WriteCrops], ...] = (
    ExportFormat("crops", "csv", CSV, "export.crops_csv", figure_writers.crops_by_year_csv, 1, BY_YEAR),
)
CONNECTIVITY: tuple[ExportFormat[WriteConnectivity], ...] = (
    ExportFormat("csv", "csv", CSV, "export.list_csv", figure_writers.patch_csv, 1),
    ExportFormat("json", "json", JSON, "export.json", figure_writers.links_json, 2),
)
PLANTING: tuple[ExportFormat[WritePlanting], ...] = (
    ExportFormat("json", "json", JSON, "export.json", figure_writers.hedge_json),
)
PLAN, HEDGES = "planting plan of the proposals, A4", "the proposals as GeoJSON"
PROPOSALS: tuple[ExportFormat[WriteProposals], ...] = (
    ExportFormat("pdf", "pdf", PDF, "export.planting_pdf", figure_writers.proposals_pdf, 0, PLAN),
    ExportFormat("geojson", "geojson", GEOJSON, "export.geojson", figure_writers.hedges_geojson, 1, HEDGES),
)
TRAJECTORY: tuple[ExportFormat[WriteTrajectory], ...] = (
    ExportFormat("pdf", "pdf", PDF, "export.trajectory_pdf", figure_writers.trajectory_pdf, 0),
)
MISFITS: tuple[ExportFormat[WriteMisfits], ...] = (
    ExportFormat("csv", "csv", CSV, "export.misfits_csv", figure_writers.misfits_csv),
)
FINDINGS: tuple[ExportFormat[WriteFindings], ...] = (
    ExportFormat("json", "json", JSON, "export.findings_json", figure_writers.findings_json),
)
GUIDE: tuple[ExportFormat[WriteGuide], ...] = (
    ExportFormat("json", "json", JSON, "export.guide_json", figure_writers.guide_json),
)
FORMATS: Mapping[str, tuple[ExportFormat[Any], ...]] = MappingProxyType(
    {
        "layer": LAYER, "dossier": DOSSIER, "screening": SCREENING, "walk": WALK, "site": SITE,
        "tour": TOUR, "species": SPECIES, "indicators": INDICATORS, "crops": CROPS,
        "connectivity": CONNECTIVITY, "planting": PLANTING, "proposals": PROPOSALS, "trajectory": TRAJECTORY,
        "misfits": MISFITS, "findings": FINDINGS, "guide": GUIDE,
    }
)  # fmt: skip
"""The formats of each subject, in the order in which the command line tells them."""
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {item.extension: item.media_type for formats in FORMATS.values() for item in formats}
)
"""Media type by extension."""


def on_page(formats: Iterable[ExportFormat[Write]]) -> list[ExportFormat[Write]]:
    """Return formats in the order of their buttons."""
    return sorted(formats, key=lambda item: item.place)


def found(formats: Iterable[ExportFormat[Write]], key: str) -> ExportFormat[Write] | None:
    """Return the format of a key, or nothing where there is none."""
    return next((item for item in formats if item.key == key), None)
