from __future__ import annotations

import threading

import pytest

from gis.errors import RightError, ServiceError, StoreError
from gis.rights import Actor, operator
from gis.update import Outcome, Step, Summary, UpdateProgress
from gis.words import language, use_language
from tests.loops import finished
from views.ui import job as beside
from views.ui import jobs


@pytest.fixture
def home(tmp_path):
    return tmp_path


@pytest.fixture
def work(monkeypatch):
    """Put a function in place of the update itself."""

    def put(function):
        monkeypatch.setattr(jobs, "update", function)

    return put


def ended(job):
    job.wait(10)
    assert not job.running
    return job


def summary(*layers, outcomes=()):
    return Summary("62386", [Step(layer, "gbif", "missing", 31) for layer in layers], list(outcomes))


def test_news_of_each_layer_is_kept(work, home):
    def update(code, *, actor, home, layers, again, progress, stop):
        progress(UpdateProgress("start", "hedges", done=0, total=2))
        progress(UpdateProgress("done", "hedges", Outcome("hedges", "fetched"), 1_000, 1, 2))
        progress(UpdateProgress("start", "woods", moved_bytes=1_000, done=1, total=2))
        return summary("hedges", "woods", outcomes=[Outcome("hedges", "fetched")])

    work(update)
    job = ended(jobs.start_update(home, "62386", actor=operator()))
    assert [item.layer for item in job.outcomes] == ["hedges"]
    assert (job.done, job.total, job.moved_bytes) == (1, 2, 1_000)
    assert job.asking == set()
    assert job.summary.code == "62386"
    assert job.unfinished == ("woods",)


def test_years_are_fetched_like_layers_and_end_with_a_summary(monkeypatch, home):
    def years(code, *, actor, home, progress, stop):
        outcome = Outcome("farmland:2023", "fetched")
        progress(UpdateProgress("done", "farmland:2023", outcome, 1_000, 1, 2))
        return summary("farmland:2023", "farmland:2022", outcomes=[outcome])

    monkeypatch.setattr(jobs, "update_years", years)
    job = ended(jobs.start_years(home, "62386", actor=operator()))
    assert (job.kind, job.done, job.total) == ("years", 1, 2)
    assert job.unfinished == ("farmland:2022",)


def test_one_piece_of_work_at_a_time_on_a_home(work, home, tmp_path):
    release = threading.Event()
    work(lambda *_, **__: release.wait(10) and summary())
    first = jobs.start_update(home, "62386", actor=operator())
    with use_language("en"), pytest.raises(StoreError, match="62386"):
        jobs.start_update(home, "62528", actor=operator())
    other = jobs.start_update(tmp_path / "elsewhere", "62528", actor=operator())
    release.set()
    ended(other)
    ended(first)
    assert ended(jobs.start_update(home, "62528", actor=operator())).trouble == ""


def test_an_error_of_the_atlas_is_a_sentence_in_the_language_of_whoever_began(work, home):
    def update(code, **_):
        msg = f"down in {language()}"
        raise ServiceError(msg)

    work(update)
    with use_language("en"):
        job = ended(jobs.start_update(home, "62386", actor=operator()))
    assert job.trouble == "down in en"
    assert job.summary is None
    assert job.unfinished == ()


def test_an_unforeseen_error_does_not_leave_the_work_running(work, home, caplog):
    def update(code, **_):
        raise RuntimeError("secret path")

    work(update)
    job = ended(jobs.start_update(home, "62386", actor=operator()))
    assert "RuntimeError" in job.trouble
    assert "secret path" not in job.trouble
    assert "secret path" in caplog.text


def test_work_that_ended_can_be_forgotten_and_work_under_way_cannot(work, home):
    release = threading.Event()
    work(lambda *_, **__: release.wait(10) and summary())
    job = jobs.start_update(home, "62386", actor=operator())
    jobs.forget(job)
    assert jobs.job_of(home) is job
    release.set()
    jobs.forget(ended(job))
    assert jobs.job_of(home) is None


def test_work_stops_with_the_server(work, home):
    def update(code, *, stop, **_):
        assert stop.wait(10)
        return summary()

    work(update)
    job = jobs.start_update(home, "62386", actor=operator())

    async def serve():
        async with beside.lifespan(None):
            assert job.running

    finished(serve())
    assert ended(job).trouble == ""


@pytest.mark.parametrize("start", [jobs.start_update, jobs.start_estimate, jobs.start_probe])
def test_who_may_not_fetch_begins_nothing_and_takes_nobodys_place(start, work, home):
    with pytest.raises(RightError):
        start(home, "62528", actor=Actor("session:1", "guide"))
    assert jobs.job_of(home) is None


def test_an_agent_updates_a_commune_and_only_an_administrator_builds_another(work, home):
    work(lambda *_, **__: summary())
    agent = Actor("person:a", "agent")
    with pytest.raises(RightError):
        jobs.start_update(home, "62386", actor=agent)
    assert ended(jobs.start_update(home, "62528", actor=agent)).trouble == ""
