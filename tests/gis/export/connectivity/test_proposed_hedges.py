from __future__ import annotations

import json

import pytest
import shapely

from gis.connectivity import Proposal, read_lines
from gis.export.connectivity import proposals_geojson
from tests.gis.small_territory import METRES, line

HEDGE = Proposal(line((0, 0), (100, 0)), "T1", "T2", "path", 100.0, 1560.0, 0.5, 0.5, 0.4, METRES)


def test_hedges_are_numbered_and_cost_what_is_assumed():
    content = json.loads(proposals_geojson([HEDGE, HEDGE], price_eur_m=20.0))
    one, two = (item["properties"] for item in content["features"])
    assert (one["number"], two["number"]) == (1, 2)
    assert (one["cost_eur"], one["from_id"], one["gain_pct"]) == (2000.0, "T1", 0.5)


def test_the_atlas_reads_them_again_where_they_were():
    (found,) = read_lines(proposals_geojson([HEDGE], price_eur_m=20.0), METRES)
    assert found.length == pytest.approx(100, abs=0.2)
    assert shapely.hausdorff_distance(found, HEDGE.line) < 0.2
