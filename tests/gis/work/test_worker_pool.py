from __future__ import annotations

import gc
import os
import signal
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from gis.errors import AmbiguousError, BusyError, WorkError
from gis.words import say, use_language
from gis.work import MOST_EACH, WorkerPool, WorkLimits
from tests.gis.work import chores

if TYPE_CHECKING:
    from pathlib import Path

if not hasattr(os, "mkfifo"):
    pytest.skip("needs named pipes", allow_module_level=True)


@dataclass
class Gate:
    """Two named pipes: a chore tells by one that it has begun, and waits at the other."""

    told: Path
    until: Path

    @property
    def ends(self):
        return str(self.told), str(self.until)

    def begun(self):
        assert self.told.read_text(encoding="ascii") == "begun"

    def open(self, text="done"):
        self.until.write_text(text, encoding="ascii")


@pytest.fixture
def gate(tmp_path):
    made = Gate(tmp_path / "told", tmp_path / "until")
    os.mkfifo(made.told)
    os.mkfifo(made.until)
    return made


@pytest.fixture(scope="module")
def shared():
    with WorkerPool(workers=1) as pool:
        yield pool
    gc.collect()


def test_work_is_done_elsewhere_and_its_process_is_used_again(shared):
    first, second = (shared.submit(chores.process).result() for _ in range(2))
    assert first == second != os.getpid()


def test_an_error_of_the_atlas_comes_back_as_it_is_in_the_language_of_whoever_asked(shared):
    with use_language("en"):
        told = say("errors.paper", reason="x")
        handle = shared.submit(chores.refuse, ("a", "b"))
    with pytest.raises(AmbiguousError) as caught:
        handle.result()
    assert (str(caught.value), caught.value.choices) == (told, ("a", "b"))


def test_an_unforeseen_error_is_told_and_noted_without_what_people_typed(shared, caplog):
    with pytest.raises(WorkError) as caught:
        shared.submit(chores.stumble).result()
    assert str(caught.value) == say("work.failed", reason="ZeroDivisionError")
    assert "chores.py" in caplog.text
    assert "Dames" not in caplog.text


def test_work_begins_in_the_order_in_which_it_came_and_knows_its_place(shared, gate, tmp_path):
    first = shared.submit(chores.rest, *gate.ends)
    gate.begun()
    later = [shared.submit(chores.note, str(tmp_path / "notes"), text) for text in "abc"]
    assert [shared.before(one) for one in [first, *later]] == [0, 1, 2, 3]
    gate.open()
    for one in later:
        one.result()
    assert first.result() == "done"
    assert (tmp_path / "notes").read_text(encoding="ascii") == "abc"


def test_a_worker_that_is_killed_in_the_middle_leaves_the_next_work_whole(shared, gate):
    handle = shared.submit(chores.rest, *gate.ends)
    gate.begun()
    os.kill(*shared.processes(), signal.SIGKILL)
    with pytest.raises(WorkError, match="interrompu"):
        handle.result()
    assert shared.submit(divmod, 7, 2).result() == (3, 1)


def test_a_worker_that_was_killed_while_it_rested_is_replaced(shared):
    before = shared.submit(chores.process).result()
    os.kill(before, signal.SIGKILL)
    assert shared.submit(chores.process).result() != before


def test_work_that_takes_too_much_memory_is_refused_and_the_next_goes_on(shared):
    little = WorkLimits(memory_bytes=50_000_000)
    with pytest.raises(WorkError) as caught:
        shared.submit(chores.hoard, 400_000_000, limits=little).result()
    assert str(caught.value) == say("work.memory")
    assert shared.submit(chores.hoard, 100_000_000).result() == 100_000_000


def test_work_that_takes_too_long_is_ended(shared, gate):
    handle = shared.submit(chores.rest, *gate.ends, limits=WorkLimits(seconds=1))
    with pytest.raises(WorkError) as caught:
        handle.result()
    assert str(caught.value) == say("work.too_long", seconds="1")
    assert shared.submit(divmod, 7, 2).result() == (3, 1)


def test_work_under_way_can_be_ended_and_work_that_waits_never_begins(shared, gate, tmp_path):
    running = shared.submit(chores.rest, *gate.ends)
    gate.begun()
    waiting = shared.submit(chores.note, str(tmp_path / "notes"), "x")
    waiting.cancel()
    running.cancel()
    for handle in (running, waiting):
        with pytest.raises(WorkError) as caught:
            handle.result()
        assert str(caught.value) == say("work.cancelled")
    assert shared.submit(divmod, 7, 2).result() == (3, 1)
    assert not (tmp_path / "notes").exists()


def test_work_tells_how_far_it_is(shared, gate):
    handle = shared.submit(chores.half, *gate.ends)
    gate.begun()
    gate.open()
    assert handle.result() is False
    assert (handle.done, handle.total) == (1, 2)


def test_work_that_is_asked_to_stop_gives_what_it_has(shared, gate):
    handle = shared.submit(chores.until_stopped, gate.ends[0])
    gate.begun()
    handle.stop()
    assert handle.result() == "half"
    assert shared.submit(chores.process).result()


def test_work_for_which_nobody_waits_any_more_is_ended(shared, gate):
    left = threading.Event()
    handle = shared.submit(chores.rest, *gate.ends, wanted=lambda: not left.is_set())
    gate.begun()
    shared.sweep()
    assert handle.running
    left.set()
    shared.sweep()
    with pytest.raises(WorkError):
        handle.result()


def test_one_owner_cannot_fill_the_queue_and_a_full_queue_says_so(shared, gate):
    held = [shared.submit(chores.rest, *gate.ends, owner="a")]
    gate.begun()
    held += [shared.submit(chores.process, owner="a") for _ in range(MOST_EACH - 1)]
    with pytest.raises(BusyError, match=str(MOST_EACH)):
        shared.submit(chores.process, owner="a")
    other = shared.submit(chores.process, owner="b")
    gate.open()
    for handle in [*held, other]:
        handle.result()
    assert shared.submit(chores.process, owner="a").result()


def test_a_full_queue_says_how_many_there_are(gate):
    with WorkerPool(workers=1, most_waiting=1) as pool:
        pool.submit(chores.rest, *gate.ends)
        gate.begun()
        pool.submit(chores.process)
        with pytest.raises(BusyError, match="2"):
            pool.submit(chores.process)


def test_work_of_two_is_done_side_by_side_where_there_are_two_workers(tmp_path, gate):
    with WorkerPool(workers=2) as pool:
        held = pool.submit(chores.rest, *gate.ends)
        gate.begun()
        assert pool.submit(divmod, 7, 2).result() == (3, 1)
        assert held.running
        assert pool.count() == 1


def test_a_pool_that_closes_ends_its_work_and_its_processes(gate):
    with WorkerPool(workers=1) as pool:
        handle = pool.submit(chores.rest, *gate.ends)
        gate.begun()
        (process,) = pool.processes()
    assert not handle.running
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with pytest.raises(WorkError):
        pool.submit(chores.process)
