from __future__ import annotations

import json

import pytest

from gis.network import PathStates, today
from gis.rights import Actor
from gis.territory import Territory
from tests.gis.small_territory import line
from views.map.overlay import Scene
from views.pages.walks.marks_drawn import MOST_DRAWN, draw_marks

AGENT, VISITOR = Actor("person:a", "agent"), Actor("session:v", "visitor")


@pytest.fixture
def territory(tmp_path):
    return Territory(home=tmp_path)


def add(territory, actor, at=0.0):
    shape = line((at, 0), (at + 50, 0))
    return PathStates.of(territory).add("closed", shape, actor=actor, reason=f"at {at}", until=today())


def test_a_mark_not_checked_yet_is_dashed_and_says_so(territory):
    add(territory, VISITOR)
    add(territory, AGENT)
    scene = Scene(territory.projection)
    assert draw_marks(scene, territory) == 0
    told = [(bool(one["properties"]["style"]["dash"]), one["properties"]["popup"]) for one in scene.features]
    assert [dashed for dashed, _ in told] == [True, False]
    assert "Pas encore vérifié" in told[0][1]
    assert "Vérifié" in told[1][1]


def test_the_map_gets_the_nearest_marks_and_tells_how_many_it_leaves_out(territory):
    for row in range(MOST_DRAWN + 20):
        add(territory, AGENT, at=100.0 * row)
    scene = Scene(territory.projection)
    scene.look_at([line((11_000, 0), (11_500, 0))])
    scene.dot((2.79, 50.45))
    assert draw_marks(scene, territory) == 20
    assert len(scene.features) == MOST_DRAWN + 1
    assert scene.features[-1]["geometry"]["type"] == "Point"
    drawn = {one["properties"]["popup"].split()[2] for one in scene.features[:-1]}
    assert "11000.0" in drawn
    assert "0.0" not in drawn
    assert len(json.dumps(scene.features)) < 100_000


def test_where_marks_cannot_be_read_the_map_stands(territory):
    add(territory, AGENT)
    (territory.home / "atlas.sqlite3").write_bytes(b"no database" * 500)
    scene = Scene(territory.projection)
    assert draw_marks(scene, territory) == 0
    assert scene.features == []
