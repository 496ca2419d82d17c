from __future__ import annotations

import io

import pypdf
import pytest

from gis.errors import InputError, LayerMissingError
from gis.export.poster import poster
from gis.territory import Territory
from gis.trajectory import timeline
from gis.words import use_language
from tests.gis.small_territory import box, build


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


def test_a_town_without_events_has_no_poster(tmp_path):
    with pytest.raises(LayerMissingError):
        poster(build(tmp_path, {"commune": [("62528", box(0, 0, 9, 9), {})]}))
