from __future__ import annotations

import csv
import io
import json

from gis.export import FINDINGS, GUIDE, MISFITS
from gis.imports import Misfit
from gis.rights import operator
from gis.tours import GuideStore
from gis.update import Finding
from tests.gis.small_territory import box, build


def test_a_cell_of_a_file_never_acts_as_a_formula_in_the_list_of_what_does_not_fit():
    wrong = Misfit(3, "name", "=1+1", "too odd", "give another", left_out=False)
    content = MISFITS[0].write([wrong]).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert (row["row"], row["value"]) == ("3", "'=1+1")


def test_findings_are_one_document_of_one_entry_each():
    found = [Finding("gbif", "How many?", "", "yes", "12"), Finding("osm", "Where?", "", "unknown", "")]
    assert json.loads(FINDINGS[0].write(found)) == [item.as_dict() for item in found]


def test_the_guide_takes_along_what_the_store_holds(tmp_path):
    store = GuideStore(build(tmp_path, {"commune": [("62528", box(0, 0, 9, 9), {})]}), operator())
    assert json.loads(GUIDE[0].write(store))["territory"] == "62528"
