"""What was farmed year by year: the table, the layer, and how both are told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.export.indicators import crop_table, crops_csv, crops_in_words
from gis.indicators import crop_years, farmland_ha, indicators
from gis.territory import Territory, write_layer
from gis.words import use_language
from tests.gis.small_layers import commune, layer, square

CODE = "62528"
HEAD = "year,crop,crop_group,area_ha,parcels,state,source,source_url,fetched_at"
ABOUT = {"status": "official", "source": "RPG 2024", "edition": "2024", "source_date": "2024"}


def town(home, *rows, fields=None):
    write_layer(home / CODE, "commune", commune(), provenance=ABOUT)
    if fields is not None:
        write_layer(home / CODE, "farmland", fields, provenance=ABOUT)
    if rows:
        text = "\n".join([HEAD, *(f"{row},RPG,https://example.org/,2026" for row in rows)])
        (home / CODE / "farmland_years.csv").write_text(text + "\n", encoding="utf-8")
    return Territory(CODE, home=home, embedded=home / "none")


def fields(*shapes, crops="BTH", groups="1"):
    return layer(*shapes, landcover="arable", crop_code=crops, crop_group=groups)


def test_the_layer_speaks_for_its_own_year_and_the_table_for_the_others(tmp_path):
    rows = ["2023,BTH,1,7.5,2,known", "2024,BTH,1,99,9,known", "2022,,,,,not_published", "2021,,,0,0,known"]
    territory = town(tmp_path, *rows, fields=fields(square(), square(950)))
    years = {item.year: item for item in crop_years(territory)}
    assert [years[year].area_ha for year in (2021, 2022, 2023)] == [0.0, None, 7.5]
    measured = next(item for item in indicators(territory) if item.key == "farmland_area").measured
    assert years[2024].area_ha == pytest.approx(measured) == pytest.approx(1.5)
    assert farmland_ha(territory, 2023) == 7.5
    assert farmland_ha(territory, 2022) == pytest.approx(1.5), "of another year the layer is the best guess"


def test_without_fields_no_year_is_known(tmp_path):
    territory = town(tmp_path)
    assert crop_years(territory) == ()
    assert farmland_ha(territory, 2024) is None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(-100, 1100), st.integers(-100, 1100), st.sampled_from("123")), min_size=1)
)
def test_the_crops_of_a_year_add_up_to_its_farmland(tmp_path_factory, drawn):
    shapes = [square(x, y) for x, y, _ in drawn]
    groups = [group for _, _, group in drawn]
    territory = town(tmp_path_factory.mktemp("home"), fields=fields(*shapes, groups=groups))
    (year,) = crop_years(territory)
    measured = next(item for item in indicators(territory) if item.key == "farmland_area").measured
    assert sum(crop.area_ha for crop in year.crops) == pytest.approx(measured, abs=1e-6)
    assert sum(year.groups.values()) == pytest.approx(year.area_ha)


def test_a_year_that_is_not_known_is_a_question_mark_and_not_a_zero(tmp_path):
    territory = town(tmp_path, "2022,,,,,not_published", "2023,BTH,1,7.5,2,known")
    with use_language("en"):
        told = crop_table(crop_years(territory))
        words = crops_in_words(crop_years(territory))
    assert told.rows == (("Soft wheat", "?", "7.50"), ("All crops", "?", "7.50"))
    assert told.unknown == (2022,)
    assert "2022: campaign not published" in words
    assert "Soft wheat 7.50" in words


def test_the_csv_has_codes_beside_their_words_and_keeps_unknown_years(tmp_path):
    territory = town(tmp_path, "2022,,,,,not_published", "2023,BTH,1,7.5,2,known", "2021,,,0,0,known")
    with use_language("en"):
        text = crops_csv(territory, crop_years(territory)).decode("utf-8-sig")
    rows = {row["year"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["2023"]["crop"], rows["2023"]["group_title"]) == ("BTH", "Soft wheat")
    assert (rows["2022"]["area_ha"], rows["2022"]["state"]) == ("", "not_published")
    assert (rows["2021"]["area_ha"], rows["2021"]["state"]) == ("0.0", "known")
