"""Layers brought from the public services, each replaced whole or not at all.

Examples
--------
>>> from gis.territory import DEFAULT_CODE, default_home
>>> from gis.update import plan
>>> [(step.service, step.reason) for step in plan(DEFAULT_CODE, home=default_home(), layers=["parcels"])]
[('cadastre', 'asked')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gis.lazy import lazy
from gis.update.journal import RELIEF, RELIEF_FILE, file_entry, last_run, now, place_file
from gis.update.update_note import note, unasked, without_data

if TYPE_CHECKING:
    from gis.update.disk import DiskUse, disk_use, free
    from gis.update.farmland_years import update_years, years_wanted
    from gis.update.former import Former, former_of, undo
    from gis.update.freshness import Age, ages
    from gis.update.outcome import Outcome
    from gis.update.run import Setup, Summary, UpdateProgress, known_place
    from gis.update.service_probe import Finding, probe
    from gis.update.update_layers import estimate, require_update, update
    from gis.update.update_plan import Step, plan, title_of
else:
    __getattr__ = lazy(
        __name__,
        update_years="farmland_years",
        years_wanted="farmland_years",
        DiskUse="disk",
        disk_use="disk",
        free="disk",
        Age="freshness",
        ages="freshness",
        Outcome="outcome",
        Setup="run",
        Summary="run",
        UpdateProgress="run",
        known_place="run",
        Finding="service_probe",
        probe="service_probe",
        Former="former",
        former_of="former",
        undo="former",
        estimate="update_layers",
        require_update="update_layers",
        update="update_layers",
        Step="update_plan",
        plan="update_plan",
        title_of="update_plan",
    )

__all__ = [
    "RELIEF",
    "RELIEF_FILE",
    "Age",
    "DiskUse",
    "Finding",
    "Former",
    "Outcome",
    "Setup",
    "Step",
    "Summary",
    "UpdateProgress",
    "ages",
    "disk_use",
    "estimate",
    "file_entry",
    "former_of",
    "free",
    "known_place",
    "last_run",
    "note",
    "now",
    "place_file",
    "plan",
    "probe",
    "require_update",
    "title_of",
    "unasked",
    "undo",
    "update",
    "update_years",
    "without_data",
    "years_wanted",
]
