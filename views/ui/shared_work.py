"""Heavy work that does not depend on who asks: worked out once for all who wait for it on their pages."""

from __future__ import annotations

import hashlib
import pickle
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.errors import AtlasError, WorkError
from gis.words import language, say
from gis.work import DEFAULT, shared_pool
from views.http.rates import Caller
from views.ui.as_text import as_text
from views.ui.heavy import ABSENT_S, told
from views.ui.state import speak

if TYPE_CHECKING:
    from collections.abc import Callable

    from gis.work import Handle, WorkLimits

MOST_KEPT = 64
"""Results that are kept; the one not asked for longest is let go."""
BREATH_S, LOOK_S = 0.4, 0.3
_STOPPED = "heavy_stopped"
_kept: OrderedDict[str, _Shared] = OrderedDict()
_lock = threading.Lock()


@dataclass(eq=False)
class _Shared:
    """Work for which several visitors may wait, and when each of them was last seen."""

    handle: Handle | None = None
    seen: dict[str, float] = field(default_factory=dict)

    def wanted(self) -> bool:
        return any(time.monotonic() - when < ABSENT_S for when in list(self.seen.values()))


def worked_out(
    function: Callable[..., Any],
    *given: Any,
    version: str = "",
    limits: WorkLimits = DEFAULT,
    keep: bool = True,
    shown: bool = True,
) -> Any:
    """Return what comes of heavy work, once for all visitors who ask for the same; the page waits for it.

    Parameters
    ----------
    function : callable
        Found by its name in its module, as `given` picklable.
    version : str
        Changes when the same question has another answer.
    keep : bool
        Whether others will ask the same; what one visitor brought is let go at once.
    shown : bool
        Whether the page shows how far it is.

    Raises
    ------
    AtlasError
        What the work raised; WorkError where the visitor stopped it.
    """
    key = _key(function, given, version)
    if st.session_state.get(_STOPPED) == key:
        st.button(say("heavy.again"), key=f"{_STOPPED}_again", on_click=_forget_stop)
        raise WorkError(say("work.cancelled"))
    shared = _shared(key, function, given, limits)
    handle = shared.handle
    assert handle is not None
    try:
        if not handle.wait(BREATH_S):
            _watch(key, shared, handle, shown=shown)
        return handle.result()
    except AtlasError:
        _forget(key)
        raise
    finally:
        if not keep:
            _forget(key)


def _watch(key: str, shared: _Shared, handle: Handle, *, shown: bool) -> None:
    """Show how far it is until it ends; a click meanwhile begins the page anew, and not the work."""
    while not shown and not handle.wait(LOOK_S):
        shared.seen[Caller.here().session] = time.monotonic()
    if not handle.running:
        return
    place = st.empty()
    with place.container(horizontal=True, gap="small", vertical_alignment="center"):
        words = st.empty()
        st.button(
            say("heavy.stop"), key=f"heavy_stop_{key}", icon=":material/stop:", on_click=_stop, args=(key,)
        )
    while not handle.wait(LOOK_S):
        shared.seen[Caller.here().session] = time.monotonic()
        words.progress(handle.done / max(handle.total, 1), text=as_text(told(handle)))
    place.empty()


def _shared(key: str, function: Callable[..., Any], given: tuple[Any, ...], limits: WorkLimits) -> _Shared:
    caller = Caller.here()
    with _lock:
        shared = _kept.setdefault(key, _Shared())
        _kept.move_to_end(key)
        shared.seen[caller.session] = time.monotonic()
        if shared.handle is None:
            try:
                caller.spend("heavy")
                shared.handle = shared_pool().submit(
                    function, *given, limits=limits, owner=caller.session, wanted=shared.wanted
                )
            except AtlasError:
                del _kept[key]
                raise
        idle = [one for one, held in _kept.items() if held.handle is None or not held.handle.running]
        for one in idle[: max(0, len(_kept) - MOST_KEPT)]:
            del _kept[one]
        return shared


def _stop(key: str) -> None:
    speak()
    st.session_state[_STOPPED] = key
    with _lock:
        shared = _kept.get(key)
        if shared is None or shared.handle is None:
            return
        shared.seen.pop(Caller.here().session, None)
        if not shared.wanted():
            shared.handle.cancel()
            del _kept[key]


def _forget_stop() -> None:
    st.session_state.pop(_STOPPED, None)


def _forget(key: str) -> None:
    with _lock:
        held = _kept.get(key)
        if held is not None and held.handle is not None and not held.handle.running:
            del _kept[key]


def _key(function: Callable[..., Any], given: tuple[Any, ...], version: str) -> str:
    name = (function.__module__, function.__qualname__, language(), version)
    return hashlib.sha256(pickle.dumps((name, given))).hexdigest()
