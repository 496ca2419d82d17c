from __future__ import annotations

import pytest

from gis.territory import COMMON_COLUMNS, registry

# What the embedded territory has no data for has its own tests: it says so.
NEVER_EMPTY = {"slag_heaps", "green_belt", "organic_farmland", "hedges", "nourishing_gardens", "parcels"}


@pytest.fixture(scope="module")
def layers(territory):
    found = [layer for theme in registry() if (layer := territory.get(theme.key)) is not None]
    assert {layer.theme.key for layer in found} >= NEVER_EMPTY
    return found


def test_every_embedded_column_is_declared_by_its_theme(layers):
    undeclared = {
        layer.theme.key: set(layer.data.columns) - {*COMMON_COLUMNS, "geometry", *layer.theme.columns}
        for layer in layers
    }
    assert {key: columns for key, columns in undeclared.items() if columns} == {}


def test_every_embedded_feature_has_a_legend_entry(layers):
    assert [layer.theme.key for layer in layers if (layer.theme.legend_of(layer.data) < 0).any()] == []


def test_every_coded_value_in_a_popup_has_words(layers):
    wordless = {}
    for layer in layers:
        coded = [item.column for item in layer.theme.popup if item.unit == "words"]
        for column in set(coded) & set(layer.data.columns):
            present = set(layer.data[column].dropna().str.split(";").explode()) - {""}
            wordless[f"{layer.theme.key}: {column}"] = present - set(layer.theme.coded_values)
    assert wordless
    assert {name: values for name, values in wordless.items() if values} == {}


def test_every_popup_has_something_to_show(layers):
    empty = [
        f"{layer.theme.key}: {row['id']}"
        for layer in layers
        for row in layer.data.to_dict("records")
        if all(item.value_in(row) is None for item in layer.theme.popup)
    ]
    assert empty == []


def test_planning_zones_and_protected_areas_are_not_at_hand_and_said_so(territory):
    assert territory.get("urban_zones") is None
    assert territory.get("protected_areas") is None
