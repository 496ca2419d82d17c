"""A dossier as one JSON document, in the keys that the command line promises."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gis.words import say

if TYPE_CHECKING:
    from gis.dossier import Answer, Balance, Dossier, Notice, Provenance

DECIMALS = 2
"""Centimetres, square decimetres, hundredths of a per cent: finer than any of the layers."""
DEGREES = 6


def dossier_document(dossier: Dossier) -> dict[str, Any]:
    """Return a dossier as plain data; geometry in WGS 84, texts in the language in use."""
    return {
        "parcel": _subject(dossier),
        "territory": {"insee": dossier.commune[0], "name": dossier.commune[1]},
        "themes": [_answer(answer) for answer in dossier.themes],
        "neighbours": list(dossier.neighbours),
        "notices": [_notice(notice) for notice in dossier.notices],
        "balance": _balance(dossier.balance),
        "terrain": None if dossier.terrain is None else _rounded(asdict(dossier.terrain)),
        "surroundings": _rounded(asdict(dossier.surroundings)),
        "provenance": [_origin(item) for item in dossier.provenance],
        "outside_commune_m2": round(dossier.outside_m2, DECIMALS),
        "illustrative": dossier.illustrative,
        "disclaimer": dossier.disclaimer,
    }


def _subject(dossier: Dossier) -> dict[str, Any]:
    subject = dossier.subject
    shape = dossier.ground.projection.to_wgs84(np.array([subject.geometry], dtype=object))[0]
    return {
        "id": subject.id,
        "reference": subject.reference,
        "kind": subject.kind,
        "contenance_m2": subject.contenance_m2,
        "gis_area_m2": round(subject.gis_area_m2, DECIMALS),
        "centroid": [round(degree, DEGREES) for degree in subject.centroid],
        "status": subject.status,
        "geometry": shapely.geometry.mapping(shape),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    document = {
        "key": answer.key,
        "title": answer.title,
        "verdict": answer.verdict,
        "status": answer.status,
        "reason": {"code": answer.reason, "text": answer.reason_text} if answer.reason else None,
        "area_m2": answer.area_m2,
        "share_pct": answer.share_pct,
        "length_m": answer.length_m,
        "count": answer.count,
        "nearest_m": answer.nearest_m,
        "nearest": {"id": answer.nearest_id, "name": answer.nearest_name, "direction": answer.nearest_wind}
        if answer.nearest_id
        else None,
        "known_around_m": answer.around_m,
        "items": [asdict(item) for item in answer.items],
    }
    return _rounded(document)


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "key": notice.key,
        "level": notice.level,
        "title": notice.title,
        "text": notice.text,
        "source": notice.rule.source,
        "source_url": notice.rule.source_url,
        "date": notice.rule.date,
        "decides": notice.decides,
        "certainty": notice.certainty,
        "layer": notice.rule.layer,
        "features": list(notice.features),
    }


def _balance(balance: Balance) -> dict[str, Any]:
    return {
        "order": say("dossier.balance_order"),
        "covers": [
            {"key": cover.key, "title": cover.title, **_rounded(_without(asdict(cover), "key"))}
            for cover in balance.covers
        ],
        "missing": list(balance.missing),
    }


def _origin(item: Provenance) -> dict[str, Any]:
    return {"title": item.title, **_without(asdict(item), "title_key")}


def _without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return value
