import pytest


@pytest.fixture(scope="session")
def language():
    """The parser alone; the statements are drafted by hand."""
    from kg.extract.pipeline import load

    return load(tagger=False)
