"""Tables of published figures that a town brings."""

from __future__ import annotations

import pytest

from gis.__main__ import main
from gis.errors import InputError
from gis.imports import forget_figures, import_figures
from gis.indicators import indicators
from gis.rights import operator
from gis.territory import Territory
from gis.words import use_language

CODE = "62528"
HEAD = "key;value;unit;year;title_fr;title_en;source"
CENSUS = f"{HEAD}\ncensus_uaa;512,5;ha;2020;SAU;Farmed area;Agreste, RA 2020\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "census.csv"
    path.write_text(CENSUS, encoding="utf-8-sig")
    return path


def test_a_census_that_is_brought_stands_among_the_figures(file, tmp_path):
    home = tmp_path / "home"
    assert import_figures(file, code=CODE, actor=operator(), home=home) == 1
    territory = Territory(CODE, home=home)
    (census,) = (item for item in indicators(territory) if item.key == "census_uaa")
    assert (census.published, census.unit, census.measured) == (512.5, "ha", None)
    assert census.sources[0].source == "Agreste, RA 2020"
    assert forget_figures(code=CODE, actor=operator(), home=home)
    assert not forget_figures(code=CODE, actor=operator(), home=home)


def test_a_table_that_lacks_a_column_or_a_value_is_refused_with_the_mend(file, tmp_path):
    with use_language("en"):
        file.write_text("key,value\na,1\n", encoding="utf-8")
        with pytest.raises(InputError, match="unit, year, title_fr, source"):
            import_figures(file, code=CODE, actor=operator(), home=tmp_path)
        file.write_text(CENSUS + "census_farms;;count;2020;x;x;x\n", encoding="utf-8")
        with pytest.raises(InputError, match="line 3"):
            import_figures(file, code=CODE, actor=operator(), home=tmp_path)
        file.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(InputError, match="UTF-8"):
            import_figures(file, code=CODE, actor=operator(), home=tmp_path)


def test_the_command_brings_and_removes_it(file, tmp_path, capsys):
    options = ["--home", str(tmp_path / "home"), "--lang", "en", "import", "figures"]
    assert main([*options, str(file)]) == 0
    assert "One published figure" in capsys.readouterr().out
    assert main([*options, "--remove"]) == 0
    assert not (tmp_path / "home" / CODE / "figures.csv").exists()
