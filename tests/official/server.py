"""Every public service for one invented commune on loopback, each in the form that its contract gives.

The WFS is a real MapServer. All answer by what they are asked: a box, a ring, a partition, a code.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from pytest_httpserver import HTTPServer

from gis.sources import SourceSettings
from gis.sources.settings import URLS
from tests.official import cadastre, ign, nature, osm
from tests.official.planning import Portal
from tests.official.replies import as_json, collection, features, stored
from tests.services.mapserver import MapServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from werkzeug import Request

    from tests.official.commune import Commune

CROPS = """CODE_CULTURE;LIBELLE_CULTURE;CODE_GROUPE_CULTURE;LIBELLE_GROUPE_CULTURE
BTH;Blé tendre d’hiver;1;Blé tendre
PPH;Prairie permanente;18;Prairies permanentes
VRC;Vigne : raisins de cuve;21;Vignes
LUZ;Luzerne;16;Fourrage
SPH;Surface pastorale;17;Estives et landes
"""
WFS = ("ign_wfs", "georisques_wfs", "mbm_wfs")


class Official:
    """The services of one commune.

    Attributes
    ----------
    http : HTTPServer
        The services other than WFS.
    maps : MapServer
        The WFS.
    """

    def __init__(self, commune: Commune, folder: Path) -> None:
        self.commune, self.folder = commune, folder
        self.http = HTTPServer(host="127.0.0.1", threaded=True)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        types = {**ign.layers(self.commune), "ms:PPRM_PERIMETRE_MINIER": ign.no_area()}
        with ExitStack() as stack:
            self.http.start()
            stack.callback(self.http.stop)
            self.maps = stack.enter_context(MapServer(self.folder, types))
            self._serve()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def urls(self) -> dict[str, str]:
        """Base URL of each service."""
        return {name: self.http.url_for(f"/{name}") for name in URLS} | dict.fromkeys(WFS, self.maps.url)

    def settings(self, **changes: Any) -> SourceSettings:
        """Return settings that lead every service here."""
        return SourceSettings(contact="test@example.org", urls=self.urls, intervals={}, **changes)

    def toml(self) -> Path:
        """Return a file for `CAILLOUX_SOURCES`."""
        path = self.folder / "services.toml"
        lines = [f'{name} = "{url}"' for name, url in self.urls.items()]
        path.write_text("\n".join(["[urls]", *lines, "[intervals]", "altimetry = 0", "osm = 0"]), "utf-8")
        return path

    def _serve(self) -> None:
        self._files()
        self._answer("/osm", self._overpass)
        self._answer("/gbif/occurrence/search", self._gbif)
        self._answer("/altimetry/elevation.json", self._heights)
        self._answer("/geocode/search", self._addresses)
        self._answer("/geo_api/communes", self._communes)
        self._answer(f"/geo_api/communes/{self.commune.insee}", self._commune)
        for name in (*Portal(self.commune).items(), "municipality"):
            self._answer(f"/planning/{name}", partial(self._plan, name))
        for name, items in (("cavites", nature.cavities), ("mvt", nature.movements)):
            self._answer(f"/georisques/{name}", partial(self._hazards, items))
        plans = {"totalElements": 0, "totalPages": 0, "pageNumber": 0, "pageSize": 10, "content": []}
        self._answer("/georisques/gaspar/pprm", lambda _: plans)

    def _answer(self, path: str, document: Callable[[Request], object]) -> None:
        self.http.expect_request(path).respond_with_handler(lambda request: as_json(document(request)))

    def _files(self) -> None:
        insee, department, edition = self.commune.insee, self.commune.department, cadastre.EDITION
        for layer, body in cadastre.files(self.commune).items():
            name = f"geojson/communes/{department}/{insee}/cadastre-{insee}-{layer}.json.gz"
            moved = {"Location": f"/store/etalab-cadastre/{edition}/{name}"}
            self.http.expect_request(f"/cadastre/latest/{name}").respond_with_data(
                "<html>Found</html>", status=302, headers=moved
            )
            self._file(f"/store/etalab-cadastre/{edition}/{name}", body, "application/octet-stream")
        year = "REF_CULTURES_GROUPES_CULTURES_2024.csv"
        self._file(f"/rpg_crops/{year}", CROPS.encode(), "text/csv")
        resources = []
        for campaign in nature.CAMPAIGNS:
            name, body = nature.organic_file(self.commune, campaign, self.folder)
            self._file(f"/files/{name}", body, "application/octet-stream")
            resources.append(
                {
                    "title": f"National - année {campaign}",
                    "url": self.http.url_for(f"/files/{name}"),
                    "filesize": len(body),
                    "format": name.split(".", 1)[1],
                }
            )
        resources.append(
            {
                "title": "Code source de l'outil d'anonymisation",
                "url": "https://github.com/agenceBio/rpg-cli/",
                "filesize": None,
            }
        )
        self._answer("/organic", lambda _: {"resources": resources})

    def _file(self, path: str, body: bytes, kind: str) -> None:
        self.http.expect_request(path).respond_with_handler(stored(body, kind))

    def _plan(self, name: str, request: Request) -> dict[str, Any]:
        asked = request.get_json() if request.method == "POST" else request.args.to_dict()
        return Portal(self.commune).answer(name, asked)

    def _hazards(self, items: Callable[[Commune], list[dict[str, Any]]], request: Request) -> dict[str, Any]:
        args = request.args
        found = items(self.commune) if args["code_insee"] == self.commune.insee else []
        return nature.envelope(found, int(args.get("page", 1)), int(args.get("page_size", 10)))

    @cached_property
    def _records(self) -> list[dict[str, Any]]:
        return nature.records(self.commune)

    def _gbif(self, request: Request) -> dict[str, Any]:
        args = request.args
        return nature.gbif_page(self._records, args["geometry"], int(args["offset"]), int(args["limit"]))

    def _overpass(self, request: Request) -> dict[str, Any]:
        query = request.form["data"]
        if "out count" in query:
            return osm.counted(self.commune)
        reply = osm.document(self.commune)
        if osm.is_area_question(query, self.commune.insee):
            reply["elements"] = [item for item in reply["elements"] if osm.inside(self.commune, item)]
        return reply

    def _heights(self, request: Request) -> list[float]:
        asked = request.get_json()
        assert all(isinstance(value, str) for value in asked.values()), "this service takes texts only"
        lon, lat = (np.array(asked[name].split("|"), dtype=float) for name in ("lon", "lat"))
        assert len(lon) <= 5_000
        return nature.heights(self.commune, lon, lat)

    def _addresses(self, request: Request) -> dict[str, Any]:
        return collection(nature.addresses(self.commune, request.args["q"], request.args.get("citycode", "")))

    def _communes(self, request: Request) -> list[dict[str, Any]]:
        commune = self.commune
        asked = {commune.insee, commune.postcode, commune.name.lower()} & {
            str(value).lower() for value in request.args.values()
        }
        told = {
            "nom": commune.name,
            "code": commune.insee,
            "codesPostaux": [commune.postcode],
            "codeDepartement": commune.department,
            "population": commune.population,
        }
        return [told] if asked else []

    def _commune(self, _request: Request) -> dict[str, Any]:
        commune = self.commune
        told = {
            "nom": commune.name,
            "code": commune.insee,
            "codesPostaux": [commune.postcode],
            "codeEpci": commune.epci[0],
            "population": commune.population,
            "surface": round(commune.land.outline.area / 10_000, 2),
        }
        return features([commune.land.outline], [told])[0]
