from __future__ import annotations

from gis.dossier import dossier_of, reasons
from gis.territory import EMBEDDED, Territory, read_layer, write_json, write_layer
from gis.update import last_run


def first_reference(territory):
    return territory.layer("parcels").data["id"].iloc[0]


def test_nothing_is_said_where_nothing_was_fetched(territory):
    assert reasons(dossier_of(territory, first_reference(territory)), territory) == []


def test_a_layer_kept_after_a_failure_says_since_when(tmp_path):
    frame, provenance = read_layer(EMBEDDED / "62528", "hedges")
    told = {**provenance, "failed_at": "2026-03-04T10:00:00+00:00", "failed_because": "503"}
    write_layer(tmp_path / "62528", "hedges", frame, provenance=told)
    territory = Territory(home=tmp_path)
    (sentence,) = reasons(dossier_of(territory, first_reference(territory)), territory)
    assert "4 mars 2026" in sentence
    assert "dernières bonnes données" in sentence


def test_no_planning_document_is_told_from_no_rule(tmp_path):
    folder = tmp_path / "62528"
    folder.mkdir()
    run = {"outcome": "empty", "at": "2026-03-04", "note": "no_document"}
    write_json(folder / "manifest.json", {"layers": {}, "runs": {"urban_zones": run}})
    assert last_run(folder, "urban_zones")["outcome"] == "empty"
    territory = Territory(home=tmp_path)
    (sentence,) = reasons(dossier_of(territory, first_reference(territory)), territory)
    assert sentence.startswith(territory.themes["urban_zones"].title)


def test_what_a_layer_of_which_parts_are_missing_does_not_show_is_no_data(tmp_path):
    frame, provenance = read_layer(EMBEDDED / "62528", "slag_heaps")
    told = {**provenance, "missing_parts": ["mbm_archive"]}
    write_layer(tmp_path / "62528", "slag_heaps", frame, provenance=told)
    territory = Territory(home=tmp_path)
    verdicts = {}
    for reference in territory.layer("parcels").data["id"]:
        answer = dossier_of(territory, reference).answer("slag_heaps")
        verdicts.setdefault(answer.verdict, reference)
    assert set(verdicts) == {"concerned", "no_data"}
    (sentence,) = reasons(dossier_of(territory, verdicts["no_data"]), territory)
    assert sentence.startswith(territory.themes["slag_heaps"].title)
    assert "peut exister" in sentence
    assert reasons(dossier_of(territory, verdicts["concerned"]), territory) == []
