"""Heavy work on a page: done once for all who ask for it, and what failed or was one visitor's own let go."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

PAGE = """
import streamlit as st
from gis.errors import AtlasError
from tests.gis.work import chores
from views.ui.shared_work import worked_out

try:
    st.write(str(worked_out({asked})))
except AtlasError as error:
    st.error(str(error))
"""


def opened(asked):
    return AppTest.from_string(PAGE.format(asked=asked), default_timeout=60).run()


def test_two_visitors_who_ask_for_the_same_have_it_worked_out_once(tmp_path):
    notes = tmp_path / "notes"
    for _ in range(2):
        assert opened(f"chores.note, {str(notes)!r}, 'x'").markdown[0].value == "None"
    assert notes.read_text(encoding="ascii") == "x"


def test_what_depends_on_data_is_worked_out_again_when_they_change(tmp_path):
    notes = tmp_path / "notes"
    for version in "aab":
        opened(f"chores.note, {str(notes)!r}, 'x', version={version!r}")
    assert notes.read_text(encoding="ascii") == "xx"


def test_what_failed_is_told_and_tried_again_at_the_next_visit(tmp_path):
    notes = tmp_path / "notes"
    for _ in range(2):
        assert opened(f"chores.note_and_refuse, {str(notes)!r}").error[0].value == "no"
    assert notes.read_text(encoding="ascii") == "xx"


def test_what_one_visitor_brought_is_not_kept(tmp_path):
    notes = tmp_path / "notes"
    for _ in range(2):
        opened(f"chores.note, {str(notes)!r}, 'x', keep=False")
    assert notes.read_text(encoding="ascii") == "xx"
