"""What `python -m gis update` prints fits 80 columns, in a pipe as at a terminal."""

from __future__ import annotations

import pytest

from gis.cli.update_table import print_ages, print_outcomes, print_plan
from gis.territory import registry
from gis.update import Outcome, Step, ages
from gis.words import use_language

REASON = (
    "https://data.geopf.fr/wfs/ows ne répond pas (délai dépassé). Vérifiez la connexion, puis relancez." * 2
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_fits_80_columns_and_long_reasons_stand_below(capsys, monkeypatch, language, tmp_path):
    monkeypatch.setenv("COLUMNS", "200")
    ended = [
        Outcome(theme.key, "failed", "ign_wfs", kept=1_234_567, rejected_count=98_765, because=REASON)
        for theme in registry()
    ]
    steps = [
        Step(theme.key, "mbm_archive", "outside", 365, features=1_234_567, size_bytes=292_000_000)
        for theme in registry()
    ]
    with use_language(language):
        print_outcomes(ended)
        told = capsys.readouterr().out
        print_plan(steps)
        print_ages(ages("62386", home=tmp_path))
        rest = capsys.readouterr().out
    lines = [*told.splitlines(), *rest.splitlines()]
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in told
    assert told.index("https://") > told.rindex("└")
    assert "mbm_archive" not in rest, "services are called by their names"
