import os
from pathlib import Path

import pytest
from harbour import Memory


@pytest.fixture
def store() -> Memory:
    return Memory()


@pytest.fixture
def shared() -> Path:
    """The folder of evaluation data, which is not part of the repository."""
    given = os.environ.get("KG_SHARED")
    near = [parent / "shared" for parent in Path(__file__).resolve().parents]
    found = next((one for one in ([Path(given)] if given else near) if one.is_dir()), None)
    return found or pytest.skip("there is no folder `shared`, beside the repository or above")
