from __future__ import annotations

import pytest

from gis.dossier import dossier_of
from gis.errors import InputError
from gis.export.dossier import MOST_SHEETS, write_sheets
from tests.gis.export.pdf_reading import page_texts
from tests.gis.export.pdf_structure import headings, tables

PARCELS = ("A 25", "AB 3", "AC 100")


@pytest.fixture(scope="module")
def volume(territory):
    return write_sheets([dossier_of(territory, name) for name in PARCELS], territory)


def test_the_cover_lists_every_sheet_in_its_order(volume):
    cover = tables(volume)[0]
    assert [[text for _, text in row][:2] for row in cover[1:]] == [
        [str(place), f"Parcelle {name}"] for place, name in enumerate(PARCELS, 1)
    ]


def test_each_sheet_follows_whole(volume):
    assert [text for level, text in headings(volume) if level == 1][1:] == [
        f"Parcelle {name}" for name in PARCELS
    ]


def test_each_sheet_says_its_number_and_counts_its_own_pages(volume):
    texts = page_texts(volume)[1:]
    starts = [place for place, text in enumerate(texts) if "page 1 sur" in text]
    assert len(starts) == len(PARCELS)
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(texts)], strict=True), 1):
        for page, text in enumerate(texts[start:end], 1):
            assert f"fiche {number} · page {page} sur {end - start}" in text


def test_progress_is_told_up_to_the_last_sheet(territory):
    told = []
    dossiers = [dossier_of(territory, "A 25")] * 3
    write_sheets(dossiers, territory, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


@pytest.mark.parametrize("count", [0, MOST_SHEETS + 1])
def test_none_and_too_many_are_refused(territory, count):
    with pytest.raises(InputError, match=f"de 1 à {MOST_SHEETS}"):
        write_sheets([dossier_of(territory, "A 25")] * count, territory)
