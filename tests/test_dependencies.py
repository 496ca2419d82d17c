"""What the atlas depends on: its licences, its pins, its ranges, and what CONTRIBUTING says of each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from benchmarks.environment import REQUIREMENTS, closure, direct

ROOT = REQUIREMENTS.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PERMISSIVE = re.compile(
    r"\b(apache|mit|bsd|isc|psf|python software foundation|mpl|mozilla public|zlib|cc0|ofl)", re.IGNORECASE
)
COPYLEFT = re.compile(r"\b[al]?gpl|general public license", re.IGNORECASE)
EXPLAINED = {
    "scipy": "BSD; its text adds that of GCC's run-time library, whose exception lets anybody link it",
}
"""Packages whose licence names a GPL, each with why it may be used."""
SAFE_FROM = {
    "authlib": "1.6.6",  # CVE-2025-59420, CVE-2025-61920, CVE-2025-62706, CVE-2025-68158
    "filelock": "3.20.3",  # CVE-2025-68146, CVE-2026-22701
    "h11": "0.16.0",  # CVE-2025-43859
    "jinja2": "3.1.6",  # CVE-2025-27516
    "pillow": "12.2.0",  # CVE-2026-25990, CVE-2026-42308
    "protobuf": "6.33.5",  # CVE-2026-0994
    "pyarrow": "23.0.1",  # CVE-2026-25087
    "python-multipart": "0.0.26",  # CVE-2026-24486, CVE-2026-40347
    "requests": "2.33.0",  # CVE-2026-25645
    "starlette": "1.3.0",  # CVE-2025-62727, CVE-2026-48710, CVE-2026-54282
    "urllib3": "2.7.0",  # CVE-2026-21441, CVE-2026-44432
}
"""First release of each package without the holes named beside it, as their advisories tell."""


def names(requirements):
    return {canonicalize_name(item.name) for item in requirements}


def pins():
    """Return every pin with its marker and how many hashes it has."""
    blocks = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", PINS, flags=re.MULTILINE).strip())
    return [(Requirement(re.split(r"\s+\\\n", block)[0]), block.count("--hash=sha256:")) for block in blocks]


def here():
    """Return the pins that hold for this Python on this machine, by name."""
    return {
        canonicalize_name(pin.name): Version(next(iter(pin.specifier)).version)
        for pin, _ in pins()
        if pin.marker is None or pin.marker.evaluate()
    }


def licence(package):
    """Return what a package says of its licence."""
    about = package.metadata
    classes = [text for text in about.get_all("Classifier", []) if text.startswith("License ::")]
    return " ".join([about.get("License-Expression") or about.get("License") or "", *classes])


def unfit(name, text):
    """Return what is wrong with a licence, nothing where it may be used."""
    if name in EXPLAINED or (PERMISSIVE.search(text) and not COPYLEFT.search(text)):
        return None
    return f"{name}: {text[:80]!r}"


def test_nothing_that_the_atlas_needs_is_under_a_licence_that_would_bind_it():
    installed = closure(direct())
    assert [wrong for name, each in installed.items() if (wrong := unfit(name, licence(each)))] == []
    told = {name for name, each in installed.items() if COPYLEFT.search(licence(each))}
    assert told == set(EXPLAINED)


@pytest.mark.parametrize(
    "text",
    [
        "GPL-3.0-only",
        "License :: OSI Approved :: GNU Affero General Public License v3",
        "",
        "LGPL-2.1",
        "mine",
    ],
)
def test_a_licence_that_binds_or_is_unknown_is_told(text):
    assert unfit("other", text)


def test_every_pin_has_its_hashes_and_lies_in_its_range():
    assert [pin.name for pin, hashes in pins() if not hashes] == []
    ranges = {canonicalize_name(item.name): item.specifier for item in direct()}
    outside = [
        str(pin)
        for pin, _ in pins()
        for version in [next(iter(pin.specifier))]
        if version.operator != "=="
        or version.version not in ranges.get(canonicalize_name(pin.name), pin.specifier)
    ]
    assert outside == []


def test_nothing_is_missing_from_the_pins_and_they_name_no_index():
    assert names(direct()) - set(here()) == set()
    asked = {
        canonicalize_name(item.name): f"{name} asks for {item}"
        for name, package in closure(direct()).items()
        for item in map(Requirement, package.requires or ())
        if (item.marker is None or item.marker.evaluate({"extra": ""}))
    }
    assert {name: why for name, why in asked.items() if name not in here()} == {}
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|file:", PINS) == []


def test_no_range_and_no_pin_lets_a_release_with_a_known_hole_in():
    ranges = {canonicalize_name(item.name): item.specifier for item in direct()}
    lowest = {
        name: min(Version(each.version) for each in specifier if each.operator == ">=")
        for name, specifier in ranges.items()
    }
    assert {name: str(at) for name, at in lowest.items() if at < Version(SAFE_FROM.get(name, "0"))} == {}
    assert {name: str(at) for name, at in here().items() if at < Version(SAFE_FROM.get(name, "0"))} == {}
    assert set(SAFE_FROM) <= set(here())


def test_the_guide_says_what_each_dependency_is_for_and_what_it_weighs_and_of_no_other():
    rows = re.findall(r"^\| `([\w.-]+)` \| (.+?) \| ([\d.]+) \|$", GUIDE, flags=re.MULTILINE)
    assert sorted(name for name, _, _ in rows) == sorted(item.name for item in direct())


def test_requirements_stand_in_order_once_each():
    found = [item.name.lower() for item in direct()]
    assert found == sorted(set(found))
    assert Path(REQUIREMENTS).name in GUIDE
