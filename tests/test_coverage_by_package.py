from __future__ import annotations

from tests.coverage_by_package import by_package, package_of, share


def test_files_are_added_up_by_package():
    def file(lines, taken):
        counts = {"num_statements": 10, "covered_lines": lines, "num_branches": 4, "covered_branches": taken}
        return {"summary": {**counts, "percent_covered": 50.0}}

    files = {
        "gis/tours/plan.py": file(9, 2),
        "gis/tours/parts/lunch.py": file(10, 4),
        "gis/crs.py": file(0, 0),
    }
    found = by_package({"files": files})
    assert found["gis.tours"] == {
        "num_statements": 20,
        "covered_lines": 19,
        "num_branches": 8,
        "covered_branches": 6,
    }
    assert set(found) == {"gis.tours", "gis"}


def test_what_lies_in_no_package_belongs_to_its_room():
    assert package_of("gis/crs.py") == "gis"
    assert package_of("views/pages/map/page.py") == "views.pages"


def test_a_package_without_branches_has_no_share():
    assert share(0, 0) == "–"
    assert share(3, 4) == "75 %"
