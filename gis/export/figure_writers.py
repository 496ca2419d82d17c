"""What makes the files of figures, lists and documents; libraries are loaded when a file is made."""
# ruff: noqa: PLC0415 - a reader of the list of formats waits for none of their libraries

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gis.biodiversity import Species
    from gis.connectivity import Connectivity, PlantingEffect, Proposal
    from gis.imports import Misfit
    from gis.indicators import CropYear, Indicator
    from gis.territory import Territory
    from gis.tours import GuideStore
    from gis.update import Finding


def species_list_csv(territory: Territory, species: list[Species]) -> bytes:
    """Write a list of species as CSV."""
    from gis.export.species_table import species_csv

    return species_csv(territory, species)


def indicator_json(found: Sequence[Indicator]) -> bytes:
    """Write published and measured figures as one JSON document."""
    from gis.export.indicators import indicators_json

    return indicators_json(found)


def indicator_csv(found: Sequence[Indicator]) -> bytes:
    """Write published and measured figures as CSV, one row a source."""
    from gis.export.indicators import indicators_csv

    return indicators_csv(found)


def crops_by_year_csv(territory: Territory, years: Sequence[CropYear]) -> bytes:
    """Write what was farmed year by year as CSV, one row a crop of a year."""
    from gis.export.indicators import crops_csv

    return crops_csv(territory, years)


def patch_csv(now: Connectivity) -> bytes:
    """Write the habitats and their importance as CSV."""
    from gis.export.connectivity import patches_csv

    return patches_csv(now)


def links_json(now: Connectivity) -> bytes:
    """Write how habitats hold together as one JSON document."""
    from gis.export.connectivity import connectivity_json

    return connectivity_json(now)


def hedge_json(effect: PlantingEffect) -> bytes:
    """Write what a new hedge changes as one JSON document."""
    from gis.export.connectivity import planting_json

    return planting_json(effect)


def proposals_pdf(now: Connectivity, proposals: Sequence[Proposal], price_eur_m: float, link: str) -> bytes:
    """Write proposed hedges as a planting plan; `link` is the address of the page that proposes them."""
    from gis.export.connectivity import planting_plan

    return planting_plan(now, proposals, price_eur_m=price_eur_m, link=link)


def hedges_geojson(
    now: Connectivity,  # noqa: ARG001 - one form for all
    proposals: Sequence[Proposal],
    price_eur_m: float,
    link: str,  # noqa: ARG001 - one form for all
) -> bytes:
    """Write proposed hedges as GeoJSON."""
    from gis.export.connectivity import proposals_geojson

    return proposals_geojson(proposals, price_eur_m=price_eur_m)


def trajectory_pdf(territory: Territory, year: int, link: str) -> bytes:
    """Write the poster of the trajectory, with the map of one year; `link` is the address of its page."""
    from gis.export.poster import poster

    return poster(territory, year=year, link=link)


def misfits_csv(misfits: Sequence[Misfit]) -> bytes:
    """Write what does not fit in a file as CSV, one row each; cells of the file never act as formulas."""
    import pandas as pd

    from gis.export.formats import safe_table

    listed = safe_table(pd.DataFrame([item.as_dict() for item in misfits]))
    return listed.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def findings_json(findings: Sequence[Finding]) -> bytes:
    """Write what the services answered as one JSON document."""
    return json.dumps([item.as_dict() for item in findings], ensure_ascii=False, indent=1).encode()


def guide_json(store: GuideStore) -> bytes:
    """Write the own stops and tours of a guide as one JSON document.

    Raises
    ------
    StoreError
        When they cannot be read.
    """
    return store.export().encode()
