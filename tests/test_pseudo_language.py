"""Nothing that people read is written elsewhere than in a catalogue, as a language of brackets shows."""

from __future__ import annotations

import datetime as dt
import json

import icalendar
import openpyxl
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from gis.__main__ import main
from gis.dossier import dossier_of
from gis.export.dossier import dossier_document, write_dossier_xlsx, write_sheet
from gis.export.poster import poster
from gis.export.site import site_sheet
from gis.export.tour import booklet, field_page, mails_text, roadbook, tour_ics
from gis.export.walk import walk_gpx, walk_kml, walk_sheet
from gis.sites import site
from gis.territory import Territory
from gis.tours import plan_tour, ready_tours
from gis.walks import WalkRequest, plan_loops
from tests import pseudo
from views import pages
from views.map.routes import routes

DAY = dt.date(2026, 9, 5)
REFERENCE = "A 25"
FOLDER = pseudo.HOUSE / "views" / "pages"
PAGES = {entry.url: FOLDER / entry.name / "page.py" for entry in pages.PAGES}
ASKED = {
    "carte": ("carte", {}),
    "parcelles": ("parcelles", {"ref": "625280000A0025"}),
    "balades": ("balades", {}),
    "a loop": ("balades", {"walk": "loop~50.4570_2.7935~km4~theme.heaps~no1"}),
    "visites": ("visites", {}),
    "a tour": ("visites", {"tour": "demi_journee"}),
    **{
        f"biodiversite {tab}": ("biodiversite", {"tab": tab})
        for tab in ("sites", "species", "links", "plant")
    },
    "trajectoire": ("trajectoire", {}),
    "donnees": ("donnees", {}),
    "confidentialite": ("confidentialite", {}),
    "a wrong parcel": ("parcelles", {"ref": "ZZ 9999"}),
    "a walk too far": ("balades", {"walk": "loop~45.0_2.0~km4"}),
    "a site": ("biodiversite", {"site": "slag_heaps:T074"}),
}
"""Pages and what their address asks for."""
ALIKE = ("PDF", "CSV", "XLSX", "GPX", "KML", "JSON", "GeoJSON", "GeoPackage", "HTML", "ICS", "GPKG")
"""What every language writes alike."""
ASKED_FOR = ("ZZ", "nowhere", "parcels.csv", "No such file or directory")
"""What the tests themselves ask for, which is said again, and what the system answers."""
CODES = ("Cailloux blancs", "Z", "walking")
"""What files of walks name by code: who made them, the zone of a time, the kind of a track."""


@pytest.fixture(scope="module")
def known(territory):
    return pseudo.Known(territory, (*ALIKE, *ASKED_FOR, *CODES))


@pytest.fixture
def fresh(empty_home):
    """Return a territory that has not said anything yet."""
    return Territory(home=empty_home)


@pytest.fixture
def said():
    with pseudo.pseudo_language(pseudo.whole):
        yield


@pytest.fixture
def spelt():
    with pseudo.pseudo_language(pseudo.each_word):
        yield


@pytest.fixture
def paper(said, monkeypatch):
    return pseudo.printed(monkeypatch)


@pytest.fixture
def work_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")
    monkeypatch.chdir(tmp_path)


def offenders(known, texts, *, pieces=False):
    return "\n".join(sorted({odd for text in texts if (odd := known.odd(text, pieces=pieces))}))


@pytest.mark.parametrize("text", ["Bonjour à vous", "⟦Longueur⟧ : 2 lieues", "terril fermé (closed)"])
def test_a_word_written_elsewhere_is_found(known, text):
    assert known.odd(text) != ""


@pytest.mark.parametrize(
    "text", ["⟦Terril ⟦fermé⟧⟧", "3,5 km · Loos-en-Gohelle", "⟦Surface⟧ : 1 250 m²", "30 juin"]
)
def test_sentences_data_and_figures_are_let_through(known, text):
    assert known.odd(text) == ""


@pytest.mark.parametrize("name", ASKED)
def test_every_word_of_a_page_is_in_a_catalogue(known, said, name):
    page, query = ASKED[name]
    st.cache_data.clear()
    st.cache_resource.clear()
    opened = AppTest.from_file(str(PAGES[page]), default_timeout=120)
    for key, value in query.items():
        opened.query_params[key] = value
    opened.run()
    assert not opened.exception
    try:
        assert offenders(known, pseudo.shown_in_page(opened)) == ""
    finally:
        st.cache_data.clear()
        st.cache_resource.clear()


def test_every_word_of_the_map_is_in_a_catalogue(known, said):
    st.cache_resource.clear()
    told = TestClient(Starlette(routes=routes())).get("/map/words/fr.json").json()
    st.cache_resource.clear()
    assert offenders(known, pseudo.sentences(told)) == ""


def test_every_word_of_a_dossier_is_in_a_catalogue(known, said, fresh, tmp_path):
    dossier = dossier_of(fresh, REFERENCE)
    write_dossier_xlsx(dossier, tmp_path / "dossier.xlsx")
    book = openpyxl.load_workbook(tmp_path / "dossier.xlsx")
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    texts = [*book.sheetnames, *(cell for cell in cells if isinstance(cell, str))]
    assert offenders(known, texts) == ""
    assert offenders(known, pseudo.sentences(dossier_document(dossier))) == ""


def test_every_word_of_a_printed_dossier_is_in_a_catalogue(known, paper, fresh):
    write_sheet(dossier_of(fresh, REFERENCE), fresh)
    assert offenders(known, paper) == ""


def test_every_word_of_a_printed_site_is_in_a_catalogue(known, paper, fresh):
    site_sheet(fresh, site(fresh, "slag_heaps", "T074"))
    assert offenders(known, paper) == ""


def test_every_word_of_the_poster_is_in_a_catalogue(known, paper, fresh):
    poster(fresh)
    assert offenders(known, paper) == ""


def test_every_word_of_a_printed_tour_is_in_a_catalogue(known, paper, fresh):
    tour = plan_tour(fresh, ready_tours(fresh)["demi_journee"].request(DAY))
    roadbook(tour)
    booklet(tour)
    assert offenders(known, paper) == ""


def test_every_word_of_a_printed_walk_is_in_a_catalogue(known, paper, fresh):
    walk_sheet(loop(fresh), name="")
    assert offenders(known, paper) == ""


def test_every_word_of_the_files_of_a_walk_is_in_a_catalogue(known, said, fresh):
    walk = loop(fresh)
    files = (walk_gpx(walk, name=""), walk_kml(walk, name=""))
    assert offenders(known, (text for file in files for text in pseudo.shown_in_html(file))) == ""


def test_every_word_of_the_files_of_a_tour_is_in_a_catalogue(known, said, fresh):
    tour = plan_tour(fresh, ready_tours(fresh)["demi_journee"].request(DAY))
    page = field_page(tour)
    told = json.loads(page.partition('id="tour">')[2].partition("</script>")[0])
    assert offenders(known, [*pseudo.shown_in_html(page), *pseudo.sentences(told)]) == ""
    assert offenders(known, mails_text(tour).splitlines()) == ""
    events = icalendar.Calendar.from_ical(tour_ics(tour)).walk("VEVENT")
    told = [str(event.get(name, "")) for event in events for name in ("SUMMARY", "DESCRIPTION", "LOCATION")]
    assert offenders(known, (line for text in told for line in text.splitlines())) == ""


@pytest.mark.parametrize(
    "command",
    [
        ("layers",),
        ("check",),
        ("dossier", REFERENCE),
        ("dossier", "ZZ 9999"),
        ("indicators",),
        ("walk", "--from", "50.4570,2.7935", "--km", "4"),
        ("walk", "--from", "nowhere"),
        ("tour", "--stops", "mairie,base_1119", "--start", "09:00", "--date", "2026-05-12"),
        ("tour", "--stops", "nowhere", "--start", "09:00", "--date", "2026-05-12"),
        ("connectivity",),
        ("screen", "--output", "parcels.csv"),
        ("import", "hedges", "parcels.csv"),
        ("layers", "--territory", "99999"),
    ],
    ids=" ".join,
)
def test_every_word_that_a_command_says_is_in_a_catalogue(
    known, spelt, capsys, monkeypatch, tmp_path, command
):
    monkeypatch.setenv("COLUMNS", "1000")
    monkeypatch.chdir(tmp_path)
    main(list(command))
    told = capsys.readouterr()
    lines = [*told.out.splitlines(), *told.err.splitlines()]
    assert lines
    assert offenders(known, lines, pieces=True) == ""


def loop(territory):
    return plan_loops(territory, WalkRequest((686_200.0, 7_039_900.0), 4_000, day=DAY)).walks[0]
