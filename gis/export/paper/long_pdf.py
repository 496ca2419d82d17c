"""Long documents, printed part by part in processes of their own, so that memory stays small."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any

from gis.errors import InputError
from gis.export.paper.merging import merged
from gis.export.paper.press import pdf
from gis.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gis.export.paper.press import About

MOST_PRESSES = 4


def volume(
    about: About,
    cover: tuple[str, Mapping[str, Any]],
    parts: tuple[str, Iterable[Mapping[str, Any]]],
    *,
    stop: Callable[[], bool] | None = None,
) -> bytes:
    """Return a cover and what follows it as one PDF, in the language in use.

    Parameters
    ----------
    cover : (str, mapping)
        Its template, and what it lays out.
    parts : (str, iterable of mapping)
        The template of the parts, and what each lays out; made while others are printed.
    stop : callable, optional
        Asked between parts; once it is true nothing more is printed.

    Raises
    ------
    InputError
        When it was stopped.
    PaperError
        When the press refuses a part.
    """
    template, contents = parts
    apart = partial(pdf, apart=True)
    # One core is left to who makes the data and joins the parts.
    presses = max(1, min(MOST_PRESSES, (os.cpu_count() or 1) - 1))
    with ThreadPoolExecutor(presses) as pool:
        first = pool.submit(copy_context().run, apart, cover[0], about, cover[1])
        waiting: deque[Future[bytes]] = deque()

        def printed() -> Iterator[bytes]:
            for content in contents:
                if stop is not None and stop():
                    raise InputError(say("paper.stopped"))
                waiting.append(pool.submit(copy_context().run, apart, template, about, content))
                while len(waiting) > presses:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

        return merged(first.result(), printed())
