from __future__ import annotations

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from gis.export.walk import ripe_lines, walk_gpx, walk_kml, walk_sheet
from gis.walks import WalkRequest, plan_loops
from gis.words import say, use_language
from tests.gis.export.pdf_reading import files, page_texts, plain, titles
from tests.gis.export.pdf_structure import alternatives, heading_levels
from tests.gis.small_territory import X0, Y0
from tests.gis.small_town import town

DAY = dt.date(2026, 9, 5)
LINK = "https://example.org/balades?km=6"
NAME = "Boucle des terrils"


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    return town(tmp_path_factory.mktemp("town"))


def loop(territory, metres):
    return plan_loops(territory, WalkRequest((X0 + 1250, Y0 + 1700), metres, theme="heaps", day=DAY)).walks[0]


@pytest.fixture(scope="module")
def walk(territory):
    return loop(territory, 1500)


@pytest.fixture(scope="module")
def sheet(walk):
    return walk_sheet(walk, name=NAME, link=LINK, made=DAY)


def test_a_usual_walk_is_one_page_of_a4(sheet):
    (page,) = PdfReader(io.BytesIO(sheet)).pages
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx([595.3, 841.9], abs=0.5)


@pytest.mark.parametrize("metres", [1500, 6000, 12_000])
def test_no_cue_and_nothing_ripe_is_cut_however_long_the_walk(territory, metres):
    walk = loop(territory, metres)
    content = walk_sheet(walk, name=NAME)
    told = page_texts(content)
    assert len(told) <= 2
    for rank, cue in enumerate(walk.cues, 1):
        assert plain(f"{rank}. {cue.text}") in " ".join(told)
    for line in [*ripe_lines(walk), *walk.warnings]:
        assert plain(line) in " ".join(told)


def test_a_long_walk_has_its_cues_together_on_a_page_of_their_own(territory):
    walk = loop(territory, 12_000)
    first, second = page_texts(walk_sheet(walk, name=NAME))
    assert second.startswith(f"{NAME} · {territory.name}")
    for cue in (walk.cues[0], walk.cues[-1]):
        assert plain(cue.text) not in first
        assert plain(cue.text) in second


def test_headings_go_from_the_name_to_the_cues_to_what_is_ripe_and_what_to_know(sheet):
    assert heading_levels(sheet) == [1, 2, 2, 2, 2]
    assert titles(sheet) == [NAME, "Légende", "Le chemin", "Mûr en septembre", "À savoir"]


def test_the_map_is_told_by_length_climb_and_what_the_walk_passes(sheet, walk):
    told = next(text for text in map(plain, alternatives(sheet)) if text.startswith("Carte"))
    assert NAME in told
    assert "montée" in told
    assert all(item.name in told for item in walk.passes)


def test_the_tracks_inside_are_those_that_are_exported(sheet, walk):
    midnight = dt.datetime.combine(DAY, dt.time(), tzinfo=dt.UTC)
    assert files(sheet) == {
        "boucle-des-terrils.gpx": walk_gpx(walk, name=NAME, link=LINK, made=midnight).encode(),
        "boucle-des-terrils.kml": walk_kml(walk, name=NAME).encode(),
    }
    assert "boucle-des-terrils.gpx" in page_texts(sheet)[0]


def test_the_same_walk_gives_the_same_bytes(sheet, walk):
    assert walk_sheet(walk, name=NAME, link=LINK, made=DAY) == sheet


def test_every_page_says_that_drawn_paths_are_not_surveyed(territory):
    pages = page_texts(walk_sheet(loop(territory, 12_000), name=NAME))
    assert len(pages) == 2
    assert all(plain(say("paper.illustrative")) in text for text in pages)


@pytest.mark.parametrize("name", ["#[*_$@< `x`", "=Balade\\ //nulle part", "mot " * 500])
def test_a_name_is_printed_as_it_is(walk, name):
    assert plain(name) in " ".join(page_texts(walk_sheet(walk, name=name)))


@pytest.mark.parametrize("name", ["", "مسلك 🥾 \x07", "x" * 2_000])
def test_no_name_stops_the_press(walk, name):
    assert walk_sheet(walk, name=name).startswith(b"%PDF")


def test_without_relief_the_sheet_says_so(tmp_path):
    flat = town(tmp_path, relief=False)
    text = page_texts(walk_sheet(loop(flat, 3000), name=NAME))[0]
    assert plain(say("walks.no_relief")) in text


def test_it_speaks_dutch_to_the_screen_reader_too(walk):
    with use_language("nl"):
        content = walk_sheet(walk, name="Lus van de terrils")
    assert PdfReader(io.BytesIO(content)).trailer["/Root"]["/Lang"] == "nl"
    assert titles(content)[1:] == ["Legenda", "De weg", "Rijp in september", "Goed om te weten"]
    assert any(text.startswith("Kaart van") for text in alternatives(content))
