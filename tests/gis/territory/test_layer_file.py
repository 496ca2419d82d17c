"""A file tells how much there is of a layer as the layer itself does."""

from __future__ import annotations

import pytest

from gis.territory import EMBEDDED, Territory, catalogue, write_layer
from gis.territory.layer_file import LayerFile
from gis.territory.store import read_table
from tests.gis.small_layers import heaps

COLUMNS = ("area_ha", "area_in_commune_ha", "length_in_commune_m", "nonsense")


@pytest.mark.parametrize("layer", Territory().layers, ids=lambda layer: layer.key)
def test_a_file_and_its_layer_tell_the_same(layer):
    table, provenance = read_table(EMBEDDED / "62528", layer.key)
    file = LayerFile(layer.theme, table, provenance, "embedded")
    assert (file.status, len(file), bool(file)) == (layer.status, len(layer), True)
    assert file.area_m2 == pytest.approx(layer.area_m2)
    assert file.length_m == pytest.approx(layer.length_m)
    for column in COLUMNS:
        assert file.total(column) == pytest.approx(layer.total(column))
    assert file.provenance == layer.provenance


def test_the_catalogue_is_the_same_once_the_layers_are_open(tmp_path):
    told, opened = Territory(home=tmp_path), Territory(home=tmp_path)
    assert opened.layers
    assert catalogue(told) == catalogue(opened)


def test_what_was_brought_is_checked_before_it_counts(tmp_path):
    write_layer(tmp_path / "62528", "slag_heaps", heaps(name="brought"), provenance={"status": "own"})
    assert not isinstance(Territory(home=tmp_path).extent("slag_heaps"), LayerFile)
    assert isinstance(Territory(home=tmp_path).extent("hedges"), LayerFile)
