from __future__ import annotations

import json

from gis.__main__ import main

KEYS = ["key", "title", "published", "measured", "unit", "year", "status", "agrees", "sources"]


def test_json_has_the_keys_of_the_contract_and_nothing_else_is_printed(capsys):
    assert main(["indicators", "--json"]) == 0
    out = capsys.readouterr()
    found = json.loads(out.out)
    assert out.err == ""
    for item in found:
        assert list(item)[: len(KEYS)] == KEYS
    (share,) = [item for item in found if item["key"] == "organic_share_2020"]
    assert (share["published"], share["unit"], share["year"]) == (17.0, "%", 2020)
    assert share["sources"][0]["source"]


def test_people_read_both_values_and_how_much_to_trust_them(capsys):
    assert main(["--lang", "en", "indicators"]) == 0
    out = capsys.readouterr().out
    assert "Measured" in out
    assert "construction" in out


def test_drawn_fields_are_told_as_illustrative_and_never_as_declared(capsys):
    assert main(["--lang", "en", "indicators", "--years"]) == 0
    out = capsys.readouterr().out
    assert "illustrative" in out
    assert "declared" not in out.lower()
