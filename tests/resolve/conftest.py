import pytest


@pytest.fixture(scope="session")
def language():
    """The parser alone; the statements are drafted by hand."""
    from kg.extract.pipeline import load
    from kg.resolve.parse import Doc

    pipeline = load(tagger=False)
    return lambda text: Doc(pipeline(text))
