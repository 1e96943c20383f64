import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import quote

import pytest
from listening import ENDLESS, running

from kg.errors import QueryError
from kg.store import follow, following, iri, open_store
from kg.web.served import Limits
from kg.web.sparql import pool as pools
from kg.web.sparql import worker
from kg.web.sparql.asked import Asked, Busy, GivenUp, QueryTimeout
from kg.web.sparql.pool import Call, Pool
from kg.web.sparql.store import BoundedStore

ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def pool(told):
    with follow(told, 60) as store:
        found = Pool(store, Limits(20.0, 5), worker_count=1)
        yield found
        found.close()


def workers():
    """The worker processes of this one."""
    command = ["ps", "-A", "-o", "pid=,ppid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return {
        int(number)
        for number, parent, command in rows
        if int(parent) == os.getpid() and "kg.web.sparql.worker" in command
    }


@pytest.fixture(scope="module")
def hasty(told):
    """A client of a server whose queries end after a second."""
    with client_of(told, Limits(1.0)) as client:
        yield client


@pytest.fixture(scope="module")
def sparing(told):
    """A client of a server whose answers end after three rows."""
    with client_of(told, Limits(60.0, 3)) as client:
        yield client


def client_of(folder, limits):
    from starlette.testclient import TestClient

    from kg.web.app import make

    return TestClient(make(folder, limits))


def answered(pool, query, call=None):
    return pool.answer(Asked(query, "json", "nt"), call)


@pytest.mark.parametrize(
    ("query", "count", "cut"),
    [
        (ALL, 3, "true"),
        (f"{ALL} LIMIT 3", 3, "false"),
        (f"{ALL} ORDER BY ?s ?p ?o", 3, "true"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 3, "true"),
        ("ASK { ?s ?p ?o }", 0, "false"),
    ],
)
def test_rows_end_at_the_limit_and_the_answer_says_so(sparing, query, count, cut):
    answer = sparing.get("/sparql", params={"query": query})
    assert answer.status_code == 200
    assert answer.headers["Kg-Row-Limit"] == "3"
    assert (answer.headers["Kg-Row-Count"], answer.headers["Kg-Cut"]) == (str(count), cut)
    if query.startswith("SELECT"):
        assert len(answer.json()["results"]["bindings"]) == count


def test_a_query_that_takes_too_long_is_ended_and_says_after_what_time(hasty):
    answer = hasty.get("/sparql", params={"query": ENDLESS})
    assert (answer.status_code, answer.text) == (504, "the query took longer than 1 seconds\n")
    assert answer.headers["Kg-Timeout-Seconds"] == "1"


def test_the_description_says_the_limits(hasty, sparing):
    assert "after 1 seconds" in hasty.get("/sparql").text
    assert "after 3 rows" in sparing.get("/sparql").text


def test_an_asker_who_gives_up_frees_the_worker(pool):
    call = Call()
    threading.Timer(0.3, call.give_up).start()
    with pytest.raises(GivenUp):
        answered(pool, ENDLESS, call)
    assert answered(pool, "ASK {}").form == "ask"
    with pytest.raises(GivenUp):
        answered(pool, "ASK {}", call)


def test_a_killed_worker_is_replaced(pool):
    before = workers()
    answered(pool, "ASK {}")
    (worker,) = workers() - before
    os.kill(worker, signal.SIGKILL)
    ended(worker)
    assert answered(pool, "ASK {}").form == "ask"


def test_a_crash_of_the_engine_is_the_querys_fault_and_no_one_elses(pool):
    with pytest.raises(QueryError, match="nests too deeply or needs too much memory"):
        answered(pool, f"ASK {{ FILTER({'(' * 100_000}1{')' * 100_000}) }}")
    assert answered(pool, "ASK {}").form == "ask"


def test_who_waits_too_long_or_behind_too_many_is_sent_away(told, monkeypatch):
    with follow(told, 60) as store:
        pool = Pool(store, Limits(1.0, 5), worker_count=1)
        found = []

        def ask():
            try:
                answered(pool, ENDLESS)
            except QueryError as error:
                found.append(type(error))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        monkeypatch.setattr(pools, "WAITING_COUNT", 0)
        with pytest.raises(Busy):
            answered(pool, "ASK {}")
        pool.close()
    assert QueryTimeout in found
    assert set(found) <= {QueryTimeout, Busy}


def test_workers_end_with_the_pool(told):
    before = workers()
    with follow(told, 60) as store:
        pool = Pool(store, Limits())
        answered(pool, "ASK {}")
        assert len(workers() - before) == 1
        pool.close()
    assert workers() <= before


def test_workers_end_with_a_server_that_is_killed(told, tmp_path):
    script = (
        "import os, signal, sys, threading, time; from kg.store import follow;"
        "from kg.web.served import Limits; from kg.web.sparql.pool import *;"
        f"pool = Pool(follow({told!r}, 60), Limits(2.0, 5));"
        f"ask = lambda: pool.answer(Asked({ENDLESS!r}, 'json', 'nt'));"
        "pool.answer(Asked('ASK {}', 'json', 'nt'));"
        "print(pool._idle[0]._process.pid, flush=True);"
        "threading.Thread(target=ask, daemon=True).start(); time.sleep(0.3);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = [sys.executable, "-c", script]
    script_run = subprocess.run(command, capture_output=True, text=True, check=False)
    worker = int(script_run.stdout)
    ended(worker)


def ended(process):
    """Waits until a process is no more."""
    for _ in range(600):
        if not is_running(process):
            return
        time.sleep(0.1)
    raise AssertionError(f"{process} still runs")


def is_running(process):
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return state != "" and not state.startswith("Z")


def test_a_client_that_hangs_up_frees_its_worker(told):
    import socket

    with running(told, Limits(60.0, 10), None) as place:
        before = workers()
        request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        clients = [socket.create_connection(place) for _ in range(pools.WORKER_COUNT)]
        for client in clients:
            client.sendall(request.encode())
        while len(workers() - before) < pools.WORKER_COUNT:
            time.sleep(0.05)
        for client in clients:
            client.close()
        with socket.create_connection(place, timeout=30) as client:
            client.sendall(b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert client.recv(12) == b"HTTP/1.1 200"


def test_the_server_answers_during_a_build_and_sees_what_it_brought(tmp_path, monkeypatch):
    from starlette.testclient import TestClient

    from kg.web.app import make

    monkeypatch.setattr(following, "LOOK_SECONDS", 0.0)
    folder = str(tmp_path / "claims.kg")
    row = ("<http://x/s>", "<http://x/p>", '"o"')
    with open_store(folder, write=True) as store:
        store.put({"http://x/1": [row]})
    count = {"query": "SELECT (COUNT(?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"}
    with TestClient(make(folder)) as client:

        def seen():
            (found,) = client.get("/sparql", params=count).json()["results"]["bindings"]
            return int(found["n"]["value"])

        assert seen() == 1
        for number in (2, 3):
            with open_store(folder, write=True) as store:
                store.put({f"http://x/{number}": [row]})
                assert seen() == number - 1
            assert seen() == number


def test_a_bounded_store_answers_as_the_store_does_and_says_what_it_cut(told, store):
    ordered = f"{ALL} ORDER BY ?s ?p ?o"
    with follow(told, 60) as followed:
        pool = Pool(followed, Limits(20.0, 10_000))
        bounded = BoundedStore(followed, pool)
        whole = list(store.query(ordered))
        found = bounded.query(ordered)
        assert ([*found], found.is_cut) == (whole, False)
        subject = iri(str(next(value for value in whole[0] if value.is_iri)))
        about = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
        assert sorted(bounded.query(about, {"s": subject}).lines()) == sorted(
            store.query(about, {"s": subject}).lines()
        )
        assert bounded.query("ASK {}").answer is True
        pool.close()
        short = Pool(followed, Limits(20.0, 2))
        cut = BoundedStore(followed, short).query(ordered)
        assert ([*cut], cut.is_cut) == (whole[:2], True)
        short.close()


def test_a_store_behind_a_url_is_served_too(server):
    from starlette.testclient import TestClient

    from kg.web.app import make

    with open_store(server, write=True) as store:
        store.drop(store.graphs())
        store.put({"http://x/g": [("<http://x/s>", "<http://x/p>", '"o"')]})
        rows = [("<http://x/s>", "<http://x/p>", f'"{n}"') for n in range(100)]
        store.put({"http://x/h": rows})
    with TestClient(make(server, Limits(8.0, 5))) as client:
        found = client.get("/sparql", params={"query": ALL})
        assert (found.headers["Kg-Row-Count"], found.headers["Kg-Cut"]) == ("5", "true")
        given = {"query": "SELECT ?o { ?s ?p ?o }", "default-graph-uri": "http://x/g"}
        assert client.get("/sparql", params=given).json()["results"]["bindings"] == [
            {"o": {"type": "literal", "value": "o"}}
        ]
        assert client.get("/sparql", params={"query": ENDLESS}).status_code == 504
        bad = client.get("/sparql", params={"query": "SELECT"})
        assert (bad.status_code, bad.text.partition(":")[0]) == (400, "not SPARQL")


def test_what_a_server_takes_is_not_its_workers_memory():
    taken = b"x" * (worker.SPENT_BYTES + (1 << 26))
    code = "from kg.web.sparql.worker import most_bytes; print(most_bytes())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert 1 << 20 < int(told.stdout) < worker.SPENT_BYTES < len(taken)
