"""The WFS of the Géoplateforme: communes, farm parcels, BD TOPO, BD Haie, protected areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.sources.services.protected import KINDS
from tests.official.commune import METRES, frame

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.official.commune import Commune

CROPS = (
    ("BTH", "1", "TA"),
    ("PPH", "18", "PP"),
    ("VRC", "21", "CP"),
    ("LUZ", "16", "TA"),
    ("SPH", "17", "PP"),
    ("ZZ9", "28", "TA"),
)
"""Code, group and land cover of what grows; one that no table knows."""
NATURES = ("Forêt fermée de conifères", "Bois", "Lande ligneuse", "Verger", "Haie", "Forêt ouverte")
CREATED, CHANGED = "2019-03-04T10:20:30Z", "2025-12-01T08:00:00.123Z"
NO_HEIGHT = -99_999
NEIGHBOURS = ("Nord", "Est", "Sud", "Ouest")


def layers(commune: Commune) -> dict[str, gpd.GeoDataFrame]:
    """Return the types of the WFS by name, each in the system that it is published in."""
    farm = farmland(commune)
    older = farm.iloc[::2].assign(code_cultu="ORH", code_group="3", cat_cult_p="TA").reset_index(drop=True)
    hedges, roads, woods = (make(commune) for make in (hedge_lines, road_lines, vegetation))
    found = {
        "ADMINEXPRESS-COG.LATEST:commune": communes(commune),
        "ADMINEXPRESS-COG.LATEST:epci": epci(commune),
        "RPG.2023:parcelles_graphiques": older,
        "RPG.2024:parcelles_graphiques": farm,
        "RPG.LATEST:parcelles_graphiques": farm,
        "HAIES.BOCAGES:haie": hedges,
        "BDTOPO_V3:haie": hedges,
        "BDTOPO_V3:troncon_de_route": roads,
        "BDTOPO_V3:zone_de_vegetation": woods,
        "BDTOPO_V3:batiment": buildings(commune),
        "BDTOPO_V3:surface_hydrographique": water(commune),
    }
    degrees = {name: rows.to_crs(4326) for name, rows in found.items()}
    return degrees | {name: rows.to_crs(3857) for name, rows in protected(commune).items()}


def communes(commune: Commune) -> gpd.GeoDataFrame:
    """Return the commune and those around it, in the form of ADMIN EXPRESS; none where the sea is."""
    outline = commune.land.outline
    x, y = shapely.get_coordinates(shapely.centroid(commune.land.built))[0]
    ring = shapely.difference(
        shapely.buffer(outline.convex_hull, 3_000), shapely.union(outline, commune.land.sea)
    )
    far, middle = 40_000, (x, y)
    ends = [(x - far, y + far), (x + far, y + far), (x + far, y - far), (x - far, y - far)]
    wedges = [shapely.Polygon([middle, ends[at], ends[(at + 1) % 4]]) for at in range(4)]
    shapes = [outline, *(shapely.intersection(ring, wedge) for wedge in wedges)]
    names = [commune.name, *(f"Essai-{side}" for side in NEIGHBOURS)]
    codes = [commune.insee, *(f"{commune.department}{950 + at}" for at in range(4))]
    kept = [at for at, shape in enumerate(shapes) if shape.area > 100_000]
    rows = frame(
        np.array([shapely.multipolygons(shapely.get_parts(shapes[at])) for at in kept], dtype=object),
        cleabs=[f"COMMUNE_{codes[at]:0>16}" for at in kept],
        code_insee=[codes[at] for at in kept],
        nom_officiel=[names[at] for at in kept],
        nom_officiel_en_majuscules=[names[at].upper() for at in kept],
        statut="Commune simple",
        population=[commune.population, 812, 2_040, 96, 1_507][: len(kept)],
        date_du_recensement="2023-01-01",
        superficie_cadastrale=[round(shapes[at].area / 10_000) for at in kept],
        codes_siren_des_epci=commune.epci[0],
        code_postal=commune.postcode,
        code_insee_du_departement=commune.department,
    )
    return rows.iloc[::-1].reset_index(drop=True)


def epci(commune: Commune) -> gpd.GeoDataFrame:
    """Return the group of communes."""
    members = communes(commune)
    return frame(
        np.array([shapely.multipolygons(shapely.get_parts(members.union_all()))], dtype=object),
        code_siren=[commune.epci[0]],
        nom_officiel=[commune.epci[1]],
        nature=["Communauté de communes"],
        codes_insee_des_communes_membres=["/".join(sorted(members["code_insee"]))],
    )


def farmland(commune: Commune) -> gpd.GeoDataFrame:
    """Return the declared farm parcels, single and multiple shapes mixed, catch crops null."""
    cells = commune.land.cells[::2]
    shapes = shapely.buffer(cells, -6, cap_style="square", join_style="mitre")
    shapes[::9] = shapely.multipolygons(shapes[::9, None])
    crops = [CROPS[row % len(CROPS)] for row in range(len(shapes))]
    return frame(
        shapes,
        id_parcel=[str(9_000_000 + 17 * row % 9_973) for row in range(len(shapes))],
        surf_parc=(shapely.area(shapes) / 10_000).round(2),
        code_cultu=[crop[0] for crop in crops],
        code_group=[crop[1] for crop in crops],
        culture_d1=pd.Series([None] * len(shapes), dtype="string"),
        culture_d2=pd.Series([None] * len(shapes), dtype="string"),
        cat_cult_p=[crop[2] for crop in crops],
    )


def hedge_lines(commune: Commune) -> gpd.GeoDataFrame:
    """Return the hedges, heights unknown on some."""
    coordinates = shapely.get_coordinates(shapely.normalize(commune.land.cells[1::3])).reshape(-1, 5, 2)
    # Beside the edge of a field and not on it: no hedge lies on the outline of the commune.
    shapes = shapely.linestrings(coordinates[:, 1:3] - [0.0, 5.0])
    count = len(shapes)
    return frame(
        shapes,
        cleabs=[f"HAIELINE{row:016d}" for row in commune.rng("hedges").permutation(count)],
        hauteur=pd.Series([None if row % 4 == 0 else 2 + row % 5 for row in range(count)], dtype="Int32"),
        largeur=pd.Series([None if row % 3 == 0 else 1 + row % 4 for row in range(count)], dtype="Int32"),
        sources="RGFOR",
        date_creation=CREATED,
        date_modification=pd.Series([CHANGED if row % 2 else None for row in range(count)], dtype="string"),
        methode_d_acquisition_planimetrique="Orthophotographie",
        precision_planimetrique=3.0,
    )


def road_lines(commune: Commune) -> gpd.GeoDataFrame:
    """Return streets, tracks and paths in three dimensions: one fictive, one still planned, one twice."""
    streets, tracks = commune.land.streets, commune.land.tracks
    shapes = shapely.force_3d(np.concatenate([streets, tracks]), 210.5)
    shapes[::11] = shapely.force_3d(shapely.force_2d(shapes[::11]), NO_HEIGHT)
    count, town = len(shapes), np.arange(len(shapes)) < len(streets)
    way = np.where(
        np.arange(count) % 3 == 0, "Sentier", np.where(np.arange(count) % 3 == 1, "Chemin", "Route empierrée")
    )
    street = np.where(np.arange(count) % 40 == 0, "Escalier", "Route à 1 chaussée")
    names = [
        f"RUE DES {('ÉRABLES', 'TILLEULS', 'FRÊNES', 'ORMES')[row % 4]}" if town[row] else None
        for row in range(count)
    ]
    rows = frame(
        shapes,
        cleabs=[f"TRONROUT{row:016d}" for row in commune.rng("roads").permutation(count)],
        nature=np.where(town, street, way),
        importance=np.where(town, np.where(np.arange(count) % 20 == 0, "3", "5"), "6"),
        fictif=np.arange(count) == 1,
        etat_de_l_objet=np.where(np.arange(count) == 2, "En projet", "En service"),
        position_par_rapport_au_sol=np.where(np.arange(count) == 3, "Gué ou radier", "0"),
        acces_pieton=np.where(np.arange(count) % 50 == 4, "Restreint aux ayants droit", "Libre"),
        prive=np.arange(count) % 60 == 5,
        largeur_de_chaussee=pd.Series([4.5 if item else None for item in town], dtype="Float64"),
        nom_voie_ban_gauche=pd.Series(names, dtype="string"),
        nom_voie_ban_droite=pd.Series(names, dtype="string"),
        insee_commune_gauche=commune.insee,
        date_creation=CREATED,
        date_modification=CHANGED,
    )
    return pd.concat([rows, rows.iloc[[7]]], ignore_index=True)


def vegetation(commune: Commune) -> gpd.GeoDataFrame:
    """Return areas of vegetation, hedges drawn as areas among them."""
    shapes = shapely.buffer(commune.land.cells[1::4], -3, quad_segs=3)
    natures = NATURES if commune.kind != "town" else ("Bois", "Zone arborée", "Haie", "Verger")
    return frame(
        shapes,
        cleabs=[f"ZONEVEGE{row:016d}" for row in range(len(shapes))],
        nature=[natures[row % len(natures)] for row in range(len(shapes))],
        date_creation=CREATED,
    )


def buildings(commune: Commune) -> gpd.GeoDataFrame:
    """Return some buildings as BD TOPO has them: three-dimensional, in several parts by type."""
    shapes = shapely.multipolygons(shapely.force_3d(commune.land.houses[:500], 200.0)[:, None])
    return frame(
        shapes,
        cleabs=[f"BATIMENT{row:016d}" for row in range(len(shapes))],
        nature="Indifférenciée",
        usage_1="Résidentiel",
        usage_2=pd.Series([None] * len(shapes), dtype="string"),
        construction_legere=False,
    )


def water(commune: Commune) -> gpd.GeoDataFrame:
    """Return a pond."""
    shape = shapely.buffer(shapely.centroid(commune.land.own_cells[:1]), 30)
    return frame(shape, cleabs=["SURFHYDR0000000000000001"], nature=["Mare"])


def protected(commune: Commune) -> dict[str, gpd.GeoDataFrame]:
    """Return the areas of each type that INPN publishes, most of them empty."""
    west, south, east, north = commune.land.outline.bounds
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    north_half = shapely.box(west - 2_000, middle_y + 200, east + 2_000, north + 5_000)
    corner = shapely.box(west + 50, north - 700, west + 800, north - 50)
    small = shapely.Point(middle_x, north - 300).buffer(180)
    areas = {
        "coast": {
            "patrinat_cdl:conservatoire_littoral": ("Cap de Mirande", corner),
            "patrinat_znieff2_mer:znieff2_mer": (
                "Herbiers de Mirande",
                shapely.box(west, south - 500, east, south + 1_500),
            ),
            "patrinat_sic:sic": ("Rade et île de Mirande", commune.land.island.buffer(200)),
        },
        "mountain": {
            "patrinat_pn:parc_national": ("Parc national d’essai (cœur)", north_half),
            "patrinat_pn2:pn": (
                "Parc national d’essai (aire d’adhésion)",
                shapely.box(west, south, east, middle_y),
            ),
            "patrinat_znieff1:znieff1": ("Combe d’essai", small),
            "patrinat_zps:zps": ("Cimes d’essai", north_half),
        },
        "town": {
            "patrinat_znieff1:znieff1": ("Étangs de Valmorin", small),
            "patrinat_apb:apb": ("Mares de Valmorin", corner),
        },
    }[commune.kind]
    return {typename: _area(commune, typename, *areas.get(typename, ("", None))) for typename in KINDS}


def _area(commune: Commune, typename: str, name: str, shape: shapely.Geometry | None) -> gpd.GeoDataFrame:
    shapes: NDArray[np.object_] = np.array(
        [shapely.multipolygons([shape])] if shape is not None else [], dtype=object
    )
    count, code = len(shapes), f"FR93{sum(typename.encode()):05d}"
    rows = {
        "id_mnhn": [code] * count,
        "nom_site": [name] * count,
        "url_fiche": [f"https://inpn.mnhn.fr/espace/protege/{code}"] * count,
        "date_crea": ["1979-08-14"] * count,
        "surf_off": [None if shape is None else round(shape.area / 10_000, 1)] * count,
        "gest_site": [None] * count,
    }
    typed = {
        key: pd.Series(values, dtype="float64" if key == "surf_off" else "string")
        for key, values in rows.items()
    }
    return gpd.GeoDataFrame(typed, geometry=gpd.GeoSeries(shapes, crs=METRES))


def no_area() -> gpd.GeoDataFrame:
    """Return a type without any feature, as the mining plans are outside the basins."""
    return gpd.GeoDataFrame({"lib_ppr": pd.Series([], dtype="string")}, geometry=gpd.GeoSeries([], crs=4326))
