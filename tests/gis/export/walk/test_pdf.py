from __future__ import annotations

import datetime as dt
import re
import zlib

import pytest

from gis.export.walk import walk_sheet
from gis.walks import WalkRequest, plan_loops
from gis.words import use_language
from tests.gis.small_territory import X0, Y0
from tests.gis.small_town import town

DAY = dt.date(2026, 9, 5)


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    return town(tmp_path_factory.mktemp("town"))


def pages(pdf):
    return len(re.findall(rb"/Type /Page\b", pdf))


def inked(pdf):
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    total = 0
    for stream in streams:
        try:
            total += len(zlib.decompress(stream))
        except zlib.error:
            continue
    return total


@pytest.mark.parametrize("metres", [1500, 6000, 12_000])
def test_it_is_one_page_of_a4_however_long_the_walk(territory, metres):
    walk = plan_loops(territory, WalkRequest((X0 + 1250, Y0 + 1700), metres, theme="heaps", day=DAY)).walks[0]
    pdf = walk_sheet(walk, name="Boucle des terrils", link="https://example.org/balades?km=6")
    assert pdf.startswith(b"%PDF")
    assert pages(pdf) == 1
    assert re.search(rb"/MediaBox \[0 0 595\.\d+ 841\.\d+\]", pdf)
    assert inked(pdf) > 10_000


def test_it_speaks_english_and_does_without_relief(tmp_path):
    flat = town(tmp_path, relief=False)
    walk = plan_loops(flat, WalkRequest((X0 + 1250, Y0 + 1700), 3000, day=DAY)).walks[0]
    with use_language("en"):
        assert pages(walk_sheet(walk, name="Loop of the heaps")) == 1
