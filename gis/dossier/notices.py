"""Which notices a subject calls for, by the rules of its territory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.dossier.rules import LEVELS, UNKNOWN, Notice, NoticeRule, Unchecked, rules_of
from gis.geometry import prepared
from gis.overlay import SLIVER_M2, indexes_of
from gis.territory import SUREST_FIRST, memoised, silence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from gis.dossier.answers import Measured
    from gis.dossier.model import Subject
    from gis.overlay import LayerIndex
    from gis.territory import Territory

MOST_NAMES = 5
NO_DATA = "no_data"
CLOSING_M = 2.0
"""Ends of the ring this close are joined: the pieces of a ring are drawn apart."""


def notices(territory: Territory, subject: Subject, measured: Mapping[str, Measured]) -> tuple[Notice, ...]:
    """Return the notices that a subject calls for, what is to be checked first at the top.

    Within a level they stand in the order of the rules. Rules whose layer has no data are named together
    in one last notice: they were not checked. Rules of an area that the commune is not in are left out.
    """
    found, unknown = [], []
    for rule in rules_of(territory):
        if rule.layer and measured[rule.layer].index.layer is None:
            # What a service is silent about here is said once, of its themes: no rule of theirs belongs here.
            if silence(rule.layer, territory.code) is None:
                unknown.append(rule)
        elif (notice := _notice(territory, rule, subject, measured)) is not None:
            found.append(notice)
    found.sort(key=lambda notice: LEVELS.index(notice.level))
    return (*found, *_unchecked(unknown))


@memoised
def ring_of(territory: Territory) -> dict[str, BaseGeometry]:
    """Return the ground inside the ring that the lines of a theme draw, by theme; empty where none closes."""
    rings = {}
    for rule in rules_of(territory):
        layer = territory.get(rule.layer) if rule.relation == "outside_ring" else None
        if layer is None:
            continue
        # The holes of the widened lines, widened back: ends that nearly meet count as meeting.
        band = shapely.get_parts(shapely.union_all(shapely.buffer(layer.geometry, CLOSING_M)))
        holes = [hole for part in band for hole in part.interiors]
        inside = shapely.union_all(shapely.buffer(shapely.polygons(holes), CLOSING_M, join_style="mitre"))
        rings[rule.layer] = prepared(inside)
    return rings


@memoised
def _masks(territory: Territory) -> dict[str, NDArray[np.bool_]]:
    indexes = {index.theme.key: index for index in indexes_of(territory)}
    return {rule.key: _mask(indexes[rule.layer], rule) for rule in rules_of(territory) if rule.layer}


def _mask(index: LayerIndex, rule: NoticeRule) -> NDArray[np.bool_]:
    mask = np.ones(len(index.rows), bool)
    if index.layer is None:
        return mask
    for column, value in rule.where.items():
        if column not in index.layer.data:
            return np.zeros(len(index.rows), bool)
        wanted = value if isinstance(value, list) else [value]
        mask &= index.layer.data[column].isin(wanted).to_numpy(dtype=bool)[index.rows]
    return mask


def _notice(
    territory: Territory, rule: NoticeRule, subject: Subject, measured: Mapping[str, Measured]
) -> Notice | None:
    if rule.relation == "commune":
        return Notice(rule, (), ("published",))
    found = measured[rule.layer]
    if rule.relation == "outside_ring":
        return _outside(rule, subject, found.index, ring_of(territory).get(rule.layer))
    mask = _masks(territory)[rule.key]
    if rule.relation == "on":
        return _on(rule, subject, found, mask)
    return _near(rule, subject, found.index, mask)


def _on(rule: NoticeRule, subject: Subject, found: Measured, mask: NDArray[np.bool_]) -> Notice | None:
    chosen = mask[found.hits.feature]
    if not chosen.any():
        return None
    area = float(found.hits.area_m2[chosen].sum())
    values = {
        "area_m2": area,
        "share_pct": min(100.0, 100 * area / subject.gis_area_m2),
        "length_m": float(found.hits.length_m[chosen].sum()),
    }
    return _about(rule, found.index, found.hits.feature[chosen], values)


def _near(rule: NoticeRule, subject: Subject, index: LayerIndex, mask: NDArray[np.bool_]) -> Notice | None:
    rows = index.tree.query(subject.geometry, predicate="dwithin", distance=rule.distance_m)
    rows = np.sort(rows[mask[rows]])
    if not len(rows):
        return None
    values = {"distance_m": float(shapely.distance(index.shapes[rows], subject.geometry).min())}
    if rule.relation == "boundary":
        strip = shapely.buffer(shapely.boundary(subject.geometry), rule.distance_m, cap_style="flat")
        metres = shapely.length(shapely.intersection(index.shapes[rows], strip))
        along = metres >= rule.length_m
        if not along.any():
            return None
        rows, values["length_m"] = rows[along], float(metres[along].sum())
    return _about(rule, index, rows, values)


def _outside(
    rule: NoticeRule, subject: Subject, index: LayerIndex, ring: BaseGeometry | None
) -> Notice | None:
    if ring is None or shapely.is_empty(ring) or shapely.contains_properly(ring, subject.geometry):
        return None
    outside = shapely.area(shapely.difference(subject.geometry, ring))
    if outside < SLIVER_M2:
        return None
    values = {"area_m2": float(outside), "share_pct": min(100.0, float(100 * outside / subject.gis_area_m2))}
    statuses = (index.layer.status,) if index.layer is not None else ()
    return Notice(rule, (), statuses, values)


def _about(rule: NoticeRule, index: LayerIndex, rows: NDArray[np.intp], values: dict[str, Any]) -> Notice:
    text, places = index.text, rows.tolist()
    names = list(dict.fromkeys(text["name"][row] or text["id"][row] for row in places))
    shown = ", ".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")
    present = {text["status"][row] for row in places}
    return Notice(
        rule,
        tuple(text["id"][row] for row in places),
        tuple(status for status in SUREST_FIRST if status in present),
        {**values, "names": shown},
    )


def _unchecked(rules: list[NoticeRule]) -> tuple[Notice, ...]:
    if not rules:
        return ()
    nowhere: dict[str, Any] = {
        "key": "unchecked",
        "level": UNKNOWN,
        "source": "",
        "source_url": "",
        "date": "",
    }
    return (Unchecked(replace(rules[0], **nowhere), (), (NO_DATA,), {}, tuple(rules)),)
