"""What many readers at once do to `kg serve`: `python tests/benchmarks/load.py [--smoke]`.

Fifty clients on this machine, for a minute, each asking one thing after the other: pages, their
twins and SPARQL queries over a store of 100,000 statements, chosen by chance but the same in each
run. Prints how many answers there were and how long they took by kind, and the memory of the server
with its workers. Exit status 1 if any answer is not what it should be. `--smoke` takes two seconds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, sleep
from urllib.parse import quote, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import fill, readings

ROOT = Path(__file__).parents[2]
SERVE = "from kg.cli import main; main()"
PREFIX = "PREFIX kg: <https://w3id.org/claim-kg#>\n"
IDS = PREFIX + "SELECT ?id {{ ?one a kg:{kind} ; kg:id ?id }} LIMIT 300"
ANSWERED = ("text/html", "application/json", "text/turtle", "application/sparql-results")
PATIENCE_SECONDS = 300


def main() -> int:
    """Fill a store, serve it and ask."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a small store and two seconds")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--timeout", default="30", help="of a query, as for kg serve")
    parser.add_argument("--store", help="a folder to fill, or to use if it is there")
    options = parser.parse_args()
    if options.smoke:
        options.statements, options.clients, options.seconds = 200, 5, 2
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or str(Path(folder) / "claims.kg")
        if not Path(store).exists():
            fill(store, list(readings(options.statements)))
        with served(store, options.timeout) as (server, host):
            return ask(server, host, options.clients, options.seconds)


def ask(server: int, host: str, clients: int, seconds: float) -> int:
    """Let the clients loose on a server, given by its process and its host with port."""
    kinds = requests(host)
    run = Run(host, kinds, monotonic() + seconds)
    threads = [threading.Thread(target=run.client, args=(number,)) for number in range(clients)]
    memory = [(0.0, resident(server))]
    begun = monotonic()
    for thread in threads:
        thread.start()
    while (passed := monotonic() - begun) < seconds:
        sleep(min(seconds / 6, seconds - passed))
        memory.append((monotonic() - begun, resident(server)))
    for thread in threads:
        thread.join()
    taken = monotonic() - begun
    memory.append((taken, resident(server)))
    count = sum(map(len, run.times.values()))
    print(f"{clients} clients, {taken:.0f} s: {count} answers, {count / taken:.1f} a second")
    for kind, times in sorted(run.times.items()):
        slow = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        print(f"  {kind:<18} {len(times):>6}  median {median(times):.2f} s  19 in 20 {slow:.2f} s")
    told = "; ".join(f"{at:.0f} s {of / 1e6:.0f} MB" for at, of in memory)
    print(f"  memory of the server and its workers: {told}")
    for (kind, failure), often in run.failures.items():
        print(f"  FAILED {kind}: {failure} ({often} times)", file=sys.stderr)
    return 1 if run.failures or not count else 0


class Run:
    """What the clients found: seconds by kind, and failures counted."""

    def __init__(self, host: str, kinds: dict[str, Callable[[random.Random], str]], until: float):
        self.host, self.kinds, self.until = host, kinds, until
        self.times: dict[str, list[float]] = defaultdict(list)
        self.failures: Counter[tuple[str, str]] = Counter()

    def client(self, number: int) -> None:
        """Ask until the time is up, on one connection."""
        chance = random.Random(number)
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE_SECONDS)
        while monotonic() < self.until:
            kind = chance.choice(list(self.kinds))
            begun = monotonic()
            try:
                connection.request("GET", self.kinds[kind](chance))
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.failures[kind, type(error).__name__] += 1
                connection.close()
                continue
            self.times[kind].append(monotonic() - begun)
            named = answer.headers["Content-Type"] or ""
            if answer.status != 200 or not body or not named.startswith(ANSWERED):
                self.failures[kind, f"{answer.status} {named}"] += 1
        connection.close()


def requests(host: str) -> dict[str, Callable[[random.Random], str]]:
    """Paths by kind, from what the store holds."""

    def node(kind: str, suffix: str = "") -> Callable[[random.Random], str]:
        known = ids(host, kind.title())
        return lambda chance: f"/{kind}/{quote(chance.choice(known))}{suffix}"

    def query(sparql: str) -> Callable[[random.Random], str]:
        known = ids(host, "Statement")
        return lambda chance: sparql_path(PREFIX + sparql.replace("ID", chance.choice(known)))

    return {
        "start": lambda _: "/",
        "agents": lambda _: "/agents",
        "search": lambda chance: f"/search?{urlencode({'q': chance.choice(('harbour', 'von'))})}",
        "agent": node("agent"),
        "agent.json": node("agent", ".json"),
        "claim": node("claim"),
        "claim.ttl": node("claim", ".ttl"),
        "statement": node("statement"),
        "article": node("article"),
        "named queries": lambda _: "/queries",
        "named query": lambda _: "/query/retractions?run=1",
        "sparql: one": query('SELECT * { ?s kg:id "ID" ; ?p ?o }'),
        "sparql: many": query("SELECT ?s ?t { ?s a kg:Statement ; kg:text ?t } LIMIT 1000"),
        "sparql: count": query(
            'SELECT (COUNT(*) AS ?n) { ?s kg:id "ID" ; kg:speaker ?a . ?o kg:speaker ?a }'
        ),
        "sparql: graph": query('CONSTRUCT { ?s ?p ?o } { ?s kg:id "ID" ; ?p ?o }'),
        "description": lambda _: "/sparql",
    }


def sparql_path(sparql: str) -> str:
    """The path at which a query is answered."""
    return f"/sparql?{urlencode({'query': sparql})}"


def ids(host: str, kind: str) -> list[str]:
    """Some ids of a kind of node."""
    connection = http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
    connection.request("GET", sparql_path(IDS.format(kind=kind)))
    rows = json.loads(connection.getresponse().read())["results"]["bindings"]
    connection.close()
    return [row["id"]["value"] for row in rows]


@contextmanager
def served(store: str, timeout: str) -> Iterator[tuple[int, str]]:
    """`kg serve` on a store: its process, and its host with port."""
    command = [sys.executable, "-c", SERVE, "serve"]
    server = subprocess.Popen(
        [*command, "--store", store, "--port", "0", "--timeout", timeout],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert server.stderr is not None
    try:
        line = next(line for line in server.stderr if "http://" in line)
        url = next(word for word in line.split() if word.startswith("http://"))
        threading.Thread(target=lambda: [sys.stderr.write(line) for line in server.stderr]).start()
        yield server.pid, urlsplit(url).netloc
    finally:
        server.terminate()
        server.wait(30)


def resident(server: int) -> int:
    """Bytes of memory that a process and its children hold."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True
    )
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    return 1024 * sum(size for pid, parent, size in rows if server in (pid, parent))


if __name__ == "__main__":
    sys.exit(main())
