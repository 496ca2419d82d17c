"""What all tests share: the embedded territory over an empty home, French to begin with, both databases."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from gis.territory import Territory
from gis.words import set_language
from tests.services import postgres

settings.register_profile("atlas", deadline=None, database=None, max_examples=40)
settings.load_profile("atlas")


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAILLOUX_HOME", str(home))
        patch.delenv("CAILLOUX_SOURCES", raising=False)
        patch.delenv("CAILLOUX_DATABASE", raising=False)
        yield home


@pytest.fixture(autouse=True)
def french_at_first():
    set_language("fr")


@pytest.fixture(scope="session")
def territory(empty_home):
    return Territory(home=empty_home)


@pytest.fixture(scope="session")
def cluster():
    if postgres.missing():
        pytest.skip(postgres.missing())
    with postgres.cluster() as running:
        yield running


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def either_database(request, monkeypatch):
    """Run the test twice: on the file in the home, and on a PostgreSQL database of its own."""
    if request.param == "PostgreSQL":
        monkeypatch.setenv("CAILLOUX_DATABASE", request.getfixturevalue("cluster").database())
    return request.param


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """Use every core for folders of tests; a few named files are done sooner by one process."""
    named = [argument.partition("::")[0] for argument in config.args]
    return 0 if all(name.endswith(".py") for name in named) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where they are installed on purpose, a test that skips for want of Chromium or another one fails."""
    report = yield
    strict = os.environ.get("CAILLOUX_TESTS_STRICT") and report.skipped
    if strict and any(
        name in str(report.longrepr)
        for name in ("Chromium", "MapServer", "playwright", "Node", "nginx", "PostgreSQL")
    ):
        report.outcome = "failed"
    return report
