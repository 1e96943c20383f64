import pytest
from listening import LOCAL, running

from kg.web.served import Limits


@pytest.fixture
def ask(site):
    """Sends a query to the story's endpoint and returns the answer."""

    def ask(query, accept=None, **rest):
        headers = {"Accept": accept} if accept else {}
        return site.get("/sparql", params={"query": query} | rest, headers=headers)

    return ask


@pytest.fixture(scope="session")
def bounded(told):
    """A client of a server whose queries end after a second, and answers after three rows."""
    from starlette.testclient import TestClient

    from kg.web.app import make

    application = make(told, Limits(1.0, 3), LOCAL)
    with TestClient(application, base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def place(told):
    with running(told, Limits(5.0, 10_000)) as found:
        yield found


@pytest.fixture(scope="session")
def url(place):
    """The endpoint of a server of the story, for clients of any kind."""
    return f"http://{place[0]}:{place[1]}/sparql"
