from __future__ import annotations

import pytest
from valley import brief, reports


@pytest.fixture(scope="session")
def page():
    """The brief of the valley."""
    return brief(reports(), copied={"a7": ("a1",)})
