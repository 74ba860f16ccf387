"""Every target of the fuzzer for a moment, and every input that once was a fault.

`make fuzz` runs them for as long as one likes. What it finds is fixed, and its input becomes a file
`cases/TARGET/what-was-wrong`: bytes as they are, texts in UTF-8 (half surrogate pairs too).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_targets import TARGETS
from hypothesis import HealthCheck, Phase, given, settings

CASES = sorted(Path(__file__).parent.joinpath("cases").glob("*/*"))
EXAMPLES = {"road": 3, "pages": 3}
"""Of slow targets fewer."""
BYTES = ("read-", "decisions", "authority")


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise(name):
    @settings(
        max_examples=EXAMPLES.get(name, 12),
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(TARGETS[name].inputs)
    def check(value):
        TARGETS[name].check(value)

    check()


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_found_stays_fixed(path):
    data = path.read_bytes()
    value = data if path.parent.name.startswith(BYTES) else data.decode("utf-8", "surrogatepass")
    TARGETS[path.parent.name].check(value)


def test_every_case_belongs_to_a_target():
    assert {path.parent.name for path in CASES} <= set(TARGETS)
