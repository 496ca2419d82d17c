"""The Géoportail de l'urbanisme by API Carto: plans of four kinds, their annexes, and easements."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from tests.official.replies import asked_shape, collection, features, meeting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from tests.official.commune import Commune

ENDPOINTS = (
    "document", "zone-urba", "secteur-cc", "prescription-surf", "prescription-lin", "prescription-pct",
    "info-surf", "info-lin", "info-pct", "assiette-sup-s", "assiette-sup-l", "assiette-sup-p",
)  # fmt: skip
ZONES = {
    "plu": (
        ("UA", "U"),
        ("UB", "U"),
        ("1AUh", "AU"),
        ("2AU", "AUs"),
        ("A", "A"),
        ("Ah", "Ah"),
        ("N", "N"),
        ("Nd", "Nd"),
    ),
    "pos": (
        ("UA", "U"),
        ("UB", "U"),
        ("NA", "NA"),
        ("INA", "NA"),
        ("NB", "NB"),
        ("NC", "NC"),
        ("ND", "ND"),
        ("NDa", "ND"),
    ),
    "carte_communale": (
        ("Constructible", "01"),
        ("Activités", "02"),
        ("Inconstructible", "03"),
        ("Autre", "99"),
    ),
}
NAMES = {"plu": "PLU", "pos": "POS", "carte_communale": "CC"}
APPROVED = "20170323"
UNLISTED = "77"
"""A kind of prescription that no national list has."""


@dataclass(frozen=True)
class Portal:
    """What the portal holds of a commune and of the one to the north of it."""

    commune: Commune

    @property
    def partition(self) -> str:
        """Name of the plan of the commune."""
        return f"DU_{self.commune.insee}"

    @property
    def document(self) -> str:
        """Name of the document."""
        return f"{self.commune.insee}_{NAMES.get(self.commune.plan, '')}_{APPROVED}"

    def answer(self, endpoint: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Return the reply to a question by partition, by geometry or by code."""
        if endpoint == "municipality":
            return collection(self.municipality())
        items = self.items()[endpoint]
        if partition := asked.get("partition"):
            items = [item for item in items if item["properties"]["partition"] == partition]
        if geometry := asked.get("geom"):
            text = geometry if isinstance(geometry, str) else json.dumps(geometry)
            items = meeting(items, asked_shape(text))
        return collection(items)

    def municipality(self) -> list[dict[str, Any]]:
        """Return what is said of the commune itself."""
        told = {
            "insee": self.commune.insee,
            "name": self.commune.name.upper(),
            "is_rnu": self.commune.plan == "rnu",
            "is_deleted": False,
            "is_coastline": self.commune.kind == "coast",
        }
        return features([self.commune.land.outline], [told], ["municipality.1"])

    def items(self) -> dict[str, list[dict[str, Any]]]:
        """Return the features of each endpoint."""
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in ENDPOINTS}
        if self.commune.plan in ZONES:
            self._plan(found)
        found["assiette-sup-s"] = self._easements()
        return found

    def _plan(self, found: dict[str, list[dict[str, Any]]]) -> None:
        outline = self.commune.land.outline
        there = shapely.difference(
            shapely.buffer(outline, 4_000), shapely.union(outline, self.commune.land.sea)
        )
        other = f"DU_{self.commune.department}950"
        documents = [
            {
                "partition": self.partition,
                "name": self.document,
                "du_type": NAMES[self.commune.plan],
                "gpu_status": "document.production",
                "grid_name": self.commune.insee,
            },
            {
                "partition": other,
                "name": f"{other[3:]}_PLU_20190101",
                "du_type": "PLU",
                "gpu_status": "document.production",
                "grid_name": other[3:],
            },
        ]
        found["document"] = features([outline, there], documents, ["document.1", "document.2"])
        endpoint = "secteur-cc" if self.commune.plan == "carte_communale" else "zone-urba"
        found[endpoint] = self._zones(endpoint)
        found["zone-urba"] += features(
            [there], [self._told(0, partition=other, libelle="A", typezone="A")], ["zone_urba.99999"]
        )
        if self.commune.plan == "plu":
            self._annexes(found)

    def zone_shapes(self) -> NDArray[np.object_]:
        """Return the zones: stripes over the commune, the first ones over the blocks."""
        outline = self.commune.land.outline
        west, south, east, north = outline.bounds
        edges = np.linspace(west, east, len(ZONES[self.commune.plan]) + 1)
        stripes = shapely.box(edges[:-1], south, edges[1:], north)
        return np.asarray(shapely.intersection(stripes, outline))

    def _zones(self, endpoint: str) -> list[dict[str, Any]]:
        kinds = ZONES[self.commune.plan]
        field = "typesect" if endpoint == "secteur-cc" else "typezone"
        told = [
            self._told(row, libelle=label, libelong=None, **{field: code})
            for row, (label, code) in enumerate(kinds)
        ]
        names = [f"{endpoint.replace('-', '_')}.{100 + row}" for row in range(len(kinds))]
        items = features(self.zone_shapes(), told, names)
        return items[::-1]

    def _annexes(self, found: dict[str, list[dict[str, Any]]]) -> None:
        land = self.commune.land
        x, y = land.middle().x, land.middle().y
        areas = np.asarray(shapely.buffer(land.own_cells[:6], -10))
        codes = (("01", "00"), ("05", "04"), ("07", "01"), ("35", "00"), (UNLISTED, "00"), ("25", None))
        told = [
            self._told(row, libelle=f"Prescription {row}", txt=None, typepsc=code, stypepsc=sub)
            for row, (code, sub) in enumerate(codes)
        ]
        found["prescription-surf"] = features(
            areas[: len(told)], told[: len(areas)], [f"prescription_surf.{row}" for row in range(len(told))]
        )
        line = shapely.LineString([(x - 300, y), (x + 300, y + 40)])
        found["prescription-lin"] = features(
            [line],
            [self._told(0, libelle="Alignement d’arbres", txt="", typepsc="07", stypepsc="02")],
            ["prescription_lin.1"],
        )
        point = shapely.Point(x + 15, y + 12)
        found["prescription-pct"] = features(
            [point],
            [self._told(0, libelle="Arbre", txt="", typepsc="07", stypepsc="04", angle=None)],
            ["prescription_pct.1"],
        )
        info = self._told(0, libelle="Droit de préemption urbain", typeinf="04", stypeinf="00")
        found["info-surf"] = features([shapely.buffer(land.built, -30)], [info], ["info_surf.1"])

    def _told(self, row: int, **own: object) -> dict[str, Any]:
        common = {
            "gid": row,
            "partition": self.partition,
            "idurba": self.document,
            "datappro": "" if row % 2 else APPROVED,
            "datvalid": APPROVED,
            "nomfic": None,
            "urlfic": None,
            "insee": self.commune.insee,
            "destdomi": None,
        }
        return {**common, **own}

    def _easements(self) -> list[dict[str, Any]]:
        land = self.commune.land
        shapes = [shapely.buffer(land.middle(), 300), shapely.box(*land.own_cells[0].bounds)]
        if self.commune.kind == "coast":
            shapes.append(shapely.buffer(shapely.intersection(land.outline.boundary, land.sea.buffer(5)), 10))
        names = ("Église d’essai", "Captage d’essai", "Passage des piétons sur le littoral")
        kinds = ("ac1", "as1", "el9")
        told = [
            {
                "gid": row,
                "suptype": kinds[row],
                "partition": f"SUP_{kinds[row].upper()}_{self.commune.department}",
                "idass": f"{kinds[row]}-{row}",
                "nomass": names[row],
                "typeass": "Périmètre",
                "datesrcass": "20120504",
                "nomsuplitt": None,
                "gpu_timestamp": "2024-05-01T10:00:00Z",
                "nomreg": None,
                "urlreg": None,
                "fichier": None,
            }
            for row in range(len(shapes))
        ]
        items = features(shapes, told, [f"assiette_sup_s.{row + 1}" for row in range(len(shapes))])
        return [*items, items[0]]


def misled(commune: Commune, endpoint: str) -> dict[str, Any]:
    """Return a reply whose features are of another commune's partition, whatever was asked."""
    document = Portal(commune).answer(endpoint, {})
    for item in document["features"]:
        item["properties"]["partition"] = "DU_99999"
        item["properties"]["idurba"] = "99999_PLU_20200101"
    return document
