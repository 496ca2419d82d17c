"""Shapes from files: every kind, and what the page asks when a file does not say it."""

from __future__ import annotations

import re
import zipfile

import geopandas as gpd
import pytest
import shapely

from gis.crs import LAMBERT93, WGS84
from gis.parcels import parcels_of
from tests.gis.small_territory import METRES

KML = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><Polygon>'
    "<outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs>"
    "</Polygon></Placemark></Document></kml>"
)


@pytest.fixture(scope="module")
def plot(territory):
    """A square of one hectare in the middle of a large parcel."""
    shapes = parcels_of(territory).layer.geometry
    spot = shapely.point_on_surface(shapes[int(shapely.area(shapes).argmax())])
    x, y = shapely.get_x(spot), shapely.get_y(spot)
    return shapely.box(x - 50, y - 50, x + 50, y + 50)


def shapefile(folder, shape, crs, *, says_crs=True):
    """Return a zipped Shapefile, without its .prj where it shall not say its system."""
    rows = gpd.GeoSeries([shape], crs=LAMBERT93).to_crs(crs)
    rows.to_file(folder / "projet.shp")
    out = folder / "projet.zip"
    with zipfile.ZipFile(out, "w") as archive:
        for part in sorted(folder.glob("projet.*")):
            if part != out and (says_crs or part.suffix != ".prj"):
                archive.write(part, part.name)
    return out


def geopackage(folder, shape):
    out = folder / "projet.gpkg"
    gpd.GeoSeries([shape], crs=LAMBERT93).to_file(out, layer="site")
    return out


def kml(folder, shape):
    out = folder / "projet.kml"
    points = " ".join(
        "{},{}".format(*METRES.point_to_lonlat(x, y)) for x, y in shapely.get_coordinates(shape)
    )
    out.write_text(KML.format(points), encoding="utf-8")
    return out


def send(visit, file) -> None:
    visit.page.get_by_role("button", name="Depuis un fichier").click()
    visit.page.locator("input[type=file]").set_input_files(file)


def stands_with_a_hectare(visit) -> None:
    visit.page.locator(".parcel-title").wait_for()
    measured = visit.page.locator(".parcel-facts dd").first.inner_text()
    assert re.match(
        r"(1(,00)? ha|10\s000 m²|9\s99\d m²)", measured.replace("\u202f", " ").replace("\u00a0", " ")
    )


@pytest.mark.parametrize("made", [geopackage, kml, lambda folder, shape: shapefile(folder, shape, WGS84)])
def test_a_shape_of_every_kind_of_file_has_a_dossier(visit, site, plot, tmp_path, made):
    visit.open(f"{site}/parcelles")
    send(visit, made(tmp_path, plot))
    stands_with_a_hectare(visit)


@pytest.mark.parametrize(
    ("crs", "kind", "answer"), [(LAMBERT93, "Lambert-93", "Lambert-93"), (WGS84, "degrés", "Degrés")]
)
def test_a_file_that_does_not_say_its_system_is_asked_about(visit, site, plot, tmp_path, crs, kind, answer):
    visit.open(f"{site}/parcelles")
    send(visit, shapefile(tmp_path, plot, crs, says_crs=False))
    question = visit.page.get_by_role("combobox", name=re.compile("^Système de coordonnées"))
    question.wait_for()
    assert kind in visit.page.get_by_role("alert").first.inner_text()
    assert visit.page.locator(".parcel-title").count() == 0
    question.fill(answer)
    question.press("Enter")
    visit.page.get_by_role("button", name="Lire le fichier").click()
    stands_with_a_hectare(visit)


def test_a_variant_from_a_file_that_does_not_say_its_system_is_asked_about(visit, site, plot, tmp_path):
    visit.open(f"{site}/parcelles?mode=project")
    send(visit, shapefile(tmp_path, plot, LAMBERT93, says_crs=False))
    visit.page.get_by_role("combobox", name=re.compile("^Système de coordonnées")).wait_for()
    visit.page.get_by_role("button", name="Lire le fichier").click()
    visit.page.locator(".parcel-table thead th", has_text="Variante A").wait_for()
