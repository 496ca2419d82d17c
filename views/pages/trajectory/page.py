"""How far the town has come: published beside measured, curves, year by year, a poster."""

from __future__ import annotations

from gis.indicators import years
from gis.words import say
from views.app import shell
from views.pages.trajectory.crops_part import show_crops
from views.pages.trajectory.events_tab import show_unmapped
from views.pages.trajectory.indicators_tab import show_measured
from views.pages.trajectory.poster_tab import show_poster
from views.pages.trajectory.series_tab import show_curves
from views.pages.trajectory.state import TABS, TrajectoryPageState
from views.pages.trajectory.years_tab import show_years
from views.ui.widgets import look, tabs

territory = shell.current_territory()
look("trajectory")
shell.heading(say("pages.trajectory"))
state = TrajectoryPageState.here()
span = years(territory)
told = f"{span[0]}–{span[-1]}" if span else ""
titles = {tab: say(f"trajectory_page.tab_{tab}", years=told).rstrip() for tab in TABS}
for name, tab in tabs(state, titles, key="years_tabs"):
    with tab, shell.guarded():
        if name == "measured":
            show_measured(territory)
        elif name == "curves":
            show_crops(territory)
            show_curves(territory)
        elif name == "years":
            show_years(state, territory)
            show_unmapped(territory)
        else:
            show_poster(state, territory)
