from __future__ import annotations

import pytest

from benchmarks.harness import Comparison, median_ms, report
from benchmarks.rivals.cdn import LOCAL, local_answer


def test_the_ratio_says_how_many_times_smaller_ours_is():
    assert Comparison("x", 2.0, 40.0, "other").ratio == 20


@pytest.mark.parametrize(("aim", "met"), [(0, True), (20, True), (21, False)])
def test_an_aim_is_met_or_missed(aim, met, capsys):
    comparison = Comparison("x", 2.0, 40.0, "other", aim=aim)
    assert comparison.met is met
    assert report("title", [comparison]) is met
    assert ("MISSED" in capsys.readouterr().out) is not met


def test_the_median_leaves_the_warm_up_out():
    calls = []
    assert median_ms(lambda: calls.append(1), runs=3, warm_up=2) >= 0
    assert len(calls) == 5


@pytest.mark.parametrize("name", LOCAL)
def test_files_of_cdns_come_from_installed_packages(name):
    pytest.importorskip("xstatic.pkg.jquery", reason="only where the rivals of the benchmarks are installed")
    body, _ = local_answer(f"https://cdn.example/{name}?x=1")
    assert len(body) > 500


def test_what_no_package_holds_is_answered_empty():
    assert local_answer("https://cdn.example/all.min.css") == (b"", "text/css")
