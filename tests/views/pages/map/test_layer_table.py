from __future__ import annotations

import pytest

from gis.words import use_language
from tests.gis.small_territory import CODE, box, build
from views.pages.map.layer_table import filtered, readable_table


@pytest.fixture
def heaps(territory):
    return readable_table(territory.layer("slag_heaps"))


def test_columns_and_values_are_in_words(heaps, territory):
    assert {"Nom", "Accès", "Statut", "Source"} <= set(heaps.columns)
    assert "fermé au public" in set(heaps["Accès"])
    with use_language("en"):
        english = readable_table(territory.layer("slag_heaps"))
    assert "closed to the public" in set(english["Access"])


def test_geometry_stays_out(heaps):
    assert "geometry" not in heaps


def test_a_filter_keeps_rows_with_every_word(heaps):
    assert len(filtered(heaps, "")) == len(heaps)
    assert list(filtered(heaps, "T074 FERMÉ")["Identifiant"]) == ["T074"]
    assert filtered(heaps, "[(").empty


def test_every_layer_can_be_read(territory):
    for layer in territory.layers:
        assert len(readable_table(layer)) == len(layer)


def test_rows_around_the_commune_are_told_apart(tmp_path, heaps):
    rows = [("in", box(0, 0, 9, 9), {}), ("out", box(200, 0, 209, 9), {})]
    layers = {"commune": [(CODE, box(0, 0, 100, 100), {})], "farmland": rows}
    fields = build(tmp_path, layers, margins={"farmland": 2_000.0}).layer("farmland")
    assert readable_table(fields)["Dans la commune"].tolist() == ["oui", "non"]
    assert "Dans la commune" not in heaps
