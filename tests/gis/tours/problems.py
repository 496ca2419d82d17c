"""Made-up problems of order: visits on a plane, at a walking pace of 50 m a minute."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from gis.tours import Break, TspProblem

M_A_MINUTE = 50.0
DAY = (0, 1439)


def problem(places, spans=None, *, service=10, start=540, end=1439, lunch=None, weight=None) -> TspProblem:
    xy = np.asarray(places, dtype=float)
    metres = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    none, nothing = np.zeros(len(xy), dtype=np.int64), np.zeros(len(xy))
    return TspProblem(
        service=np.full(len(xy), service, dtype=np.int64),
        walk=np.ceil(metres / M_A_MINUTE).astype(np.int64),
        metres=metres,
        spans=tuple(spans or [(DAY,)] * len(xy)),
        start=start,
        end=end,
        first=none,
        last=none,
        first_m=nothing,
        last_m=nothing,
        weight=np.full(len(xy), 1000) - np.arange(len(xy)) if weight is None else np.asarray(weight),
        lunch=lunch,
    )


@st.composite
def problems(draw, most=6):
    count = draw(st.integers(1, most))
    places = draw(
        st.lists(st.tuples(st.integers(0, 2500), st.integers(0, 2500)), min_size=count, max_size=count)
    )
    spans = []
    for _ in range(count):
        opens = draw(st.integers(500, 900))
        long = draw(st.sampled_from([0, 30, 120, None]))
        spans.append((DAY,) if long is None else ((opens, opens + long),))
    lunch = draw(st.sampled_from([None, Break(30, 720, 780)]))
    end = draw(st.sampled_from([700, 900, 1439]))
    return problem(places, spans, end=end, lunch=lunch)
