"""Codes of planning documents: understood where a list knows them, and kept where none does."""

from __future__ import annotations

import pytest

from gis.sources.services.planning_codes import code_list, code_of, information_kind, listed_text, zone_type
from gis.territory import registry


@pytest.mark.parametrize(
    ("code", "label", "kind"),
    [
        ("U", "UA", "U"),
        ("UAb", "", "U"),
        ("AUc", "1AU", "AUc"),
        ("AUs", "", "AUs"),
        ("1AU", "", "AUc"),
        ("2AUx", "", "AUs"),
        ("IIAU", "", "AUs"),
        ("A", "Ap", "A"),
        ("Ah", "", "A"),
        ("Nd", "", "N"),
        ("nh", "", "N"),
    ],
)
def test_zone_types_of_newer_and_older_documents_are_understood(code, label, kind):
    assert zone_type(code, label) == kind


@pytest.mark.parametrize(
    ("label", "kind"), [("1AUh", "AUc"), ("2AU", "AUs"), ("IIAUb", "AUs"), ("AUs", "AUs")]
)
def test_the_label_tells_open_zones_from_blocked_ones_where_the_code_does_not(label, kind):
    assert zone_type("AU", label) == kind


@pytest.mark.parametrize(
    ("code", "label"), [("AU", "AU2"), ("AU", "AU1"), ("AU", ""), ("AUc", "2AU"), ("AUs", "1AU"), ("NA", "")]
)
def test_doubt_whether_a_zone_is_open_is_kept(code, label):
    assert zone_type(code, label) == "AU"


@pytest.mark.parametrize("sector", ["01", "02", "03", "99"])
def test_sectors_of_a_carte_communale_are_told_apart_in_words(sector):
    theme = registry()["urban_zones"]
    assert zone_type(sector) == zone_type(sector.lstrip("0")) == sector
    assert theme.value_text(sector) not in {sector, ""}


def test_plans_of_before_2000_are_read_by_their_own_letters():
    assert [zone_type(code) for code in ("NC", "ND", "NB")] == ["A", "N", "NB"]


def test_a_type_that_no_list_knows_stays_as_it_came():
    assert zone_type("ZC") == "ZC"
    assert zone_type("") == "unknown"


def test_prescriptions_speak_the_national_list():
    assert listed_text("prescription", "01-00") == "Espace boisé classé"
    assert listed_text("prescription", "01-77") == "Espace boisé classé"
    assert listed_text("prescription", "xx-00") == ""


def test_codes_are_written_with_their_zeros_and_strange_ones_as_they_came():
    assert [code_of(*pair) for pair in (("5", "4"), ("05", ""), ("X", "b"), ("", ""))] == [
        *("05-04", "05-00", "X-b", "?-00")
    ]


def test_an_information_is_known_by_its_code_or_by_its_family():
    assert [information_kind(code) for code in ("04-01", "16-03", "77-01")] == ["04-01", "16-00", "77-01"]


def test_every_information_of_the_national_list_has_words():
    column = registry()["planning_information"].columns["kind"]
    assert set(column.codes) == set(code_list("information"))
