from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from gis.words import use_language
from views.ui.html import badge, facts, fold, joined, link, listing, notes, row, spoken, table, tag

BAD = '<script>"&'
SAFE = "&lt;script&gt;&#34;&amp;"
VIEWS = Path(__file__).parents[3] / "views"


def test_text_never_becomes_markup_wherever_it_stands():
    made = [
        tag("p", BAD),
        tag("p", title=BAD),
        joined([BAD, tag("b", BAD)], BAD),
        listing([BAD]),
        fold(BAD, BAD),
        link(BAD, f"https://x.example/{BAD}"),
        link(BAD, f"javascript:{BAD}"),
        table([BAD], [[BAD, BAD], row([BAD, BAD], data_layer=BAD)], caption=BAD),
        facts([(BAD, BAD)]),
        notes([BAD]),
        tag("p", tag("b", "x"), BAD),
    ]
    for piece in made:
        assert isinstance(piece, Markup)
        assert BAD not in piece
        assert SAFE in piece


def test_markup_in_markup_stays_markup():
    assert tag("p", tag("b", "a"), " & ") == "<p><b>a</b> &amp; </p>"


def test_attributes_may_be_left_out_or_stand_without_a_value():
    assert tag("a", "x", cls="", href="/y", title=None, download=True) == '<a href="/y" download>x</a>'
    assert tag("td", data_name="n", aria_hidden="true") == '<td data-name="n" aria-hidden="true"></td>'
    assert fold("a", unfolded=True).startswith("<details open>")


def test_only_an_address_of_the_web_is_a_link():
    assert link("a", "") == "a"
    assert link("a", "javascript:x") == "a"
    assert link("a", "https://x.example").startswith('<a href="https://x.example" target="_blank"')


def test_a_sentence_of_the_catalogue_may_hold_a_link():
    with use_language("en"):
        assert spoken("ripe.calendar_by", sources=tag("b", "<x>")) == "Calendar: <b>&lt;x&gt;</b>"


def test_the_first_cell_of_a_row_names_it():
    made = table(["", "b"], [["x", "y"]])
    assert '<thead><tr><td></td><th scope="col">b</th></tr></thead>' in made
    assert '<tr><th scope="row">x</th><td>y</td></tr>' in made


def test_a_badge_tells_what_it_means():
    with use_language("en"):
        assert badge("official").startswith('<span class="badge badge-official" title="')


def test_no_page_escapes_by_hand_or_writes_elements_into_texts():
    for path in VIEWS.rglob("*.py"):
        written = path.read_text(encoding="utf-8")
        assert "html.escape" not in written, path
        assert 'f"<' not in written, path
        assert "f'<" not in written, path
