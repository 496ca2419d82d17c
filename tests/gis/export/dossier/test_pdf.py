from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pyogrio
import pytest
import shapely
from pandas.testing import assert_frame_equal
from pypdf import PdfReader

from gis.dossier import dossier_of, dossier_of_shape
from gis.export.dossier import dossier_document, whole_metres, write_dossier_gpkg, write_sheet
from gis.parcels import parcels_of
from gis.words import area, length, say, set_language, use_language
from tests.gis.export.pdf_structure import alternatives, headings, tables
from tests.gis.small_territory import box, build, parcel

LINK = "https://atlas.example/parcelles?ref=625280000A0025"


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(content).pages).replace("\u00a0", " ")


def plain(said: str) -> str:
    return " ".join(said.split())


@pytest.fixture(scope="module")
def dossier(territory):
    return dossier_of(territory, "A 25")


@pytest.fixture(scope="module")
def sheet(territory, dossier):
    return write_sheet(dossier, territory, link=LINK)


def test_the_sheet_is_a4_and_at_most_three_pages(sheet):
    pages = read(sheet).pages
    assert 2 <= len(pages) <= 3
    for page in pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert (width, height) == (pytest.approx(595.3, abs=0.5), pytest.approx(841.9, abs=0.5))


def test_every_page_says_that_it_is_illustrative_and_binds_nobody(sheet, dossier):
    assert dossier.illustrative
    for page in read(sheet).pages:
        said = page.extract_text().replace("\u00a0", " ")
        assert "Données illustratives" in said
        assert "n’engage personne" in said


def test_both_areas_stand_on_it_and_the_denominator_is_said(sheet, dossier):
    said = text(sheet)
    for name, value in (
        ("Contenance fiscale", dossier.subject.contenance_m2),
        ("Surface mesurée", dossier.subject.gis_area_m2),
    ):
        assert name in said
        assert area(value).replace("\u00a0", " ") in said
    assert "les parts s’y rapportent" in said


def test_an_unknown_fiscal_area_is_said_to_be_unknown(territory):
    parcels = parcels_of(territory)
    row = next(row for row, value in enumerate(parcels.contenances) if value != value)  # noqa: PLR0124 - NaN
    found = dossier_of(territory, parcels.ids[row])
    assert "inconnue" in text(write_sheet(found, territory))


def test_every_theme_notice_and_source_is_on_it(sheet, dossier):
    said = text(sheet)
    said = plain(said)
    for answer in dossier.themes:
        assert answer.title in said
    for notice in dossier.notices:
        assert notice.title in said
        assert notice.level_text in said
    for item in dossier.provenance:
        assert item.title in said


def test_no_data_is_not_shown_as_nothing_there(sheet):
    assert plain(say("status.no_data_means")) in plain(text(sheet))


def test_the_map_has_scale_north_and_legend(sheet):
    first = read(sheet).pages[0].extract_text().replace("\u00a0", " ")
    assert "échelle 1 :" in first
    assert first.split().count("N") == 1
    assert "Légende" in first


def test_the_qr_code_leads_back_to_the_page(sheet):
    links = [
        note.get_object()["/A"]["/URI"]
        for page in read(sheet).pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert links == [LINK]
    assert f"Code QR qui ouvre {LINK}" in alternatives(sheet)


def test_without_a_link_there_is_no_qr_code(territory, dossier):
    content = write_sheet(dossier, territory)
    assert not any("/Annots" in page for page in read(content).pages)
    assert not any("QR" in text for text in alternatives(content))


def test_the_sheet_speaks_english(territory, dossier):
    set_language("en")
    said = text(write_sheet(dossier, territory, link=LINK))
    assert "Parcel A 25" in said
    assert "binds nobody" in said
    assert read(write_sheet(dossier, territory)).metadata.title == "Parcel A 25"


def test_a_footprint_has_a_sheet_too(territory):
    centre = shapely.point_on_surface(territory.commune)
    found = dossier_of_shape(territory, shapely.buffer(centre, 60), name="Projet d’école")
    assert "Projet d’école" in text(write_sheet(found, territory))


def test_a_parcel_with_many_features_stays_legible(territory):
    said = read(write_sheet(dossier_of(territory, "AB 3"), territory))
    assert len(said.pages) <= 4
    assert all(len(page.extract_text()) > 400 for page in said.pages)


@pytest.mark.parametrize("areas", [(0.5, 0.5, 0.0), (10.4, 20.4, 30.4), (1 / 3, 1 / 3, 1 / 3), (7.0,)])
def test_whole_metres_add_up_to_the_whole(areas):
    covers = [SimpleNamespace(area_m2=area) for area in areas]
    assert sum(whole_metres(covers)) == round(sum(areas))


def test_what_to_check_first_is_named_on_the_first_page(sheet, dossier):
    first = " ".join(read(sheet).pages[0].extract_text().replace("\u00a0", " ").split())
    titles = [notice.title for notice in dossier.notices if notice.level == "attention"]
    assert titles
    for title in titles:
        assert plain(title) in first


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_balance_and_surroundings_are_never_cut(territory, spoken):
    with use_language(spoken):
        found = dossier_of(territory, "AB 12")
        said = plain(text(write_sheet(found, territory, link=LINK)))
        told = [say("sheet.within", distance=length(ring.radius_m)) for ring in found.surroundings.rings]
        told += [cover.title for cover in found.balance.covers if cover.area_m2 >= 1]
    for words in told:
        assert plain(words) in said


def test_a_screen_reader_meets_title_map_and_chapters_in_their_order(sheet, dossier):
    told = headings(sheet)
    chapters = ("locator", "legend", "verdicts", "notices", "balance", "around", "neighbours", "sources")
    assert told == [(1, "Parcelle A 25"), *((2, say(f"sheet.{key}")) for key in chapters)]
    assert any(text.startswith(say("sheet.map_of", reference="A 25")) for text in alternatives(sheet))


def test_every_table_has_heads_for_its_columns(sheet):
    found = tables(sheet)
    assert len(found) == 4
    for table in found:
        assert table[0]
        assert all(kind == "TH" for kind, _ in table[0])


def test_the_verdict_of_a_theme_is_a_row_that_begins_with_its_title(sheet, dossier):
    rows = [[text for _, text in row] for row in tables(sheet)[0]]
    for answer in dossier.concerned:
        (row,) = (row for row in rows if row[0] == answer.title)
        assert row[1] == say(f"status.{answer.status}")


def test_the_data_inside_are_those_of_the_exports(territory, dossier, sheet, tmp_path):
    inside = read(sheet).attachments
    assert sorted(inside) == ["a-25.gpkg", "a-25.json"]
    assert json.loads(inside["a-25.json"][0]) == json.loads(json.dumps(dossier_document(dossier)))
    files = {name: tmp_path / f"{name}.gpkg" for name in ("inside", "export")}
    files["inside"].write_bytes(inside["a-25.gpkg"][0])
    write_dossier_gpkg(territory, dossier, files["export"])
    layers = [name for name, _ in pyogrio.list_layers(files["export"])]
    assert [name for name, _ in pyogrio.list_layers(files["inside"])] == layers
    for layer in layers:
        assert_frame_equal(*(pyogrio.read_dataframe(path, layer=layer) for path in files.values()))
    assert "a-25.gpkg" in text(sheet)


def test_a_sheet_without_its_data_is_light(territory, dossier):
    assert len(write_sheet(dossier, territory, link=LINK, with_data=False)) < 150_000


@pytest.mark.parametrize("size", [1.0, 4_000])
def test_a_tiny_shape_and_one_as_large_as_the_commune_have_a_sheet(territory, size):
    shape = shapely.buffer(shapely.point_on_surface(territory.commune), size)
    content = write_sheet(dossier_of_shape(territory, shape, name="Essai"), territory)
    assert "échelle 1" in text(content)


def test_a_name_full_of_signs_prints_as_it_is(territory):
    shape = shapely.buffer(shapely.point_on_surface(territory.commune), 40)
    name = "#[*_$@<&>`~ \\u{41} #let x"
    assert name in plain(text(write_sheet(dossier_of_shape(territory, shape, name=name), territory)))


def test_a_town_of_one_parcel_and_no_other_data_has_a_sheet(tmp_path):
    layers = {
        "commune": [("62528", box(0, 0, 100, 100), {})],
        "parcels": [parcel("AB 1", box(0, 0, 100, 100), 10_000.0)],
    }
    town = build(tmp_path, layers)
    content = write_sheet(dossier_of(town, "AB 1"), town)
    assert headings(content)[0] == (1, "Parcelle AB 1")
    assert say("verdict.no_data") in text(content)
    assert say("sheet.neighbours") not in text(content)


def test_a_map_with_twenty_thousand_features_stays_light(tmp_path):
    squares = [
        (f"s{place}", box(x, y, x + 4, y + 4), {})
        for place, (x, y) in enumerate((5 * (n % 150), 5 * (n // 150)) for n in range(20_000))
    ]
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "parcels": [parcel("AB 1", box(0, 0, 700, 700), 490_000.0)],
        "buildings": squares,
    }
    town = build(tmp_path, layers)
    assert len(write_sheet(dossier_of(town, "AB 1"), town, with_data=False)) < 2_000_000
