from __future__ import annotations

import json

import pytest

from gis.__main__ import main


def run(capsys, *arguments):
    status = main(["--lang", "en", "connectivity", *arguments])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_json_holds_the_indices_patches_and_corridors(capsys):
    status, out, err = run(capsys, "--json", "--proposals", "2")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert 0 < found["pc"] < 1
    assert 0 < found["iic"] < 1
    patch = found["patch_importance"][0]
    assert patch["dpc"] == pytest.approx(patch["dpc_intra"] + patch["dpc_flux"] + patch["dpc_connector"])
    assert found["corridors"][0]["geometry"]["type"] == "LineString"
    assert found["hedge"] is None
    assert found["notices"]


def test_a_hedge_is_added_from_a_file(capsys, tmp_path):
    path = tmp_path / "hedge.geojson"
    path.write_text('{"type":"LineString","coordinates":[[2.79,50.462],[2.795,50.465]]}')
    status, out, _ = run(capsys, "--add-hedge", str(path), "--json")
    assert status == 0
    hedge = json.loads(out)["hedge"]
    assert hedge["pc_after"] >= hedge["pc_before"]
    assert hedge["length_m"] > 100
    status, out, _ = run(capsys, "--add-hedge", str(path))
    assert status == 0
    assert "Before" in out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"type":"LineString","coordinates":[[0.1,45.0],[0.2,45.0]]}', "outside the commune"),
        ("nonsense", "hedge.geojson"),
        (None, "hedge.geojson"),
    ],
)
def test_a_hedge_that_cannot_be_used_gives_one_line_and_status_2(capsys, tmp_path, content, said):
    path = tmp_path / "hedge.geojson"
    if content is not None:
        path.write_text(content)
    status, out, err = run(capsys, "--add-hedge", str(path))
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_an_unknown_group_is_named(capsys):
    status, _, err = run(capsys, "--group", "dragons")
    assert status == 2
    assert "dragons" in err
    assert "butterflies" in err


def test_proposals_are_written_as_a_plan_and_as_geojson(capsys, tmp_path):
    plan, hedges = tmp_path / "plan.pdf", tmp_path / "hedges.geojson"
    status, out, _ = run(capsys, "--proposals", "2", "--pdf", str(plan), "--geojson", str(hedges))
    assert status == 0
    assert "Written" in out
    assert plan.read_bytes().startswith(b"%PDF")
    assert len(json.loads(hedges.read_text())["features"]) == 2


def test_a_plan_that_cannot_be_written_gives_one_line_and_status_2(capsys, tmp_path):
    status, _, err = run(capsys, "--pdf", str(tmp_path / "nowhere" / "plan.pdf"))
    assert status == 2
    assert "plan.pdf" in err
