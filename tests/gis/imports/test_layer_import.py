"""Bring your own: every form, any system of coordinates, fields matched, misfits listed with their mend."""

from __future__ import annotations

import json
import shutil
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from gis.__main__ import main
from gis.errors import AmbiguousError, CRSError, InputError, UploadError
from gis.imports import forget, import_layer, preview
from gis.imports.matching import suggestions
from gis.imports.readers import form_of
from gis.rights import operator
from gis.territory import Territory, read_manifest, registry
from gis.words import use_language

CODE = "62528"
START, END = (684_000.0, 7_039_500.0), (684_400.0, 7_039_500.0)


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


def belt(crs=2154):
    lines = [shapely.LineString([(x, y), (x + 300, y)]) for x, y in (START, END)]
    table = {
        "NOM": ["Nord", "Sud"],
        "LARGEUR": ["6,5", "8"],
        "COMESTIBLE": ["oui", "non"],
        "autre": ["a", "b"],
    }
    return gpd.GeoDataFrame(table, geometry=lines, crs=2154).to_crs(crs)


def as_zip(tmp_path, frame, *, names=("belt",), prj=True):
    folder = tmp_path / "shp"
    for name in names:
        folder.mkdir(exist_ok=True)
        frame.to_file(folder / f"{name}.shp", engine="pyogrio")
        if not prj:
            (folder / f"{name}.prj").unlink()
    return shutil.make_archive(str(tmp_path / "belt"), "zip", folder)


def write(tmp_path, form, frame):
    if form == "shapefile":
        return tmp_path / as_zip(tmp_path, frame)
    path = tmp_path / f"belt.{form}"
    drivers = {"gpkg": "GPKG", "geojson": "GeoJSON", "kml": "KML", "fgb": "FlatGeobuf"}
    if form == "csv":
        text = pd.DataFrame(frame.drop(columns="geometry")).assign(WKT=frame.to_wkt()["geometry"])
        text.to_csv(path, index=False, sep=";")
    elif form == "gpx":
        tracks = frame[["geometry"]].assign(name=frame["NOM"])
        tracks.set_geometry(tracks.geometry.map(lambda item: shapely.MultiLineString([item]))).to_file(
            path, driver="GPX", layer="tracks", engine="pyogrio"
        )
    else:
        named = frame.rename(columns={"NOM": "Name"}) if form == "kml" else frame
        named.to_file(path, driver=drivers[form], engine="pyogrio")
    return path


FORMS = {
    "gpkg": 2154,
    "geojson": 4326,
    "fgb": 3857,
    "shapefile": 27572,
    "csv": 4326,
    "kml": 4326,
    "gpx": 4326,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_in_any_system_becomes_the_same_layer(tmp_path, form):
    path = write(tmp_path, form, belt(FORMS[form]))
    done = import_layer(
        path,
        "green_belt",
        code=CODE,
        actor=operator(),
        home=tmp_path,
        crs="EPSG:4326" if form == "csv" else "",
    )

    assert (done.kept, done.rows, done.misfits) == (2, 2, [])
    frame = Territory(CODE, home=tmp_path).layer("green_belt").frame
    assert set(frame["status"]) == {"own"}
    assert set(frame["name"]) == {"Nord", "Sud"}
    assert frame.length.round().tolist() == pytest.approx([300, 300], abs=3)
    expected = belt().union_all()
    assert frame.union_all().hausdorff_distance(expected) < 3
    if form not in {"gpx", "kml"}:
        assert sorted(frame["width_m"]) == [6.5, 8.0]
        assert frame.set_index("name")["edible"].to_dict() == {"Nord": True, "Sud": False}


def test_fields_are_matched_by_what_they_are_likely_to_mean():
    found = suggestions(["NOM", "LARGEUR_M", "Longueur", "comestible", "xyz"], registry()["green_belt"])

    assert found == {"name": "NOM", "width_m": "LARGEUR_M", "length_m": "Longueur", "edible": "comestible"}
    hedges = suggestions(["essences", "annee_plantation", "fid", "ID"], registry()["hedges"])
    assert hedges == {"id": "ID", "planted_year": "annee_plantation", "species": "essences"}


def test_a_preview_writes_nothing_and_shows_all(tmp_path):
    path = write(tmp_path, "gpkg", belt())
    seen = preview(path, "green_belt", code=CODE, home=tmp_path / "home")

    assert seen.fields["NOM"] == ["Nord", "Sud"]
    assert seen.mapping == {"name": "NOM", "width_m": "LARGEUR", "edible": "COMESTIBLE"}
    assert seen.missing == []
    assert len(seen.frame) == 2
    assert not (tmp_path / "home").exists()


def test_what_is_asked_for_goes_before_what_is_likely(tmp_path):
    path = write(tmp_path, "gpkg", belt())
    seen = preview(path, "green_belt", code=CODE, home=tmp_path, mapping={"name": "autre", "edible": ""})

    assert seen.mapping == {"name": "autre", "width_m": "LARGEUR"}
    assert seen.frame["name"].tolist() == ["a", "b"]


def test_what_does_not_fit_is_listed_with_row_and_mend(tmp_path):
    frame = belt()
    rows = gpd.GeoDataFrame(
        {
            "NOM": ["Nord", "Sud", "Loin", "Vide", "Point", "Encore"],
            "LARGEUR": ["large", "-4", "5", "5", "5", "5"],
            "id": ["a", "b", "c", "d", "e", "a"],
        },
        geometry=[
            *frame.geometry,
            shapely.LineString([(100_000, 6_500_000), (100_100, 6_500_000)]),
            None,
            shapely.Point(START),
            frame.geometry.iloc[0],
        ],
        crs=2154,
    )
    done = import_layer(
        write(tmp_path, "geojson", rows.to_crs(4326)),
        "green_belt",
        code=CODE,
        actor=operator(),
        home=tmp_path,
    )

    told = {(item.row, item.column): item for item in done.misfits}
    assert sorted(told) == [(1, "width_m"), (2, "width_m"), (3, ""), (4, ""), (5, ""), (6, "id")]
    assert told[1, "width_m"].reason == "“large” does not fit column “width_m”"
    assert told[2, "width_m"].mend == "expected: ≥ 0"
    assert "outside the commune" in told[3, ""].reason
    assert "system" in told[3, ""].mend
    assert "no geometry" in told[4, ""].reason
    assert "right type (line)" in told[5, ""].reason
    assert "already taken" in told[6, "id"].reason
    assert [item.left_out for item in done.misfits] == [False, False, True, True, True, True]
    assert (done.kept, done.rows) == (2, 6)
    kept = Territory(CODE, home=tmp_path).layer("green_belt").frame
    assert kept["width_m"].isna().all()
    assert len(read_manifest(tmp_path / CODE)["layers"]["green_belt"]["misfits"]) == 6


def test_coded_values_are_understood_in_words_of_either_language(tmp_path):
    frame = belt().assign(KIND=["Ancienne voie de la mine", "edge_path"])
    path = write(tmp_path, "gpkg", frame)
    seen = preview(path, "green_belt", code=CODE, home=tmp_path, mapping={"kind": "KIND"})
    words = registry()["green_belt"].value_texts("former_railway")
    frame["KIND"] = [words["fr"].upper(), words["en"]]
    said = preview(
        write(tmp_path, "gpkg", frame), "green_belt", code=CODE, home=tmp_path, mapping={"kind": "KIND"}
    )

    assert seen.frame["kind"].tolist()[1] == "edge_path"
    assert said.frame["kind"].tolist() == ["former_railway", "former_railway"]


def test_a_required_column_without_field_is_asked_for(tmp_path):
    path = write(tmp_path, "gpkg", belt())
    with pytest.raises(InputError, match=r"missing: kind.*NOM, LARGEUR"):
        import_layer(path, "paths", code=CODE, actor=operator(), home=tmp_path)


def test_a_file_of_which_nothing_fits_is_refused_and_nothing_changes(tmp_path):
    far = belt().set_geometry(belt().translate(500_000, 0))
    with pytest.raises(InputError, match=r"No row of .* outside the commune"):
        import_layer(
            write(tmp_path, "gpkg", far), "green_belt", code=CODE, actor=operator(), home=tmp_path / "home"
        )
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("mapping", "says"),
    [({"colour": "NOM"}, "no column “colour”"), ({"name": "NAME"}, "no field “NAME”. Its fields: NOM")],
)
def test_a_match_with_something_that_is_not_there_is_refused(tmp_path, mapping, says):
    path = write(tmp_path, "gpkg", belt())
    with pytest.raises(InputError, match=says):
        preview(path, "green_belt", code=CODE, home=tmp_path, mapping=mapping)


def test_a_shapefile_without_system_is_asked_for_it(tmp_path):
    path = tmp_path / as_zip(tmp_path, belt(), prj=False)
    with pytest.raises(CRSError, match=r"probably Lambert-93 \(EPSG:2154\)"):
        import_layer(path, "green_belt", code=CODE, actor=operator(), home=tmp_path)

    assert (
        import_layer(path, "green_belt", code=CODE, actor=operator(), home=tmp_path, crs="EPSG:2154").kept
        == 2
    )
    with pytest.raises(CRSError, match="no coordinate reference system"):
        import_layer(path, "green_belt", code=CODE, actor=operator(), home=tmp_path, crs="EPSG:abc")


def test_several_layers_ask_for_a_choice(tmp_path):
    path = tmp_path / as_zip(tmp_path, belt(), names=("north", "south"))
    with pytest.raises(AmbiguousError, match="north, south") as caught:
        preview(path, "green_belt", code=CODE, home=tmp_path)
    assert caught.value.choices == ("north", "south")
    assert preview(path, "green_belt", code=CODE, home=tmp_path, part="south").rows == 2

    package = tmp_path / "two.gpkg"
    for name in ("a", "b"):
        belt().to_file(package, layer=name, driver="GPKG", engine="pyogrio")
    with pytest.raises(AmbiguousError, match="a, b"):
        preview(package, "green_belt", code=CODE, home=tmp_path)
    assert preview(package, "green_belt", code=CODE, home=tmp_path, part="b").rows == 2


def test_tables_with_degrees_or_metres_or_neither(tmp_path):
    path = tmp_path / "trees.csv"
    path.write_text("Nom;Longitude;Latitude\nPommier;2,7943;50,4583\nPerdu;;\n", encoding="cp1252")
    done = import_layer(path, "osm_trees", code=CODE, actor=operator(), home=tmp_path)
    assert (done.kept, [item.row for item in done.misfits]) == (1, [2])

    path.write_text("nom,x,y\nÉrable,684000,7039500\n", encoding="utf-8")
    with pytest.raises(CRSError, match="in which system"):
        import_layer(path, "osm_trees", code=CODE, actor=operator(), home=tmp_path)
    assert (
        import_layer(path, "osm_trees", code=CODE, actor=operator(), home=tmp_path, crs="EPSG:2154").kept == 1
    )

    path.write_text("nom,rue\nÉrable,place\n", encoding="utf-8")
    with pytest.raises(UploadError, match=r"no columns with coordinates.*nom, rue"):
        import_layer(path, "osm_trees", code=CODE, actor=operator(), home=tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.gpkg", b""),
        ("broken.gpkg", b"SQLite format 3\x00 and then nothing"),
        ("broken.zip", b"PK\x03\x04 no archive"),
        ("broken.geojson", b'{"type": "FeatureCollection", "features": ['),
        ("page.kml", b"<html><body/></html>"),
        ("cut.kml", b"<kml><Document>"),
        ("bomb.kml", b'<!DOCTYPE k [<!ENTITY a "aaaa">]><kml>&a;</kml>'),
        ("nothing.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("lines.csv", b"a\n"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UploadError, match=name.split(".")[0]):
        preview(path, "green_belt", code=CODE, home=tmp_path)


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(UploadError, match=r"none\.gpkg"):
        preview(tmp_path / "none.gpkg", "green_belt", code=CODE, home=tmp_path)


def test_a_name_with_the_wrong_ending_does_not_matter(tmp_path):
    path = write(tmp_path, "gpkg", belt())
    renamed = path.rename(tmp_path / "belt.txt")

    assert form_of(renamed) == "geopackage"
    assert preview(renamed, "green_belt", code=CODE, home=tmp_path).rows == 2


def test_paths_in_a_zip_cannot_leave_it(tmp_path):
    source = tmp_path / as_zip(tmp_path, belt())
    evil = tmp_path / "evil.zip"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(evil, "w") as new:
        for item in old.infolist():
            new.writestr(f"../../{item.filename}", old.read(item))

    assert preview(evil, "green_belt", code=CODE, home=tmp_path).rows == 2
    assert not list(tmp_path.parent.glob("belt.*"))


def test_the_towns_own_layer_can_be_taken_away_again(tmp_path):
    import_layer(write(tmp_path, "gpkg", belt()), "green_belt", code=CODE, actor=operator(), home=tmp_path)
    assert Territory(CODE, home=tmp_path).layer("green_belt").origin == "home"

    assert forget("green_belt", code=CODE, actor=operator(), home=tmp_path)
    assert Territory(CODE, home=tmp_path).layer("green_belt").origin == "embedded"
    assert not forget("green_belt", code=CODE, actor=operator(), home=tmp_path)


def test_the_command_brings_a_file(tmp_path, capsys):
    path = write(tmp_path, "gpkg", belt())
    start = ["--home", str(tmp_path / "home"), "--lang", "en", "import"]

    assert main([*start, "green_belt", str(path), "--map", "name=autre"]) == 0
    out = capsys.readouterr().out
    assert "2 rows of 2" in out
    assert "name=autre" in out
    assert main([*start, "green_belt", "--remove"]) == 0
    assert "taken away" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["green_belt"], "Which file?"),
        (["green_belt", "nowhere.gpkg"], "nowhere.gpkg"),
        (["hedgehogs", "x.gpkg"], "hedgehogs"),
        (["green_belt", "x.gpkg", "--map", "name"], "--map COLUMN=FIELD"),
    ],
)
def test_wrong_input_is_status_2_and_one_line(tmp_path, capsys, arguments, says):
    status = main(["--home", str(tmp_path), "--lang", "en", "import", *arguments])

    error = capsys.readouterr().err
    assert status == 2
    assert error.count("\n") == 1
    assert says in error


def test_the_account_of_an_import_is_plain_data(tmp_path):
    done = import_layer(
        write(tmp_path, "gpkg", belt()), "green_belt", code=CODE, actor=operator(), home=tmp_path
    )
    assert json.loads(json.dumps(done.as_dict()))["kept"] == 2
