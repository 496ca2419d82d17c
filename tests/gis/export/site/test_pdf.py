from __future__ import annotations

import io
import re

import pypdf
import pytest

from gis.export.site import site_sheet
from gis.sites import site
from gis.territory import Territory
from gis.words import use_language


@pytest.fixture(scope="module")
def loos():
    return Territory()


def read(content):
    document = pypdf.PdfReader(io.BytesIO(content))
    return document, " ".join("\n".join(page.extract_text() for page in document.pages).split())


@pytest.mark.parametrize(
    ("layer", "feature"), [("slag_heaps", "T074"), ("nourishing_gardens", "N001"), ("green_belt", "G001")]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_site_stands_on_one_page_with_its_status_and_the_notice_of_absence(loos, layer, feature, language):
    with use_language(language):
        document, text = read(site_sheet(loos, site(loos, layer, feature), link="https://example.org/"))
    assert len(document.pages) == 1
    assert feature in text
    assert ("absence" in text) if language == "fr" else ("no record is not an absence" in text)
    assert ("relevés" in text or "25" in text) if language == "fr" else ("surveyed" in text or "25" in text)


def test_a_heap_tells_its_species_and_never_a_fragile_one(loos):
    text = read(site_sheet(loos, site(loos, "slag_heaps", "T074")))[1]
    assert "Rumex scutatus" in text
    for hidden in ("Falco", "Bubo", "Epidalea", "Bufo", "Leucorrhinia"):
        assert hidden not in text


def test_every_figure_of_a_heap_is_on_paper(loos):
    with use_language("fr"):
        heap = site(loos, "slag_heaps", "T074")
        text = read(site_sheet(loos, heap, link="https://example.org/"))[1]
        assert all(words in text for words, _ in heap.figures)
    assert "chèvres des fossés" in text
    assert "23,3" in text
    assert re.search(r"Capra hircus .*2022", text)


def test_more_species_than_fit_are_counted_and_the_page_stays_one(loos):
    heap = site(loos, "slag_heaps", "T074")
    crowded = type(heap)(**{**vars(heap), "species": heap.species * 6})
    document, text = read(site_sheet(loos, crowded))
    assert len(document.pages) == 1
    assert "autres, dans la liste" in text
