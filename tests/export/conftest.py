import pytest
from harbour import Memory


@pytest.fixture
def store() -> Memory:
    return Memory()
