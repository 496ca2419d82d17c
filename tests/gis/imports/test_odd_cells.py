"""Whatever stands in the cells of a file: a sentence at worst, never a traceback."""

from __future__ import annotations

import contextlib
import math

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.errors import AtlasError
from gis.imports import import_layer, preview
from gis.imports.known_forms import EITHER, known_forms
from gis.rights import operator
from gis.territory import registry
from tests.gis.imports.delivery import X, Y, square, way

CODE = "62528"
ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "568/", "1e400", "-inf", "nan", "٣", "0x1A", "20160230", "99999999999999999999", "\x00"]
    ),
    st.integers(),
    st.floats(),
    st.none(),
    st.booleans(),
    st.binary(max_size=3),
    st.dates(),
    st.lists(st.integers(), max_size=2),
)


def fields_of(form):
    signs = [sign.split(EITHER)[0] for sign in form.signs]
    return list(dict.fromkeys([*signs, *(names[0] for names in form.columns.values())]))


@pytest.mark.parametrize("form", known_forms(), ids=lambda form: form.key)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_odd_cells_end_in_a_sentence_at_worst(tmp_path, monkeypatch, form, data):
    fields = fields_of(form)
    cells = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(fields, ODD)), min_size=1, max_size=3))
    shape = way if registry()[form.layer].kind == "line" else square
    table = pd.DataFrame({name: pd.Series([row[name] for row in cells], dtype=object) for name in fields})
    frame = gpd.GeoDataFrame(table, geometry=[shape(40.0 * at) for at in range(len(cells))], crs=2154)
    path = tmp_path / "odd.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    monkeypatch.setattr("gis.imports.readers._read", lambda *_: frame)
    with contextlib.suppress(AtlasError):
        done = import_layer(path, form.layer, code=CODE, actor=operator(), home=tmp_path)
        assert done.rows == len(cells)


POINT = shapely.Point(X, Y)
SHAPES = (
    None,
    shapely.Point(),
    POINT,
    shapely.MultiPoint([(X, Y), (X + 5, Y)]),
    shapely.Point(math.nan, math.inf),
    shapely.Point(1e300, -1e300),
    shapely.LineString([(X, Y), (X, Y)]),
    shapely.Polygon([(X, Y, 1), (X + 9, Y + 9, 2), (X + 9, Y, 3), (X, Y + 9, 4)]),
    shapely.Polygon([(X, Y), (X, Y), (X, Y)]),
    shapely.GeometryCollection([POINT, square()]),
)


@pytest.mark.parametrize("form", known_forms(), ids=lambda form: form.key)
def test_odd_shapes_end_in_a_sentence_at_worst(tmp_path, monkeypatch, form):
    table = pd.DataFrame({name: [f"{at}" for at in range(len(SHAPES))] for name in fields_of(form)})
    frame = gpd.GeoDataFrame(table, geometry=list(SHAPES), crs=2154)
    path = tmp_path / "odd.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    monkeypatch.setattr("gis.imports.readers._read", lambda *_: frame)
    seen = preview(path, form.layer, code=CODE, home=tmp_path)
    assert {item.row for item in seen.misfits} >= {1, 2, 5, 6}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(max_size=60))
def test_any_text_as_a_table_ends_in_a_sentence_at_worst(tmp_path, body):
    path = tmp_path / "any.csv"
    path.write_bytes(
        f"gbifID\tspecies\tdecimalLatitude\tdecimalLongitude\n{body}".encode("utf-8", "surrogatepass")
    )
    with contextlib.suppress(AtlasError):
        import_layer(path, "species_records", code=CODE, actor=operator(), home=tmp_path)
