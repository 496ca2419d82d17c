from __future__ import annotations

import io

import pypdf
import pytest

from gis.errors import InputError, LayerMissingError
from gis.export.poster import poster
from gis.indicators import timeline
from gis.territory import Territory
from gis.words import use_language
from tests.gis.small_territory import CODE, box, build

COMMUNE = (CODE, box(0, 0, 9, 9), {"insee": CODE})


@pytest.fixture(scope="module")
def loos():
    return Territory()


def read(content):
    document = pypdf.PdfReader(io.BytesIO(content))
    return document, " ".join("\n".join(page.extract_text() for page in document.pages).split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_poster_is_one_a3_page_with_every_event(loos, language):
    with use_language(language):
        document, text = read(poster(loos, link="https://example.org/"))
        titles = [event.title for event in timeline(loos)]
    (page,) = document.pages
    assert [round(float(side)) for side in (page.mediabox.width, page.mediabox.height)] == [1191, 842]
    bare = "".join(text.split())
    missing = [title for title in titles if "".join(title.split()) not in bare]
    assert missing == []


def test_the_map_may_show_another_year(loos):
    assert "1995" in read(poster(loos, year=1995))[1]
    with pytest.raises(InputError):
        poster(loos, year=1500)


def test_a_town_that_tells_no_year_has_no_poster(tmp_path):
    with pytest.raises(LayerMissingError, match=r"events\.csv"):
        poster(build(tmp_path, {"commune": [COMMUNE]}))


def test_a_town_without_events_has_the_poster_of_what_is_measured(tmp_path):
    fields = [("F1", box(0, 0, 9, 9), {"organic_since": 2012})]
    town = build(tmp_path, {"commune": [COMMUNE], "organic_farmland": fields})
    _, text = read(poster(Territory(CODE, home=town.home, embedded=tmp_path)))
    assert "2012" in text
    assert "Aucun événement" in text
