"""What every page shares: language, territory, look, notices, and errors that stay small."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from gis.errors import AtlasError, TerritoryError
from gis.links import named, public
from gis.territory import DRAWN
from gis.words import LANGUAGES, add_folder, language, say, set_language
from views.app.sign_in import show_sign_in
from views.territories import default_code, territory
from views.ui.as_text import as_text
from views.ui.html import badge, joined, tag
from views.ui.state import SPOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from gis.territory import Territory

FOLDER = Path(__file__).parents[1]
MARK = FOLDER / "assets" / "mark.svg"
LOOK = FOLDER / "assets" / "atlas.css"
_KEY = "language"
add_folder(FOLDER / "words")


def begin() -> None:
    """Start a run of the script: choose language and territory, and set up the page."""
    _choose_language()
    _choose_territory()
    st.set_page_config(
        page_title=say("shell.name"), page_icon=MARK.read_text(encoding="utf-8"), layout="wide"
    )


def frame() -> None:
    """Show what stands around every page: the mark, the choice of the language, the notices."""
    st.logo(MARK.read_text(encoding="utf-8"), size="large")
    st.html(LOOK)
    _language_switch()
    if st.query_params.get("lang", LANGUAGES[0]) not in LANGUAGES:
        st.warning(say("shell.language_refused"), icon=":material/link_off:")


def foot() -> None:
    """Show what stands below every page."""
    with st.container(key="atlas_foot"):
        st.page_link("../pages/privacy/page.py", label=say("privacy_page.link"))


def current_code() -> str:
    """Return the INSEE code of the commune that the pages show, `?territory=` in the address."""
    return str(st.session_state.get("territory", default_code()))


def current_territory() -> Territory:
    """Return the territory that the pages show.

    Raises
    ------
    TerritoryError
        When there are no data for it.
    """
    return territory(current_code())


def page_address(**query: str) -> str:
    """Return the address of the page with a query of its own, for a link or a QR code; empty where not known.

    The values must be fit for an address. Another commune than the usual one is named in it, too.
    """
    base = public(str(st.context.url or ""))
    code = current_code()
    query_values = named(code) | query
    parts = "&".join(f"{name}={value}" for name, value in query_values.items() if value)
    return f"{base}?{parts}" if base and parts else base


def heading(title: str, *, notice: bool = True) -> None:
    """Show the title of a page and, below it, what to know of the data as a whole."""
    for piece in _heading_pieces(title, current_territory())[: 2 if notice else 1]:
        st.html(piece)


def heading_html(title: str, shown: Territory) -> Markup:
    """Return what `heading` shows of a territory, as HTML."""
    return joined(_heading_pieces(title, shown))


def _heading_pieces(title: str, shown: Territory) -> list[Markup]:
    pieces = [title_html(title, shown.name)]
    if shown.notice:
        drawn = any(layer.status in DRAWN for layer in shown.layers)
        mark = badge("illustrative" if drawn else "official")
        pieces.append(tag("p", mark, " ", shown.notice, cls="atlas-notice"))
    return pieces


def title_html(title: str, place: str = "") -> Markup:
    """Return the title of a page, and the place that it is about."""
    return tag("h1", title, " ", tag("span", place) if place else "", cls="atlas-title")


@contextmanager
def guarded() -> Iterator[None]:
    """Show an error of the atlas where it happens, as a sentence, and let the rest of the page stand."""
    try:
        yield
    except TerritoryError as error:
        st.error(as_text(str(error)), icon=":material/error:")
        st.page_link("../pages/data/page.py", label=say("shell.fetch_data"), icon=":material/database:")
    except AtlasError as error:
        st.error(as_text(str(error)), icon=":material/error:")


def show_failure(error: Exception) -> bool:
    """Show an unforeseen error as one sentence; the server's log has the rest."""
    st.error(as_text(say("shell.failure", reason=type(error).__name__)), icon=":material/error:")
    return True


def _choose_language() -> None:
    value = st.query_params.get("lang")
    spoken = value if value in LANGUAGES else st.session_state.get(SPOKEN, LANGUAGES[0])
    st.session_state[SPOKEN] = spoken
    set_language(spoken)


def _choose_territory() -> None:
    value = st.query_params.get("territory")
    code = value or current_code()
    st.session_state["territory"] = code
    if not value and code != default_code():
        # Going to another page empties the address bar; a link shall still open this commune.
        st.query_params["territory"] = code


def _language_switch() -> None:
    st.session_state[_KEY] = language()
    with st.container(key="atlas_language", horizontal=True, gap="small", vertical_alignment="center"):
        show_sign_in()
        st.segmented_control(
            say("shell.language"),
            LANGUAGES,
            required=True,
            format_func=lambda code: say(f"shell.language_{code}"),
            key=_KEY,
            on_change=_take_language,
            label_visibility="collapsed",
        )


def _take_language() -> None:
    st.query_params["lang"] = st.session_state[_KEY]
