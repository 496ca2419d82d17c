"""Every public service for one commune, made of reference data and invented objects, on loopback.

The WFS is a real MapServer; the others answer from here, in the form that their contracts give.
"""

from __future__ import annotations

import gzip
import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

import geopandas as gpd
import numpy as np
import shapely
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from gis.sources import SourceSettings
from gis.sources.settings import URLS
from tests.services.mapserver import MapServer, reference, zipped_shapefiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EDITION = "2026-06-01"
ETAG = '"edition-2026-06-01"'
MBM = "mission_bassin_minier"


def communes() -> gpd.GeoDataFrame:
    """Return the communes of the reference data with the fields of ADMIN EXPRESS."""
    rows = reference("communes-mbm")
    return gpd.GeoDataFrame(
        {
            "cleabs": "COMMUNE_" + rows["insee"],
            "code_insee": rows["insee"],
            "nom_officiel": rows["nom"],
            "population": rows["population"],
            "superficie_cadastrale": (rows["surface_km2"] * 100).round().astype(int),
            "codes_siren_des_epci": rows["epci_siren"].astype(str),
            "code_postal": "62160",
        },
        geometry=rows.geometry,
        crs=4326,
    )


class Town:
    """The services of one commune.

    Attributes
    ----------
    outline : geometry
        The commune, EPSG:2154.
    http : HTTPServer
        The services other than WFS.
    maps : MapServer
        The WFS.
    """

    def __init__(self, folder: Path, insee: str = "62386") -> None:
        self.folder, self.insee = folder, insee
        rows = communes().to_crs(2154).set_index("code_insee")
        self.outline = rows.geometry.loc[insee]
        self.grid = self._grid()
        self.http = HTTPServer(host="127.0.0.1", threaded=True)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self.http.start()
        self._stack.callback(self.http.stop)
        self.maps = self._stack.enter_context(MapServer(self.folder, self._layers()))
        self._serve()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def urls(self) -> dict[str, str]:
        """The base URL of each service."""
        maps = dict.fromkeys(("ign_wfs", "mbm_wfs", "georisques_wfs"), self.maps.url)
        return {name: self.http.url_for(f"/{name}") for name in URLS} | maps

    def settings(self, **changes: Any) -> SourceSettings:
        """Return settings that lead every service here."""
        return SourceSettings(contact="test@example.org", urls=self.urls, intervals={}, **changes)

    def toml(self) -> Path:
        """Return a file for `CAILLOUX_SOURCES`."""
        path = self.folder / "services.toml"
        lines = [f'{name} = "{url}"' for name, url in self.urls.items()]
        path.write_text("\n".join(["[urls]", *lines, "[intervals]", "altimetry = 0", "osm = 0"]), "utf-8")
        return path

    def _grid(self) -> gpd.GeoDataFrame:
        west, south, east, north = self.outline.bounds
        x, y = np.meshgrid(np.arange(west, east, 100.0), np.arange(south, north, 100.0))
        squares = shapely.box(x.ravel(), y.ravel(), x.ravel() + 100.0, y.ravel() + 100.0)
        inside = shapely.covers(self.outline, squares)
        return gpd.GeoDataFrame(geometry=squares[inside], crs=2154)

    def _layers(self) -> dict[str, gpd.GeoDataFrame]:
        fields = self.grid.iloc[::3].reset_index(drop=True)
        fields = fields.assign(
            id_parcel=[str(6_000_000 + row) for row in fields.index],
            surf_parc=1.0,
            code_cultu=np.where(fields.index % 2, "BTH", "PPH"),
            code_group=np.where(fields.index % 2, "1", "18"),
            cat_cult_p=np.where(fields.index % 2, "TA", "PP"),
        )
        lines = gpd.GeoDataFrame(geometry=self.grid.boundary.iloc[::5].reset_index(drop=True), crs=2154)
        hedges = lines.assign(
            cleabs=[f"HAIE{row:020d}" for row in lines.index], hauteur=3, largeur=2, sources="DSB"
        )
        roads = lines.assign(
            cleabs=[f"TRONROUT{row:016d}" for row in lines.index],
            nature=np.where(lines.index % 2, "Chemin", "Route à 1 chaussée"),
            importance="5",
            acces_pieton="Libre",
            prive="false",
            fictif="false",
            etat_de_l_objet="En service",
            position_par_rapport_au_sol="0",
            largeur_de_chaussee=4.0,
            nom_voie_ban_gauche="RUE DES TESTS",
        )
        woods = self.grid.iloc[::7].reset_index(drop=True)
        woods = woods.assign(cleabs=[f"ZONEVEGE{row:016d}" for row in woods.index], nature="Bois")
        znieff = gpd.GeoDataFrame(
            {"id_mnhn": ["310000000"], "nom_site": ["Terrils d’essai"], "url_fiche": [""]},
            geometry=[self.outline.centroid.buffer(300)],
            crs=2154,
        )
        estates = reference("zt-cites-minieres").rename(columns={"id_lsm": "ID_LSM", "nom": "NOM_CITE"})
        plan = gpd.GeoDataFrame(
            {"lib_ppr": ["PPRM d’essai"]}, geometry=[self.outline.centroid.buffer(400)], crs=2154
        )
        return {
            "ADMINEXPRESS-COG.LATEST:commune": communes(),
            "RPG.2024:parcelles_graphiques": fields.to_crs(4326),
            "HAIES.BOCAGES:haie": hedges.to_crs(4326),
            "BDTOPO_V3:troncon_de_route": roads.to_crs(4326),
            "BDTOPO_V3:zone_de_vegetation": woods.to_crs(4326),
            "patrinat_znieff1:znieff1": znieff.to_crs(3857),
            f"{MBM}:zt_terrils": reference("zt-terrils"),
            f"{MBM}:zt_cavaliers": reference("zt-cavaliers"),
            f"{MBM}:zt_cites_minires": estates,
            f"{MBM}:zt_parvis_agricoles": reference("zt-parvis-agricoles"),
            "ms:PPRM_PERIMETRE_MINIER": plan.to_crs(4326),
        }

    def _serve(self) -> None:
        self._cadastre()
        self._archives()
        self._planning()
        self._organic()
        self._hazards()
        self.http.expect_request("/gbif/occurrence/search").respond_with_handler(self._gbif)
        self.http.expect_request("/osm", method="POST").respond_with_handler(self._overpass)
        self.http.expect_request("/geocode/search").respond_with_json(self._addresses())
        self.http.expect_request("/altimetry/elevation.json", method="POST").respond_with_handler(_heights)
        self.http.expect_request(f"/geo_api/communes/{self.insee}").respond_with_handler(self._geo_api)

    def _cadastre(self) -> None:
        for layer, body in (("parcelles", self.parcels()), ("batiments", self.buildings())):
            name = f"geojson/communes/{self.insee[:2]}/{self.insee}/cadastre-{self.insee}-{layer}.json.gz"
            self.http.expect_request(f"/cadastre/latest/{name}").respond_with_data(
                "<html>Moved</html>", status=302, headers={"Location": f"/store/{EDITION}/{name}"}
            )
            self.http.expect_request(f"/store/{EDITION}/{name}").respond_with_handler(
                _file(gzip.compress(body), "application/octet-stream")
            )

    def parcels(self) -> bytes:
        """Return parcels as Etalab writes them: one feature a line, zeros stripped, some without area."""
        degrees = self.grid.to_crs(4326)
        items = []
        for row, shape in enumerate(degrees.geometry):
            properties = {
                "id": f"{self.insee}0000A{row + 1:04d}",
                "commune": self.insee,
                "prefixe": "000",
                "section": "A",
                "numero": str(row + 1),
                "contenance": 9_950,
                "arpente": False,
                "created": "2016-02-11",
                "updated": "2026-02-19",
            }
            if row % 10 == 0:
                del properties["contenance"]
            items.append(_feature(shape, properties, name=str(properties["id"])))
        return _lines(items)

    def buildings(self) -> bytes:
        """Return buildings as Etalab writes them, without id."""
        small = self.grid.iloc[::4].copy()
        small["geometry"] = small.centroid.buffer(6, cap_style="square")
        shapes = small.to_crs(4326).geometry
        return _lines([_feature(shape, {"type": "01", "commune": self.insee}) for shape in shapes])

    def _archives(self) -> None:
        names = {
            "Terrils": "terrils",
            "Bien Inscrit": "bien-inscrit",
            "Zone Tampon": "zone-tampon",
            "batis": "batis",
            "cites": "cites-minieres",
        }
        parts = {
            "mbm_archive": {name: reference(file) for name, file in names.items()},
            "mbm_shafts": {"puits": reference("puits-de-mines")},
        }
        for service, layers in parts.items():
            folder = self.folder / service
            folder.mkdir()
            content = zipped_shapefiles(folder, layers)
            self.http.expect_request(f"/{service}").respond_with_handler(_file(content, "application/zip"))

    def _planning(self) -> None:
        partition = f"DU_{self.insee}"
        west, south, east, north = self.outline.bounds
        middle = (south + north) / 2
        halves = gpd.GeoSeries(
            [shapely.box(west, south, east, middle), shapely.box(west, middle, east, north)], crs=2154
        ).to_crs(4326)
        zones = [
            _feature(
                shape,
                {
                    "gid": row,
                    "partition": partition,
                    "libelle": name,
                    "libelong": f"Zone {name}",
                    "typezone": kind,
                    "datappro": "",
                    "datvalid": "20160315",
                    "idurba": f"{self.insee}_PLU_20160315",
                },
                name=f"zone_urba.{row}",
            )
            for row, (shape, name, kind) in enumerate(zip(halves, ("UA", "1AUa"), ("U", "1AU"), strict=True))
        ]
        psc = {"partition": partition, "libelle": "Bois", "typepsc": "01", "stypepsc": "00", "txt": ""}
        information = {"partition": partition, "libelle": "Bourg", "typeinf": "04", "stypeinf": "00"}
        easement = {"suptype": "ac1", "nomass": "Église", "typeass": "Périmètre des abords"}
        answers = {
            "document": [_feature(halves[0], {"partition": partition, "name": f"{self.insee}_PLU_20160315"})],
            "zone-urba": zones,
            "secteur-cc": [],
            "prescription-surf": [_feature(halves[0].buffer(-0.002), psc, name="prescription_surf.1")],
            "prescription-lin": [],
            "prescription-pct": [],
            "info-surf": [_feature(halves[1].buffer(-0.002), information, name="info_surf.1")],
            "info-lin": [],
            "info-pct": [],
            "assiette-sup-s": [_feature(halves[0].buffer(-0.003), easement, name="assiette_sup_s.1")],
            "assiette-sup-l": [],
            "assiette-sup-p": [],
        }
        for path, items in answers.items():
            self.http.expect_request(f"/planning/{path}").respond_with_json(_collection(items))

    def _organic(self) -> None:
        resources = []
        for campaign, chosen in ((2021, self.grid.iloc[:6]), (2023, self.grid.iloc[3:12])):
            path = self.folder / f"rpg-bio-{campaign}-national.gpkg"
            rows = chosen.assign(LBL_CULTU="Blé tendre d’hiver", BIO=1).set_crs(2154)
            rows.to_crs(2154 if campaign == 2021 else 4326).to_file(path, driver="GPKG", engine="pyogrio")
            self.http.expect_request(f"/files/{path.name}").respond_with_data(
                path.read_bytes(), content_type="application/geopackage+sqlite3"
            )
            url = self.http.url_for(f"/files/{path.name}")
            resources.append({"title": path.name, "url": url, "filesize": path.stat().st_size})
        self.http.expect_request("/organic").respond_with_json({"resources": resources})

    def _hazards(self) -> None:
        lon, lat = gpd.GeoSeries([self.outline.centroid], crs=2154).to_crs(4326).iloc[0].coords[0]
        cavity = {
            "identifiant": "NPCAA0000001",
            "type": "Ouvrage militaire",
            "nom": None,
            "longitude": lon,
            "latitude": lat,
        }
        self.http.expect_request("/georisques/cavites").respond_with_json(_envelope([cavity]))
        self.http.expect_request("/georisques/mvt").respond_with_json(_envelope([]))
        plan = {"idGaspar": "62DDTM0001", "libPpr": "PPRM d’essai"}
        self.http.expect_request("/georisques/gaspar/pprm").respond_with_json({"content": [plan]})

    def _gbif(self, request: Request) -> Response:
        ring = shapely.from_wkt(request.args["geometry"])
        assert ring.exterior.is_ccw, "a clockwise ring means everything outside it"
        lon, lat = gpd.GeoSeries([self.outline.centroid], crs=2154).to_crs(4326).iloc[0].coords[0]
        records = [
            _record(1, "Galerida cristata", "Aves", "Passeriformes", lon, lat, 50.0),
            _record(2, "Falco peregrinus", "Aves", "Falconiformes", lon, lat, 10.0),
            _record(3, "Rumex scutatus", "Magnoliopsida", "Caryophyllales", lon, lat, 5_000.0),
        ]
        document = {"offset": 0, "limit": 300, "endOfRecords": True, "count": 3, "results": records}
        return Response(json.dumps(document), content_type="application/json")

    def _overpass(self, request: Request) -> Response:
        counted = {"elements": [{"type": "count", "id": 0, "tags": {"total": "120"}}]}
        asked_by_code = f'"ref:INSEE"="{self.insee}"' in request.form["data"]
        assert asked_by_code == ("out count" in request.form["data"])
        document = counted if asked_by_code else self._osm()
        return Response(json.dumps(document), content_type="application/json")

    def _addresses(self) -> dict[str, Any]:
        lon, lat = gpd.GeoSeries([self.outline.centroid], crs=2154).to_crs(4326).iloc[0].coords[0]
        found = {"label": "Place de la Mairie", "score": 0.9, "citycode": self.insee, "type": "street"}
        return _collection([_feature(shapely.Point(lon, lat), found)])

    def _osm(self) -> dict[str, Any]:
        west, south, east, north = self.outline.centroid.buffer(150).bounds
        corners = gpd.GeoSeries.from_xy([west, east, east, west], [south, south, north, north], crs=2154)
        points = [{"lat": item.y, "lon": item.x} for item in corners.to_crs(4326)]
        ring = [*points, points[0]]
        elements = [
            {"type": "way", "id": 2, "geometry": ring, "tags": {"landuse": "allotments", "name": "Jardins"}},
            {
                "type": "way",
                "id": 3,
                "geometry": points[:2],
                "tags": {"highway": "path", "surface": "ground"},
            },
            {"type": "node", "id": 1, **points[0], "tags": {"natural": "tree", "genus": "Malus"}},
            {"type": "node", "id": 5, **points[1], "tags": {"amenity": "drinking_water"}},
            {
                "type": "relation",
                "id": 4,
                "tags": {"type": "route", "route": "hiking", "name": "Boucle Verte"},
                "members": [{"type": "way", "ref": 3, "role": "", "geometry": points[:2]}],
            },
            {
                "type": "relation",
                "id": 6,
                "tags": {"type": "multipolygon", "leisure": "park"},
                "members": [{"type": "way", "ref": 7, "role": "outer", "geometry": ring}],
            },
            {"type": "relation", "id": 8, "tags": {"type": "route", "route": "bicycle"}, "members": []},
        ]
        stamp = {"timestamp_osm_base": "2026-11-01T00:00:00Z"}
        return {"version": 0.6, "osm3s": stamp, "elements": elements}

    def _geo_api(self, _request: Request) -> Response:
        degrees = gpd.GeoSeries([self.outline], crs=2154).to_crs(4326).iloc[0]
        item = _feature(degrees, {"nom": "Grenay", "code": self.insee, "population": 6_600, "surface": 316})
        return Response(json.dumps(item), content_type="application/json")


def _file(content: bytes, kind: str) -> Callable[[Request], Response]:
    """Serve a file with an ETag, as stores of static files do."""

    def serve(request: Request) -> Response:
        if request.headers.get("If-None-Match") == ETAG:
            return Response(status=304)
        return Response(content, headers={"ETag": ETAG}, content_type=kind)

    return serve


def _heights(request: Request) -> Response:
    asked = request.get_json()
    assert all(isinstance(value, str) for value in asked.values()), "this service takes texts only"
    lat = np.array(asked["lat"].split("|"), dtype=float)
    return Response(json.dumps([round(40 + value % 1, 2) for value in lat]), content_type="application/json")


def _record(
    key: int, species: str, group: str, order: str, lon: float, lat: float, uncertainty: float
) -> dict[str, Any]:
    return {
        "key": key,
        "species": species,
        "scientificName": species,
        "class": group,
        "order": order,
        "decimalLongitude": lon,
        "decimalLatitude": lat,
        "coordinateUncertaintyInMeters": uncertainty,
        "year": 2024,
        "license": "http://creativecommons.org/licenses/by/4.0/legalcode",
    }


def _feature(shape: Any, properties: dict[str, Any], name: str = "") -> dict[str, Any]:
    geometry = json.loads(shapely.to_geojson(shapely.transform(shape, lambda xy: xy.round(7))))
    named = {"id": name} if name else {}
    return {"type": "Feature", **named, "geometry": geometry, "properties": properties}


def _lines(items: list[dict[str, Any]]) -> bytes:
    body = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}'.encode()


def _collection(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": items, "totalFeatures": len(items)}


def _envelope(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"results": len(items), "page": 1, "total_pages": 1, "data": items, "response_code": 200}
