from __future__ import annotations

import csv
import io

import pytest
from pypdf import PdfReader

from gis.errors import InputError, LayerMissingError
from gis.export.indicators import indicators_csv, indicators_json
from gis.export.poster import poster
from gis.indicators import indicators, timeline
from gis.territory import Territory
from gis.words import say, use_language
from tests.gis.export.pdf_reading import files, page_texts
from tests.gis.export.pdf_structure import alternatives, heading_levels, roles
from tests.gis.small_territory import CODE, box, build

LINK = "https://example.org/"
COMMUNE = (CODE, box(0, 0, 9, 9), {"insee": CODE})
COLUMNS = (
    "id", "year", "year_end", "date", "title_fr", "title_en", "text_fr", "text_en", "chapter", "place_id",
    "source", "source_url",
)  # fmt: skip
FOOT_PT = 22 / 25.4 * 72
"""Room of the footer."""
ODD = "Fête *du* _terril_ #[x] $1 @a <b> שלום 🎪 " + "long" * 400


def bare(text):
    """Return a text without the spaces that layout moves."""
    return "".join(text.replace("\u200b", "").split())


def lowest(content):
    """Return how far above the lower edge the lowest event stands, in points."""
    heights = []

    def note(text, matrix, *_):
        if "numéro" in text:
            heights.append(matrix[5])

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=note)
    return min(heights)


@pytest.fixture(scope="module")
def loos():
    return Territory()


@pytest.fixture(scope="module")
def printed(loos):
    return poster(loos, link=LINK)


@pytest.fixture
def told(tmp_path):
    """Return a function that opens a town which tells of some events."""

    def town(*titles):
        fields = [("F1", box(0, 0, 9, 9), {"organic_since": 2012})]
        built = build(tmp_path, {"commune": [COMMUNE], "organic_farmland": fields})
        rows = [
            dict.fromkeys(COLUMNS, "") | {"id": f"E{at}", "year": str(1990 + at % 30), "title_fr": title}
            for at, title in enumerate(titles)
        ]
        text = io.StringIO()
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        folder = built.home / CODE
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "events.csv").write_text(text.getvalue(), encoding="utf-8")
        return Territory(CODE, home=built.home, embedded=tmp_path)

    return town


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_poster_is_one_a3_page_with_every_event(loos, language):
    with use_language(language):
        content = poster(loos, link=LINK)
        events = timeline(loos)
        parts = [(event.when, event.title, event.place, event.chapter_text.lower()) for event in events]
    (page,) = PdfReader(io.BytesIO(content)).pages
    assert [round(float(side)) for side in (page.mediabox.width, page.mediabox.height)] == [1191, 842]
    text = bare(page_texts(content)[0])
    assert [part for event in parts for part in event if bare(part) not in text] == []


def test_events_are_one_list_for_a_reader_who_hears_them(loos, printed):
    figures = len([item for item in roles(printed) if item == "LI"]) - len(timeline(loos))
    assert roles(printed).count("L") == 2
    assert figures == 6


def test_one_title_stands_above_the_headings(printed):
    assert heading_levels(printed) == [1, 2, 2, 2, 2, 2, 2]


def test_map_and_charts_are_told_to_who_does_not_see_them(printed):
    code, ground, *charts = alternatives(printed)
    assert LINK in code
    assert "Ce qui est là en 2025" in ground
    assert ["Courbe de" in alt for alt in charts] == [True] * 3
    assert "2023 : 21,0" in charts[0].replace("\u00a0", " ")


def test_the_map_may_show_another_year(loos):
    assert "1995" in page_texts(poster(loos, year=1995))[0]
    with pytest.raises(InputError):
        poster(loos, year=1500)


def test_the_map_shows_what_stood_in_its_year(told):
    town = told("Le début", *["Plus tard"] * 29)
    assert ["Depuis 2011" in page_texts(poster(town, year=year))[0] for year in (2011, 2012)] == [False, True]


def test_the_figures_travel_inside_as_they_are_exported(loos, printed):
    found = indicators(loos)
    assert files(printed) == {
        "loos-en-gohelle-chiffres.json": indicators_json(found),
        "loos-en-gohelle-chiffres.csv": indicators_csv(found),
    }
    assert "loos-en-gohelle-chiffres.csv" in bare(page_texts(printed)[0])


def test_it_says_that_the_data_are_drawn_and_is_the_same_twice(loos, printed):
    assert bare(loos.notice) in bare(page_texts(printed)[0])
    assert poster(loos, link=LINK) == printed


def test_a_town_that_tells_no_year_has_no_poster(tmp_path):
    with pytest.raises(LayerMissingError, match=r"events\.csv"):
        poster(build(tmp_path, {"commune": [COMMUNE]}))


def test_a_town_without_events_has_the_poster_of_what_is_measured(told):
    (text,) = page_texts(poster(told()))
    assert "2012" in text
    assert bare(say("poster.no_events")) in bare(text)


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (200, 1), (600, 2)])
def test_events_share_the_page_as_long_as_they_can_be_read(told, count, sheets):
    titles = [f"Événement numéro {at} de la commune" for at in range(count)]
    content = poster(told(*titles))
    found = page_texts(content)
    assert len(found) == sheets
    assert lowest(content) > FOOT_PT
    text = bare("".join(found))
    assert [title for title in titles if bare(title) not in text] == []


def test_odd_titles_are_printed_as_they_are(told):
    (text,) = page_texts(poster(told(ODD)))
    for part in ("*du*", "_terril_", "#[x]", "$1", "@a", "<b>"):
        assert part in text
    assert bare(text).count("long") == 400
