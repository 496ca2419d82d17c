"""What pages have done in worker processes comes back as it would here."""

from __future__ import annotations

import json

import numpy as np
import pytest

from gis.connectivity import connectivity_of
from gis.errors import AmbiguousError, CRSError, RightError
from gis.rights import Actor, operator
from gis.tours import TspProblem, best_order
from gis.work import WorkerPool
from views import tasks, territories


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Return what has work done in one worker."""
    with WorkerPool(workers=1) as pool:
        yield lambda function, *given: pool.submit(function, *given).result()


@pytest.fixture(scope="module")
def territory(tmp_path_factory):
    return territories.territory("62528", tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def key(territory):
    return tasks.TerritoryKey.of(territory)


@pytest.fixture
def gardens(tmp_path):
    shape = {
        "type": "Polygon",
        "coordinates": [[[2.79, 50.45], [2.791, 50.45], [2.791, 50.451], [2.79, 50.45]]],
    }
    feature = {"type": "Feature", "properties": {"name": "Le grand jardin"}, "geometry": shape}
    path = tmp_path / "gardens.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_some_parcels_are_screened(done, key, territory):
    ids = territory.layer("parcels").data["id"].astype(str).tolist()[:3]
    found = done(tasks.screened, key, ids)
    assert found.complete
    assert found.frame["id"].tolist() == ids


def test_sheets_are_printed(done, key, territory):
    ids = territory.layer("parcels").data["id"].astype(str).tolist()[:1]
    assert done(tasks.sheets, key, ids, [""]).startswith(b"%PDF")


def test_a_hedge_that_is_proposed_has_the_effect_that_was_told(done, territory):
    habitats = tasks.Habitats.of(connectivity_of(territory))
    first = done(tasks.proposed, habitats, 1)[0]
    line = json.dumps(first.as_dict()["geometry"]).encode()
    found = done(tasks.planted, habitats, line, 10.0)
    assert found.gain_pct == pytest.approx(first.gain_alone_pct, rel=0.05)
    assert found.projection == territory.projection


def test_a_file_is_seen_and_then_put_in_place(done, key, territory, gardens):
    seen = done(tasks.seen_before_import, gardens, "nourishing_gardens", key, {})
    assert (len(seen.frame), seen.theme.key) == (1, "nourishing_gardens")
    options = {"mapping": seen.mapping}
    assert done(tasks.imported, gardens, "nourishing_gardens", key, options, operator()) == (1, 1)
    assert len(territories.territory(key.code, key.home).layer("nourishing_gardens")) == 1


def test_a_visitor_has_no_more_rights_in_a_worker(done, key, gardens):
    visitor = Actor("session:x", "visitor")
    with pytest.raises(RightError):
        done(tasks.imported, gardens, "nourishing_gardens", key, {}, visitor)


def test_what_a_file_leaves_open_is_asked_as_it_would_be_here(done, key, tmp_path):
    path = tmp_path / "gardens.csv"
    path.write_text("name;x;y\na;700000;7000000\n", encoding="utf-8")
    with pytest.raises((AmbiguousError, CRSError)):
        done(tasks.seen_before_import, path, "nourishing_gardens", key, {})


def test_an_order_is_found(done):
    none, far = np.zeros(3), np.abs(np.subtract.outer([0, 2, 1], [0, 2, 1]))
    problem = TspProblem(
        service=np.full(3, 10), walk=far, metres=far * 100.0, spans=(((480, 1200),),) * 3,
        start=480, end=1200, first=none.astype(int), last=none.astype(int), first_m=none, last_m=none,
        weight=np.ones(3, int),
    )  # fmt: skip
    assert done(best_order, problem).timing.order == best_order(problem).timing.order
