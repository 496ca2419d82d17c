"""The three communes, each updated once from its own services; the town is a small one here."""

from __future__ import annotations

import pytest

from gis.rights import operator
from gis.update import Setup, update
from tests.official.commune import COMMUNES, TOWN, smaller
from tests.official.server import Official
from tests.services.mapserver import no_server

SMALL = tuple(smaller(commune) if commune is TOWN else commune for commune in COMMUNES)


def pytest_collection_modifyitems(items):
    for item in items:
        if "official" in item.fixturenames:
            item.add_marker(pytest.mark.mapserver)
            item.add_marker(pytest.mark.skipif(bool(no_server()), reason=no_server() or "all is there"))


@pytest.fixture(scope="module", params=SMALL, ids=[commune.kind for commune in SMALL])
def official(request, tmp_path_factory):
    """Serve a commune."""
    with Official(request.param, tmp_path_factory.mktemp("services")) as running:
        yield running


@pytest.fixture(scope="module")
def home(official, tmp_path_factory):
    """Return a home with the commune in it, and how its update ended."""
    folder = tmp_path_factory.mktemp("home")
    summary = update(official.commune.insee, actor=operator(), home=folder, setup=Setup(official.settings()))
    return folder, summary
