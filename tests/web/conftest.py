import pytest


@pytest.fixture(scope="session")
def site(told):
    """A client of a server of the story."""
    from starlette.testclient import TestClient

    from kg.web.app import make

    with TestClient(
        make(told), base_url="http://localhost", raise_server_exceptions=False
    ) as client:
        yield client
