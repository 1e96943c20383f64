"""What a stranger may try: nothing is run, fetched, written or given away, and the rest goes on."""

import http.client
import re
import socket
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, urlencode

import pytest
from listening import running

from kg.web.served import Limits
from kg.web.sparql import protocol

GIVEN_AWAY = re.compile(
    r"Traceback|File \"|site-packages|\.py\b|/root|/home|/tmp|claims\.kg|kg\.serving|root:", re.I
)
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
NUMBERS = " ".join(map(str, range(1000)))


class Canary(BaseHTTPRequestHandler):
    """Notes whoever calls."""

    def do_GET(self):
        self.server.calls.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b'{"head": {"vars": []}, "results": {"bindings": [{}]}}')

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def canary():
    server = HTTPServer(("127.0.0.1", 0), Canary)
    server.calls = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def place(told):
    with running(told, Limits(60.0, 1000)) as found:
        yield found


@pytest.fixture(scope="module")
def hasty(told):
    """The place of a server whose queries end after two seconds."""
    with running(told, Limits(2.0, 1000)) as found:
        yield found


@pytest.fixture
def call(place):
    """Sends a request, and sees to it that nothing is given away and the server still answers."""
    yield calling(place)
    assert_answers(place)


@pytest.fixture
def call_hasty(hasty):
    """The same for the server whose queries end soon."""
    yield calling(hasty)
    assert_answers(hasty)


def calling(place):
    def call(verb, target, body=None, **headers):
        connection = http.client.HTTPConnection(*place, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(verb, target, body, named)
        found = connection.getresponse()
        found.text = found.read().decode()
        connection.close()
        assert not GIVEN_AWAY.search(f"{found.headers}{found.text}")
        assert found.headers["X-Content-Type-Options"] == "nosniff"
        return found

    return call


def assert_answers(place):
    """A busy machine may need some tries until a worker is up again within two seconds."""
    call = calling(place)
    found = [call("GET", "/sparql?query=ASK%7B%7D").status]
    while found[-1] in (503, 504) and len(found) < 30:
        found.append(call("GET", "/sparql?query=ASK%7B%7D").status)
    assert found[-1] == 200


@pytest.fixture
def asked(call):
    """Posts a query."""

    def asked(query, **parameters):
        pairs = urlencode({"query": query, **parameters})
        return call("POST", "/sparql", pairs, Content_Type=FORM)

    return asked


@pytest.fixture
def raw(place):
    """Sends bytes and returns what comes back, if within some seconds: status, headers, body."""

    def raw(sent):
        got = b""
        with (
            socket.create_connection(place, timeout=3) as client,
            suppress(TimeoutError, ConnectionError),
        ):
            client.sendall(sent)
            while piece := client.recv(65536):
                got += piece
        assert not GIVEN_AWAY.search(got.decode("latin-1"))
        return got.decode("latin-1")

    return raw


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service <URL> { ?s ?p ?o } }",
        "SELECT * { SeRvIcE SiLeNt <URL> { ?s ?p ?o } }",
        "SELECT*{SERVICE<URL>{?s ?p ?o}}",
        "SELECT * { SERVICE#<x>\n<URL> { ?s ?p ?o } }",
        "PREFIX u: <URL> SELECT * { SERVICE u: { ?s ?p ?o } }",
        "PREFIX service: <URL> SELECT * { SERVICE service:x { ?s ?p ?o } }",
        "BASE <URL> SELECT * { SERVICE <x> { ?s ?p ?o } }",
        "SELECT * { VALUES ?u { <URL> } SERVICE ?u { ?s ?p ?o } }",
        "SELECT * { BIND(<URL> AS ?service) SERVICE ?service { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "ASK { FILTER NOT EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
        "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <URL> { ?s ?q ?r } } }",
        "SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } }",
        "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
        "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) {}",
        # Read without a grammar, these hide it in a string, a comment or an IRI.
        "PREFIX x: <URL> SELECT * { BIND(1 AS ?a) FILTER(?a<x:b)SERVICE?u#>\n{ ?s ?p ?o } }",
        "SELECT * { BIND('\\'' AS ?a) SERVICE <URL> { ?s ?p ?o } } # '",
        "SELECT * { BIND('''a'b''' AS ?a) SERVICE <URL> { ?s ?p ?o } BIND(''' ''' AS ?b) }",
        "SELECT * { BIND(<http://x/#> AS ?a) SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\U00000073\\u0065rvice <URL> { ?s ?p ?o } }",
    ],
)
def test_no_other_server_is_asked_however_service_is_written(asked, canary, query):
    answer = asked(query.replace("URL", f"http://127.0.0.1:{canary.server_port}/"))
    assert (answer.status, canary.calls) == (400, [])
    assert "SERVICE is not offered" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("SERVICE <http://x/> { ?s ?p ?o }" AS ?a) {}',
        "SELECT ('''it's a\nSERVICE <http://x/> {}''' AS ?a) {}",
        "SELECT * {} # SERVICE <http://x/> { ?s ?p ?o }",
        "SELECT ?service ?Service ?SERVICE { ?service ?Service ?SERVICE }",
        "PREFIX service: <http://x/SERVICE/> SELECT * { ?s service:service ?o }",
        "SELECT * { ?s <http://x/service?a=SERVICE#service> _:service }",
        "SELECT ('a'@service AS ?a) {}",
        "SELECT * { ?s ?p ?o FILTER(STR(?o) = 'secret service') }",
    ],
)
def test_the_word_service_is_no_service(asked, query):
    assert asked(query).status == 200


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://x/s> <http://x/p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR SILENT ALL",
        "CREATE GRAPH <http://x/g>",
        "LOAD <URL>",
        "LOAD <file:///etc/passwd> INTO GRAPH <http://x/g>",
        "SELECT * {} ; DROP ALL",
        "# SELECT\nDROP ALL",
        "ASK {} INSERT DATA { <http://x/s> <http://x/p> 1 }",
    ],
)
def test_nothing_is_written_or_loaded(asked, call, canary, update):
    update = update.replace("URL", f"http://127.0.0.1:{canary.server_port}/")
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    before = asked(count).text
    assert asked(update).status == 400
    assert call("POST", "/sparql", update, Content_Type=QUERY).status == 400
    assert call("POST", "/sparql", update, Content_Type="application/sparql-update").status == 415
    assert call("POST", "/sparql", urlencode({"update": update}), Content_Type=FORM).status == 400
    assert call("GET", f"/sparql?update={quote(update)}").status == 400
    assert asked("ASK {}", update=update).status == 400
    assert (asked(count).text, canary.calls) == (before, [])


@pytest.mark.parametrize(
    "source", ["URL", "file:///etc/passwd", "file:///proc/self/environ", "ftp://127.0.0.1/x"]
)
@pytest.mark.parametrize("clause", ["FROM <{}>", "FROM NAMED <{}>", ""])
def test_a_dataset_is_looked_up_and_not_fetched(asked, canary, source, clause):
    source = source.replace("URL", f"http://127.0.0.1:{canary.server_port}/x.ttl")
    query = (
        f"SELECT * {clause.format(source)} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?a ?b ?c }} }} }}"
    )
    given = {} if clause else {"default-graph-uri": source}
    answer = asked(query, **given)
    assert (answer.status, answer.headers["Kg-Row-Count"], canary.calls) == (200, "0", [])


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ FILTER({'(' * 200_000}1{')' * 200_000}) }}",
        "ASK " + "{" * 200_000 + "}" * 200_000,
        f"SELECT * {{ ?s {'(' * 200_000}<http://x/p>{')' * 200_000} ?o }}",
        f"SELECT * {{ ?s {'^' * 400_000}<http://x/p> ?o }}",
        f"ASK {{ FILTER({'!' * 400_000}true) }}",
        f"ASK {{ FILTER({'-' * 400_000}1 = 1) }}",
        "SELECT * { ?s ?p " + "[ ?p " * 150_000 + "1" + "]" * 150_000 + " }",
        "SELECT * { ?s ?p " + "(" * 400_000 + ")" * 400_000 + " }",
        "SELECT * {" + "{ SELECT * {" * 30_000 + "}}" * 30_000 + "}",
        "SELECT * {" + " OPTIONAL { ?s ?p ?o" * 30_000 + "}" * 30_000 + "}",
        "ASK { FILTER(" + "NOT EXISTS { FILTER(" * 30_000 + "true" + ")}" * 30_000 + ") }",
        f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * 40_000)} }}",
        "SELECT * {" + "".join(f"?s ?p{n} ?o{n} ." for n in range(30_000)) + "}",
        "SELECT (1" + "+1" * 400_000 + " AS ?n) {}",
        f"SELECT * {{ VALUES ?v {{ {'1 ' * 480_000} }} }} ORDER BY ?v",
    ],
    ids=lambda query: query[:40],
)
def test_a_query_that_is_deep_or_long_hurts_nobody_else(call_hasty, query):
    answer = call_hasty("POST", "/sparql", query, Content_Type=QUERY)
    assert answer.status in (200, 400, 504), answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l",
        "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c = 'x' && ?f = 'y' && ?i = 'z') }",
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }}"
        f" VALUES ?c {{ {NUMBERS} }} VALUES ?d {{ {NUMBERS} }} }}",
        'SELECT (STRLEN(?x9) AS ?n) { BIND("aaaaaaaaaaaaaaaa" AS ?x0) '
        + " ".join(f"BIND(CONCAT({','.join([f'?x{n}'] * 16)}) AS ?x{n + 1})" for n in range(9))
        + " }",
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:b>)* ?b . ?c (!<x:a>|^!<x:b>)* ?d ."
        " ?e (!<x:a>|^!<x:b>)* ?f }",
        "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 100000000",
    ],
    ids=lambda query: query[:40],
)
def test_a_query_that_would_run_for_ever_or_fill_the_memory_is_ended(call_hasty, query):
    answer = call_hasty("POST", "/sparql", query, Content_Type=QUERY)
    assert answer.status in (200, 400, 504), answer.text
    if answer.status == 200:
        assert int(answer.headers["Kg-Row-Count"]) <= 1000


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "(a|aa)+$",
        "((a{1000}){1000}){1000}",
        "(.*)*b",
        "(?:x+x+)+y",
        "[",
        "(?=a)",
        "\\\\1",
    ],
)
def test_a_regular_expression_is_no_bomb(asked, pattern):
    assert asked(f'SELECT (REGEX("{"a" * 5000}!", "{pattern}") AS ?is) {{}}').status == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s <http://x/\x00> ?o }",
        "SELECT * { ?s <http://x/\r\nSet-Cookie: a=b> ?o }",
        "SELECT * { ?s <http://x/ y> ?o }",
        "SELECT * { ?s <http://x/\\u000A> ?o }",
        "SELECT * { ?s <javascript:alert(1) ?o }",
        "SELECT\x00* {}",
        "\ufeff\ufeffSELECT",
        "\u202eSELECT * {}",
        " ",
        "<script>alert(1)</script>",
        'SELECT * { ?s ?p "<script>alert(1)</script> }\r\nX-Evil: yes',
    ],
    ids=lambda sent: repr(sent)[:60],
)
def test_what_is_no_query_is_told_so_as_plain_text(asked, query):
    answer = asked(query)
    assert (answer.status, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert not {"x-evil", "set-cookie"} & {name.lower() for name in answer.headers}


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"query=%FF%FE", FORM, 400),
        (b"query=\xff\xfe", FORM, 400),
        (b"SELECT * { ?s ?p '\xff' }", QUERY, 400),
        (b"", FORM, 400),
        (b"", QUERY, 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        (b"&".join(b"a=b" for _ in range(5000)), FORM, 400),
        (b"query=ASK%7B%7D&default-graph-uri=%0D%0AX-Evil:%20yes", FORM, 400),
        (b"query=ASK%7B%7D&named-graph-uri=x%3E%20%3Cy", FORM, 400),
        (b"query=ASK%7B%7D&default-graph-uri=", FORM, 400),
        (b"query=ASK%7B%7D&default-graph-uri=no-scheme", FORM, 400),
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "application/json", 415),
        (b"ASK {}", "", 415),
        (b"ASK {}", f"{QUERY}; charset=utf-16", 415),
        (b"ASK {}", "application/sparql-query-x", 415),
        (b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--',
         "multipart/form-data; boundary=x", 415),
        (b"query=" + b"a" * protocol.BODY_BYTES, FORM, 413),
        (b" " * (protocol.BODY_BYTES + 1), QUERY, 413),
    ],
    ids=lambda sent: repr(sent)[:60],
)  # fmt: skip
def test_a_body_that_is_not_as_it_should_be_is_refused(call, body, kind, status):
    answer = call("POST", "/sparql", body, Content_Type=kind)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "text/plain; charset=utf-8")


def test_a_body_without_a_length_is_still_bounded(call):
    pieces = (b" " * 100_000 for _ in range(11))
    assert call("POST", "/sparql", pieces, Content_Type=QUERY).status == 413


@pytest.mark.parametrize("verb", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "QUERY"])
def test_no_other_verb_is_known(call, verb):
    answer = call(verb, "/sparql?query=ASK%7B%7D", Content_Length="0")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "evil.test:80",
        "localhost.evil.test",
        "evil.test#localhost",
        "localhost@evil.test",
        "127.0.0.1.evil.test",
        "0.0.0.0",
        "[::ffff:7f00:1]",
        "localhost, evil.test",
        "<script>alert(1)</script>",
        "",
    ],
)
def test_a_foreign_name_for_this_machine_is_refused(call, host):
    answer = call("GET", "/sparql?query=ASK%7B%7D", Host=host)
    assert answer.status in (400, 421)
    assert "<script>" not in answer.text


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Host"])
def test_no_other_header_tells_the_host_or_the_path(call, name):
    answer = call("GET", "/sparql", **{name: "evil.test"})
    assert answer.status == 200
    assert "evil.test" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.test"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_a_page_of_another_site_may_neither_ask_nor_read(call, headers):
    for verb in ("GET", "OPTIONS"):
        answer = call(verb, "/sparql?query=ASK%7B%7D", **headers)
        assert answer.status == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_of_this_machine_may_ask_and_read(call):
    answer = call("GET", "/sparql?query=ASK%7B%7D", Origin="http://localhost:5173")
    assert answer.headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
    assert "Kg-Cut" in answer.headers["Access-Control-Expose-Headers"]


def test_a_server_for_all_may_be_asked_by_all_pages(told):
    from starlette.testclient import TestClient

    from kg.web.app import make

    with TestClient(make(told)) as client:
        answer = client.get("/sparql?query=ASK{}", headers={"Origin": "http://tool.test"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "," * 30_000},
        {"Accept": "text/" + "x" * 30_000},
        {"Accept": "*/*;" + "q=1;" * 5_000},
        {"Accept": "text/csv;q=9999999999999999999999"},
        {"Accept": "text/csv\x1f\x7f"},
        {"Range": "bytes=" + ",".join(f"{n}-" for n in range(3_000))},
        {"Range": "bytes=0-,-1,5-2"},
        {"If-None-Match": "*" * 10_000},
        {"Cookie": "a=" + "b" * 10_000},
        {"Content-Type": "x" * 10_000},
    ],
    ids=lambda headers: repr(headers)[:30],
)
@pytest.mark.parametrize("target", ["/sparql?query=ASK%7B%7D", "/static/style.css"])
def test_strange_headers_are_no_matter(call, target, headers):
    assert call("GET", target, **headers).status in (200, 206, 304, 400, 406, 416)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/../../../pyproject.toml",
        "/static/../../../../../../../../etc/passwd",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/static/%252e%252e%252fapp.py",
        "/static/..\\app.py",
        "/static/..%5c..%5capp.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/style.css%00.html",
        "/static/./../templates/base.html",
        "/static/",
        "/static",
        "/static/..;/app.py",
        "/static/%c0%ae%c0%ae/app.py",
        "//etc/passwd",
        "/sparql/../../etc/passwd",
        "/sparql/",
        "/%ff%fe",
        "/\u202e".encode().decode("latin-1"),
        "/" + "a" * 10_000,
        "/static/" + "../" * 1_000,
    ],
    ids=lambda path: path[:40],
)
def test_no_path_leads_out_of_the_folder(raw, path):
    answer = raw(
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1")
    )
    status = int(answer.split()[1])
    assert status in (307, 400, 404, 405), answer[:300]
    assert "import" not in answer.partition("\r\n\r\n")[2]


@pytest.mark.parametrize(
    "sent",
    [
        "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\n\r\n",
        "GET http://evil.test/sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: evil.test\r\n\r\n",
        "GET /sparql HTTP/1.1\r\n\r\n",
        "GET /sparql\r\nHost: localhost\r\n\r\n",
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\nASK {}",
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1e9\r\n\r\nASK {}",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nContent-Length: 9\r\n\r\nASK",
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        f"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: {'a' * 200_000}\r\n\r\n",
        "GET /sparql HTTP/1.1\r\nHost: localhost\r\nX : y\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        "\x00" * 1000,
    ],
    ids=lambda sent: repr(sent)[:60],
)
def test_what_is_no_http_is_refused(raw, call, sent):
    answer = raw(sent.encode("latin-1"))
    assert answer == "" or int(answer.split()[1]) in (400, 413, 421, 431), answer[:300]


def test_a_line_break_in_an_address_does_not_reach_the_headers(raw):
    answer = raw(
        b"GET /sparql?query=ASK%7B%7D%0D%0AX-Evil:%20yes HTTP/1.1\r\nHost: localhost\r\n"
        b"Connection: close\r\n\r\n"
    )
    assert answer.startswith("HTTP/1.1 400")
    assert "x-evil" not in answer.partition("\r\n\r\n")[0].lower()


def test_who_sends_slowly_holds_up_nobody(place, call, monkeypatch):
    monkeypatch.setattr(protocol, "BODY_SECONDS", 1.0)
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
    kind = b"Content-Type: application/sparql-query\r\n\r\nASK"
    slow = [socket.create_connection(place, timeout=30) for _ in range(60)]
    for number, client in enumerate(slow):
        client.sendall(head + kind if number % 2 else head)
    assert call("GET", "/sparql?query=ASK%7B%7D").status == 200
    assert slow[1].recv(12) == b"HTTP/1.1 408"
    for client in slow:
        client.close()


def test_who_reads_slowly_holds_no_worker(place, call):
    target = f"/sparql?query={quote('SELECT * { ?a ?b ?c . ?d ?e ?f }')}"
    request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    slow = [socket.create_connection(place, timeout=30) for _ in range(20)]
    for client in slow:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(request)
    time.sleep(1)
    assert call("GET", "/sparql?query=ASK%7B%7D").status == 200
    for client in slow:
        client.close()
