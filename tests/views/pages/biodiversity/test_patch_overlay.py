from __future__ import annotations

import pytest

from gis.connectivity import connectivity_of
from gis.territory import Territory
from views.pages.biodiversity.patch_overlay import (
    CLASSES,
    MOST_CORRIDORS,
    MOST_LABELS,
    draw_corridors,
    draw_patches,
    legend,
)


@pytest.fixture(scope="module")
def now():
    return connectivity_of(Territory())


def test_every_patch_has_the_colour_of_its_importance_and_the_first_ones_a_number(now):
    drawn = draw_patches(now, by="importance")
    assert len(drawn) == len(now.patches)
    for item, loss in zip(drawn, now.patch_table["dpc"], strict=True):
        expected = next(colour for least, colour in CLASSES if loss >= least)
        assert item["properties"]["style"]["fill"] == expected
    labels = [item["properties"]["label"] for item in drawn]
    assert labels[:MOST_LABELS] == [str(place) for place in range(1, MOST_LABELS + 1)]
    assert set(labels[MOST_LABELS:]) == {""}


def test_each_linked_group_is_numbered_once():
    apart = connectivity_of(Territory(), group="ground_beetles")
    labels = [item["properties"]["label"] for item in draw_patches(apart, by="components")]
    numbers = [label for label in labels if label]
    assert len(numbers) == len(set(numbers)) == apart.summary()["components"]


def test_corridors_are_dashed_and_the_strongest_is_drawn_last(now):
    drawn = draw_corridors(now)
    widths = [item["properties"]["style"]["weight"] for item in drawn]
    assert len(drawn) <= MOST_CORRIDORS
    assert widths == sorted(widths)
    assert all(item["properties"]["style"]["dash"] for item in drawn)


@pytest.mark.parametrize("by", ["importance", "components"])
def test_the_legend_tells_what_the_map_draws(by):
    assert legend(by).count("<li>") == (len(CLASSES) + 1 if by == "importance" else 2)
