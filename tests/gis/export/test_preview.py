from __future__ import annotations

import io

import numpy as np
from PIL import Image

from gis.export.preview import PIXELS, map_preview
from tests.gis.small_territory import box, build


def picture(territory, keys, **options):
    return np.asarray(Image.open(io.BytesIO(map_preview(territory, keys, **options))).convert("L"), dtype=int)


def test_a_layer_of_the_address_is_seen_and_one_that_is_absent_is_passed_over(tmp_path):
    layers = {
        "commune": [("62528", box(0, 0, 1000, 1000), {})],
        "slag_heaps": [("T1", box(300, 300, 700, 700), {})],
    }
    town = build(tmp_path, layers)
    bare, drawn = picture(town, ["hedges"]), picture(town, ["hedges", "slag_heaps", "nonsense"])
    assert bare.shape == drawn.shape == PIXELS[::-1]
    assert (np.abs(bare - drawn) > 100).sum() > 500
