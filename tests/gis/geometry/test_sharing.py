"""Shapes that threads share: plain ones only, so that two visitors at once never end the server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import shapely

from gis.biodiversity import records_of
from gis.dossier import dossier_of
from gis.geometry import prepared, shared
from gis.network import Network
from gis.screening import screen
from gis.territory import Relief, Territory

HOUSE = Path(__file__).parents[3]
DOSSIERS = """
from gis.dossier import dossier_of_parcel
from gis.parcels import parcels_of
parcels = parcels_of(territory)
def work(which):
    for key in parcels.ids[which % 2 :: 97]:
        dossier_of_parcel(territory, parcels[key])
"""
CLIPPING = """
from gis.sources.cleaning import clean
layer = territory.layer("farmland")
def work(which):
    for _ in range(8):
        clean(layer.frame, layer.theme, outline=territory.commune)
"""
CROWD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from gis.territory import Territory
territory = Territory("62528")
{work}
sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(4) as pool:
    list(pool.map(work, range(8)))
"""
SQUARE = shapely.box(0, 0, 10, 10)


@pytest.mark.parametrize("work", [DOSSIERS, CLIPPING], ids=["dossiers", "clipping"])
def test_many_threads_may_ask_the_same_territory_at_once(work, tmp_path):
    env = os.environ | {"PYTHONPATH": str(HOUSE), "CAILLOUX_HOME": str(tmp_path)}
    command = [sys.executable, "-c", CROWD.format(work=work)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_no_work_leaves_a_shared_shape_prepared(tmp_path):
    territory = Territory(home=tmp_path)
    dossier = dossier_of(territory, "AB 1")
    screen(territory, [dossier.subject.id])
    Network.of(territory)
    records_of(territory)
    relief = Relief.open(territory)
    assert relief is not None
    relief.terrain(dossier.subject.geometry)
    for layer in territory.layers:
        assert not shapely.is_prepared(layer.geometry).any(), layer.key
    assert not shapely.is_prepared(territory.commune)
    assert not shapely.is_prepared(dossier.subject.geometry)


def test_who_prepares_a_shape_prepares_a_copy():
    shapes = np.array([SQUARE, None], dtype=object)
    copies = prepared(shapes)
    assert shapely.is_prepared(copies).tolist() == [True, False]
    assert not shapely.is_prepared(shapes).any()
    assert copies[0].equals(SQUARE)
    assert copies[1] is None


def test_one_shape_is_prepared_like_many():
    copy = prepared(SQUARE)
    assert copy is not SQUARE
    assert shapely.is_prepared(copy)


def test_sharing_changes_nothing():
    assert shared(SQUARE) is SQUARE
