from __future__ import annotations

import pytest

from gis.territory import COMMON_COLUMNS, registry

KEYS = [theme.key for theme in registry()]


@pytest.fixture(params=KEYS)
def layer(request, territory):
    found = territory.get(request.param)
    if found is None:
        pytest.skip("the embedded territory has no data for it, and says so")
    return found


def test_every_embedded_column_is_declared_by_its_theme(layer):
    declared = {*COMMON_COLUMNS, "geometry", *layer.theme.columns}
    assert set(layer.data.columns) <= declared


def test_every_embedded_feature_has_a_legend_entry(layer):
    assert (layer.theme.legend_of(layer.data) >= 0).all()


def test_every_coded_value_in_a_popup_has_words(layer):
    for item in layer.theme.popup:
        if item.unit == "words" and item.column in layer.data:
            present = set(layer.data[item.column].dropna().str.split(";").explode()) - {""}
            assert present <= set(layer.theme.coded_values), item.column


def test_every_popup_has_something_to_show(layer):
    rows = layer.data.to_dict("records")
    assert all(any(item.value_in(row) is not None for item in layer.theme.popup) for row in rows)


def test_planning_zones_and_protected_areas_are_not_at_hand_and_said_so(territory):
    assert territory.get("urban_zones") is None
    assert territory.get("protected_areas") is None
