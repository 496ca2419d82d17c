"""Each service's replies made layers: what the contracts promise, and what comes all the same."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from urllib.parse import parse_qs

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from werkzeug import Response

from gis.crs import LAMBERT93, Projection
from gis.errors import ServiceError, TerritoryError
from gis.sources import Fetched, Place, RefusedError, clean
from gis.sources.formats import ndjson as line_json
from gis.sources.formats.wfs import IncompleteError
from gis.sources.services import (
    admin,
    altimetry,
    bdtopo,
    bdtopo_paths,
    cadastre,
    gbif,
    geocode,
    georisques,
    organic,
    osm,
    osm_relations,
    overpass,
    planning,
    protected,
    rpg,
)
from gis.territory import registry
from tests.gis.sources.conftest import GRENAY
from tests.services.mapserver import EXAMPLES

with_examples = pytest.mark.skipif(not EXAMPLES.exists(), reason=f"the example replies are not at {EXAMPLES}")
LON, LAT = 2.744, 50.449
"""A point in the commune of the tests."""


def square(lon=LON, lat=LAT, size=0.001):
    return {
        "type": "Polygon",
        "coordinates": [
            [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]
        ],
    }


def line(lon=LON, lat=LAT, size=0.001):
    return {"type": "LineString", "coordinates": [[lon, lat], [lon + size, lat]]}


def feature(geometry, identity="", **properties):
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


def collection(*items, **more):
    return {"type": "FeatureCollection", "features": list(items), **more}


def wfs(httpserver, types):
    """Serve WFS types from a table: features, or a status for the ones refused."""

    def serve(request):
        query = {key.upper(): value for key, value in request.args.items()}
        name = query.get("TYPENAMES", query.get("TYPENAME"))
        found = types.get(name)
        if found is None:
            return Response("<ows:ExceptionReport>unknown type</ows:ExceptionReport>", 400)
        if query.get("RESULTTYPE") == "hits":
            return Response(f'<FeatureCollection numberMatched="{len(found)}"/>', content_type="text/xml")
        start, count = int(query.get("STARTINDEX", 0)), int(query.get("COUNT", 5000))
        page = found[start : start + count]
        document = collection(
            *page, numberMatched=len(found), numberReturned=len(page), timeStamp="2026-11-22T"
        )
        document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        return Response(json.dumps(document), content_type="application/json;charset=UTF-8")

    httpserver.expect_request("/ign_wfs").respond_with_handler(serve)


def kept(frame, key, place, **options):
    rows, account = clean(frame, registry()[key], outline=place.outline, **options)
    return rows.set_index("id"), account


# The cadastre


def etalab(*items):
    body = ",\n".join(json.dumps(item, separators=(",", ":")) for item in items)
    return gzip.compress(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode())


def parcel(number, geometry=None, **changes):
    name = f"623860000A{number:04d}"
    properties = {
        "id": name,
        "commune": "62386",
        "prefixe": "000",
        "section": "A",
        "numero": str(number),
        "contenance": 1_000,
        **changes,
    }
    properties = {key: value for key, value in properties.items() if value is not None}
    shape = geometry or square(LON + number * 0.0015)
    return {"type": "Feature", "id": name, "geometry": shape, "properties": properties}


def read_parcels(tmp_path, *items):
    path = tmp_path / "parcels.json.gz"
    path.write_bytes(etalab(*items))
    fetched = Fetched((path,), "https://x/2026-06-01/", edition="2026-06-01")
    return cadastre.normalise_parcels(fetched, Place("62386"))


def test_parcels_come_from_the_edition_behind_the_redirect(asker, httpserver, place):
    name = "geojson/communes/62/62386/cadastre-62386-parcelles.json.gz"
    httpserver.expect_request(f"/cadastre/latest/{name}").respond_with_data(
        "moved", status=302, headers={"Location": f"/s/2026-06-01/{name}"}
    )
    httpserver.expect_request(f"/s/2026-06-01/{name}").respond_with_data(etalab(parcel(1), parcel(2)))
    fetched = cadastre.fetch_parcels(asker, place)

    assert fetched.edition == "2026-06-01"
    assert set(cadastre.normalise_parcels(fetched, place)["source_date"]) == {"2026-06-01"}


def test_an_edition_still_on_its_way_gives_way_to_the_one_before(asker, httpserver, place):
    httpserver.expect_request(re.compile("/cadastre/latest/.*")).respond_with_data("none", status=404)
    listing = "".join(
        f"<CommonPrefixes><Prefix>etalab-cadastre/{edition}/</Prefix></CommonPrefixes>"
        for edition in ("2026-03-01", "2026-06-01", "2026-10-01")
    )
    httpserver.expect_request("/cadastre_editions").respond_with_data(
        f"<ListBucketResult>{listing}</ListBucketResult>", content_type="application/xml"
    )
    httpserver.expect_request(
        re.compile("/cadastre_editions/etalab-cadastre/2026-06-01/.*parcelles.*")
    ).respond_with_data(etalab(parcel(1)))

    assert cadastre.fetch_parcels(asker, place).edition == "2026-06-01"


@with_examples
def test_real_parcels_are_read_whole():
    fetched = Fetched((EXAMPLES / "etalab_parcelles_REAL_dept09.geojson",), "https://x")
    frame = cadastre.normalise_parcels(fetched, Place("09087")).set_index("id")

    assert frame.loc["092960280A0896", ["prefix", "section", "number"]].tolist() == ["028", "0A", "0896"]
    assert frame.loc["090870000A0025", "contenance_m2"] == 535
    assert pd.isna(frame.loc["091450000A0023", "contenance_m2"])
    assert abs(frame.loc["090870000A0025"].geometry.area - 535) < 20


def test_a_parcel_id_without_its_zeros_is_put_together(tmp_path):
    frame = read_parcels(tmp_path, parcel(25, id="62386000A25"), parcel(26, id=None))

    assert frame["id"].tolist() == ["623860000A0025", "623860000A0026"]


def test_numbers_written_as_texts_and_the_reverse_are_understood(tmp_path):
    frame = read_parcels(
        tmp_path, parcel(1, contenance="535"), parcel(2, numero=2), parcel(3, contenance=None)
    )

    assert frame["contenance_m2"].tolist() == [535, 1_000, pd.NA]
    assert frame["number"].tolist() == ["0001", "0002", "0003"]


def test_three_dimensions_multiparts_and_missing_shapes_are_read(tmp_path, place):
    ring = square()["coordinates"][0]
    raised = {"type": "Polygon", "coordinates": [[[*point, 30.5] for point in ring]]}
    several = {"type": "MultiPolygon", "coordinates": [square(LON + 0.002)["coordinates"]]}
    frame = read_parcels(tmp_path, parcel(1, raised), parcel(2, several), {**parcel(3), "geometry": None})

    assert not frame.geometry.has_z.any()
    rows, account = kept(frame, "parcels", place)
    assert sorted(rows.index) == ["623860000A0001", "623860000A0002"]
    assert account.rejected == [{"id": "623860000A0003", "reason": "geometry missing or beyond repair"}]


def test_a_polygon_that_crosses_itself_is_repaired_and_counted(tmp_path, place):
    bow = {
        "type": "Polygon",
        "coordinates": [
            [[LON, LAT], [LON + 0.001, LAT + 0.001], [LON + 0.001, LAT], [LON, LAT + 0.001], [LON, LAT]]
        ],
    }
    rows, account = kept(read_parcels(tmp_path, parcel(1, bow), parcel(2)), "parcels", place)

    assert account.repaired == 1
    assert rows.geometry.is_valid.all()
    assert rows.loc["623860000A0001"].geometry.geom_type == "MultiPolygon"


def test_coordinates_in_the_ocean_are_left_out_with_their_reason(tmp_path, place):
    rows, account = kept(read_parcels(tmp_path, parcel(1, square(-20.0, 0.0)), parcel(2)), "parcels", place)

    assert list(rows.index) == ["623860000A0002"]
    assert account.rejected == [
        {"id": "623860000A0001", "reason": "coordinates more than 50 km away from the commune"}
    ]


def test_a_feature_met_twice_is_kept_once(tmp_path, place):
    rows, account = kept(read_parcels(tmp_path, parcel(1), parcel(1), parcel(2)), "parcels", place)

    assert len(rows) == 2
    assert account.doubles == 1


def test_batches_read_by_arrow_and_one_by_one_are_the_same(tmp_path):
    items = [parcel(number) for number in range(1, 60)]
    quick = read_parcels(tmp_path, *items)
    high = square()
    high["coordinates"][0] = [[*point, 60.0] for point in high["coordinates"][0]]
    # A single shape of three dimensions sends its whole batch through the slow reading.
    slow = read_parcels(tmp_path, *items, parcel(60, high)).iloc[:-1]

    pd.testing.assert_frame_equal(
        pd.DataFrame(quick.drop(columns="geometry")), pd.DataFrame(slow.drop(columns="geometry"))
    )
    assert quick.geometry.geom_equals_exact(slow.geometry, 0.002).all()


def test_a_document_on_one_line_and_one_that_is_none_are_told_apart(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(collection(parcel(1)), indent=1), encoding="utf-8")
    assert len(line_json.read(path, to=LAMBERT93, texts=("id",))) == 1

    for text in ('{"type": "Topology"}', "[1, 2]", "nonsense"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ServiceError):
            line_json.read(path, to=LAMBERT93, texts=("id",))


def test_buildings_without_number_are_known_by_their_shape(tmp_path, place):
    items = [feature(square(LON + row * 0.002), type=kind) for row, kind in enumerate(("01", "02", "09"))]
    for item in items:
        del item["id"]
    path = tmp_path / "b.json.gz"
    path.write_bytes(etalab(*items))
    first, second = (cadastre.normalise_buildings(Fetched((path,), "u"), place) for _ in range(2))

    assert first["kind"].tolist() == ["hard", "light", "other"]
    assert first["id"].is_unique
    assert first["id"].tolist() == second["id"].tolist()


# The commune


def test_a_commune_is_known_by_its_code_even_where_the_filter_is_ignored(asker, httpserver, place):
    items = [
        feature(square(), code_insee=code, nom_officiel=code, superficie_cadastrale=0)
        for code in ("62528", "62386")
    ]
    wfs(httpserver, {admin.TYPENAME: items})
    frame = admin.normalise_commune(admin.fetch_commune(asker, place), place)

    assert frame["insee"].tolist() == ["62386"]
    assert frame["area_ha"].isna().all(), "an area that was not published is not made up from the outline"
    with pytest.raises(TerritoryError, match="62999"):
        admin.fetch_commune(asker, Place("62999"))


def test_the_commune_api_stands_in(asker, httpserver, place):
    item = feature(square(), nom="Grenay", code="62386", codesPostaux=["62160"], surface=316)
    httpserver.expect_request("/geo_api/communes/62386").respond_with_json(item)
    frame = admin.normalise_commune(admin.fetch_commune_from_api(asker, place), place)
    assert (frame["name"].iloc[0], frame["postcode"].iloc[0], frame["area_ha"].iloc[0]) == (
        "Grenay",
        "62160",
        316,
    )

    httpserver.expect_request("/geo_api/communes/62999").respond_with_data("none", status=404)
    with pytest.raises(TerritoryError):
        admin.fetch_commune_from_api(asker, Place("62999"))


# Types of the IGN


def test_the_newest_campaign_is_found_by_asking(asker, httpserver, place):
    items = [
        feature(
            square(), id_parcel="6267094", surf_parc=0.02, code_cultu="PPH", code_group="18", cat_cult_p="PP"
        ),
        feature(square(LON + 0.002), id_parcel="6267095", surf_parc="1,5", code_cultu="QQQ", code_group="1"),
    ]
    wfs(httpserver, {"RPG.2024:parcelles_graphiques": items, "RPG.2023:parcelles_graphiques": []})
    table = "CODE_CULTURE;LIBELLE_CULTURE;CODE_GROUPE_CULTURE\nQQQ;Épeautre nouveau;1\n"
    httpserver.expect_request("/rpg_crops/REF_CULTURES_GROUPES_CULTURES_2024.csv").respond_with_data(
        table.encode("cp1252"), content_type="text/csv"
    )
    fetched = rpg.fetch(asker, place)
    frame = rpg.normalise(fetched, place).set_index("id")

    assert fetched.edition == "2024"
    assert frame.loc["6267094", ["landcover", "crop"]].tolist() == ["grassland", "PPH"]
    assert frame.loc["6267095", ["landcover", "crop"]].tolist() == ["arable", "Épeautre nouveau"]
    assert frame.loc["6267095", "declared_ha"] == 1.5
    assert rpg.estimate(asker, place) == (2, None)


def test_a_campaign_of_unknown_year_is_not_given_one(asker, httpserver, place):
    wfs(httpserver, {"RPG.LATEST:parcelles_graphiques": [feature(square(), id_parcel="1")]})

    fetched = rpg.fetch(asker, place)

    assert fetched.edition == ""
    assert rpg.normalise(fetched, place)["landcover"].tolist() == ["unknown"]


def test_hedges_fall_back_to_the_other_base_and_credit_it(asker, httpserver, place):
    wfs(httpserver, {"BDTOPO_V3:haie": [feature(line(), cleabs="HAIE1", hauteur=-1000, largeur="4")]})
    frame = bdtopo.normalise_hedges(bdtopo.fetch_hedges(asker, place), place)

    assert frame["source"].tolist() == ["IGN, BD TOPO®"]
    assert frame["planted_year"].isna().all()
    assert frame["height_m"].isna().all()
    assert frame["width_m"].tolist() == [4.0]
    assert bdtopo.estimate_hedges(asker, place) == (1, None)


def test_hedges_of_neither_base_are_a_failure(asker, httpserver, place):
    wfs(httpserver, {})
    with pytest.raises(RefusedError, match="unknown type"):
        bdtopo.fetch_hedges(asker, place)


def test_coordinates_in_the_wrong_order_are_set_right(place):
    swapped = {"type": "LineString", "coordinates": [[LAT, LON], [LAT, LON + 0.001]]}
    content = ([feature(swapped, cleabs="H1")], "EPSG:4326", "HAIES.BOCAGES:haie")
    frame = bdtopo.normalise_hedges(Fetched(content, "u"), place)

    assert shapely.intersects(place.outline, frame.geometry.iloc[0])


def road(nature, name="", **more):
    return feature(line(), cleabs=f"T{nature}{name}{len(more)}{sorted(more.values())}", nature=nature, **more)


def test_roads_and_paths_are_told_apart_and_fictive_ones_left_out(place):
    items = [
        road("Sentier", acces_pieton="Libre"),
        road("Chemin", acces_pieton="Restreint aux ayants droit", importance="6"),
        road("Escalier"),
        road("Route à 1 chaussée", importance="5", nom_voie_ban_droite="RUE X"),
        road("Route à 1 chaussée", importance="3", prive="true", position_par_rapport_au_sol="1"),
        road("Type autoroutier", importance="1", position_par_rapport_au_sol="Gué ou radier"),
        road("Route à 1 chaussée", nature_de_la_restriction="Voie verte"),
        road("Nature inventée"),
        road("Chemin", fictif=True),
        road("Chemin", etat_de_l_objet="En projet"),
        road("Bac ou liaison maritime"),
    ]
    frame = bdtopo_paths.normalise_paths(Fetched((items, "EPSG:4326", ""), "u"), place)

    assert frame["kind"].tolist() == [
        *("path", "farm_track", "steps", "street", "road", "motorway", "path", "road")
    ]
    assert frame["access"].tolist()[:2] == ["open", "closed"]
    assert frame["access"].tolist()[4:6] == ["closed", "no_foot"]
    assert frame["bridge"].tolist()[4:6] == [1, 0]
    assert frame["traffic"].tolist()[:5] == ["none", "none", "none", "low", "high"]
    assert frame["name"].tolist()[3] == "Rue X"
    _, account = kept(frame, "paths", place)
    assert account.rejected == []


def test_woods_take_known_kinds_and_leave_hedges_alone(place):
    items = [
        feature(square(), cleabs=f"Z{row}", nature=nature)
        for row, nature in enumerate(("Verger", "Haie", "Savane"))
    ]
    frame = bdtopo.normalise_woods(Fetched((items, "EPSG:4326", ""), "u"), place)

    assert frame["kind"].tolist() == ["orchard", "Savane"]
    assert kept(frame, "woods", place)[1].rejected == []


def test_values_that_no_code_is_known_for_are_logged(place, caplog):
    items = [road("Chemin"), road("Nature inventée")]
    with caplog.at_level("INFO", logger="gis.sources"):
        bdtopo_paths.normalise_paths(Fetched((items, "EPSG:4326", ""), "u"), place)

    assert "no code for Nature inventée" in caplog.text


def test_a_kind_of_protected_area_that_went_missing_is_noted(asker, httpserver, place):
    area = feature(square(), id_mnhn="310013321", nom_site="Terril", surf_off=12.5, url_fiche="https://i")
    wfs(httpserver, {"patrinat_znieff1:znieff1": [area], "patrinat_sic:sic": []})
    fetched = protected.fetch(asker, place)
    frame = protected.normalise(fetched, place)

    assert len(fetched.missing_parts) == len(protected.KINDS) - 2
    assert frame[["id", "kind", "code", "area_ha"]].iloc[0].tolist() == [
        "znieff1-310013321",
        "znieff1",
        "310013321",
        12.5,
    ]
    assert kept(frame, "protected_areas", place)[1].rejected == []


def test_protected_areas_of_which_no_kind_is_known_are_a_failure(asker, httpserver, place):
    wfs(httpserver, {})
    with pytest.raises(RefusedError):
        protected.fetch(asker, place)


def test_a_page_shorter_than_it_says_is_incomplete(asker, httpserver, place):
    document = collection(feature(square()), numberMatched=3, numberReturned=2)
    httpserver.expect_request("/ign_wfs").respond_with_json(document)

    with pytest.raises(IncompleteError, match="1 features came out of 2"):
        bdtopo.fetch_woods(asker, place)


def test_fewer_features_than_match_are_incomplete(asker, httpserver, place):
    pages = [collection(feature(square(), "a"), numberMatched=3), collection(numberMatched=3)]

    def serve(request):
        return Response(
            json.dumps(pages[int(request.args["STARTINDEX"]) > 0]), content_type="application/json"
        )

    httpserver.expect_request("/ign_wfs").respond_with_handler(serve)
    with pytest.raises(IncompleteError, match="1 features came out of 3"):
        bdtopo.fetch_woods(asker, place)


def test_ten_times_the_features_expected_are_refused(ask_as, settings, httpserver, place):
    httpserver.expect_request("/ign_wfs").respond_with_json(
        collection(feature(square()), numberMatched=50_000)
    )

    with pytest.raises(ServiceError, match="50000 features, more than the 5000 accepted"):
        bdtopo.fetch_woods(ask_as(settings, most_features=5_000), place)


# Planning


def gpu(httpserver, **answers):
    for path, items in answers.items():
        httpserver.expect_request(f"/planning/{path.replace('_', '-')}").respond_with_json(collection(*items))


def test_no_digital_document_is_not_no_rule(asker, httpserver, place):
    gpu(httpserver, document=[], municipality=[feature(None, insee="62386", is_rnu=False)])
    fetched = planning.fetch_zones(asker, place)

    assert fetched.note == "no_document"
    assert planning.normalise_zones(fetched, place).empty


def test_national_rules_are_told_as_such(asker, httpserver, place):
    gpu(httpserver, document=[], municipality=[feature(None, is_rnu=True)])

    assert planning.fetch_prescriptions(asker, place).note == "national_rules"


def test_zones_are_asked_by_the_partition_that_holds_in_the_commune(asker, httpserver, place):
    document = feature(square(), partition="DU_246200364", name="246200364_PLUi_20250101")
    zone = feature(
        square(), "zone_urba.1", partition="DU_246200364", libelle="N", typezone="Nd", datappro="20250102"
    )
    gpu(httpserver, document=[document], zone_urba=[zone], secteur_cc=[])
    frame = planning.normalise_zones(planning.fetch_zones(asker, place), place)

    first, *asked = [request for request, _ in httpserver.log]
    outline = shapely.from_geojson(json.dumps(first.get_json()["geom"]))
    lon, lat = outline.centroid.coords[0]
    assert lon < lat, "longitude comes first"
    assert {request.args["partition"] for request in asked} == {"DU_246200364"}
    assert frame["document"].tolist() == ["246200364_PLUi_20250101"]
    assert frame["zone_type"].tolist() == ["N"]
    assert frame["approved"].tolist() == ["2025-01-02"]


def test_a_plan_too_large_for_one_reply_is_asked_by_outline(asker, httpserver, place):
    document = feature(square(), partition="DU_1", name="plan")
    many = [feature(None, f"z{row}") for row in range(planning.MOST)]
    gpu(httpserver, document=[document], secteur_cc=[])
    httpserver.expect_request("/planning/zone-urba", method="GET").respond_with_json(collection(*many))

    def by_outline(request):
        assert request.get_json()["geom"]["type"] == "Polygon"
        return Response(
            json.dumps(collection(feature(square(), "z1", typezone="U", libelle="U"))),
            content_type="application/json",
        )

    httpserver.expect_request("/planning/zone-urba", method="POST").respond_with_handler(by_outline)

    assert len(planning.normalise_zones(planning.fetch_zones(asker, place), place)) == 1


def test_fewer_zones_than_the_total_are_incomplete(asker, httpserver, place):
    gpu(httpserver, document=[feature(square(), partition="DU_1")])
    httpserver.expect_request("/planning/zone-urba").respond_with_json(collection(totalFeatures=12))
    with pytest.raises(IncompleteError, match="0 features came out of 12"):
        planning.fetch_zones(asker, place)


# Organic parcels


def resource(httpserver, name, frame, folder, **options):
    path = folder / name
    if name.endswith(".zip"):
        inner = folder / name.replace(".shp.zip", "")
        inner.mkdir()
        frame.to_file(inner / "parcels.shp", engine="pyogrio")
        path = folder / f"{shutil.make_archive(str(folder / name.removesuffix('.zip')), 'zip', inner)}"
    else:
        frame.to_file(path, engine="pyogrio", **options)
    httpserver.expect_request(f"/files/{name}").respond_with_data(
        path.read_bytes(), content_type="application/octet-stream"
    )
    return {"title": name, "url": httpserver.url_for(f"/files/{name}"), "filesize": path.stat().st_size}


def test_organic_land_is_filtered_out_of_national_files_once(ask_as, settings, httpserver, place, tmp_path):
    here = [shapely.box(680_000 + 200 * row, 7_039_000, 680_100 + 200 * row, 7_039_100) for row in range(3)]
    far = shapely.box(300_000, 6_500_000, 300_100, 6_500_100)
    old = gpd.GeoDataFrame({"BIO": [1, 0, 1], "LBL_CULTU": "Blé"}, geometry=[here[0], here[1], far], crs=2154)
    new = gpd.GeoDataFrame({"lbl_cultur": ["Trèfle", "Maïs", "Lin"]}, geometry=[*here[:2], far], crs=2154)
    resources = [
        resource(httpserver, "rpg-bio-2019-national.gpkg", old, tmp_path, driver="GPKG"),
        resource(httpserver, "rpg-bio-2023-national.shp.zip", new, tmp_path),
        resource(httpserver, "rpg-bio-2023-national.geojson", new.to_crs(4326), tmp_path, driver="GeoJSON"),
        {"title": "notice.pdf", "url": "https://x/notice.pdf"},
    ]
    httpserver.expect_request("/organic").respond_with_json({"resources": resources})

    asker = ask_as(settings)
    assert {
        campaign: [item.url[-8:] for item in items] for campaign, items in organic.files(asker, place).items()
    } == {
        2019: ["nal.gpkg"],
        2023: [".shp.zip"],
    }
    frame = organic.normalise(organic.fetch(asker, place), place)
    assert frame["organic_since"].tolist() == [2019, 2023]
    assert frame["crop"].tolist() == ["Trèfle", "Maïs"]
    assert frame["safer"].isna().all()
    assert organic.estimate(asker, place)[1] == 0

    again = ask_as(settings, resume_hours=0.0)
    organic.fetch(again, place)
    assert again.client.requests == 1, "campaigns that are over are not fetched again"


def test_land_that_is_no_longer_organic_is_left_out(place):
    rows = gpd.GeoDataFrame(
        {"campaign": [2019], "crop": ["Blé"]}, geometry=[shapely.box(0, 0, 9, 9)], crs=2154
    )
    assert organic.normalise(Fetched(rows, "u", edition="2023"), place).empty


def test_a_dataset_without_national_files_is_a_failure(asker, httpserver, place):
    httpserver.expect_request("/organic").respond_with_json({"resources": []})
    with pytest.raises(ServiceError, match="names no national or regional file"):
        organic.fetch(asker, place)


# OpenStreetMap


@with_examples
def test_elements_of_every_kind_become_shapes():
    document = json.loads((EXAMPLES / "overpass_SYNTHETIC_loos.json").read_text("utf-8"))
    rows = overpass.shapes(document["elements"], LAMBERT93).set_index("element")

    assert rows.geometry.geom_type.tolist() == ["Point", "Polygon", "LineString", "Polygon"]
    heap = rows.loc["relation/4"].geometry
    assert heap.is_valid
    assert len(heap.interiors) == 1


@with_examples
def test_a_real_reply_is_read():
    document = json.loads((EXAMPLES / "overpass_out_geom_REAL.json").read_text("utf-8"))
    assert overpass.shapes(document["elements"], LAMBERT93).geometry.geom_type.tolist() == ["Polygon"]


def at(*points):
    return [{"lat": LAT + y, "lon": LON + x} for x, y in points]


RING = at((0, 0), (0.001, 0), (0.001, 0.001), (0, 0))


def test_closed_ways_are_areas_only_where_their_tags_say_so():
    def way(**tags):
        return (
            overpass.shapes([{"type": "way", "id": 1, "geometry": RING, "tags": tags}], LAMBERT93)
            .geometry.iloc[0]
            .geom_type
        )

    assert way(highway="track") == "LineString"
    assert way(highway="pedestrian", area="yes") == "Polygon"
    assert way(landuse="orchard") == "Polygon"
    assert way(landuse="orchard", area="no") == "LineString"
    assert way(barrier="hedge") == "LineString"


def test_a_ring_that_stays_open_is_missing_and_others_go_on(place):
    member = {"type": "way", "role": "outer"}
    elements = [
        {
            "type": "relation",
            "id": 1,
            "tags": {"landuse": "orchard"},
            "members": [{**member, "geometry": RING[:3]}],
        },
        {"type": "relation", "id": 2, "tags": {"landuse": "orchard"}, "members": [{**member}]},
        {"type": "node", "id": 3},
        {"type": "way", "id": 4, "geometry": RING[:1]},
        {"type": "area", "id": 5},
    ]
    rows = overpass.shapes(elements, LAMBERT93)

    assert rows.geometry.isna().all()
    assert len(osm.normalise_gardens(Fetched(elements, "u"), place)) == 0


def test_tables_of_openstreetmap_take_their_own_elements(place):
    elements = [
        {
            "type": "way",
            "id": 1,
            "geometry": RING[:2],
            "tags": {"highway": "path", "surface": "mud", "foot": "no", "lit": "yes", "width": "1,5"},
        },
        {
            "type": "way",
            "id": 2,
            "geometry": RING[:2],
            "tags": {"highway": "footway", "bridge": "yes", "layer": "1", "wheelchair": "limited"},
        },
        {
            "type": "way",
            "id": 3,
            "geometry": RING[:2],
            "tags": {"highway": "track", "access": "private", "foot": "yes"},
        },
        {"type": "way", "id": 4, "geometry": RING[:2], "tags": {"barrier": "hedge"}},
        {"type": "way", "id": 5, "geometry": RING[:2], "tags": {"natural": "tree_row"}},
        {"type": "way", "id": 6, "geometry": RING, "tags": {"landuse": "orchard", "trees": "apple_trees"}},
        {"type": "way", "id": 7, "geometry": RING, "tags": {"leisure": "garden"}},
        {"type": "way", "id": 8, "geometry": RING, "tags": {"leisure": "garden", "garden:type": "community"}},
        {
            "type": "node",
            "id": 9,
            "lat": LAT,
            "lon": LON,
            "tags": {"natural": "tree", "species": "Prunus avium"},
        },
        {"type": "node", "id": 10, "lat": LAT, "lon": LON, "tags": {"natural": "tree", "genus": "Tilia"}},
        {"type": "node", "id": 11, "lat": LAT, "lon": LON, "tags": {"highway": "bus_stop", "name": "Mairie"}},
        {"type": "way", "id": 12, "geometry": RING, "tags": {"amenity": "toilets", "access": "private"}},
    ]
    fetched = Fetched(elements, "u", edition="2026-11-01")
    paths = osm.normalise_paths(fetched, place)
    assert paths["kind"].tolist() == ["path", "footbridge", "farm_track"]
    assert paths["access"].tolist() == ["closed", "open", "open"]
    assert paths["width_m"].tolist()[0] == 1.5
    assert paths["wheelchair"].tolist() == ["unknown"] * 3
    assert osm.normalise_hedges(fetched, place)["kind"].tolist() == ["hedge", "tree_row"]
    gardens = osm.normalise_gardens(fetched, place)
    assert gardens["id"].tolist() == ["osm/way/6", "osm/way/8"]
    assert gardens["produce"].tolist() == ["apple", ""]
    assert osm.normalise_trees(fetched, place)["produce"].tolist() == ["plum"]
    assert osm_relations.normalise_belt(fetched, place).empty
    found = osm.normalise_amenities(fetched, place)
    assert found["category"].tolist() == ["bus", "toilets"]
    assert found["access"].tolist() == ["unknown", "closed"]
    assert set(found.geom_type) == {"Point"}
    tables = {
        "osm_paths": paths,
        "osm_gardens": gardens,
        "nourishing_gardens": gardens,
        "osm_amenities": found,
    }
    for key, frame in tables.items():
        assert kept(frame, key, place)[1].rejected == []


def test_a_question_that_took_too_long_is_a_failure(asker, httpserver, place):
    httpserver.expect_request("/osm").respond_with_json(
        {"elements": [], "remark": "runtime error: timed out"}
    )
    with pytest.raises(ServiceError, match="timed out"):
        overpass.fetch(asker, place)


# Hazards


def test_pages_of_cavities_are_followed_to_the_last(asker, httpserver, place):
    def serve(request):
        page = int(request.args["page"])
        data = [{"identifiant": f"C{page}", "type": "Cave", "longitude": str(LON), "latitude": LAT}]
        return Response(
            json.dumps({"results": 3, "total_pages": 3, "page": page, "data": data}),
            content_type="application/json",
        )

    httpserver.expect_request("/georisques/cavites").respond_with_handler(serve)
    fetched = georisques.fetch_cavities(asker, place)
    frame = georisques.normalise_cavities(fetched, place)

    assert frame["id"].tolist() == ["C1", "C2", "C3"]
    assert kept(frame, "cavities", place)[1].kept == 3


def test_fewer_cavities_than_counted_are_incomplete(asker, httpserver, place):
    httpserver.expect_request("/georisques/cavites").respond_with_json(
        {"results": 5, "total_pages": 1, "data": []}
    )
    with pytest.raises(IncompleteError):
        georisques.fetch_cavities(asker, place)


def test_a_movement_without_place_is_left_out(place):
    items = [
        {
            "identifiant": "M1",
            "type": "Glissement",
            "date_debut": "1999-12-25",
            "longitude": LON,
            "latitude": LAT,
        },
        {"identifiant": "M2"},
    ]
    frame = georisques.normalise_movements(Fetched(items, "u"), place)
    rows, account = kept(frame, "ground_movements", place)

    assert rows["year"].tolist() == [1999]
    assert [item["id"] for item in account.rejected] == ["M2"]


GML = """<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2"
 xmlns:ms="http://x" numberMatched="1" numberReturned="1"><wfs:member><ms:PPRM_PERIMETRE_MINIER gml:id="p.1">
 <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::4326"/></gml:boundedBy>
 <ms:msGeometry><gml:MultiSurface srsName="urn:ogc:def:crs:EPSG::4326"><gml:surfaceMember><gml:Polygon>
 <gml:exterior><gml:LinearRing><gml:posList srsDimension="2">{positions}</gml:posList></gml:LinearRing>
 </gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></ms:msGeometry><ms:lib_ppr>PPRM</ms:lib_ppr>
 </ms:PPRM_PERIMETRE_MINIER></wfs:member></wfs:FeatureCollection>"""


def plan_services(httpserver, *, plans, body):
    httpserver.expect_request("/georisques/gaspar/pprm").respond_with_json({"content": plans})
    httpserver.expect_request("/georisques_wfs").respond_with_data(
        body, content_type='text/xml; subtype="gml/3.2.1"'
    )


def test_perimeters_come_in_gml_with_latitude_first(asker, httpserver, place):
    ring = square()["coordinates"][0]
    positions = " ".join(f"{lat} {lon}" for lon, lat in ring)
    plan_services(
        httpserver, plans=[{"idGaspar": "62DDTM1", "libPpr": "Lensois"}], body=GML.format(positions=positions)
    )
    frame = georisques.normalise_plan(georisques.fetch_plan(asker, place), place)

    assert shapely.contains(place.outline, frame.geometry.iloc[0])
    assert frame[["id", "name", "plan_id"]].iloc[0].tolist() == ["p.1", "PPRM", "62DDTM1"]
    box = parse_qs(httpserver.log[-1][0].query_string.decode())["BBOX"][0].split(",")
    assert float(box[0]) > 50 > float(box[1])


def test_a_plan_without_perimeter_is_unknown_not_absent(asker, httpserver, place):
    empty = '<FeatureCollection numberMatched="0" numberReturned="0"/>'
    plan_services(httpserver, plans=[{"idGaspar": "1"}], body=empty)
    assert georisques.fetch_plan(asker, place).note == "plan_without_outline"


def test_no_plan_anywhere_is_empty(asker, httpserver, place):
    plan_services(httpserver, plans=[], body='<FeatureCollection numberMatched="0"/>')
    fetched = georisques.fetch_plan(asker, place)
    assert (fetched.note, fetched.matched) == ("", 0)


def test_xml_with_entities_is_refused(asker, httpserver, place):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><FeatureCollection>&a;</FeatureCollection>'
    plan_services(httpserver, plans=[], body=bomb)
    with pytest.raises(ServiceError, match="not proper XML"):
        georisques.fetch_plan(asker, place)


# Species


def test_the_ring_sent_to_gbif_is_counter_clockwise(place):
    ring = shapely.from_wkt(gbif.box_text(place))
    assert ring.exterior.is_ccw
    assert all(len(part.partition(".")[2]) <= 4 for part in re.findall(r"[\d.]+", gbif.box_text(place)))


@with_examples
def test_a_real_reply_of_gbif_is_read_page_by_page(asker, httpserver, place):
    page = json.loads((EXAMPLES / "gbif_occurrence_search_REAL.json").read_text("utf-8"))["response"]
    page = {**page, "count": 4}

    def serve(request):
        done = int(request.args["offset"]) >= 2
        return Response(json.dumps({**page, "endOfRecords": done}), content_type="application/json")

    httpserver.expect_request("/gbif/occurrence/search").respond_with_handler(serve)
    fetched = gbif.fetch(asker, place)

    assert fetched.matched == 4
    assert [request.args["offset"] for request, _ in httpserver.log] == ["0", "2"]
    assert gbif.normalise(fetched, place).empty, "records outside the commune are not kept"


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("RUE DES TESTS", "Rue des Tests"),
        ("CHEMIN DE L’ARBRE", "Chemin de l’Arbre"),
        ("Rue du 8 Mai", "Rue du 8 Mai"),
        ("", ""),
    ],
)
def test_streets_in_capitals_are_called_as_people_write_them(place, written, called):
    items = [road("Chemin", nom_voie_ban_gauche=written)]
    rows = bdtopo_paths.normalise_paths(Fetched((items, "EPSG:4326", ""), "u"), place)
    assert rows["name"].tolist() == [called]


def seen(key, species, uncertainty_m, **told):
    record = {"key": key, "species": species, "decimalLongitude": LON, "decimalLatitude": LAT, **told}
    return record | ({} if uncertainty_m is None else {"coordinateUncertaintyInMeters": uncertainty_m})


def test_records_are_placed_as_near_as_their_position_is_sure(place):
    records = [
        seen(1, "Parus major", 30.0, order="Passeriformes", **{"class": "Aves"}),
        seen(2, "Parus major", 120, year=2020),
        seen(3, "Parus major", 250.0, year=2022),
        seen(4, "Parus major", 251.0),
        seen(5, "Parus major", None),
        seen(6, "Strix aluco", 1.0),
        seen(7, "Rana sp.", 1.0, **{"class": "Amphibia"}),
        seen(8, "Vanessa atalanta", 1.0, order="Lepidoptera", kingdom="Animalia", **{"class": "Insecta"}),
    ]
    rows = gbif.normalise(Fetched(records, "https://gbif.test"), place)
    told = rows[["scientific_name", "precision", "records"]].to_numpy().tolist()
    assert told == [
        ["Parus major", "point", 1],
        ["Vanessa atalanta", "point", 1],
        ["Parus major", "cell", 2],
        ["Parus major", "commune", 2],
        ["Rana sp.", "commune", 1],
        ["Strix aluco", "commune", 1],
    ]
    assert rows["uncertainty_m"].tolist()[:3] == [30.0, 1.0, 250.0]
    assert rows["uncertainty_m"][3:].isna().all()
    assert rows["group"].tolist()[:2] == ["bird", "butterfly"]
    assert rows["id"].is_unique
    assert shapely.area(rows.geometry[2]) == 500.0**2
    assert shapely.covers(rows.geometry[2], rows.geometry[0])
    assert all(shape.equals(GRENAY) for shape in rows.geometry[3:])
    kept, account = clean(rows, registry()["species_records"], outline=GRENAY, clip="keep")
    assert (len(kept), account.rejected_count) == (6, 0)


def test_records_cut_short_or_too_many_are_failures(asker, httpserver, place):
    httpserver.expect_oneshot_request("/gbif/occurrence/search").respond_with_json(
        {"count": 9, "endOfRecords": True, "results": []}
    )
    with pytest.raises(IncompleteError):
        gbif.fetch(asker, place)


def test_everything_outside_the_commune_is_too_much(ask_as, settings, httpserver, place):
    httpserver.expect_request("/gbif/occurrence/search").respond_with_json(
        {"count": 300_000_000, "endOfRecords": False, "results": []}
    )
    with pytest.raises(ServiceError, match="300000000 features"):
        gbif.fetch(ask_as(settings), place)


# Heights and addresses


def test_heights_are_asked_in_texts_by_lots_and_sentinels_are_unknown(asker, httpserver, monkeypatch):
    monkeypatch.setattr(altimetry, "MOST_POINTS", 3)

    def serve(request):
        asked = request.get_json()
        assert all(isinstance(value, str) for value in asked.values())
        count = len(asked["lon"].split("|"))
        assert count <= 3
        return Response(json.dumps([-99999, 12.5, 13.5][:count]), content_type="application/json")

    httpserver.expect_request("/altimetry/elevation.json").respond_with_handler(serve)
    x = np.linspace(680_000, 680_400, 5)
    found = altimetry.heights(asker, Projection(LAMBERT93), x, np.full(5, 7_040_000.0))

    assert np.isnan(found[[0, 3]]).all()
    assert found[[1, 2, 4]].tolist() == [12.5, 13.5, 12.5]
    assert len(altimetry.profile(asker, Projection(LAMBERT93), [(680_000, 7_040_000)])) == 1


@with_examples
def test_a_real_reply_of_heights_is_read(asker, httpserver):
    body = json.loads((EXAMPLES / "altimetry_elevation_REAL.json").read_text("utf-8"))
    httpserver.expect_request("/altimetry/elevation.json").respond_with_json(body)
    assert altimetry.heights(asker, Projection(LAMBERT93), np.zeros(2), np.zeros(2)).tolist() == [
        164.34,
        141.33,
    ]


def test_fewer_heights_than_points_are_incomplete(asker, httpserver):
    httpserver.expect_request("/altimetry/elevation.json").respond_with_json([1.0])
    with pytest.raises(ServiceError, match="incomplete"):
        altimetry.heights(asker, Projection(LAMBERT93), np.zeros(2), np.zeros(2))


def test_large_communes_take_wider_cells(asker, monkeypatch):
    monkeypatch.setattr(altimetry, "heights", lambda _asker, _projection, x, _y: np.zeros(len(x)))
    vast = Place("13004", "Arles", shapely.box(800_000, 6_250_000, 840_000, 6_290_000))
    heights_m, cell_m, _ = altimetry.relief_grid(asker, vast)
    assert cell_m > 10
    assert heights_m.size <= altimetry.MOST_POINTS * altimetry.MOST_REQUESTS * 1.05


@with_examples
def test_addresses_come_best_first(asker, httpserver):
    body = json.loads((EXAMPLES / "geocodage_search_PARTLY_REAL.json").read_text("utf-8"))
    weak = {**body["features"][0], "properties": {**body["features"][0]["properties"], "score": 0.2}}
    body["features"] = [weak, {"geometry": None}, *body["features"]]
    httpserver.expect_request("/geocode/search").respond_with_json(body)
    hits = geocode.search(asker, "8 bd du port", insee="95127")

    assert [(hit.score, hit.sure) for hit in hits] == [(0.97, True), (0.2, False)]
    assert (hits[0].lon, hits[0].lat) == (2.06, 49.03)
    assert httpserver.log[0][0].args["citycode"] == "95127"
