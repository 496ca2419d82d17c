from __future__ import annotations

import json

from gis.connectivity import connectivity_of, propose_hedges
from gis.export.connectivity import connectivity_document, connectivity_json, patches_csv
from gis.territory import Territory


def test_files_hold_every_patch():
    now = connectivity_of(Territory())
    assert patches_csv(now).decode("utf-8-sig").count("\r\n") == len(now.patches) + 1
    found = json.loads(connectivity_json(now))
    assert len(found["patch_importance"]) == len(now.patches)
    assert found["corridors"][0]["geometry"]["type"] == "LineString"
    assert (found["hedge"], found["proposals"]) == (None, [])


def test_the_document_holds_the_proposals_that_it_is_given():
    now = connectivity_of(Territory())
    wanted = propose_hedges(now, most=1)
    found = connectivity_document(now, proposals=wanted)
    assert [item["length_m"] for item in found["proposals"]] == [wanted[0].length_m]
