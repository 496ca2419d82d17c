"""Updates: three outcomes, whole swaps, resume, stop, and an atlas that survives every accident."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import textwrap
import threading
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from gis.errors import InputError, ServiceError, StoreError, TerritoryError
from gis.rights import operator
from gis.sources import Credit, Fetched, Remark, Request, Source, SourceSettings, TransientError, complete
from gis.sources.settings import URLS
from gis.territory import MANIFEST, STORE_VERSION, Territory, read_manifest, store, write_layer
from gis.update import Setup, ages, note, plan, update
from gis.update.journal import sole_update, sweep
from gis.update.naming import at_name, of_name
from gis.words import from_code, sentence, use_language

HOUSE = Path(__file__).parents[3]
CODE = "62386"
SQUARE = shapely.box(680_000, 7_039_000, 681_000, 7_040_000)
CREDIT = Credit("An office", "Licence Ouverte 2.0")


@pytest.fixture(autouse=True)
def _english():
    with use_language("en"):
        yield


def layer(key, shapes, **own):
    rows = gpd.GeoDataFrame(own, geometry=shapes, crs=2154)
    ids = [f"{key}-{row}" for row in range(len(shapes))]
    return complete(
        rows, ids=ids, names=[key] * len(shapes), credit=CREDIT, url="https://x", date="2026-01-01"
    )


class Office:
    """A service whose answers the test decides."""

    def __init__(self):
        self.hedges = [shapely.LineString([(680_100, 7_039_100), (680_300, 7_039_100)])]
        self.error = None
        self.note = ""
        self.whole = 0
        self.asked = 0

    def commune(self, _asker, place):
        if place.insee == "62999":
            raise TerritoryError("no such commune")
        return Fetched(layer("commune", [SQUARE], insee=["62386"], postcode=["62160"]), "https://x")

    def fetch(self, _asker, _place):
        self.asked += 1
        if self.error is not None:
            raise self.error
        frame = layer("hedges", self.hedges, length_m=[shape.length for shape in self.hedges])
        whole = self.whole or len(self.hedges)
        fetched = Fetched(frame, "https://x", edition="2026-01-01", matched=whole, note=self.note)
        return replace(fetched, shared=bool(self.whole))

    def sources(self, **changes):
        def same(fetched, _place):
            return fetched.content

        commune = Source("commune", "ign_wfs", self.commune, same, CREDIT, 365, "keep")
        hedges = Source("hedges", "ign_wfs", self.fetch, same, CREDIT, 92)
        return {"commune": (commune,), "hedges": (replace(hedges, **changes),)}


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def bring(office, home, tmp_path):
    def make(*layers, code=CODE, changes=None, **options):
        settings = SourceSettings(urls=dict.fromkeys(URLS, "http://127.0.0.1:9"), attempts=1)
        setup = Setup(settings, office.sources(**(changes or {})), tmp_path / "embedded")
        return update(
            code, actor=operator(), home=home, layers=layers or ("commune", "hedges"), setup=setup, **options
        )

    return make


def entry(home, key="hedges"):
    return read_manifest(home / CODE)["layers"].get(key)


def run(home, key="hedges"):
    return read_manifest(home / CODE)["runs"][key]


def test_a_fetched_layer_is_in_place_with_all_that_must_be_known_of_it(bring, home):
    summary = bring()

    assert [item.outcome for item in summary.outcomes] == ["fetched", "fetched"]
    told = entry(home)
    assert told["url"] == "https://x"
    assert told["edition"] == "2026-01-01"
    assert told["licence"] == "Licence Ouverte 2.0"
    assert told["attribution"] == "An office, 2026-01-01"
    assert (told["matched"], told["kept"], told["repaired"], told["rejected"]) == (1, 1, 0, [])
    assert len(told["sha256"]) == 64
    assert told["fetched_at"].startswith("20")
    territory = Territory(CODE, home=home)
    assert territory.layer("hedges").status == "official"
    assert territory.info["name"] == "commune"


def test_fetched_and_empty_is_a_layer_of_nothing(bring, office, home):
    office.hedges = []
    summary = bring()

    assert summary.outcomes[-1].outcome == "empty"
    assert len(Territory(CODE, home=home).layer("hedges")) == 0
    assert run(home)["outcome"] == "empty"


@pytest.mark.parametrize(
    "changes", [{"empty_means_unknown": True}, None], ids=["nothing mapped", "no document"]
)
def test_empty_that_proves_nothing_is_no_data_and_says_why(bring, office, home, changes):
    bring()
    office.hedges, office.note = [], "no_document"
    bring(changes=changes)

    assert Territory(CODE, home=home).get("hedges") is None
    assert run(home)["outcome"] == "empty"
    assert "rules exist all the same" in note(CODE, "hedges", home=home)


def test_of_a_reply_that_serves_several_layers_each_counts_its_own(bring, office):
    assert bring().outcomes[-1].counted == ""
    office.whole = 567
    assert bring().outcomes[-1].counted == "1 of the 567 features of the reply is of this layer."
    with use_language("fr"):
        assert bring().outcomes[-1].counted == "1 des 567 objets de la réponse est de cette couche."


def test_a_failed_layer_keeps_its_last_good_data_and_says_since_when(bring, office, home):
    bring()
    before = entry(home)
    office.error = TransientError("the office is closed")
    summary = bring()

    assert [item.layer for item in summary.failed] == ["hedges"]
    assert summary.failed[0].last_good == before["fetched_at"]
    after = entry(home)
    assert after["sha256"] == before["sha256"]
    assert after["failed_because"] == "the office is closed"
    assert run(home)["outcome"] == "failed"
    assert run(home)["last_good"] == before["fetched_at"]
    assert len(Territory(CODE, home=home).layer("hedges")) == 1

    office.error = None
    bring()
    assert "failed_at" not in entry(home)


def test_why_a_layer_failed_or_lost_features_is_said_in_the_language_of_the_reader(bring, office, home):
    office.hedges += [shapely.LineString([(0, 0), (10, 10)])]
    with use_language("fr"):
        bring()
        office.error = TransientError(sentence("sources.unreachable", url="https://x", reason="503"))
        summary = bring()

    [left_out] = entry(home)["rejected"]
    assert from_code(left_out["reason"]) == "coordinates more than 50 km away from the commune"
    assert run(home)["reason"]["code"] == "sources.unreachable"
    [age] = [item for item in ages(CODE, home=home) if item.layer == "hedges"]
    assert age.failed_because.startswith("https://x does not answer (503)")
    assert summary.failed[0].reason == age.failed_because
    assert summary.as_dict()["layers"][-1]["reason"] == age.failed_because


def test_a_layer_that_never_came_has_no_data_and_its_failure_is_noted(bring, office, home):
    office.error = TransientError("the office is closed")
    bring()

    assert Territory(CODE, home=home).get("hedges") is None
    assert run(home) | {"at": "", "failed_at": ""} == {
        "outcome": "failed",
        "at": "",
        "failed_at": "",
        "reason": "the office is closed",
        "last_good": "",
    }


def test_whatever_a_service_sends_the_other_layers_go_on(bring, office, home):
    office.error = KeyError("geometry")
    summary = bring()

    assert [item.outcome for item in summary.outcomes] == ["fetched", "failed"]
    assert "form expected (KeyError" in summary.failed[0].reason


def test_features_of_which_none_can_be_used_are_a_failure(bring, office, home):
    bring()
    office.hedges = [shapely.LineString([(0, 0), (1, 1)])]
    summary = bring()

    assert "None of the 1 features received can be used" in summary.failed[0].reason
    assert len(Territory(CODE, home=home).layer("hedges")) == 1


def test_features_are_clipped_repaired_and_counted(bring, office, home):
    inside = office.hedges[0]
    across = shapely.LineString([(680_900, 7_039_500), (681_500, 7_039_500)])
    beside = shapely.LineString([(682_900, 7_039_500), (683_500, 7_039_500)])
    too_far = shapely.LineString([(684_000, 7_039_500), (684_500, 7_039_500)])
    in_the_ocean = shapely.LineString([(0, 0), (10, 10)])
    office.hedges = [inside, across, beside, too_far, in_the_ocean, shapely.LineString()]
    outcome = bring().outcomes[-1]

    assert (outcome.received, outcome.kept, outcome.outside, outcome.rejected_count) == (6, 3, 1, 2)
    assert {item["id"] for item in outcome.rejected} == {"hedges-4", "hedges-5"}
    hedges = Territory(CODE, home=home).layer("hedges")
    assert sorted(hedges.frame.length.round()) == [100, 200, 600]
    assert sorted(hedges.within.frame.length.round()) == [100, 200]


def test_a_layer_is_asked_for_and_kept_as_far_around_as_its_margin(bring, office, home):
    asked = []

    def fetch(asker, place):
        asked.append(place.around_m)
        return office.fetch(asker, place)

    bring(changes={"fetch": fetch})
    assert asked == [2_000.0]
    assert entry(home)["margin_m"] == 2_000.0
    assert entry(home, "commune")["margin_m"] == 0.0


def test_a_service_that_knows_communes_by_code_alone_brings_nothing_of_what_is_around(bring, office, home):
    office.hedges.append(shapely.LineString([(681_100, 7_039_500), (681_500, 7_039_500)]))
    bring(changes={"around": False})
    assert entry(home)["margin_m"] == 0.0
    assert len(Territory(CODE, home=home).layer("hedges")) == 1


def test_a_second_source_is_asked_when_the_first_one_fails(bring, office, home, tmp_path):
    sources = office.sources()

    def broken(_asker, _place):
        raise TransientError("first choice is down")

    first = replace(sources["hedges"][0], fetch=broken)
    sources["hedges"] = (first, sources["hedges"][0])
    setup = Setup(SourceSettings(), sources, tmp_path / "embedded")
    summary = update(CODE, actor=operator(), home=home, setup=setup, layers=("commune", "hedges"))

    assert not summary.failed
    assert office.asked == 1


def test_a_fresh_layer_is_left_until_it_is_stale_or_asked_for(bring, office, home, tmp_path):
    bring()
    steps = plan(CODE, home=home, sources=office.sources(), embedded=tmp_path)
    assert {step.layer: step.reason for step in steps if step.layer != "relief"} == {
        "commune": "fresh",
        "hedges": "fresh",
    }

    steps = plan(CODE, home=home, sources=office.sources(rhythm_days=0), embedded=tmp_path)
    assert [step.reason for step in steps if step.layer == "hedges"] == ["stale"]
    steps = plan(CODE, home=home, sources=office.sources(), embedded=tmp_path, again=True)
    assert [step.reason for step in steps if step.layer == "hedges"] == ["asked"]


def test_a_layer_that_an_older_atlas_fetched_is_fetched_again_though_the_service_has_nothing_new(
    bring, home, office, tmp_path
):
    bring()
    path = home / CODE / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    del manifest["layers"]["hedges"]["version"]
    path.write_text(json.dumps(manifest), "utf-8")

    steps = plan(CODE, home=home, sources=office.sources(), embedded=tmp_path)
    assert [step.reason for step in steps if step.layer == "hedges"] == ["stale"]
    assert [item.outcome for item in bring("hedges").outcomes] == ["fetched"]
    assert entry(home)["version"] == STORE_VERSION


def test_a_file_that_the_town_brought_is_left_unless_it_is_named(bring, office, home, tmp_path):
    bring()
    write_layer(home / CODE, "hedges", layer("hedges", office.hedges), provenance={"status": "own"})

    steps = plan(CODE, home=home, sources=office.sources(), embedded=tmp_path, again=True)
    assert [step.reason for step in steps if step.layer == "hedges"] == ["own"]
    assert bring("hedges").outcomes[0].outcome == "fetched"


def test_a_line_that_the_atlas_draws_is_not_replaced_in_silence(home):
    reasons = {step.layer: step.reason for step in plan("62528", home=home)}

    assert reasons["green_belt"] == "drawn"
    assert reasons["nourishing_gardens"] == "drawn"
    assert reasons["hedges"] == "missing"
    assert [step.reason for step in plan("62528", home=home, layers=["green_belt"])] == ["asked"]
    elsewhere = {step.layer: step.reason for step in plan(CODE, home=home)}
    assert elsewhere["green_belt"] == "missing"


def test_a_layer_without_service_is_refused_with_the_mend(home):
    with pytest.raises(InputError, match="python -m gis import places FILE"):
        plan(CODE, home=home, layers=["places"])
    with pytest.raises(Exception, match="There is no layer"):
        plan(CODE, home=home, layers=["hedgehogs"])


@pytest.mark.parametrize("code", ["6252", "../62528", "ABCDE", ""])
def test_a_code_that_is_none_is_refused(bring, home, code):
    with pytest.raises(TerritoryError, match="is not an INSEE code"):
        bring(code=code)
    assert not home.exists()


def test_a_commune_that_does_not_exist_leaves_nothing_behind(bring, home):
    with pytest.raises(TerritoryError, match="no such commune"):
        bring(code="62999")
    assert not (home / "62999").exists()
    assert not list((home / ".spool").glob("62999/*"))


def test_without_an_outline_nothing_can_be_fetched(office, home, tmp_path):
    def broken(_asker, _place):
        raise TransientError("down")

    sources = office.sources()
    sources["commune"] = (replace(sources["commune"][0], fetch=broken),)
    with pytest.raises(ServiceError, match=r"outline of commune 62386 could not be had.* down"):
        update(
            CODE, actor=operator(), home=home, setup=Setup(SourceSettings(), sources, tmp_path / "embedded")
        )


def test_two_updates_at_once_are_one_too_many(bring, home):
    with sole_update(home, CODE), pytest.raises(StoreError, match="Something else is writing"):
        bring()


def test_a_home_that_cannot_be_written_is_told_with_its_mend(bring, home):
    home.write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(StoreError, match="name another in CAILLOUX_HOME"):
        bring()


def test_the_stop_flag_ends_the_update_and_keeps_what_is_done(bring, home, office):
    stop = threading.Event()
    asks = []

    def fetch(asker, _place):
        stop.set()
        asks.append(1)
        asker.ask(Request("ign_wfs", "http://127.0.0.1:9/"))

    summary = bring(changes={"fetch": fetch}, stop=stop)

    assert summary.stopped
    assert [item.outcome for item in summary.outcomes] == ["fetched", "stopped"]
    assert "hedges" not in read_manifest(home / CODE)["layers"]


def test_news_come_in_the_calling_thread_and_an_error_there_ends_the_update(bring):
    heard = []
    bring(progress=lambda event: heard.append((event.kind, event.layer, threading.current_thread())))

    assert [(kind, name) for kind, name, _ in heard if kind != "moving"] == [
        ("start", "commune"),
        ("done", "commune"),
        ("start", "hedges"),
        ("done", "hedges"),
    ]
    assert {thread for *_, thread in heard} == {threading.current_thread()}

    class GoneError(Exception):
        pass

    def leave(event):
        if event.layer == "hedges":
            raise GoneError

    with pytest.raises(GoneError):
        bring(progress=leave)


@pytest.mark.parametrize("step", ["write", "sync", "rename", "manifest"])
def test_a_disk_that_fills_up_in_the_middle_of_a_swap_loses_nothing(bring, office, home, monkeypatch, step):
    bring()
    before = entry(home)
    office.hedges = [shapely.LineString([(680_100, 7_039_100), (680_200, 7_039_200)])]

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    target = {
        "write": (gpd.GeoDataFrame, "to_parquet"),
        "sync": (os, "fsync"),
        "rename": (store, "_into_place"),
        "manifest": (store, "write_json"),
    }[step]
    monkeypatch.setattr(*target, full)
    with pytest.raises(StoreError, match="No space left"):
        bring("hedges")
    monkeypatch.undo()

    assert entry(home)["sha256"] == before["sha256"]
    assert len(Territory(CODE, home=home).layer("hedges")) == 1
    assert not list((home / CODE).glob(".part-*"))


def test_what_a_dead_process_left_is_swept_and_what_is_in_use_is_not(bring, home):
    bring()
    folder = home / CODE
    for name in (".part-abc.parquet", "hedges.000000000000.parquet"):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (0, 0))
    (folder / ".part-young.parquet").write_bytes(b"being written")
    sweep(folder)

    assert {path.name for path in folder.glob(".part-*")} == {".part-young.parquet"}
    assert len(Territory(CODE, home=home).layer("hedges")) == 1


DIE_AT = """
import os, signal, sys
sys.path[:0] = [{house!r}, {tests!r}]
import geopandas, pyarrow.parquet, pandera
import test_update_layers as t
from gis.rights import operator
from gis.update.run import Setup
from gis.update import update
from gis.sources.settings import SourceSettings
from pathlib import Path

home = Path({home!r})
office = t.Office()
office.hedges = [t.shapely.LineString([(680_100, 7_039_100), (680_100, 7_039_900)])] * 1
setup = Setup(SourceSettings(), office.sources(), home / "embedded")

def child(at):
    seen = 0
    def watch(event, args):
        nonlocal seen
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod") and str(home) in str(args[0]):
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    update("62386", actor=operator(), home=home, layers=("hedges",), setup=setup)
    os._exit(0)

for at in range(1, 100):
    pid = os.fork()
    if pid == 0:
        child(at)
    _, status = os.waitpid(pid, 0)
    t.assert_opens(home)
    if os.WIFEXITED(status):
        print("died", at - 1)
        break
"""


def assert_opens(home):
    territory = Territory(CODE, home=home)
    hedges = territory.layer("hedges")
    assert len(hedges) == 1
    assert not territory.check()


def test_a_process_killed_at_any_step_leaves_an_atlas_that_opens(bring, home):
    bring()
    script = DIE_AT.format(house=str(HOUSE), tests=str(Path(__file__).parent), home=str(home))
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=HOUSE,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) >= 15
    assert entry(home)["kept"] == 1


def test_a_fetch_that_is_yet_to_come_has_no_age_and_is_not_fresh(bring, home):
    bring()
    manifest = home / CODE / MANIFEST
    manifest.write_text(re.sub(r'"20\d\d-', '"2999-', manifest.read_text(encoding="utf-8")), encoding="utf-8")
    found = {item.layer: item for item in ages(CODE, home=home)}
    assert (found["hedges"].state, found["hedges"].age_days) == ("stale", None)


def test_freshness_tells_ages_and_failures_without_asking_anyone(bring, office, home, monkeypatch):
    bring()
    found = {item.layer: item for item in ages(CODE, home=home)}
    assert found["hedges"].state == "fresh"
    assert found["hedges"].age_days == 0
    assert found["parcels"].state == "missing"
    assert found["parcels"].rhythm_days == 92

    office.error = TransientError("closed")
    bring()
    failed = {item.layer: item for item in ages(CODE, home=home)}["hedges"]
    assert failed.failed_because == "closed"
    assert failed.text.startswith("failed; data in place: ")
    assert json.dumps(failed.as_dict())


@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Grenay", "de Grenay", "à Grenay"),
        ("Avion", "d’Avion", "à Avion"),
        ("Éleu-dit-Leauwette", "d’Éleu-dit-Leauwette", "à Éleu-dit-Leauwette"),
        ("Hénin-Beaumont", "d’Hénin-Beaumont", "à Hénin-Beaumont"),
        ("Hem", "de Hem", "à Hem"),
        ("Le Quesnoy", "du Quesnoy", "au Quesnoy"),
        ("Les Lilas", "des Lilas", "aux Lilas"),
        ("La Bassée", "de La Bassée", "à La Bassée"),
        ("L’Isle-Adam", "de L’Isle-Adam", "à L’Isle-Adam"),
        ("Ypres", "d’Ypres", "à Ypres"),
        ("Œuf-en-Ternois", "d’Œuf-en-Ternois", "à Œuf-en-Ternois"),
    ],
)
def test_sentences_speak_of_a_commune_as_french_does(name, of, at):
    assert of_name(name) == of
    assert at_name(name) == at


def test_what_came_and_cannot_be_shown_is_told_in_the_journal_and_by_check(bring, home):
    lost = Remark.of("osm_shapeless", [f"relation/{row}" for row in range(30)])
    summary = bring(changes={"remarks": lambda _fetched, _frame: lost})

    told = {"key": "osm_shapeless", "count": 30, "named": [f"relation/{row}" for row in range(20)]}
    assert entry(home)["remarks"] == run(home)["remarks"] == [told]
    assert "30 element(s) of OpenStreetMap" in summary.outcomes[-1].note
    (warning,) = [item for item in Territory(CODE, home=home).check() if item.layer == "hedges"]
    assert (warning.level, warning.key) == ("warning", "osm_shapeless")
    assert "relation/19 …" in warning.reason


def test_what_an_empty_reply_lost_is_told_as_well(bring, home, office):
    office.hedges = []
    lost = Remark.of("osm_shapeless", ["relation/1"])
    bring(changes={"remarks": lambda _fetched, _frame: lost, "empty_means_unknown": True})

    assert entry(home) is None
    assert [item.key for item in Territory(CODE, home=home).check() if item.layer == "hedges"] == [
        "osm_shapeless"
    ]
