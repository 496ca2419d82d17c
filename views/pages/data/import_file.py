"""Bring your own: a file becomes a layer, seen before it is put in place, and taken away again."""

from __future__ import annotations

import re
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.errors import AmbiguousError, CRSError
from gis.imports import done_text, forget, import_layer, preview
from gis.words import language, many, say
from views.app import person, shell
from views.app.sign_in import allowed
from views.pages.data.import_preview import show_preview
from views.pages.data.matcher import choose_columns, column_text
from views.pages.data.sections import ASKED
from views.pages.data.state import DataState, Sent
from views.pages.data.update_form import tell_trouble
from views.ui.as_text import as_text
from views.ui.html import badge, joined, link, tag
from views.ui.systems import system_words, systems

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from gis.imports import Preview
    from gis.territory import Territory, Theme

MOST_MB = 100
"""Larger files go through the command line, which reads them where they are."""
TYPES = ("gpkg", "geojson", "json", "zip", "kml", "gpx", "fgb", "csv", "tsv", "txt")
OTHER = "other"
_UNSAFE = re.compile(r"[^\w.\- ]+")


def show_own(state: DataState, territory: Territory) -> None:
    """Let people bring a file, and take away what they brought."""
    if state.told:
        st.success(as_text(state.told), icon=":material/check:")
        state.told = ""
    tell_trouble(state)
    if not allowed("import"):
        return
    _mine(state, territory)
    st.html(tag("h2", say("data_page.bring"), cls="data-heading"))
    theme = _choose_layer(state, territory)
    sent = _upload(state)
    if sent is not None:
        with shell.guarded():
            _file(state, territory, theme, sent)


def _choose_layer(state: DataState, territory: Territory) -> Theme:
    themes = {theme.key: theme for theme in territory}
    keys = list(themes)
    if state.layer not in themes:
        named = st.query_params.get(ASKED, "")
        state.layer = named if named in themes else keys[0]
    state.layer = st.selectbox(
        say("data_page.own_layer"),
        keys,
        index=keys.index(state.layer),
        format_func=lambda name: themes[name].title,
        key=f"data_own_layer_{language()}",
    )
    st.html(tag("p", themes[state.layer].about, cls="data-note"))
    return themes[state.layer]


def _upload(state: DataState) -> Sent | None:
    # A new key empties the uploader once its file is in place.
    file = st.file_uploader(
        as_text(say("data_page.own_file", most=MOST_MB)),
        type=TYPES,
        key=f"data_own_file_{state.count}",
        max_upload_size=MOST_MB,
        help=say("data_page.own_file_help"),
    )
    if file is None:
        state.sent = None
        return None
    if state.sent is None or state.sent.file_id != file.file_id:
        state.sent = _kept(file)
    return state.sent


def _kept(file: UploadedFile) -> Sent:
    folder = tempfile.TemporaryDirectory(prefix="cailloux-")
    path = Path(folder.name) / (_UNSAFE.sub("_", Path(file.name).name).lstrip(".")[-80:] or "file")
    path.write_bytes(file.getbuffer())
    return Sent(file.file_id, path, folder)


def _file(state: DataState, territory: Territory, theme: Theme, sent: Sent) -> None:
    place = st.container(horizontal=True, gap="small")
    options = {"part": "", "crs": _ask_crs(territory, place, sent)}
    seen = _preview(state, territory, theme, sent, options, place)
    if seen is None:
        return
    if seen.form is not None:
        told = link(say("imports.recognised", form=seen.form.title), seen.form.source)
        st.html(tag("p", told, cls="data-note"))
    mapping = choose_columns(seen, f"{sent.file_id}_{theme.key}")
    if mapping != {column: seen.mapping.get(column, "") for column in seen.columns}:
        seen = _read(state, territory, theme, sent, {**options, "mapping": mapping})
    if seen.form is not None:
        pairs = ", ".join(f"{column_text(column, theme)} ← {field}" for column, field in seen.mapping.items())
        st.html(tag("p", say("data_page.understood", pairs=pairs), cls="data-note"))
    show_preview(territory, seen)
    _put(state, territory, theme, sent, seen, {**options, "mapping": mapping})


def _ask_crs(territory: Territory, place: DeltaGenerator, sent: Sent) -> str:
    """Ask for the coordinate system that the file does not name."""
    crs = place.selectbox(
        say("data_page.own_crs"),
        ("", *systems(territory.projection), OTHER),
        format_func=_system,
        key=f"data_own_crs_{sent.file_id}_{language()}",
        help=say("data_page.own_crs_help"),
    )
    if crs != OTHER:
        return crs
    code = place.text_input(say("data_page.own_epsg"), placeholder="2975", max_chars=20, key="data_own_epsg")
    return f"EPSG:{code.strip().upper().removeprefix('EPSG:')}" if code.strip() else ""


def _system(code: str) -> str:
    return system_words(code) if code.startswith("EPSG:") else say(f"data_page.crs_{code or 'file'}")


def _preview(
    state: DataState,
    territory: Territory,
    theme: Theme,
    sent: Sent,
    options: dict[str, Any],
    place: DeltaGenerator,
) -> Preview | None:
    """Read the file; where it holds several layers, ask which, and note it in `asked`."""
    try:
        try:
            return _read(state, territory, theme, sent, options)
        except AmbiguousError as error:
            key = f"data_own_part_{sent.file_id}"
            options["part"] = place.selectbox(say("data_page.own_part"), error.choices, key=key)
            return _read(state, territory, theme, sent, options)
    except CRSError:
        crs = options["crs"]
        text = say("data_page.own_wrong_crs", crs=crs) if crs else say("data_page.own_no_crs")
        st.warning(as_text(text), icon=":material/explore:")
        return None


def _read(
    state: DataState, territory: Territory, theme: Theme, sent: Sent, options: dict[str, Any]
) -> Preview:
    """Read the file once for each way in which it is asked to be read."""
    wanted = (sent.file_id, theme.key, territory.code, language(), repr(options))
    if wanted not in state.previews:
        with st.spinner(say("data_page.own_reading")):
            seen = preview(sent.path, theme.key, code=territory.code, home=territory.home, **options)
        # The last two are enough: as suggested, and as matched by hand.
        state.previews = {**dict(list(state.previews.items())[-1:]), wanted: seen}
    return state.previews[wanted]


def _put(
    state: DataState,
    territory: Territory,
    theme: Theme,
    sent: Sent,
    seen: Preview,
    options: dict[str, Any],
) -> None:
    if seen.missing:
        names = ", ".join(seen.missing)
        st.warning(as_text(say("data_page.own_missing", columns=names)), icon=":material/link:")
    st.button(
        as_text(many("data_page.own_put", len(seen.frame), layer=theme.title)),
        key="data_own_put",
        type="primary",
        icon=":material/check:",
        disabled=bool(seen.missing) or seen.frame.empty,
        on_click=state.attempt,
        args=(lambda: _bring(state, territory, theme, sent, options),),
    )


def _bring(state: DataState, territory: Territory, theme: Theme, sent: Sent, options: dict[str, Any]) -> None:
    actor, code, home = person.here(), territory.code, territory.home
    ended = import_layer(sent.path, theme.key, actor=actor, code=code, home=home, **options)
    text = done_text(theme.title, kept=ended.kept, rows=ended.rows)
    state.told = f"{text} {say('data_page.own_seen_everywhere')}"
    state.count += 1
    state.sent, state.previews = None, {}


def _mine(state: DataState, territory: Territory) -> None:
    mine = [layer for layer in territory.layers if layer.status == "own"]
    if not mine:
        return
    st.html(tag("h2", say("data_page.mine"), cls="data-heading"))
    for layer in mine:
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"data_mine_{layer.key}"
        ):
            file = str(layer.provenance.get("source") or "")
            about = tag("small", f"{file} · {many('data_page.features', len(layer))}")
            text = joined((tag("b", layer.theme.title), badge("own"), about), " ")
            st.html(tag("p", text, cls="data-mine"), width="content")
            with st.popover(say("data_page.take_away"), icon=":material/delete:"):
                st.write(say("data_page.take_away_means"))
                st.button(
                    as_text(say("data_page.take_away_yes", layer=layer.theme.title)),
                    key=f"data_forget_{layer.key}",
                    on_click=state.attempt,
                    args=(partial(_forget, state, territory, layer.theme),),
                )


def _forget(state: DataState, territory: Territory, theme: Theme) -> None:
    forget(theme.key, actor=person.here(), code=territory.code, home=territory.home)
    state.told = say("imports.removed", layer=theme.title)
