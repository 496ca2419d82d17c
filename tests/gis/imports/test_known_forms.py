"""Files in the published forms need nobody to say what their fields are."""

from __future__ import annotations

import zipfile

import pandas as pd
import pytest

from gis.__main__ import main
from gis.errors import AmbiguousError
from gis.imports import import_layer, preview
from gis.imports.known_forms import form_with, known_forms
from gis.imports.matching import columns_of
from gis.rights import operator
from gis.territory import Territory, registry
from gis.words import use_language
from tests.gis.imports.delivery import (
    BIO,
    BUILDING,
    EDIGEO,
    ETALAB,
    HEDGE,
    PCI,
    PRESCRIPTION,
    ROAD,
    RPG,
    WOOD,
    ZONE,
    geopackage,
    rows,
    square,
    way,
    zipped,
)

CODE = "62528"
PARCEL = {"id": "625280000A0025", "prefix": "000", "section": "0A", "number": "0025", "contenance_m2": 900}
FILES = {
    "parcellaire_express": ("parcels", square, PCI, PARCEL),
    "edigeo_parcels": ("parcels", square, EDIGEO, PARCEL),
    "etalab_parcels": ("parcels", square, ETALAB, PARCEL | {"source_date": "2024-03-01"}),
    "cnig_zones": (
        "urban_zones",
        square,
        ZONE,
        {
            "id": "z-17",
            "label": "1AUb",
            "zone_type": "AUc",
            "document": "62528_PLU_20160630",
            "approved": "2016-06-30",
            "source_date": "2016-06-30",
            "regulation_url": "https://example.org/reglement.pdf",
        },
    ),
    "cnig_prescriptions": (
        "urban_prescriptions",
        square,
        PRESCRIPTION,
        {"code": "01-00", "text": "EBC", "name": "Espace boisé classé", "approved": "2016-06-30"},
    ),
    "rpg": (
        "farmland",
        square,
        RPG,
        {"id": "8812345", "area_m2": 900.0, "landcover": "arable", "crop": "BTH"},
    ),
    "rpg_bio": ("organic_farmland", square, BIO, {"id": "7", "organic_since": 2021, "area_m2": 900.0}),
    "bdtopo_hedges": ("hedges", way, HEDGE, {"id": "HAIE0000000000000001", "source_date": "2024-05-06"}),
    "bdtopo_woods": ("woods", square, WOOD, {"id": "ZONEVEGE0001", "kind": "mixed"}),
    "bdtopo_buildings": ("buildings", square, BUILDING, {"id": "BATIMENT0001", "kind": "light"}),
    "bdtopo_paths": (
        "paths",
        way,
        ROAD,
        {
            "id": "TRONROUT0001",
            "name": "Sentier du Moulin",
            "kind": "path",
            "access": "open",
            "bridge": 0,
            "width_m": 1.5,
        },
    ),
}
GBIF = {
    "gbifID": ["11", "12", "13"],
    "basisOfRecord": ["HUMAN_OBSERVATION"] * 3,
    "kingdom": ["Animalia"] * 3,
    "class": ["Aves"] * 3,
    "order": ["Passeriformes", "Falconiformes", "Passeriformes"],
    "scientificName": ["Parus major Linnaeus, 1758", "Falco peregrinus Tunstall, 1771", "Pica pica"],
    "species": ["", "Falco peregrinus", "Pica pica"],
    "decimalLatitude": ["50.4583"] * 3,
    "decimalLongitude": ["2.7943"] * 3,
    "coordinateUncertaintyInMeters": ["10", "10", ""],
    "eventDate": ["2019-04-05T00:00:00", "2020-05-06", "2021"],
    "year": ["2019", "2020", "2021"],
    "recordedBy": ['Le "Petit', "x", "y"],
}
INATURALIST = {
    "id": ["501", "502"],
    "observed_on": ["2022-06-01", "2022-06-02"],
    "quality_grade": ["research"] * 2,
    "license": ["CC-BY", ""],
    "latitude": ["50.4583"] * 2,
    "longitude": ["2.7943"] * 2,
    "positional_accuracy": ["8"] * 2,
    "public_positional_accuracy": ["8", "28000"],
    "coordinates_obscured": ["false", "true"],
    "scientific_name": ["Papilio machaon", "Ophrys apifera"],
    "common_name": ["Machaon", "Ophrys abeille"],
    "iconic_taxon_name": ["Insecta", "Plantae"],
}
GEONATURE = {
    "id_synthese": ["901", "902"],
    "date_debut": ["2023-03-04"] * 2,
    "cd_nom": ["60585", "259"],
    "nom_valide": ["Vulpes vulpes (Linnaeus, 1758)", "Bufo bufo (Linnaeus, 1758)"],
    "nom_vernaculaire": ["Renard roux", "Crapaud commun"],
    "group2_inpn": ["Mammifères", "Amphibiens"],
    "niveau_sensibilite": ["Non sensible - Diffusion précise"] * 2,
    "precision_geographique": ["20", "20"],
    "x_centroid_4326": ["2.7943"] * 2,
    "y_centroid_4326": ["50.4583"] * 2,
}


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


def table(path, columns, sep=","):
    pd.DataFrame(columns).to_csv(path, sep=sep, index=False, quoting=3 if sep == "\t" else 0)
    return path


def brought(home, path, layer):
    done = import_layer(path, layer, code=CODE, actor=operator(), home=home)
    return done, Territory(CODE, home=home).layer(layer).frame


@pytest.mark.parametrize("key", FILES)
def test_a_published_form_fills_its_layer_without_being_asked(tmp_path, key):
    layer, shape, item, expected = FILES[key]
    path = geopackage(tmp_path / "file.gpkg", one=rows(shape, item))
    seen = preview(path, layer, code=CODE, home=tmp_path)
    assert (seen.form.key, seen.missing, seen.misfits) == (key, [], [])

    done, frame = brought(tmp_path, path, layer)
    assert (done.kept, done.misfits) == (1, [])
    assert {name: frame.iloc[0][name] for name in expected} == expected


def test_the_same_fields_are_known_as_a_shapefile_cuts_them(tmp_path):
    road = {name[:10]: value for name, value in ROAD.items() if name != "acces_pieton"}
    seen = preview(
        zipped(tmp_path, TRONCON_DE_ROUTE=rows(way, road | {"fictif": "Non"})),
        "paths",
        code=CODE,
        home=tmp_path,
    )
    assert seen.form.key == "bdtopo_paths"
    assert seen.frame.iloc[0][["kind", "width_m", "bridge"]].tolist() == ["path", 1.5, 0]


def test_what_is_no_feature_of_the_theme_is_left_out_and_told(tmp_path):
    link = ROAD | {"cleabs": "TRONROUT0002", "fictif": True}
    planned = ROAD | {"cleabs": "TRONROUT0003", "etat_de_l_objet": "En projet"}
    done, frame = brought(
        tmp_path, geopackage(tmp_path / "r.gpkg", r=rows(way, ROAD, link, planned)), "paths"
    )
    assert frame["id"].tolist() == ["TRONROUT0001"]
    assert [(item.row, item.left_out) for item in done.misfits] == [(2, True), (3, True)]


def test_of_a_delivery_the_layers_of_the_theme_are_taken(tmp_path):
    pci = zipped(
        tmp_path, BORNE_PARCELLE=rows(way, PCI), PARCELLE=rows(square, PCI), COMMUNE=rows(square, PCI)
    )
    assert preview(pci, "parcels", code=CODE, home=tmp_path).frame["id"].tolist() == ["625280000A0025"]
    with pytest.raises(AmbiguousError, match="PARCELLE"):
        preview(pci, "heritage", code=CODE, home=tmp_path)


def test_areas_and_lines_of_a_plan_become_one_layer(tmp_path):
    path = geopackage(
        tmp_path / "plu.gpkg",
        ZONE_URBA=rows(square, ZONE),
        PRESCRIPTION_SURF=rows(square, PRESCRIPTION),
        PRESCRIPTION_LIN=rows(way, PRESCRIPTION | {"TYPEPSC": "24", "STYPEPSC": "1"}),
    )
    done, frame = brought(tmp_path, path, "urban_prescriptions")
    assert (done.kept, sorted(frame["code"])) == (2, ["01-00", "24-01"])
    assert frame["code_text"].ne("").all()
    assert brought(tmp_path, path, "urban_zones")[0].kept == 1


def test_records_of_gbif_keep_their_number_and_fragile_species_have_no_place(tmp_path):
    done, frame = brought(tmp_path, table(tmp_path / "0001.csv", GBIF, "\t"), "species_records")
    assert done.misfits == []
    told = frame.set_index("scientific_name")
    assert told.loc["Parus major", ["id", "precision", "group"]].tolist() == ["11", "point", "bird"]
    assert told.loc["Parus major", "source_date"] == "2019-04-05"
    assert told["precision"].to_dict() == {
        "Parus major": "point",
        "Falco peregrinus": "commune",
        "Pica pica": "commune",
    }
    assert told["sensitive"].to_dict() == {"Parus major": False, "Falco peregrinus": True, "Pica pica": False}
    commune = Territory(CODE, home=tmp_path).commune
    assert told.loc["Falco peregrinus"].geometry.equals(commune)


def test_the_zip_of_gbif_is_opened(tmp_path):
    path = tmp_path / "0001.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(table(tmp_path / "0001.csv", GBIF, "\t"), "0001.csv")
    assert preview(path, "species_records", code=CODE, home=tmp_path).rows == 3


def test_observations_of_inaturalist_that_are_obscured_have_no_place(tmp_path):
    _, frame = brought(tmp_path, table(tmp_path / "observations.csv", INATURALIST), "species_records")
    told = frame.set_index("scientific_name")
    assert told.loc["Papilio machaon", ["id", "precision", "group"]].tolist() == ["501", "point", "insect"]
    assert told.loc["Ophrys apifera", ["precision", "sensitive"]].tolist() == ["commune", True]
    assert told["seen_year"].tolist() == [2022, 2022]


def test_records_of_geonature_are_named_without_their_author(tmp_path):
    _, frame = brought(tmp_path, table(tmp_path / "synthese.csv", GEONATURE, ";"), "species_records")
    told = frame.set_index("scientific_name")
    assert told.loc["Vulpes vulpes", ["id", "group", "precision"]].tolist() == ["901", "mammal", "point"]
    assert told.loc["Bufo bufo", "precision"] == "commune"


def test_a_file_of_ones_own_may_say_how_near_its_records_are(tmp_path):
    own = {
        "scientific_name": ["Pica pica", "Turdus merula", "Bufo bufo"],
        "precision": ["point", "cell", "point"],
        "lon": ["2.7943"] * 3,
        "lat": ["50.4583"] * 3,
    }
    _, frame = brought(tmp_path, table(tmp_path / "own.csv", own, ";"), "species_records")
    assert frame.set_index("scientific_name")["precision"].to_dict() == {
        "Pica pica": "point",
        "Turdus merula": "cell",
        "Bufo bufo": "commune",
    }


def test_a_record_without_a_name_is_left_out_and_told(tmp_path):
    nameless = GBIF | {"scientificName": ["", "a b", "c d"], "species": ["", "", ""]}
    done, _ = brought(tmp_path, table(tmp_path / "r.csv", nameless, "\t"), "species_records")
    assert [(item.row, item.column, item.left_out) for item in done.misfits] == [(1, "scientific_name", True)]


def test_what_is_understood_can_be_changed(tmp_path):
    path = geopackage(tmp_path / "file.gpkg", one=rows(square, ZONE))
    seen = preview(path, "urban_zones", code=CODE, home=tmp_path, mapping={"name": "LIBELONG", "id": ""})
    assert seen.mapping["name"] == "LIBELONG"
    assert "id" not in seen.mapping
    assert seen.frame.iloc[0]["name"] == "Zone à urbaniser"


def test_the_command_tells_what_it_understands_and_writes_nothing(tmp_path, capsys):
    path = geopackage(tmp_path / "file.gpkg", one=rows(square, PCI))
    home = tmp_path / "home"
    assert main(["--home", str(home), "--lang", "en", "import", "parcels", str(path), "--preview"]) == 0
    out = capsys.readouterr().out
    assert "Parcellaire Express" in out
    assert "contenance_m2" in out
    assert "CONTENANCE" in out
    assert "Nothing has been written" in out
    assert not home.exists()


def test_every_form_fills_columns_of_its_theme_and_has_a_name_and_a_source():
    for form in known_forms():
        theme = registry()[form.layer]
        assert set(form.columns) <= set(columns_of(theme)), form.key
        assert form.source.startswith("https://"), form.key
        assert len({form.titles["title_fr"], form.titles["title_en"], ""}) == 3, form.key


def test_a_file_of_ones_own_has_no_published_form():
    assert form_with(["NOM", "LARGEUR"], "hedges") is None
