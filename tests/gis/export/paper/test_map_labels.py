from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gis.export.paper import Frame, text_width
from gis.export.paper.map_labels import MM_PER_POINT, Labels

FRAME = Frame(60.0, 40.0, (0.0, 0.0, 600.0, 400.0))
SIZE = 8.0
PLACES = st.tuples(st.floats(-5, 65), st.floats(-5, 45), st.sampled_from(["A 1", "T074", "Jardin du Cœur"]))
BOXES = st.tuples(st.floats(0, 50), st.floats(0, 30)).map(lambda at: (*at, at[0] + 8, at[1] + 6))
SHOWN = re.compile(r'<text x="([-\d.]+)" y="([-\d.]+)" [^>]*text-anchor="middle">([^<]+)<')


def letters(labels: Labels) -> np.ndarray:
    """Return the rectangles that the letters take, (left, top, right, bottom) in mm, from what is drawn."""
    found = []
    for x, y, text in SHOWN.findall(labels.svg):
        half, line = text_width(text, SIZE) / 2, float(y) / 100
        found.append((float(x) / 100 - half, line - SIZE * MM_PER_POINT * 0.66, float(x) / 100 + half, line))
    return np.array(found).reshape(-1, 4)


def crossing(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def placed(places, kept=()) -> tuple[Labels, int]:
    labels = Labels(FRAME)
    labels.reserve(kept)
    return labels, sum(labels.place(x, y, text, size=SIZE) for x, y, text in places)


@given(st.lists(PLACES, max_size=30))
def test_no_name_covers_another(places):
    boxes = letters(placed(places)[0])
    assert not any(crossing(one, other) for row, one in enumerate(boxes) for other in boxes[:row])


@given(st.lists(PLACES, max_size=15), st.lists(BOXES, min_size=1, max_size=4))
def test_reserved_rectangles_stay_free(places, kept):
    boxes = letters(placed(places, kept)[0])
    assert not any(crossing(one, other) for one in boxes for other in kept)


@given(st.lists(PLACES, max_size=15))
def test_names_stay_within_the_frame(places):
    boxes = letters(placed(places)[0])
    assert (boxes[:, :2] >= 0).all()
    assert (boxes[:, 2:] <= (FRAME.width, FRAME.height)).all()


@given(st.lists(PLACES, max_size=15))
def test_it_is_told_which_names_found_room(places):
    labels, count = placed(places)
    assert len(letters(labels)) == count


def test_a_name_that_must_stand_is_moved_into_the_frame():
    labels = Labels(FRAME)
    labels.reserve([(0, 0, 60, 40)])
    assert not labels.place(59, 1, "T074", size=SIZE)
    assert labels.place(59, 1, "T074", size=SIZE, must=True)
    ((left, top, right, bottom),) = letters(labels)
    assert left >= 0
    assert top >= 0
    assert right <= FRAME.width
    assert bottom <= FRAME.height


def test_a_name_is_text_and_never_markup():
    labels = Labels(FRAME)
    labels.place(30, 20, "<b>&\x07</b>", size=SIZE)
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in labels.svg
