from __future__ import annotations

import pytest

from gis.dossier import LEVELS, dossier_of_shape
from gis.dossier.rules import RELATIONS, UNKNOWN, read_rules, rules_of
from gis.errors import SchemaError
from gis.territory import EMBEDDED
from gis.words import use_language
from tests.gis.small_territory import box, build, line, point

HERE = EMBEDDED / "62528" / "notices.toml"
ANYWHERE = EMBEDDED / "notices.toml"


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notices")
    layers = {
        "commune": [("62528", box(-2000, -2000, 2000, 2000), {})],
        "heritage": [
            ("p", box(0, 0, 100, 100), {"kind": "unesco_property"}),
            ("b", box(100, 0, 200, 100), {"kind": "unesco_buffer"}),
        ],
        "open_farmland": [("o", box(0, 200, 100, 300), {})],
        "mine_shafts": [("s", point(500, 500), {})],
        "slag_heaps": [
            ("T074", box(0, 600, 100, 700), {"access": "closed"}),
            ("T079", box(100, 600, 200, 700), {"access": "open"}),
        ],
        "organic_farmland": [("f", box(300, 0, 400, 100), {})],
        "hedges": [("h", line((300, 100.5), (400, 100.5)), {}), ("x", line((350, -50), (350, 50)), {})],
        "green_belt": [
            ("g1", line((-1000, -1000), (1000, -1000), (1000, 1000)), {}),
            ("g2", line((1000, 1000.4), (-1000, 1000), (-1000, -1000)), {}),
        ],
    }
    territory = build(folder, layers)
    (folder / "62528" / "notices.toml").write_text(HERE.read_text(encoding="utf-8"), encoding="utf-8")
    return territory


def keys(territory, *bounds):
    return {notice.key for notice in dossier_of_shape(territory, box(*bounds)).notices}


ALWAYS = {"pprm_lensois", "unchecked"}


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((10, 10, 20, 20), {"unesco_property"}),
        ((150, 10, 160, 20), {"unesco_buffer"}),
        ((10, 250, 20, 260), {"open_farmland"}),
        ((510, 510, 520, 520), {"mine_shaft"}),
        ((560, 560, 570, 570), set()),
        ((10, 650, 20, 660), {"slag_heap_closed"}),
        ((150, 650, 160, 660), {"slag_heap"}),
        ((300, 0, 400, 100), {"organic_plot", "hedge_boundary"}),
        ((300, -200, 400, -100), set()),
        ((1100, 0, 1200, 100), {"beyond_green_belt"}),
        ((950, 0, 1050, 100), {"beyond_green_belt"}),
    ],
)
def test_a_notice_appears_where_its_rule_is_met_and_nowhere_else(territory, bounds, expected):
    assert keys(territory, *bounds) - ALWAYS == expected


def test_the_mining_risk_plan_covers_the_whole_commune(territory):
    assert "pprm_lensois" in keys(territory, 560, 560, 570, 570)


def test_themes_without_data_are_said_to_be_unchecked(territory):
    notice = dossier_of_shape(territory, box(0, 0, 10, 10)).notices[-1]
    with use_language("en"):
        assert (notice.key, notice.level) == ("unchecked", "unknown")
        assert "Nourishing garden" in notice.text


def test_a_notice_says_what_how_sure_and_who_decides(territory):
    notice = dossier_of_shape(territory, box(510, 510, 520, 520)).notices[0]
    with use_language("en"):
        assert "14 m" in notice.text.replace("\u00a0", " ")
        assert "NOT surveyed" in notice.certainty
        assert "prefect" in notice.decides
    assert "Géorisques" in notice.text


def test_the_share_beyond_the_belt_is_told(territory):
    notice = next(
        item
        for item in dossier_of_shape(territory, box(950, 0, 1050, 100)).notices
        if item.key == "beyond_green_belt"
    )
    assert notice.values["share_pct"] == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("path", [HERE, ANYWHERE], ids=["loos", "anywhere"])
def test_every_rule_is_complete_in_both_languages(path):
    rules = read_rules(path)
    assert len({rule.key for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.relation in RELATIONS
        texts = (rule.title_fr, rule.title_en, rule.text_fr, rule.text_en, rule.decides_fr, rule.decides_en)
        assert all(texts)
        assert rule.source


def test_a_territorys_rule_takes_the_place_of_a_general_one(territory):
    rule = next(item for item in rules_of(territory) if item.key == "organic_plot")
    assert "2011" in rule.text_en


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        '[[rule]]\nkey = "a"\n',
        '[[rule]]\nkey = "a"\ncolour = "red"\n',
        ANYWHERE.read_text(encoding="utf-8").replace('relation = "on"', 'relation = "under"'),
    ],
)
def test_a_broken_file_of_rules_says_where(tmp_path, text):
    path = tmp_path / "notices.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=r"notices\.toml"):
        read_rules(path)


def test_what_is_to_be_checked_first_stands_at_the_top(territory):
    levels = [notice.level for notice in dossier_of_shape(territory, box(150, 10, 160, 20)).notices]
    order = (*LEVELS, UNKNOWN)
    assert levels == sorted(levels, key=order.index)
    assert levels[0] == LEVELS[0]
