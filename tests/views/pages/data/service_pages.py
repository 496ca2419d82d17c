"""Show every service that is registered on the page of data, and print what is read there as JSON."""

from __future__ import annotations

import json
import re

from streamlit.testing.v1 import AppTest

from gis.sources import PROBES, SERVICES
from gis.update import Finding
from gis.words import LANGUAGES, use_language
from views.app import shell
from views.pages.data.probe_services import findings_table

PAGE = """
import runpy
from views.app import shell
shell.begin()
runpy.run_module("views.pages.data.page")
"""


def planned(language: str) -> dict[str, str]:
    """Return the service that the page names for each layer of an update of everything."""
    page = AppTest.from_string(PAGE, default_timeout=60)
    page.query_params["lang"], page.query_params["part"] = language, "update"
    page.session_state[f"data_scope_{shell.current_code()}"] = "all"
    page.run()
    assert not page.exception, page.exception
    shown = "".join(element.proto.body for element in page.get("html"))
    return dict(re.findall(r'<tr data-layer="(\w+)"><th scope="row">[^<]*</th><td>([^<]*)</td>', shown))


def probed(language: str) -> dict[str, str]:
    """Return what the page calls each service beside what came of its probe."""
    with use_language(language):
        asked = [(item.service, item.text) for item in PROBES]
        rest = [(key, "") for key in SERVICES if key not in dict(asked)]
        findings = [Finding(service, text, "http://127.0.0.1", "yes", "") for service, text in asked + rest]
        return dict(
            re.findall(r'<tr data-service="(\w+)"><th scope="row">([^<]*)<', findings_table(findings))
        )


if __name__ == "__main__":
    print(json.dumps({code: {"planned": planned(code), "probed": probed(code)} for code in LANGUAGES}))  # noqa: T201
