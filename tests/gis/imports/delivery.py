"""Tiny files in the published forms: the fields are those of the form, the values made up."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

X, Y = 684_000.0, 7_039_500.0


def square(at: float = 0.0, side: float = 30.0) -> shapely.Polygon:
    return shapely.box(X + at, Y, X + at + side, Y + side)


def way(at: float = 0.0) -> shapely.LineString:
    return shapely.LineString([(X + at, Y), (X + at + 200, Y)])


def rows(shape, *items: dict[str, object]) -> gpd.GeoDataFrame:
    shapes = [shape(40.0 * at) for at in range(len(items))]
    return gpd.GeoDataFrame(list(items), geometry=shapes, crs=2154)


def geopackage(path: Path, **layers: gpd.GeoDataFrame) -> Path:
    for name, frame in layers.items():
        frame.to_file(path, layer=name, driver="GPKG", engine="pyogrio")
    return path


def zipped(folder: Path, **layers: gpd.GeoDataFrame) -> Path:
    inside = folder / "delivery"
    inside.mkdir()
    for name, frame in layers.items():
        frame.to_file(inside / f"{name}.shp", engine="pyogrio")
    return folder / shutil.make_archive(str(folder / "delivery"), "zip", inside)


PCI = {
    "NUMERO": "0025",
    "FEUILLE": 1,
    "SECTION": "0A",
    "CODE_DEP": "62",
    "NOM_COM": "Loos-en-Gohelle",
    "CODE_COM": "528",
    "COM_ABS": "000",
    "CODE_ARR": "000",
    "IDU": "625280000A0025",
    "CONTENANCE": 900,
}
EDIGEO = {"OBJECT_RID": "Objet_1", "IDU": "5280000A0025", "SUPF": 900.0, "INDP": "01", "TEX": "25"}
ETALAB = {
    "id": "625280000A0025",
    "commune": "62528",
    "prefixe": "000",
    "section": "A",
    "numero": "25",
    "contenance": 900,
    "updated": "2024-03-01",
}
ZONE = {
    "LIBELLE": "1AUb",
    "LIBELONG": "Zone à urbaniser",
    "TYPEZONE": "AUc",
    "DESTDOMI": "01",
    "NOMFIC": "reglement.pdf",
    "URLFIC": "https://example.org/reglement.pdf",
    "DATAPPRO": "20160630",
    "DATVALID": "20160630",
    "IDURBA": "62528_PLU_20160630",
    "IDZONE": "z-17",
}
PRESCRIPTION = {
    "LIBELLE": "Espace boisé classé",
    "TXT": "EBC",
    "TYPEPSC": "01",
    "STYPEPSC": "00",
    "NATURE": "",
    "NOMFIC": "",
    "URLFIC": "",
    "DATVALID": "20160630",
    "IDURBA": "62528_PLU_20160630",
}
RPG = {
    "ID_PARCEL": "8812345",
    "SURF_PARC": 0.09,
    "CODE_CULTU": "BTH",
    "CODE_GROUP": "1",
    "CULTURE_D1": "",
    "CULTURE_D2": "",
}
BIO = {"gid": 7, "millesime": 2021, "code_cultu": "BTH", "lbl_cultur": "Blé", "surface_ha": 0.09}
HEDGE = {"cleabs": "HAIE0000000000000001", "hauteur": 3, "largeur": 2, "date_modification": "2024-05-06"}
WOOD = {"cleabs": "ZONEVEGE0001", "nature": "Forêt fermée mixte", "date_creation": "2020-01-02"}
ROAD = {
    "cleabs": "TRONROUT0001",
    "nature": "Sentier",
    "importance": "6",
    "fictif": False,
    "position_par_rapport_au_sol": "0",
    "etat_de_l_objet": "En service",
    "largeur_de_chaussee": 1.5,
    "acces_pieton": "Libre",
    "nom_voie_ban_gauche": "Sentier du Moulin",
}
BUILDING = {
    "cleabs": "BATIMENT0001",
    "nature": "Indifférenciée",
    "construction_legere": True,
    "etat_de_l_objet": "En service",
    "hauteur": 6.5,
}
