from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import box as shape_of

from gis.dossier import Impact, dossier_of, dossier_of_shape
from gis.export.dossier import (
    amounts,
    areas_text,
    around,
    balance,
    by_verdict,
    head,
    impact_rows,
    item_name,
    nearest,
    notice_text,
    told_items,
    touched,
)
from gis.territory import EMBEDDED, Territory, read_layer, registry, write_layer
from gis.words import area, length, share, use_language


@pytest.fixture(scope="module")
def dossier(territory):
    return dossier_of(territory, "A 25")


@pytest.fixture(scope="module")
def concerned(dossier):
    return next(answer for answer in dossier.concerned if answer.area_m2)


def test_a_parcel_is_named_with_its_areas_and_what_shares_are_of(dossier):
    told = head(dossier)
    assert told.id == dossier.subject.id
    assert [fact.label for fact in told.facts][:2] == ["Contenance fiscale", "Surface mesurée"]
    assert told.facts[1].note == "les parts s’y rapportent"


def test_a_fiscal_area_that_nobody_tells_is_unknown_and_not_none(dossier):
    subject = replace(dossier.subject, contenance_m2=None)
    assert head(replace(dossier, subject=subject)).facts[0].value == "inconnue"
    assert "inconnue" in areas_text(subject)


def test_a_drawn_shape_has_no_fiscal_area(territory, dossier):
    drawn = dossier_of_shape(territory, shape_of(*dossier.subject.geometry.bounds), name="Projet")
    assert head(drawn).facts[0].label == "Surface mesurée"
    assert "fiscale" not in areas_text(drawn.subject)


def test_verdicts_come_in_their_order_and_hold_every_theme(dossier):
    groups = by_verdict(dossier)
    assert list(groups) == ["concerned", "not_concerned", "no_data"]
    assert sum(map(len, groups.values())) == len(dossier.themes)


def test_an_area_stands_with_its_share_and_one_feature_is_not_counted(concerned):
    told = amounts(replace(concerned, area_m2=1200.0, share_pct=12.0, length_m=None, count=1))
    assert told.parts == (f"{area(1200)} ({share(12)})",)
    several = amounts(replace(concerned, area_m2=1200.0, share_pct=12.0, length_m=None, count=3))
    assert several.parts[-1] == "×\u202f3"


def test_places_without_area_or_length_are_counted(concerned):
    told = amounts(replace(concerned, area_m2=None, share_pct=None, length_m=None, count=1))
    assert told.parts == ("×\u202f1",)


def test_the_nearest_feature_is_told_with_its_way_and_name(concerned):
    far = replace(
        concerned, verdict="not_concerned", nearest_m=93.0, nearest_wind="n", nearest_id="H1", nearest_name=""
    )
    assert nearest(far).parts == (f"{length(93)} {far.wind_text}", "H1")
    assert nearest(replace(far, nearest_m=0.2)).where == "touche la limite"
    assert nearest(replace(far, nearest_m=None, nearest_id="")).parts == ("aucun objet connu",)
    assert nearest(concerned).parts == ()


def test_a_single_feature_without_a_name_tells_nothing_more(concerned):
    item = replace(concerned.items[0], id="X1", name="")
    assert told_items(replace(concerned, items=(item,))) == []
    assert [item_name(one) for one in told_items(replace(concerned, items=(item, item)))] == ["X1", "X1"]


def test_a_notice_says_who_says_so_and_when(dossier):
    notice = next(notice for notice in dossier.notices if notice.rule.source and notice.rule.date)
    told = notice_text(notice)
    assert told.source.startswith("Source\u00a0:")
    assert told.source_name in told.source
    assert notice.rule.date in told.source


def test_the_land_balance_adds_up_before_the_eyes(dossier):
    told = balance(dossier)
    figures = ["".join(sign for sign in cover.area if sign.isdecimal()) for cover in told.covers]
    whole = "".join(sign for sign in told.total.area if sign.isdecimal())
    assert sum(map(int, figures)) == int(whole)


def test_around_has_a_column_a_distance(dossier):
    told = around(dossier)
    assert told.heads == ("à moins de 100\u00a0m", "à moins de 500\u00a0m")
    assert {len(values) for _, values in told.rows} == {2}


def test_the_way_to_a_belt_of_which_nothing_is_known_is_not_called_absent(tmp_path):
    folder = tmp_path / "62528"
    for key in ("commune", "parcels", "paths"):
        frame, provenance = read_layer(EMBEDDED / "62528", key)
        write_layer(folder, key, frame, provenance=provenance)
    alone = Territory(home=tmp_path, embedded=tmp_path / "none")
    told = around(dossier_of(alone, "A 25")).sentences
    assert not any("Ceinture verte" in sentence for sentence in told)


def test_what_a_project_takes_is_written_with_its_part_of_today():
    taken = Impact("hedges", "m", 50.0, ("H1",), 200.0)
    unknown = Impact("hedges", "m", None)
    ((_, today, one, other),) = impact_rows([[taken], [unknown]])
    assert (today, one, other) == ("200\u00a0m", "−50\u00a0m (25,0\u00a0%)", "pas de donnée")
    assert touched([taken, unknown]) == [(taken.title, "H1")]


def test_a_report_speaks_english(dossier):
    with use_language("en"):
        assert head(dossier).facts[0].label == "Fiscal area"


def test_a_feature_is_called_by_the_words_of_its_kind_in_the_language_in_use(concerned):
    theme = registry()["easements"]
    item = replace(concerned.items[0], name="Église", kind="AC1")
    assert item_name(item, theme) == "monument historique et ses abords, Église"
    with use_language("en"):
        assert item_name(replace(item, name=""), theme) == "historic monument and its surroundings"
    assert item_name(replace(item, kind="ZZ9"), theme) == "ZZ9, Église"


def test_doubt_about_a_zone_to_be_built_on_is_told_with_its_name(concerned):
    item = replace(concerned.items[0], name="AU2", kind="AU")
    called = item_name(item, registry()["urban_zones"])
    assert called == "à urbaniser, sans qu’on sache si c’est ouvert ou plus tard, AU2"
