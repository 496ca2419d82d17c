"""The cadastre of a town is read in one go, and as exactly as feature by feature."""

from __future__ import annotations

import gzip

import pytest
import shapely

from gis.sources.formats import ndjson
from tests.official import cadastre
from tests.official.commune import COAST, smaller

SMALL = smaller(COAST, (4, 8))
FILES = {"parcels": cadastre.parcels, "buildings": cadastre.buildings}


@pytest.mark.parametrize("layer", FILES)
def test_areas_of_one_part_and_of_several_are_read_as_a_whole_document_is(layer, tmp_path):
    by_line, whole = tmp_path / "lines.json", tmp_path / "whole.json"
    body = gzip.decompress(FILES[layer](SMALL))
    by_line.write_bytes(body)
    whole.write_bytes(body.replace(b'{"type":"Feature",', b'{ "type":"Feature",'))
    quick, slow = (ndjson.read(path, to="EPSG:2154", texts=("id", "type")) for path in (by_line, whole))
    assert len(quick) == len(slow) > 50
    keys = [rows.geometry.to_wkb().sort_values(ignore_index=True) for rows in (quick, slow)]
    assert keys[0].equals(keys[1])
    assert shapely.is_valid(quick.geometry.to_numpy()).mean() > 0.9
