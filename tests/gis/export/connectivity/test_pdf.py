from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from gis.connectivity import connectivity_of, propose_hedges
from gis.export.connectivity import planting_plan, planting_plan_text, proposals_geojson
from gis.words import say, use_language
from tests.gis.export.pdf_reading import files, page_texts
from tests.gis.export.pdf_structure import alternatives, heading_levels, roles
from tests.gis.small_territory import CODE, box, build, parcel

LINK = "https://atlas.example/biodiversite?tab=plant"
ODD = "Terril *du* _bout_ #[x] $1 @a <b> שלום 🎪 " + "long" * 400


def bare(text):
    """Return a text without the spaces that layout moves."""
    return "".join(text.replace("\u200b", "").split())


@pytest.fixture(scope="module")
def now(territory):
    return connectivity_of(territory)


@pytest.fixture(scope="module")
def hedges(now):
    return propose_hedges(now, most=3)


@pytest.fixture(scope="module")
def plan(now, hedges):
    return planting_plan(now, hedges, price_eur_m=20.0, link=LINK)


def small(folder, *, status="official", name="", **layers):
    heaps = [("T1", box(100, 100, 500, 500), {"name": name}), ("T2", box(1150, 100, 1900, 299), {})]
    fields = [("F1", box(500, 300, 1500, 900), {})]
    ground = {"commune": [(CODE, box(0, 0, 2000, 2000), {})], "slag_heaps": heaps, "farmland": fields}
    return connectivity_of(build(folder, ground | layers, status=status))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_that_is_said_of_the_hedges_is_on_a4(now, hedges, language):
    with use_language(language):
        content = planting_plan(now, hedges, link=LINK)
        text = planting_plan_text(now, hedges, price_eur_m=15.6)
    (width, height) = PdfReader(io.BytesIO(content)).pages[0].mediabox[2:]
    assert (float(width), float(height)) == (pytest.approx(595.3, abs=0.5), pytest.approx(841.9, abs=0.5))
    cells = [part for row in (*text.rows, text.whole) for part in vars(row).values()]
    facts = [part for fact in text.facts for part in fact]
    said = [text.title, text.lead, *facts, *cells, *text.first, *text.assumed, text.group_source[0]]
    shown = bare("".join(page_texts(content))).replace("-", "")
    assert [part for part in said if bare(part).replace("-", "") not in shown] == []


def test_the_headings_follow_one_title_and_the_table_has_heads(plan):
    assert heading_levels(plan) == [1, 2, 2, 2, 2]
    assert roles(plan).count("Table") == 2
    assert roles(plan).count("TH") == 7 + 4


def test_the_map_is_told_to_who_does_not_see_it(plan):
    code, ground = alternatives(plan)
    assert LINK in code
    assert "haies proposées" in ground
    assert "Autre vide" not in ground
    assert "autre vide entre deux habitats" in ground


def test_the_hedges_travel_inside_as_they_are_exported(plan, hedges):
    assert files(plan) == {"loos-en-gohelle-ou-planter.geojson": proposals_geojson(hedges, price_eur_m=20.0)}


def test_every_page_says_that_it_is_illustrative_and_it_is_the_same_twice(plan, now, hedges):
    assert all(say("paper.illustrative") in page.replace(" :", "\u00a0:") for page in page_texts(plan))
    assert planting_plan(now, hedges, price_eur_m=20.0, link=LINK) == plan


def test_what_is_surveyed_bears_no_warning(tmp_path):
    now = small(tmp_path, parcels=[parcel("A 7", box(0, 0, 2000, 2000))])
    (text,) = page_texts(planting_plan(now, propose_hedges(now)))
    assert "A 7" in text
    assert "llustrati" not in text


def test_without_parcels_it_says_that_nothing_is_known_of_them(tmp_path):
    now = small(tmp_path)
    (text,) = page_texts(planting_plan(now, propose_hedges(now)))
    assert say("verdict.no_data") in text


def test_a_plan_without_hedges_says_that_no_gap_was_found(now):
    content = planting_plan(now, [])
    assert bare(say("planting.none")) in bare(page_texts(content)[0])
    assert roles(content).count("Table") == 1
    assert files(content) == {}


def test_odd_names_are_printed_as_they_are(tmp_path):
    now = small(tmp_path, name=ODD)
    text = " ".join(page_texts(planting_plan(now, propose_hedges(now))))
    for part in ("*du*", "_bout_", "#[x]", "$1", "@a", "<b>"):
        assert part in text
    assert bare(text).count("long") >= 400
