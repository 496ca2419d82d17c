from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from views.http import routes
from views.http.scripts import FOLDERS, HOUSE, listed, script_url, scripts_version

IMPORTED = re.compile(r"""\bfrom "(\.[^"]+)";""")
FIRST = "views/map/client/boot.js"


@pytest.fixture(scope="module")
def client(empty_home):
    return TestClient(Starlette(routes=routes()))


def test_a_module_is_kept_for_ever_under_its_version_and_asked_for_again_under_another(client):
    answer = client.get(script_url(HOUSE / FIRST))
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    older = client.get(f"/scripts/old/{FIRST}")
    assert older.headers["cache-control"] == "no-cache"
    again = client.get(f"/scripts/old/{FIRST}", headers={"If-None-Match": older.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        "none.js",
        "views/map/client/types.d.ts",
        "views/map/client/atlas.css",
        "views/map/client/%2e%2e/document.py",
        "gis/export/tour/field/field.js",
    ],
)
def test_nothing_but_the_modules_is_served(client, name):
    assert client.get(f"/scripts/{scripts_version()}/{name}").status_code == 404


def test_modules_import_only_modules_that_are_served():
    for name, path in listed().items():
        for address in IMPORTED.findall(path.read_text(encoding="utf-8")):
            found = (path.parent / address).resolve().relative_to(HOUSE).as_posix()
            assert found in listed(), f"{name} imports {address}"


def test_every_folder_has_modules():
    assert all(any(path.is_relative_to(folder) for path in listed().values()) for folder in FOLDERS)
