from __future__ import annotations

from dataclasses import replace

import pytest

from gis.export.site import site_text
from gis.sites import site
from gis.territory import Territory
from gis.words import use_language


@pytest.fixture(scope="module")
def loos():
    return Territory()


@pytest.fixture(scope="module")
def heap(loos):
    with use_language("fr"):
        return site(loos, "slag_heaps", "T074")


def test_connectivity_stands_after_what_is_measured(loos, heap):
    told = site_text(loos, replace(heap, connectivity_pct=12.0, connectivity_group="oiseaux"))
    assert told.figures[0] == heap.figures[0]
    assert told.figures[1][1] == "12,0\u00a0%"
    assert told.figures[2:] == tuple(heap.figures[1:])


def test_unknown_access_is_said(loos, heap):
    assert site_text(loos, replace(heap, access="")).access.startswith("Accès non connu")


def test_a_site_without_species_says_that_none_is_noted(loos, heap):
    told = site_text(loos, replace(heap, species=[]))
    assert told.none_seen
    assert not site_text(loos, heap).none_seen


def test_the_source_is_a_sentence_of_the_language(loos, heap):
    assert site_text(loos, heap).source.startswith("Source\u00a0: ")
    with use_language("en"):
        assert site_text(loos, heap).source.startswith("Source: ")
