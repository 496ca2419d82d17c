from __future__ import annotations

import io

import pikepdf
import pytest

from gis.errors import InputError
from gis.export.paper import About, volume
from tests.gis.export.pdf_reading import page_texts, titles
from tests.gis.export.pdf_structure import headings, tables

HEAD = ["N", "F", "S", "P"]


def sheet(title):
    return {"title": title, "summary": "", "columns": HEAD, "rows": [["1", title, "2", "3"]]}


@pytest.fixture(scope="module")
def whole():
    parts = (sheet(f"Part {number}") for number in range(12))
    return volume(About("Whole"), ("dossier_cover", sheet("Cover")), ("dossier_cover", parts))


def test_parts_stand_behind_the_cover_in_their_order(whole):
    names = ["Cover", *(f"Part {number}" for number in range(12))]
    assert headings(whole) == [(1, name) for name in names]
    assert [text.split(" N ")[0] for text in page_texts(whole)] == names
    assert titles(whole) == names


def test_every_part_keeps_its_table_and_the_heads_of_its_columns(whole):
    found = tables(whole)
    assert len(found) == 13
    assert all([text for _, text in table[0]] == HEAD for table in found)


def test_no_two_header_cells_share_an_identifier_and_every_cell_names_one(whole):
    with pikepdf.open(io.BytesIO(whole)) as document:
        root = document.Root.StructTreeRoot
        names = [str(item) for item in list(root.IDTree.Names)[::2]]
        cells = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        named = {
            str(name)
            for cell in cells
            if cell.get("/S") == "/TD"
            for attributes in cell.A
            for name in attributes.get("/Headers", ())
        }
    assert names == sorted(names)
    assert len(names) == len(set(names)) == 13 * len(HEAD)
    assert named == set(names)


def test_every_page_finds_its_structure(whole):
    with pikepdf.open(io.BytesIO(whole)) as document:
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        pages = {int(key): item for key, item in zip(numbers[::2], numbers[1::2], strict=True)}
        for page in document.pages:
            owners = {str(item.S) for item in pages[int(page.StructParents)] if item is not None}
            assert "/H1" in owners
        assert sorted(pages) == list(pages)


def test_a_volume_conforms_like_its_cover(whole):
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert b"pdfuaid:part>1<" in document.Root.Metadata.read_bytes()
        assert str(document.docinfo.Title) == "Whole"


def test_once_stopped_nothing_more_is_printed():
    asked = []

    def parts():
        for number in range(5):
            asked.append(number)
            yield sheet(f"Part {number}")

    with pytest.raises(InputError, match="arrêtée"):
        volume(
            About("Whole"),
            ("dossier_cover", sheet("Cover")),
            ("dossier_cover", parts()),
            stop=lambda: len(asked) > 2,
        )
    assert asked == [0, 1, 2]
