from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import (
    AmbiguousError,
    InputError,
    LayerMissingError,
    ParcelNotFoundError,
    ReferenceFormatError,
    UploadError,
)
from gis.parcels import parcels_of, parse, read_list, readable
from gis.parcels.lists import EXPLAINED
from gis.parcels.reference import short
from gis.words import use_language
from tests.gis.small_territory import METRES, X0, Y0, box, build, parcel


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    rows = [
        parcel("AB 123", box(0, 0, 100, 100), 9_980),
        parcel("AB 124", box(100, 0, 200, 100)),
        parcel("AB 7", box(0, 100, 100, 200), 10_000),
        parcel("A 25", box(300, 300, 400, 400), 10_010),
    ]
    layers = {"commune": [("62528", box(0, 0, 400, 400), {})], "parcels": rows}
    return build(tmp_path_factory.mktemp("parcels"), layers)


@pytest.fixture
def parcels(territory):
    return parcels_of(territory)


@pytest.mark.parametrize(
    "text",
    [
        "AB 123",
        "ab0123",
        "AB-123",
        "ab/123",
        " AB  n° 123 ",
        "section AB numéro 123",
        "Parcelle AB no 123",
        "62528000AB0123",
        "62528 AB 123",
        "62 528 000 AB 0123",
        "620528AB0123",
        "000 AB 123",
    ],
)
def test_every_usual_writing_finds_the_parcel(parcels, text):
    assert parcels.find(text).id == "62528000AB0123"


@pytest.mark.parametrize("text", ["A 25", "a25", "0A25", "0A0025", "625280000A0025", "A n°25"])
def test_a_section_of_one_letter_is_padded(parcels, text):
    assert parcels.find(text).id == "625280000A0025"


def test_a_section_may_be_called_no_or_n():
    assert parse("NO 12").section == "NO"
    assert parse("N 12").section == "0N"


def test_sections_are_numbers_in_alsace_and_moselle_only():
    assert parse("12 34", code="67482").section == parse("67482000120034").section == "12"
    with pytest.raises(ReferenceFormatError):
        parse("12 34", code="62528")


@given(
    section=st.from_regex(r"[A-Z]{1,2}", fullmatch=True),
    number=st.integers(1, 9999),
    glue=st.sampled_from(" -/"),
)
def test_what_is_written_for_people_reads_back(section, number, glue):
    parcel_id = f"62528000{section:0>2}{number:04d}"
    read = parse(readable(parcel_id).replace(" ", glue))
    assert (read.section, read.number) == (parcel_id[8:10], parcel_id[10:])


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_line(text):
    said = ""
    try:
        parse(text)
    except ReferenceFormatError as error:
        said = str(error)
    assert "\n" not in said


def test_a_wrong_text_is_repeated_in_forty_characters_of_one_line():
    assert short("x" * 40) == "x" * 40
    assert short("x" * 41) == "x" * 39 + "…"
    assert short("a\n b\t c") == "a b c"
    # Of a text without end only its beginning is looked at.
    assert short(" " * 239 + "xyz") == "x"


def test_a_text_of_more_than_120_characters_is_no_reference():
    assert parse("AB 123".ljust(120)).number == "0123"
    with pytest.raises(ReferenceFormatError):
        parse("AB 123".ljust(121))


def test_a_section_alone_lists_its_parcels(parcels):
    assert parcels.matches("ab") == ["62528000AB0007", "62528000AB0123", "62528000AB0124"]
    with pytest.raises(AmbiguousError) as caught:
        parcels.find("section AB")
    assert len(caught.value.choices) == 3


def test_an_unknown_number_names_the_nearest_real_ones(parcels):
    with use_language("en"), pytest.raises(ParcelNotFoundError, match="AB 124, AB 123, AB 7"):
        parcels.find("AB 125")


def test_an_unknown_number_is_told_beside_numbers_that_are_not_plain_figures(tmp_path):
    rows = [
        (f"625280000D{number}", box(0, 0, 9, 9), {"contenance_m2": None})
        for number in ("568/", "/bis", "0570")
    ]
    odd = build(tmp_path, {"commune": [("62528", box(0, 0, 400, 400), {})], "parcels": rows})
    with use_language("en"), pytest.raises(ParcelNotFoundError, match="D 568/, D 570, D /bis"):
        parcels_of(odd).find("D 567")


def test_an_unknown_section_names_references_that_look_alike(parcels):
    with pytest.raises(ParcelNotFoundError, match="AB 123"):
        parcels.find("AC 123")


def test_another_communes_parcel_is_said_to_be_one(parcels):
    with use_language("en"), pytest.raises(ParcelNotFoundError, match="commune 62498"):
        parcels.find("62498000AB0123")


def test_the_same_number_under_two_prefixes_is_asked_about(tmp_path):
    rows = [
        ("62528000AB0001", box(0, 0, 10, 10), {}),
        ("62528123AB0001", box(10, 0, 20, 10), {}),
    ]
    found = parcels_of(build(tmp_path, {"parcels": rows}))
    with pytest.raises(AmbiguousError):
        found.find("AB 1")
    assert found.find("123 AB 1").reference == "123 AB 1"


def test_a_click_finds_the_parcel_under_it(parcels):
    assert parcels.at(X0 + 50, Y0 + 50).reference == "AB 123"
    assert parcels.at_lonlat(*METRES.point_to_lonlat(X0 + 350, Y0 + 350)).reference == "A 25"


def test_a_click_on_a_line_is_asked_about_and_one_outside_refused(parcels):
    with pytest.raises(AmbiguousError) as caught:
        parcels.at(X0 + 100, Y0 + 50)
    assert caught.value.choices == ("62528000AB0123", "62528000AB0124")
    with pytest.raises(InputError):
        parcels.at(X0 + 250, Y0 + 250)


def test_degrees_and_metres_go_both_ways():
    assert METRES.point_to_metres(*METRES.point_to_lonlat(X0, Y0)) == pytest.approx((X0, Y0), abs=1e-3)


def test_neighbours_touch_and_leave_the_parcel_itself_out(parcels):
    chosen = parcels.find("AB 123")
    assert parcels.neighbours(chosen.geometry, but=chosen.id) == ["62528000AB0007", "62528000AB0124"]


def test_an_unknown_fiscal_area_is_nothing_and_not_zero(parcels):
    assert parcels.find("AB 124").contenance_m2 is None
    assert parcels.find("AB 123").contenance_m2 == 9_980


def test_a_territory_without_parcels_says_so(tmp_path):
    with pytest.raises(LayerMissingError):
        parcels_of(build(tmp_path, {"commune": [("62528", box(0, 0, 1, 1), {})]}))


def test_a_list_gives_good_rows_and_reports_the_others(parcels):
    found = read_list("AB 123\nab0123\n\nhello\nAB 999\n62498000AB0001\nA 25\n", parcels)
    assert found.ids == ("62528000AB0123", "625280000A0025")
    assert found.duplicates == 1
    assert [(item.line, item.text) for item in found.refusals] == [
        (4, "hello"),
        (5, "AB 999"),
        (6, "62498000AB0001"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "owner;parcel\nDupont;AB 123\nMartin;A 25\n",
        "idu\n62528000AB0123\n625280000A0025\n",
        "AB 123, A 25",
        "section\tnumber\tref\nAB\t123\t62528000AB0123\nA\t25\t625280000A0025\n",
        "\ufeffAB 123\r\nA 25\r\n".encode(),
        "propriétaire;réf\nDupré;AB 123\nLéa;A 25\n".encode("cp1252"),
    ],
)
def test_a_table_or_a_plain_list_reads_alike(parcels, content):
    assert read_list(content, parcels).ids == ("62528000AB0123", "625280000A0025")


@pytest.mark.parametrize("content", ["", " \n\n", b"PK\x03\x04\x00\x00"])
def test_an_empty_or_binary_list_is_refused(parcels, content):
    with pytest.raises(UploadError):
        read_list(content, parcels)


def test_a_list_of_fifty_thousand_lines_is_read(parcels):
    found = read_list("\n".join(f"AB {number}" for number in range(1, 50_001)), parcels)
    assert found.ids == ("62528000AB0007", "62528000AB0123", "62528000AB0124")
    assert len(found.refusals) == 49_997
    assert len({item.reason for item in found.refusals[:EXPLAINED]}) > 1


@pytest.fixture(scope="module")
def lyon(tmp_path_factory):
    rows = [
        (f"{code}000AB0012", box(east, 0, east + 100, 100), {})
        for code, east in (("69382", 0), ("69383", 100))
    ]
    layers = {"commune": [("69123", box(0, 0, 200, 100), {})], "parcels": rows}
    return parcels_of(build(tmp_path_factory.mktemp("lyon"), layers, code="69123"))


def test_in_a_whole_of_arrondissements_a_reference_says_in_which(lyon):
    assert [readable(item) for item in lyon.matches("AB 12")] == ["69382 AB 12", "69383 AB 12"]
    with pytest.raises(AmbiguousError):
        lyon.find("AB 12")
    assert lyon.find("69383 AB 12").id == lyon.find("69383000AB0012").id == "69383000AB0012"
    assert lyon.matches("69382 AB") == ["69382000AB0012"]


@pytest.mark.parametrize("text", ["75118 AB 12", "69384 AB 12"])
def test_another_arrondissement_has_no_parcel_here(lyon, text):
    with pytest.raises(ParcelNotFoundError):
        lyon.find(text)
