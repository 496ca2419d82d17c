"""Layers brought from the public services, each replaced whole or not at all.

Examples
--------
>>> from gis.territory import DEFAULT_CODE, default_home
>>> from gis.update import plan
>>> [(step.service, step.reason) for step in plan(DEFAULT_CODE, home=default_home(), layers=["parcels"])]
[('cadastre', 'asked')]
"""

from __future__ import annotations

from gis.update.freshness import Age, ages, note
from gis.update.journal import file_entry, last_run, now
from gis.update.layer_update import Outcome
from gis.update.run import Setup, Summary, UpdateProgress, known_place
from gis.update.service_probe import Finding, probe
from gis.update.update_layers import estimate, update
from gis.update.update_plan import RELIEF, RELIEF_FILE, Step, plan, title_of

__all__ = [
    "RELIEF",
    "RELIEF_FILE",
    "Age",
    "Finding",
    "Outcome",
    "Setup",
    "Step",
    "Summary",
    "UpdateProgress",
    "ages",
    "estimate",
    "file_entry",
    "known_place",
    "last_run",
    "note",
    "now",
    "plan",
    "probe",
    "title_of",
    "update",
]
