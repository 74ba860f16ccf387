from __future__ import annotations

import dispatches
import pytest
from served import hostile, put_graph, serving


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A graph folder with the two dispatches and a hostile article."""
    return put_graph(tmp_path_factory.mktemp("serve") / "news", dispatches.harbour(), dispatches.grain(), hostile())


@pytest.fixture(scope="session")
def client(folder):
    """A client of a server with the usual settings and a short time for a query."""
    with serving(folder, seconds=10) as client:
        yield client
