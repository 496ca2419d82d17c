from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gis.export import SITE, found
from gis.export.site import site_sheet
from gis.export.species_table import species_csv
from gis.sites import site
from gis.words import number, say, use_language
from tests.gis.export.pdf_reading import files, page_texts, plain, titles
from tests.gis.export.pdf_structure import alternatives, heading_levels, roles

LINK = "https://example.org/"
DAY = dt.date(2026, 9, 5)


def text(content: bytes) -> str:
    return " ".join(page_texts(content))


@pytest.fixture(scope="module")
def heap(territory):
    return site(territory, "slag_heaps", "T074")


@pytest.fixture(scope="module")
def sheet(territory, heap):
    return site_sheet(territory, heap, link=LINK, made=DAY)


@pytest.mark.parametrize(
    ("layer", "feature"), [("slag_heaps", "T059"), ("nourishing_gardens", "N001"), ("green_belt", "G001")]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_site_of_few_words_stands_on_one_page(territory, layer, feature, language):
    with use_language(language):
        one = site(territory, layer, feature)
        (page,) = page_texts(site_sheet(territory, one, link=LINK))
        told = [one.name, one.warning, say(f"status.{one.status}"), say("species.absence")]
        assert all(plain(words) in page for words in told)


def test_a_heap_tells_its_species_and_never_a_fragile_one(sheet):
    assert "Rumex scutatus" in text(sheet)
    for hidden in ("Falco", "Bubo", "Epidalea", "Bufo", "Leucorrhinia"):
        assert hidden not in text(sheet)


def test_every_figure_and_every_species_of_a_heap_is_on_paper(sheet, heap):
    told = text(sheet)
    assert all(plain(words) in told and plain(value) in told for words, value in heap.figures)
    assert plain(number(heap.connectivity_pct, decimals=1)) in told
    assert all(plain(item.name) in told and plain(item.scientific_name) in told for item in heap.species)


def test_what_nobody_knows_of_a_species_is_a_dash(territory, heap):
    bare = replace(heap, species=[replace(heap.species[0], months=frozenset(), seen_year=None)])
    assert "Rumex scutatus – – plante" in text(site_sheet(territory, bare))


def test_a_crowded_site_takes_more_pages_each_with_its_warning_and_the_head_of_the_table(territory, heap):
    crowded = replace(heap, species=heap.species * 6)
    pages = page_texts(site_sheet(territory, crowded))
    assert len(pages) > 2
    assert sum(page.count("Rumex scutatus") for page in pages) == 6
    assert all(plain(heap.warning) in page for page in pages)
    assert all(page.startswith(f"{heap.name} · {territory.name}") for page in pages[1:])
    rows = [page for page in pages if "plante" in page]
    assert all(say("species.column_scientific_name") in page for page in rows)


def test_headings_go_down_one_level_at_a_time_and_species_are_a_table(sheet, heap):
    assert heading_levels(sheet) == [1, 2, 2, 2, 2]
    assert titles(sheet) == [heap.name, "Légende", "En chiffres", "Y aller", "Ce qui a été vu ici"]
    assert roles(sheet).count("Table") == 1
    assert roles(sheet).count("TR") == 1 + len(heap.species)


def test_the_map_says_what_it_shows(sheet, heap):
    told = next(words for words in alternatives(sheet) if words.startswith("Carte"))
    assert heap.name in told
    assert "terril fermé au public" in told


def test_the_species_inside_are_those_that_are_exported(territory, sheet, heap):
    assert files(sheet) == {"loos-en-gohelle_t074.csv": species_csv(territory, heap.species)}


def test_a_site_without_species_holds_no_file_and_says_that_none_is_noted(territory):
    content = site_sheet(territory, site(territory, "green_belt", "G001"))
    assert files(content) == {}
    assert plain(say("site_sheet.nothing_seen")) in text(content)


def test_the_same_site_gives_the_same_bytes(territory, sheet, heap):
    assert site_sheet(territory, heap, link=LINK, made=DAY) == sheet


@pytest.mark.parametrize("name", ["#[*_$@< `x`", "= Terril //", "terril " * 300])
def test_a_name_is_printed_as_it_is(territory, heap, name):
    assert plain(name) in text(site_sheet(territory, replace(heap, name=name)))


def test_the_sheet_is_listed_among_the_formats(territory, heap):
    written = found(SITE, "pdf").write(territory, heap, LINK)
    assert titles(written)[0] == heap.name
    assert LINK in text(written)
