from __future__ import annotations

import pytest

from gis.territory.notice import notice_of
from gis.words import say, use_language

DRAWN = {"notice_fr": "Dessiné.", "notice_en": "Drawn."}


def layers(*names):
    return {"layers": {name: {} for name in names}}


@pytest.mark.parametrize(
    ("home", "embedded"), [(layers(), layers("hedges")), (layers("hedges"), layers()), (layers(), layers())]
)
def test_a_territory_of_one_origin_has_the_words_it_came_with(home, embedded):
    assert notice_of(DRAWN, home=home, embedded=embedded) == "Dessiné."
    with use_language("en"):
        assert notice_of(DRAWN, home=home, embedded=embedded) == "Drawn."


def test_a_territory_without_words_says_nothing():
    assert notice_of({}, home=layers(), embedded=layers("hedges")) == ""


def test_layers_fetched_and_layers_drawn_are_counted_apart():
    told = notice_of(DRAWN, home=layers("hedges", "woods"), embedded=layers("hedges", "parcels", "paths"))
    assert told == say("update.notice_mixed", home=2, drawn=2)


def test_once_every_layer_is_fetched_nothing_is_called_drawn():
    told = notice_of(DRAWN, home=layers("hedges", "woods"), embedded=layers("hedges"))
    assert told == say("update.territory_notice")
