from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from gis.export.paper import About, Attachment, Svg, imposed, pdf
from gis.export.paper.imposition import order
from tests.gis.export.pdf_reading import files, titles
from tests.gis.export.pdf_structure import alternatives, heading_levels

DAY = dt.date(2026, 6, 15)
MARK = re.compile(rb"<<\s*/MCID (\d+)")


def stop(number: int) -> dict[str, object]:
    name = f"Halte {number} (/MCID 7)"
    told = {
        "line": "",
        "facts": [],
        "tell": f"Récit {number}. " * 4,
        "figures": [],
        "source": "",
        "leg": None,
    }
    return {"number": number, "name": name, **told}


def document(stops: int) -> bytes:
    """Make a small document on A5: a cover with links, a page for each stop, an end."""
    words = ("tell", "figures", "photo", "own_notes", "climb", "safety", "contacts", "sources", "scan")
    square = Svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    drawing = {"shapes": square, "words": square, "width": 20, "height": 20, "alt": "Carte (/MCID 3)"}
    lines = [
        {"number": number, "when": "9:00", "name": f"Halte {number}", "walk": ""}
        for number in range(1, stops + 1)
    ]
    cover = {"title": "Cahier", "place": "Ici", "day": "Jour", "summary": "", "people": "", "qr": None,
             "map": drawing, "key": "Clé", "timetable": lines, "timetable_head": ["N", "H", "É", "M"],
             "conflicts": [], "notes": []}  # fmt: skip
    ending = {"home": None, "climb": None, "safety": ["Prudence"], "contacts": [], "contacts_head": [],
              "sources": ["Source"], "made_for": "", "durations": "", "notice": "",
              "link": "https://example.org/"}  # fmt: skip
    book = {"size": "a5", "sheets": False, "told": {word: word for word in words}, "cover": cover,
            "stops": [stop(number) for number in range(1, stops + 1)], "ending": ending}  # fmt: skip
    inside = Attachment("a.csv", "text/csv", b"a,b\n", "Une table")
    return pdf(
        "roadbook", About("Cahier", warning="Illustratif"), {"book": book}, attachments=[inside], made=DAY
    )


@pytest.fixture(scope="module", params=[4, 5, 6])
def pair(request):
    content = document(request.param)
    return content, imposed(content)


def root(content: bytes) -> DictionaryObject:
    return PdfReader(io.BytesIO(content)).trailer["/Root"]


def elements(element):
    element = element.get_object()
    if isinstance(element, ArrayObject):
        for kid in element:
            yield from elements(kid)
    elif isinstance(element, DictionaryObject):
        yield element
        if "/K" in element:
            yield from elements(element["/K"])


def flat(outline) -> list:
    return [one for item in outline for one in (flat(item) if isinstance(item, list) else [item])]


def marks(form) -> set[int]:
    return {int(number) for number in MARK.findall(form.get_object().get_data())}


def forms(side) -> list:
    found = side["/Resources"]["/XObject"]
    return [found.raw_get(name) for name in ("/Left", "/Right")]


def test_sheets_are_folded_right():
    assert order(4) == [(3, 0), (1, 2)]
    assert order(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert order(5) == [(7, 0), (1, 6), (5, 2), (3, 4)]
    assert order(1) == [(3, 0), (1, 2)]


@pytest.mark.parametrize("count", [1, 3, 4, 9, 16])
def test_every_page_stands_once_on_the_sheets(count):
    places = [page for sides in order(count) for page in sides]
    assert sorted(places) == list(range(len(places)))
    assert len(places) % 4 == 0


def test_two_pages_lie_on_each_landscape_side_in_the_order_of_folding(pair):
    content, sheets = pair
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    sides = PdfReader(io.BytesIO(sheets)).pages
    assert len(sides) == 2 * -(-len(texts) // 4)
    for side, numbers in zip(sides, order(len(texts)), strict=True):
        assert [round(float(length)) for length in side.mediabox[2:]] == [842, 595]
        for number in numbers:
            words = texts[number].split() if number < len(texts) else []
            assert set(words) <= set(side.extract_text().split())


def test_title_language_profile_files_and_bookmarks_are_kept(pair):
    content, sheets = pair
    before, after = root(content), root(sheets)
    assert PdfReader(io.BytesIO(sheets)).metadata == PdfReader(io.BytesIO(content)).metadata
    assert after["/Lang"] == before["/Lang"]
    assert after["/MarkInfo"]["/Marked"]
    assert after["/OutputIntents"][0]["/S"] == before["/OutputIntents"][0]["/S"]
    assert len(after["/AF"]) == 1
    assert files(sheets) == files(content) == {"a.csv": b"a,b\n"}
    assert titles(sheets) == titles(content)
    assert heading_levels(sheets) == heading_levels(content)
    assert alternatives(sheets) == alternatives(content)


def test_metadata_say_how_many_sides_there_are_and_what_they_conform_to(pair):
    sheets = PdfReader(io.BytesIO(pair[1]))
    told = sheets.trailer["/Root"]["/Metadata"].get_data().decode()
    assert f"NPages>{len(sheets.pages)}<" in told
    assert "pdfuaid:part>1<" in told
    assert sheets.trailer["/Root"]["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"


def test_marked_content_is_numbered_once_on_each_side(pair):
    for side in PdfReader(io.BytesIO(pair[1])).pages:
        left, right = map(marks, forms(side))
        assert not left & right


def test_every_content_item_of_the_structure_is_a_mark_of_its_form_on_its_side(pair):
    sheets = PdfReader(io.BytesIO(pair[1]))
    drawn = {
        (side.indirect_reference.idnum, form.idnum, mark)
        for side in sheets.pages
        for form in forms(side)
        for mark in marks(form)
    }
    told = [
        (item.raw_get("/Pg").idnum, item.raw_get("/Stm").idnum, int(item["/MCID"]))
        for item in elements(sheets.trailer["/Root"]["/StructTreeRoot"]["/K"])
        if item.get("/Type") == "/MCR"
    ]
    assert len(told) == len(set(told))
    assert set(told) == drawn


def test_the_parent_tree_leads_from_each_mark_to_the_element_that_has_it(pair):
    sheets = PdfReader(io.BytesIO(pair[1]))
    numbers = sheets.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = {int(key): value.get_object() for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for side in sheets.pages:
        for form in forms(side):
            for mark in marks(form):
                element = parents[form.get_object()["/StructParents"]][mark].get_object()
                items = [kid.get_object() for kid in element["/K"]]
                assert mark in [item.get("/MCID") for item in items if isinstance(item, DictionaryObject)]


def test_links_and_bookmarks_lead_to_the_half_where_their_page_is(pair):
    content, sheets = (PdfReader(io.BytesIO(made)) for made in pair)
    place = {
        page: (row, column)
        for row, side in enumerate(order(len(content.pages)))
        for column, page in enumerate(side)
    }
    before = [*flat(content.outline), *content.named_destinations.values()]
    after = [*flat(sheets.outline), *sheets.named_destinations.values()]
    assert len(after) > 10
    for was, now in zip(before, after, strict=True):
        row, column = place[content.get_destination_page_number(was)]
        assert sheets.get_destination_page_number(now) == row
        assert (now.left > 420) == bool(column)


def test_links_lie_over_the_words_that_they_did(pair):
    content, sheets = (PdfReader(io.BytesIO(made)) for made in pair)
    before, after = (
        {
            str(note.get("/Dest", note.get("/A", {}).get("/URI"))): (number, note["/Rect"])
            for number, page in enumerate(document.pages)
            for note in (link.get_object() for link in page.get("/Annots", ()))
        }
        for document in (content, sheets)
    )
    assert "https://example.org/" in before
    assert set(after) == set(before)
    for name, (page, was) in before.items():
        row, now = after[name]
        column = order(len(content.pages))[row].index(page)
        moved = 297 * 72 / 25.4 / 2 if column else (297 / 2 - 148) * 72 / 25.4
        assert float(now[0]) - float(was[0]) == pytest.approx(moved, abs=0.01)
        assert now[1::2] == was[1::2]


def test_a_screen_reader_hears_the_same_in_the_same_order(pair, tmp_path):
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler) is not installed")
    heard = []
    for place, content in enumerate(pair):
        path = tmp_path / f"{place}.pdf"
        path.write_bytes(content)
        asked = ["pdfinfo", "-struct-text", str(path)]
        said = subprocess.run(asked, capture_output=True, check=True).stdout
        heard.append([line.strip() for line in said.splitlines() if b'"' in line])
    assert heard[0] == heard[1]
    assert len(heard[0]) > 20


def test_the_same_document_makes_the_same_sheets(pair):
    assert imposed(pair[0]) == pair[1]
