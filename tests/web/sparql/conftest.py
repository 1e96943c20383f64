import pytest
from listening import running

from kg.web.served import Limits


@pytest.fixture
def ask(site):
    """Sends a query to the story's endpoint and returns the answer."""

    def ask(query, accept=None, **rest):
        headers = {"Accept": accept} if accept else {}
        return site.get("/sparql", params={"query": query} | rest, headers=headers)

    return ask


@pytest.fixture(scope="session")
def place(told):
    with running(told, Limits(60.0)) as found:
        yield found


@pytest.fixture(scope="session")
def url(place):
    """The endpoint of a server of the story, for clients of any kind."""
    return f"http://{place[0]}:{place[1]}/sparql"
