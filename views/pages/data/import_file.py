"""Bring your own: a file becomes a layer, seen before it is put in place, and taken away again."""

from __future__ import annotations

import html
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from gis.errors import AmbiguousError, AtlasError, CRSError
from gis.imports import done_text, forget, import_layer, preview
from gis.words import language, many, say
from views.app import shell
from views.pages.data.import_preview import show_preview
from views.pages.data.matcher import choose_columns
from views.pages.data.sections import ASKED

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from gis.imports import Preview
    from gis.territory import Territory, Theme

MOST_MB = 100
"""Larger files go through the command line, which reads them where they are."""
TYPES = ("gpkg", "geojson", "json", "zip", "kml", "gpx", "fgb", "csv", "txt")
SYSTEMS = ("EPSG:2154", "EPSG:4326", "EPSG:3950", "EPSG:27561", "EPSG:3857")
OTHER = "other"
DONE, COUNT, LAYER = "data_own_done", "data_own_count", "data_own_layer"
_UNSAFE = re.compile(r"[^\w.\- ]+")


@dataclass(frozen=True)
class Sent:
    """A file that a visitor sent, on the server's disk for as long as its page is open.

    Attributes
    ----------
    file_id : str
        Changes with each file sent.
    """

    file_id: str
    path: Path
    folder: tempfile.TemporaryDirectory[str]


def show_own(territory: Territory) -> None:
    """Let people bring a file, and take away what they brought."""
    if st.session_state.get(DONE):
        st.success(st.session_state.pop(DONE), icon=":material/check:")
    _mine(territory)
    st.html(f'<h2 class="data-heading">{html.escape(say("data_page.bring"))}</h2>')
    theme = _choose_layer(territory)
    sent = _upload()
    if sent is None:
        return
    with shell.guarded():
        _file(territory, theme, sent)


def _choose_layer(territory: Territory) -> Theme:
    themes = {theme.key: theme for theme in territory}
    keys = list(themes)
    asked = st.query_params.get(ASKED, "")
    first = st.session_state.setdefault(LAYER, asked if asked in themes else keys[0])
    key = st.selectbox(
        say("data_page.own_layer"),
        keys,
        index=keys.index(first),
        format_func=lambda name: themes[name].title,
        key=f"{LAYER}_{language()}",
    )
    st.session_state[LAYER] = key
    st.html(f'<p class="data-note">{html.escape(themes[key].about)}</p>')
    return themes[key]


def _upload() -> Sent | None:
    # A new key empties the uploader once its file is in place.
    count = st.session_state.setdefault(COUNT, 0)
    file = st.file_uploader(
        say("data_page.own_file", most=MOST_MB),
        type=TYPES,
        key=f"data_own_file_{count}",
        max_upload_size=MOST_MB,
        help=say("data_page.own_file_help"),
    )
    if file is None:
        st.session_state.pop("data_own_sent", None)
        return None
    return _kept(file)


def _kept(file: UploadedFile) -> Sent:
    held: Sent | None = st.session_state.get("data_own_sent")
    if held is None or held.file_id != file.file_id:
        folder = tempfile.TemporaryDirectory(prefix="cailloux-")
        path = Path(folder.name) / (_UNSAFE.sub("_", Path(file.name).name).lstrip(".")[-80:] or "file")
        path.write_bytes(file.getbuffer())
        held = Sent(file.file_id, path, folder)
        st.session_state["data_own_sent"] = held
        st.session_state["data_own_asks"] = ()
    return held


def _file(territory: Territory, theme: Theme, sent: Sent) -> None:
    asked = _questions(sent)
    seen = _preview(territory, theme, sent, asked)
    if seen is None:
        return
    mapping = choose_columns(seen, f"{sent.file_id}_{theme.key}")
    if mapping != {column: seen.mapping.get(column, "") for column in seen.columns}:
        seen = _read(territory, theme, sent, {**asked, "mapping": mapping})
    show_preview(territory, seen)
    _put(territory, theme, sent, seen, {**asked, "mapping": mapping})


def _questions(sent: Sent) -> dict[str, Any]:
    """Ask what the file does not say: which of its layers, which system."""
    parts = st.session_state.get("data_own_asks", ())
    part = ""
    with st.container(horizontal=True, gap="small"):
        if parts:
            part = st.selectbox(say("data_page.own_part"), parts, key=f"data_own_part_{sent.file_id}")
        crs = st.selectbox(
            say("data_page.own_crs"),
            ("", *SYSTEMS, OTHER),
            format_func=_system,
            key=f"data_own_crs_{sent.file_id}_{language()}",
            help=say("data_page.own_crs_help"),
        )
        if crs == OTHER:
            code = st.text_input(
                say("data_page.own_epsg"), placeholder="2975", max_chars=20, key="data_own_epsg"
            )
            crs = f"EPSG:{code.strip().upper().removeprefix('EPSG:')}" if code.strip() else ""
    return {"part": part, "crs": crs}


def _system(code: str) -> str:
    return say(f"data_page.crs_{code.removeprefix('EPSG:') or 'file'}")


def _preview(territory: Territory, theme: Theme, sent: Sent, asked: dict[str, Any]) -> Preview | None:
    try:
        return _read(territory, theme, sent, asked)
    except AmbiguousError as error:
        if not st.session_state.get("data_own_asks"):
            st.session_state["data_own_asks"] = error.choices
            st.rerun()
        raise
    except CRSError:
        told = (
            say("data_page.own_wrong_crs", crs=asked["crs"]) if asked["crs"] else say("data_page.own_no_crs")
        )
        st.warning(told, icon=":material/explore:")
        return None


def _read(territory: Territory, theme: Theme, sent: Sent, asked: dict[str, Any]) -> Preview:
    """Read the file once for each way in which it is asked to be read."""
    wanted = (sent.file_id, theme.key, territory.code, language(), repr(asked))
    shelf: dict[Any, Preview] = st.session_state.setdefault("data_own_seen", {})
    if wanted not in shelf:
        with st.spinner(say("data_page.own_reading")):
            seen = preview(sent.path, theme.key, code=territory.code, home=territory.home, **asked)
        # The last two are enough: as suggested, and as matched by hand.
        st.session_state["data_own_seen"] = shelf = {**dict(list(shelf.items())[-1:]), wanted: seen}
    return shelf[wanted]


def _put(territory: Territory, theme: Theme, sent: Sent, seen: Preview, asked: dict[str, Any]) -> None:
    if seen.missing:
        names = ", ".join(seen.missing)
        st.warning(say("data_page.own_missing", columns=names), icon=":material/link:")
    st.button(
        many("data_page.own_put", len(seen.frame), layer=theme.title),
        key="data_own_put",
        type="primary",
        icon=":material/check:",
        disabled=bool(seen.missing) or seen.frame.empty,
        on_click=_bring,
        args=(territory, theme, sent, asked),
    )


def _bring(territory: Territory, theme: Theme, sent: Sent, asked: dict[str, Any]) -> None:
    shell.speak()
    try:
        ended = import_layer(sent.path, theme.key, code=territory.code, home=territory.home, **asked)
    except AtlasError as error:
        st.session_state["data_own_trouble"] = str(error)
        return
    told = done_text(theme.title, kept=ended.kept, rows=ended.rows)
    st.session_state[DONE] = f"{told} {say('data_page.own_seen_everywhere')}"
    st.session_state[COUNT] += 1
    for name in ("data_own_sent", "data_own_seen", "data_own_asks"):
        st.session_state.pop(name, None)


def _mine(territory: Territory) -> None:
    trouble = st.session_state.pop("data_own_trouble", "")
    if trouble:
        st.error(trouble, icon=":material/error:")
    mine = [layer for layer in territory.layers if layer.status == "own"]
    if not mine:
        return
    st.html(f'<h2 class="data-heading">{html.escape(say("data_page.mine"))}</h2>')
    for layer in mine:
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"data_mine_{layer.key}"
        ):
            file = html.escape(str(layer.provenance.get("source") or ""))
            count = html.escape(many("data_page.features", len(layer)))
            title = html.escape(layer.theme.title)
            st.html(
                f'<p class="data-mine"><b>{title}</b> {shell.badge("own")}'
                f" <small>{file} · {count}</small></p>",
                width="content",
            )
            with st.popover(say("data_page.take_away"), icon=":material/delete:"):
                st.write(say("data_page.take_away_means"))
                st.button(
                    say("data_page.take_away_yes", layer=layer.theme.title),
                    key=f"data_forget_{layer.key}",
                    on_click=_forget,
                    args=(territory, layer.theme),
                )


def _forget(territory: Territory, theme: Theme) -> None:
    shell.speak()
    try:
        forget(theme.key, code=territory.code, home=territory.home)
    except AtlasError as error:
        st.session_state["data_own_trouble"] = str(error)
    else:
        st.session_state[DONE] = say("imports.removed", layer=theme.title)
