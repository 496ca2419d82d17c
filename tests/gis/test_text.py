"""Texts that go into files and messages: nothing in them controls anything, or tells where files lie."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from gis.text import one_line, well_formed, without_folders


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=())))
def test_an_xml_document_may_hold_whatever_is_left_of_a_text(text):
    assert ET.fromstring(well_formed(f"<a>{text}</a>")).tag == "a"  # noqa: S314 - our own


def test_lines_become_one():
    assert one_line("a\r\nATTENDEE:b\x0bc\u2028d\u202ee") == "a ATTENDEE:b c d e"


def test_a_path_in_a_message_is_the_name_of_its_file():
    for text in ("/srv/town/home/a.gpkg", "'/tmp/x/a.gpkg'", "(/home/me/a.gpkg: broken)", r"C:\data\a.gpkg"):
        assert without_folders(text).strip("'()").startswith("a.gpkg")
    for text in ("1/2 m", "https://example.org/a/b", "and/or"):
        assert without_folders(text) == text
