import json

import pytest
import rdflib
import story

KG = rdflib.Namespace("https://w3id.org/claim-kg#")
BASE = "http://kg.test/"
PAGES = (
    "/",
    "/claims",
    "/agents",
    "/search?q=river",
    "/articles",
    "/outlets",
    "/queries",
    "/agent/ag-brandt",
    "/claim/c-poison",
    "/claim/c-poison/outlets",
    "/statement/blame",
    "/article/herald-1",
    "/query/opponents",
    "/query/claim-graph",
    "/actor/herald-1-brandt",
    "/reading/herald-1",
    "/links",
)


def twin(path, form):
    place, mark, query = path.partition("?")
    return f"{'/index' if place == '/' else place}.{form}{mark}{query}"


def iris():
    nodes = {term[1:-1] for quad in story.quads() for term in quad if term.startswith(f"<{BASE}")}
    return sorted({node.partition("#")[0] for node in nodes})


@pytest.mark.parametrize("path", PAGES)
def test_page_and_its_twins(site, path):
    page, as_json, ttl = (site.get(path), site.get(twin(path, "json")), site.get(twin(path, "ttl")))
    assert [one.status_code for one in (page, as_json, ttl)] == [200, 200, 200]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.count("<h1") == 1
    assert "json" in as_json.headers["content-type"]
    json.loads(as_json.text)
    assert ttl.headers["content-type"].startswith("text/turtle")
    rdflib.Graph().parse(data=ttl.text, format="turtle")


@pytest.mark.parametrize("path", PAGES[:12])
def test_page_names_its_twins(site, path):
    page = site.get(path).text
    for form, kind in (("json", "application/json"), ("ttl", "text/turtle")):
        assert f'<link rel="alternate" type="{kind}" href="{twin(path, form)}">' in page


def test_every_iri_of_the_graph_resolves(site):
    for iri in iris():
        path = iri.removeprefix(BASE.rstrip("/"))
        assert site.get(path).status_code == 200, iri
        answer = site.get(path, headers={"Accept": "text/turtle"})
        graph = rdflib.Graph().parse(data=answer.text, format="turtle")
        assert len(graph) > 0, iri


@pytest.mark.parametrize("name", ["herald-1", "courier", "herald-2", "leaflet"])
def test_every_marked_span_is_a_place_on_its_page(site, name):
    places = site.get(f"/article/{name}.json").json()["places"]
    page = site.get(f"/article/{name}").text
    for one in places:
        assert page.count(f'id="char={one["start"]},{one["end"]}"') == 1
    assert {one["statement"] for one in places} == {
        one.id for one in story.STATEMENTS if one.article == name
    }


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/html"),
        ("", "text/html"),
        ("application/json", "application/json"),
        ("text/turtle", "text/turtle"),
        ("text/turtle;q=0.4, application/json;q=0.5", "application/json"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml,text/html;q=0.1", "application/rdf+xml"),
        ("nonsense;q=x, text/turtle", "text/turtle"),
    ],
)
def test_accept_header_chooses_the_form(site, accept, kind):
    answer = site.get("/agent/ag-brandt", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["vary"] == "Accept"


def test_rdflib_reads_an_iri(site):
    answer = site.get("/statement/blame.ttl")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    statement = rdflib.URIRef(BASE + "statement/blame")
    assert (statement, KG.speaker, rdflib.URIRef(BASE + "agent/ag-brandt")) in graph
    assert len(set(graph.objects(statement, KG.evidence / KG.words))) == 2


def test_search_finds_agents_and_statements(site):
    found = site.get("/search.json", params={"q": "reyl"}).json()
    assert [one["name"] for one in found["agents"]] == ["Tomás Réyl"]
    found = site.get("/search.json", params={"q": "poisoned RIVER"}).json()
    assert {one["id"] for one in found["statements"]} >= {"blame", "blame-again"}
    assert site.get("/search").status_code == 200


def test_a_search_of_very_many_words_is_refused(site):
    for path in ("/search", "/claims", "/agents"):
        answer = site.get(path, params={"q": "river " * 13})
        assert answer.status_code == 400
        assert "at most 12 words, not 13" in answer.text


def test_agent_page_has_its_claims_denials_and_names(site):
    page = site.get("/agent/ag-brandt").text
    for words in (
        "Oskar Mills had poisoned the river",
        "Brandt of lying",  # of it, by others
        "denies what was said of it",  # why a denial is linked
        "the same name",  # why names are one
        "Mayor Ilsa Brandt",
    ):
        assert words in page
    of_it = site.get("/agent/ag-brandt.json").json()["said_of_it"]
    assert "takes-back" not in {one["id"] for one in of_it}


def test_timeline_leads_to_its_statements(site):
    page = site.get("/agent/ag-brandt").text
    place = "/claims?by=ag-brandt&amp;since=2024-03-01&amp;until=2024-03-01"
    assert f'<a href="{place}" aria-label="2024-03-01: said 2, of which rebutted 1">' in page
    found = site.get("/claims.json?by=ag-brandt&since=2024-03-01&until=2024-03-01").json()
    assert {one["id"] for one in found["statements"]} == {"blame", "blame-recalled"}


def test_claim_page_puts_statements_beside_denials(site):
    shown = site.get("/claim/c-poison.json").json()
    assert [one["statement"]["id"] for one in shown["passages"]] == [
        "blame",
        "blame-recalled",
        "blame-again",
    ]
    assert shown["evidence"] == {"disputed": 1, "retracted": 1, "unsupported": 1}
    page = site.get("/claim/c-poison").text
    assert 'class="badge unsupported"' in page
    assert "She showed no proof" in page
    assert 'id="answer-denial"' in page
    assert "an incompatible account" in page


def test_outlets_are_compared_in_the_order_of_their_days(site):
    reports = site.get("/claim/c-poison/outlets.json").json()["reports"]
    assert [(one["publisher"], one["first"]) for one in reports] == [
        ("Varnholt Herald", "2024-03-02"),
        ("Coast Courier", "2024-03-04"),
    ]


def test_article_marks_lead_to_their_statements(site):
    page = site.get("/article/herald-1?statement=blame").text
    start = story.FIRST.text.index("Oskar Mills had")
    end = start + len("Oskar Mills had poisoned the river")
    anchor = '<span id="statement-blame" class="anchor"></span>'
    mark = f'<a class="mark content chosen" href="/statement/blame" id="char={start},{end}"'
    words = "Oskar Mills had poisoned the river</a>"
    assert f'{anchor}{mark} aria-describedby="role-content">{words}' in page
    assert 'class="mark evidence' in page


def test_long_lists_have_pages(site):
    assert 'rel="next"' not in site.get("/claims").text
    assert site.get("/claims.json?page=2").json()["statements"] == []
    for wrong in ("0", "-1", "x", "1e9", "99999999999", "²"):
        assert site.get("/claims", params={"page": wrong}).status_code == 400


def test_filters_of_a_form_left_empty_are_not_given(site):
    every = site.get("/claims.json").json()["statements"]
    assert site.get("/claims.json?by=&since=&q=&rebutted=").json()["statements"] == every
    some = site.get("/claims.json?by=brandt%2C&rebutted=yes&min_confidence=0.5")
    assert some.status_code == 400  # two agents are called Brandt
    some = site.get("/claims.json?by=ilsa+brandt&rebutted=yes&min_confidence=0.5").json()
    assert [one["id"] for one in some["statements"]] == ["blame"]


def test_unknown_names_are_404_with_the_nearest(site):
    answer = site.get("/claims?by=Ilsa Brant")
    assert answer.status_code == 404
    assert '<a href="/search?q=Ilsa+Brandt">' in answer.text
    assert site.get("/agent/nobody").status_code == 404
    as_json = site.get("/agent/nobody", headers={"Accept": "application/json"})
    assert as_json.json() == {"status": 404, "error": "there is no agent 'nobody' in the store"}


def test_named_query_is_a_form_with_its_answer_and_sparql(site):
    page = site.get("/query/opponents?by=Oskar+Mills").text
    assert '<input name="by" value="Oskar Mills"' in page
    assert "SELECT ?who ?contradicts" in page
    assert "<bdi>Ilsa Brandt</bdi>" in page
    assert '/query/opponents.csv?by=Oskar+Mills"' in page


def test_named_query_downloads(site):
    answer = site.get("/query/opponents.csv?by=Oskar+Mills")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="opponents.csv"'
    assert answer.text.splitlines() == [
        "who,contradicts,times,first,last",
        "Oskar Mills,Ilsa Brandt,1,2024-03-02,2024-03-02",
    ]
    rows = site.get("/query/opponents.json?by=Oskar+Mills").json()["results"]["bindings"]
    assert rows[0]["times"] == {
        "type": "literal",
        "value": "1",
        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
    }
    graph = rdflib.Graph().parse(data=site.get("/query/claim-graph.nt").text, format="nt")
    assert (rdflib.URIRef(BASE + "claim/c-poison"), rdflib.RDF.type, KG.Claim) in graph


def test_problem_of_a_named_query_stands_under_its_form(site):
    answer = site.get("/query/opponents?by=Nobody")
    assert answer.status_code == 404
    assert '<input name="by" value="Nobody"' in answer.text
    assert site.get("/query/opponents?min_confidence=much").status_code == 400
    assert site.get("/query/opponents?what=1").status_code == 400
    assert site.get("/query/nothing").status_code == 404
    assert site.get("/query/opponents.exe").status_code == 404


def test_downloads_say_when_rows_are_left_out(told):
    from starlette.testclient import TestClient

    from kg.web.app import make
    from kg.web.served import Limits

    few = TestClient(make(told, Limits(row_count=2)))
    answer = few.get("/query/claims.csv")
    assert len(answer.text.splitlines()) == 3
    assert answer.headers["kg-cut"] == "true"


def test_site_below_a_path_links_below_it(told):
    from starlette.testclient import TestClient

    from kg.web.app import make

    below = TestClient(make(told), root_path="/claims-of")
    page = below.get("/claims-of/agent/ag-brandt").text
    assert 'href="/claims-of/agent/ag-mill"' in page
    assert 'href="/claims-of/static/style.css"' in page
    assert 'href="/agent/' not in page


def test_iris_that_begin_with_a_path_resolve(tmp_path):
    from starlette.testclient import TestClient

    from kg.store import open_store
    from kg.web.app import make

    base = "https://news.test/graphs/kg/"
    graphs = {}
    for subject, predicate, value, graph in story.quads(base):
        graphs.setdefault(graph[1:-1], []).append((subject, predicate, value))
    with open_store(str(tmp_path / "claims.kg"), write=True) as store:
        store.put(graphs)
    client = TestClient(make(str(tmp_path / "claims.kg")))
    page = client.get("/graphs/kg/agent/ag-brandt").text
    assert 'href="/graphs/kg/agent/ag-mill"' in page
    assert 'href="/graphs/kg/agent/ag-brandt.ttl"' in page
    assert 'href="/agent/ag-mill"' in client.get("/agent/ag-brandt").text
    assert client.get("/graphs/kg/agent/ag-brandt.ttl").text.count(base) > 0
    assert client.get("/graphs/kg/static/style.css").status_code == 200


def test_articles_come_newest_first_and_undated_last(site):
    names = [one["id"] for one in site.get("/articles.json").json()["articles"]]
    assert names == ["herald-2", "courier", "herald-1", "leaflet"]
    of_one = site.get("/articles.json?publisher=Varnholt Herald").json()["articles"]
    assert [one["id"] for one in of_one] == ["herald-2", "herald-1"]
    assert site.get("/articles.json?page=2").json()["articles"] == []
