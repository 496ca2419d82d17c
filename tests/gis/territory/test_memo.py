from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from gis.territory import memoised


def test_two_who_ask_at_once_have_it_made_once():
    made, begun, go = [], threading.Event(), threading.Event()

    @memoised
    def slow(_subject):
        begun.set()
        go.wait(10)
        made.append(1)
        return len(made)

    subject = SimpleNamespace()
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(slow, subject) for _ in range(2)]
        begun.wait(10)
        go.set()
        assert [one.result() for one in asked] == [1, 1]


def test_who_asks_for_something_else_does_not_wait():
    begun, go = threading.Event(), threading.Event()

    @memoised
    def slow(_subject):
        begun.set()
        return go.wait(10)

    quick = memoised(lambda _subject: "made")
    subject, other = SimpleNamespace(), SimpleNamespace()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(slow, subject)
        begun.wait(10)
        assert (quick(subject), quick(other)) == ("made", "made")
        go.set()
        assert asked.result()
