"""The page on the architecture names the floors that import-linter checks, in their order, with the job of each."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FLOORS = PAGE[PAGE.index("\n## Floors\n") :]


def contract():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = [one["layers"] for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers"]
    return [re.split(r"\s*[|:]\s*", floor) for floor in layers]


def test_the_drawing_has_the_floors_of_the_contract_in_order():
    drawing = re.search(r"^```mermaid\n(.*?)^```$", FLOORS, re.MULTILINE | re.DOTALL)[1]
    assert [label.split(" | ") for label in re.findall(r'\["(.+?)"\]', drawing)] == contract()


def test_every_floor_is_drawn_above_the_next():
    drawing = re.search(r"^```mermaid\n(.*?)^```$", FLOORS, re.MULTILINE | re.DOTALL)[1]
    chains = [re.findall(r"\bf(\d+)\b", line) for line in drawing.splitlines() if "-->" in line]
    arrows = [(int(a), int(b)) for chain in chains for a, b in zip(chain, chain[1:], strict=False)]
    assert sorted(arrows) == [(number, number + 1) for number in range(1, len(contract()))]


def test_every_module_of_a_floor_has_its_job_in_one_line():
    jobs = re.findall(r"^\| `(\w+)` \| (.+) \|$", FLOORS, re.MULTILINE)
    assert [name for name, _ in jobs] == [name for floor in contract() for name in floor]
    assert all(len(job.split()) >= 2 or name == "__main__" for name, job in jobs)


def test_every_package_is_named():
    packages = {path.parent.name for path in (ROOT / "graph").glob("*/__init__.py")}
    assert packages <= set(re.findall(r"^\| `(\w+)` \|", FLOORS, re.MULTILINE))
