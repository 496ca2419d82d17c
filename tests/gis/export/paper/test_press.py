from __future__ import annotations

import io
import re
import threading
from importlib.util import find_spec

import pikepdf
import pytest

from gis.errors import PaperError
from gis.export.paper import About, Attachment, Svg, pdf, png
from gis.export.paper import press as press_module
from gis.words import use_language
from tests.gis.export.pdf_reading import files, page_texts
from tests.gis.export.pdf_structure import headings, tables

SQUARE = Svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v8h-8z"/></svg>')


def printed(title="Parcelle A 25", rows=(("a", "b", "c", "d"),), **options):
    data = {
        "title": title,
        "summary": "",
        "columns": ["N", "F", "S", "P"],
        "rows": [list(row) for row in rows],
    }
    return pdf("dossier_cover", About(title=title or "Essai"), data, **options)


def test_a_document_declares_that_everybody_can_read_it_and_that_it_lasts():
    with pikepdf.open(io.BytesIO(printed())) as document:
        about = document.Root.Metadata.read_bytes().decode()
        assert re.search(r"pdfaid:part>3<", about)
        assert re.search(r"pdfaid:conformance>A<", about)
        assert re.search(r"pdfuaid:part>1<", about)
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("spoken", ["fr", "en", "nl"])
def test_a_document_says_its_title_and_the_language_it_speaks(spoken):
    with use_language(spoken), pikepdf.open(io.BytesIO(printed())) as document:
        assert str(document.Root.Lang) == spoken
        assert str(document.docinfo.Title) == "Parcelle A 25"


def test_the_same_document_is_the_same_bytes():
    assert printed() == printed()


def test_a_process_of_its_own_prints_the_same_bytes():
    assert printed(apart=True) == printed()


def test_documents_printed_at_once_do_not_mix():
    found = {}
    threads = [
        threading.Thread(target=lambda name=name: found.update({name: printed(name)})) for name in "ABCDEF"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: headings(content) for name, content in found.items()} == {
        name: [(1, name)] for name in "ABCDEF"
    }


@pytest.mark.parametrize(
    "name",
    [
        "#[*_$@< `raw` \\u{41} #let x = 1 // no comment",
        "= Haie",
        "- Haie + 1. Haie / Haie: x",
        "Терриль Λόφος",
        "L’œuvre d’Émile – « ça » n° 12 ½ m²",
    ],
)
def test_a_name_prints_as_it_is(name):
    assert headings(printed(name)) == [(1, name)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Arbre 🌳 et 漢字", "Arbre □ et □□"),
        ("Haie\x00\x07 du puits", "Haie du puits"),
        ("Haie \u202egauche", "Haie gauche"),
        ("Haie \ue000", "Haie □"),
    ],
)
def test_a_sign_that_no_font_has_is_a_box_and_control_signs_are_left_out(name, shown):
    assert headings(printed(name)) == [(1, shown)]


def test_a_name_in_a_script_from_right_to_left_is_there_with_every_letter():
    ((_, shown),) = headings(printed("Haie שלום"))
    assert sorted(shown) == sorted("Haie שלום")


def test_a_name_of_two_thousand_letters_wraps_within_the_page():
    (table,) = tables(printed(rows=[("1", "x" * 2_000, "2 m²", "rien")]))
    assert [text.replace(" ", "") for _, text in table[1]] == ["1", "x" * 2_000, "2m²", "rien"]


def test_the_head_of_a_table_is_repeated_and_its_rows_are_whole():
    content = printed(rows=[(str(row), f"Parcelle {row}", "1 m²", "–") for row in range(120)])
    texts = page_texts(content)
    assert len(texts) > 1
    assert all("N F S P" in text for text in texts)
    assert sum(len(table) for table in tables(content)) == 121


def test_a_file_inside_is_the_very_file_and_the_document_says_so():
    content = bytes(range(256)) * 3
    with_it = pdf(
        "dossier_cover",
        About("Essai"),
        {"title": "Essai", "summary": "", "columns": ["N", "F", "S", "P"], "rows": []},
        attachments=[Attachment("essai.bin", "application/octet-stream", content, "Octets")],
    )
    assert files(with_it) == {"essai.bin": content}


def test_without_the_fonts_of_the_package_the_press_uses_its_own(monkeypatch):
    monkeypatch.setattr(press_module, "find_spec", lambda name: None if "font" in name else find_spec(name))
    press_module._fonts.cache_clear()  # noqa: SLF001 - what the press remembers of its fonts
    try:
        assert headings(printed("Parcelle é 25")) == [(1, "Parcelle é 25")]
    finally:
        press_module._fonts.cache_clear()  # noqa: SLF001 - what the press remembers of its fonts


@pytest.mark.parametrize("apart", [False, True])
def test_what_the_press_refuses_is_told_in_a_sentence(apart):
    with pytest.raises(PaperError, match="ne peut pas être imprimé") as refused:
        pdf("dossier_cover", About(""), {"title": "", "summary": "", "columns": [], "rows": []}, apart=apart)
    assert "Traceback" not in str(refused.value)


def test_a_picture_of_the_first_page_is_a_png():
    data = {"title": "Essai", "summary": "", "columns": ["N", "F", "S", "P"], "rows": []}
    assert png("dossier_cover", About("Essai"), data, ppi=36).startswith(b"\x89PNG")
