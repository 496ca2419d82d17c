from __future__ import annotations

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from gis.export.tour import booklet, roadbook
from gis.tours import plan_tour, ready_tours
from tests.gis.export.pdf_reading import files, page_texts, titles

MADE = dt.datetime(2026, 6, 15, 8, 30, tzinfo=dt.UTC)
LINK = "https://atlas.example.org/visites?tour=eNpVjEEKgzAQRe"


@pytest.fixture(scope="module")
def tour(territory):
    return plan_tour(territory, ready_tours(territory)["demi_journee"].request(dt.date(2026, 9, 15)))


@pytest.fixture(scope="module")
def folded(tour):
    return booklet(tour, link=LINK, made=MADE)


def test_the_booklet_lies_on_landscape_sheets_with_its_cover_on_the_right(tour, folded):
    sides = PdfReader(io.BytesIO(folded)).pages
    assert len(sides) % 2 == 0
    assert [round(float(side)) for side in sides[0].mediabox[2:]] == [842, 595]
    width = float(sides[0].mediabox.width)
    assert tour.rows[-1].stop.name in page_texts(folded)[0]
    stops = [note.get_object() for note in sides[0]["/Annots"] if "/Dest" in note.get_object()]
    assert len(stops) == len(tour.rows)
    assert all(float(note["/Rect"][0]) > width / 2 for note in stops)


def test_no_page_of_the_booklet_is_blank(tour, folded):
    singles = page_texts(roadbook(tour, link=LINK, size="A5", whole_sheets=True, made=MADE))
    assert 2 * len(page_texts(folded)) == len(singles)
    assert all(singles)


def test_the_booklet_keeps_title_bookmarks_and_files_of_the_book(tour, folded):
    book = roadbook(tour, link=LINK, size="A5", whole_sheets=True, made=MADE)
    assert titles(folded) == titles(book)
    assert files(folded) == files(book)
    assert PdfReader(io.BytesIO(folded)).metadata == PdfReader(io.BytesIO(book)).metadata


def test_the_same_tour_at_the_same_moment_makes_the_same_booklet(tour, folded):
    assert booklet(tour, link=LINK, made=MADE) == folded
