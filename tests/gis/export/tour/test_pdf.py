from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from itertools import pairwise

import pytest
from pypdf import PdfReader

from gis.export.tour import roadbook, tour_gpx, tour_ics
from gis.tours import Stop, TourRequest, Visit, library, plan_tour, ready_tours
from gis.words import LANGUAGES, say, use_language
from tests.gis.export.pdf_reading import files, page_texts, plain, titles
from tests.gis.export.pdf_structure import alternatives, heading_levels, roles
from tests.gis.small_territory import METRES

DAY = dt.date(2026, 9, 15)
MADE = dt.datetime(2026, 6, 15, 8, 30, tzinfo=dt.UTC)
LINK = "https://atlas.example.org/visites?tour=eNpVjEEKgzAQRe_y1xGSkNQ6&lang=fr"
ODD = '#[*_$@<`\\ <script>alert(1)</script> & "Ünïcödé" ]]>'
LONGEST = "Conduit" * 30


@pytest.fixture(scope="module")
def half_day(territory):
    return plan_tour(territory, ready_tours(territory)["demi_journee"].request(DAY))


@pytest.fixture(scope="module")
def book(half_day):
    return roadbook(half_day, link=LINK, made=MADE)


def told(content: bytes) -> str:
    return " ".join(page_texts(content))


def joined(text: str) -> str:
    """Return a text without what it may be broken at."""
    return re.sub(r"[\s-]", "", text)


def links(content: bytes) -> set[str]:
    notes = [
        note.get_object() for page in PdfReader(io.BytesIO(content)).pages for note in page.get("/Annots", ())
    ]
    return {str(note["/A"]["/URI"]) for note in notes if "/A" in note}


def test_the_road_book_has_a_cover_a_page_for_each_stop_and_an_end(half_day, book):
    pages = page_texts(book)
    assert "en une demi" in pages[0]
    for number, row in enumerate(half_day.rows, 1):
        assert row.stop.name[:20] in pages[0]
        assert f"{number} {plain(row.stop.name)[:20]}" in pages[number]
        for word in ("À raconter", "Photo", "Notes"):
            assert word in pages[number]
    end = " ".join(pages[len(half_day.rows) + 1 :])
    for word in ("La montée", "Sécurité", "appelez le 18", "Qui appeler", "Sources", "missionbassinminier"):
        assert word in end


def test_every_turn_of_every_leg_is_told_however_many_there_are(half_day, book):
    said = joined(told(book))
    for leg in half_day.legs:
        for rank, cue in enumerate(leg.cues, 1):
            assert joined(f"{rank}. {cue.text}") in said


def test_the_road_book_says_who_disagrees_and_what_is_only_proposed(book):
    said = told(book)
    assert "2013" in said
    assert "Autre source : 2014" in said
    assert "propositions de l’atlas" in said


def test_every_page_says_that_times_are_proposals_and_paths_illustrative(book):
    for page in page_texts(book):
        assert plain(say("roadbook.warning_drawn")) in page


def test_the_link_is_told_in_letters_and_as_a_code_that_says_where_it_leads(half_day, book):
    assert LINK in links(book)
    assert joined(LINK) in joined(told(book))
    assert say("paper.qr_alt", link=LINK) in alternatives(book)
    without = roadbook(half_day)
    assert not links(without)
    assert len(alternatives(without)) == len(alternatives(book)) - 1


@pytest.mark.parametrize(("size", "sides"), [("A4", (595, 842)), ("A5", (420, 595))])
def test_the_road_book_has_the_size_that_is_asked_for(half_day, size, sides):
    page = PdfReader(io.BytesIO(roadbook(half_day, size=size))).pages[0]
    assert tuple(round(float(side)) for side in page.mediabox[2:]) == sides


@pytest.mark.parametrize("ready", ["demi_journee", "patrimoine", "participation"])
def test_whole_sheets_have_titled_pages_for_notes_before_the_end(territory, ready):
    tour = plan_tour(territory, ready_tours(territory)[ready].request(DAY))
    plain_pages = page_texts(roadbook(tour, size="A5", made=MADE))
    whole = page_texts(roadbook(tour, size="A5", whole_sheets=True, made=MADE))
    assert len(whole) % 4 == 0
    assert 0 <= len(whole) - len(plain_pages) < 4
    running = f"{tour.request.title} · 15 septembre 2026"
    added = [page for page in whole if page.startswith(f"{plain(running)} Notes Heures")]
    assert len(added) == len(whole) - len(plain_pages)
    assert "Sources" in whole[-1] or "Sources" in whole[-2]


def test_headings_are_one_title_and_sections_that_skip_no_level(book):
    levels = heading_levels(book)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_bookmarks_name_the_stops_by_number(half_day, book):
    found = [plain(title) for title in titles(book)]
    for number, row in enumerate(half_day.rows, 1):
        assert f"{number} {plain(row.stop.name)}" in found


def test_map_and_profile_tell_in_words_what_they_show(half_day, book):
    said = " ".join(alternatives(book))
    assert half_day.request.title in said
    assert say("roadbook.map_stops") in said
    assert "Profil du parcours" in said
    assert roles(book).count("Table") == 2


def test_a_screen_reader_hears_the_stops_in_their_order(half_day, book, tmp_path):
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler) is not installed")
    path = tmp_path / "book.pdf"
    path.write_bytes(book)
    asked = ["pdfinfo", "-struct-text", str(path)]
    heard = subprocess.run(asked, capture_output=True, check=True).stdout.decode(errors="replace")
    # What poppler tells of a title beside its words is in another encoding where it has accents.
    places = [heard.index(f'\n    "{number}"\n') for number in range(1, len(half_day.rows) + 1)]
    assert places == sorted(places)


def test_gpx_and_calendar_travel_inside_as_they_are_exported(half_day, book):
    found = files(book)
    assert {name.rpartition(".")[2] for name in found} == {"gpx", "ics"}
    for name, content in found.items():
        assert joined(name) in joined(told(book))
        write = tour_ics if name.endswith("ics") else tour_gpx
        made = write(half_day, link=LINK, made=MADE)
        assert content == (made.encode() if isinstance(made, str) else made)


def test_the_same_tour_at_the_same_moment_makes_the_same_book(half_day, book):
    assert roadbook(half_day, link=LINK, made=MADE) == book


def test_odd_and_long_names_are_printed_as_they_are(territory):
    own = Stop(
        id="own-x", name=ODD, own=True, host=ODD, contact=ODD, tell_fr=f"{ODD} {LONGEST}", tell_en=ODD,
        note=ODD, address=ODD, hours="agree",
    ).placed(METRES, 2.7935, 50.4570)  # fmt: skip
    tour = plan_tour(
        territory, TourRequest((Visit(library(territory)["mairie"]), Visit(own)), day=DAY, title=ODD)
    )
    book = roadbook(tour, link=LINK)
    assert "#[*_$@<`\\" in told(book)
    assert "<script>alert(1)</script>" in told(book)
    assert LONGEST in joined(told(book))
    assert PdfReader(io.BytesIO(book)).metadata.title == ODD


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_road_book_speaks_each_language_and_says_which(half_day, spoken):
    with use_language(spoken):
        book = roadbook(half_day)
        assert plain(say("roadbook.tell")) in told(book)
    assert PdfReader(io.BytesIO(book)).trailer["/Root"]["/Lang"] == spoken


def test_stops_at_one_place_make_a_book_too(territory):
    tour = plan_tour(territory, ready_tours(territory)["participation"].request(DAY))
    assert len(page_texts(roadbook(tour, link=LINK))) >= len(tour.rows) + 2


def test_a_single_stop_makes_a_book_without_a_climb(territory):
    tour = plan_tour(territory, TourRequest((Visit(library(territory)["mairie"]),), day=DAY))
    book = roadbook(tour)
    assert len(page_texts(book)) >= 3
    assert say("roadbook.climb") not in titles(book)


def test_a_way_to_the_first_stop_skips_no_level_of_headings(territory):
    known = library(territory)
    request = TourRequest((Visit(known["chevalement11"]),), day=DAY, start_place=known["mairie"])
    levels = heading_levels(roadbook(plan_tour(territory, request)))
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_sixteen_stops_make_a_book(territory):
    known = [stop for stop in library(territory).values() if stop.xy and stop.id != "gare_lens"][:16]
    tour = plan_tour(territory, TourRequest(tuple(map(Visit, known)), 480, day=DAY, keep_order=True))
    assert len(page_texts(roadbook(tour, link=LINK))) >= 18
