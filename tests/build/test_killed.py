"""kill -9 at many points: whole articles only, and a second run as if nothing had happened."""

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from build_fakes import STAGES
from killed_build import INPUTS

from kg.build import build
from kg.graph import Iris
from kg.store import open_store

SCRIPT = Path(__file__).with_name("killed_build.py")


def start(location, jobs=1, event=0, delay=0):
    command = [sys.executable, SCRIPT, location, *map(str, (jobs, event, delay))]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A store of an article that the build leaves and one that it replaces."""
    location = tmp_path_factory.mktemp("prepared") / "claims.kg"
    with open_store(str(location), write=True) as store:
        build(["old|Ana: it was so", "a3|Bea: this will be replaced"], store, stages=STAGES)
    return location


@pytest.fixture
def location(prepared, tmp_path):
    """A copy of the prepared store, for one build to die in."""
    return str(shutil.copytree(prepared, tmp_path / "claims.kg"))


def dumped(store):
    output = io.BytesIO()
    store.dump(output)
    return output.getvalue()


@pytest.fixture(scope="module")
def undisturbed(prepared, tmp_path_factory):
    """The graphs, canonical N-Quads and event count of a build that nobody killed."""
    place = tmp_path_factory.mktemp("undisturbed") / "claims.kg"
    location = str(shutil.copytree(prepared, place))
    process = start(location)
    count = int(process.communicate()[0])
    with open_store(location) as store:
        return {name: store.lines(name) for name in store.graphs()}, dumped(store), count


def check(location, undisturbed):
    """What a killed build left, and what the next one makes of it."""
    graphs, canonical, _ = undisturbed
    replaced = Iris().reading("a3")
    with open_store(location) as store:
        for name in store.graphs():
            lines = store.lines(name)
            if name == replaced and lines != graphs[name]:
                assert any("this will be replaced" in line for line in lines)
            elif name != Iris().links_graph:
                assert lines == graphs[name], name
        assert Iris().reading("old") in store.graphs()
        whole = len(store.keys())
    with open_store(location, write=True) as store:
        report = build(INPUTS, store, stages=STAGES)
        assert report.unchanged_count <= whole
        assert dumped(store) == canonical


def test_the_killed_build_has_the_events_that_the_tests_assume(undisturbed):
    assert undisturbed[2] >= 24


@pytest.mark.parametrize("event", [1, 3, 5, 8, 9, 11, 14, 20])
def test_a_build_killed_between_writes_loses_no_more_than_a_batch(location, undisturbed, event):
    process = start(location, event=event)
    assert process.wait() == -signal.SIGKILL
    check(location, undisturbed)


@pytest.mark.parametrize("delay", [5, 30, 80, 150])
def test_a_build_killed_in_the_midst_of_a_write_loses_no_more_than_a_batch(
    location, undisturbed, delay
):
    process = start(location, event=5, delay=delay)
    assert process.wait() == -signal.SIGKILL
    check(location, undisturbed)


def test_a_store_killed_while_it_is_made_can_be_made_again(tmp_path, undisturbed):
    for delay in (1, 25):
        location = str(tmp_path / f"{delay}.kg")
        process = start(location, event=1, delay=delay)  # the making of its folder
        assert process.wait() == -signal.SIGKILL
        with open_store(location, write=True) as store:
            build(INPUTS, store, stages=STAGES)
            assert dumped(store) == undisturbed[1]


def workers(process):
    """The process ids of a build's pool, once it has two."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("needs /proc")
    for _ in range(400):
        commands = {pid: Path(f"/proc/{pid}/cmdline") for pid in children.read_text().split()}
        found = [pid for pid, command in commands.items() if "spawn_main" in command.read_text()]
        if len(found) == 2:
            return found
        time.sleep(0.05)
    raise AssertionError("no pool")


def have_ended(pids):
    for _ in range(400):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


def test_killing_a_build_ends_its_pool(location):
    process = start(location, jobs=2)
    pool = workers(process)
    process.kill()
    process.communicate()
    assert have_ended(pool)


def test_ctrl_c_ends_a_build_and_its_pool_without_noise(location, undisturbed):
    process = start(location, jobs=2)
    pool = workers(process)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate() == ("", "")
    assert process.returncode == 130
    assert have_ended(pool)
    check(location, undisturbed)
