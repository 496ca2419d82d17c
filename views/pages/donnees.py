"""Data: what is in use, updates, own files, other communes, the services themselves."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gis.communes import is_insee
from gis.errors import TerritoryError
from gis.territory import default_home
from gis.words import say
from views import shell
from views.datapage import parts
from views.datapage.elsewhere import show_elsewhere
from views.datapage.in_use import show_in_use
from views.datapage.own import show_own
from views.datapage.probing import show_probe
from views.datapage.progress import show_work
from views.datapage.updating import show_update

st.html(Path(__file__).parents[1] / "assets" / "data.css")
home, code = default_home(), shell.current_code()
try:
    territory = shell.current_territory()
except TerritoryError as unknown:
    # Of a commune without data only this page has something to offer: to fetch them.
    st.html(f'<h1 class="atlas-title">{say("pages.donnees")}</h1>')
    told = say("donnees.unknown", code=code) if is_insee(code) else str(unknown)
    st.info(told, icon=":material/help:")
    show_work(home)
    show_elsewhere(home, code, None)
else:
    shell.heading(say("pages.donnees"))
    part = parts.choose_part()
    show_work(home)
    with shell.guarded():
        if part == parts.UPDATE:
            show_update(home, code)
        elif part == parts.OWN:
            show_own(territory)
        elif part == parts.ELSEWHERE:
            show_elsewhere(home, code, territory)
        elif part == parts.PROBE:
            show_probe(home, code)
        else:
            show_in_use(territory)
