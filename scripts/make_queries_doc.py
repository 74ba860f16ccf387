"""Write docs/queries.md: every query of the library, with what it answers over the graph of the sample corpus.

Usage: python scripts/make_queries_doc.py [GRAPH]      (a graph folder; without one the sample corpus is built)

Title, purpose and parameters are those of the headers in queries/*.rq; tests/queries/test_document.py fails when they
have changed since. The answers depend on the language pipeline and are written by this script alone.
"""

import sys
import tempfile
from pathlib import Path

import tieline
from tieline.rdf import list_queries
from tieline.rdf.library import Query
from tieline.rdf.results import Result, render
from tieline.rdf.terms import compact

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "queries.md"
ROWS = 4
LINES = 14
LONGEST = 70
HEAD = """\
# The queries

<!-- Written by scripts/make_queries_doc.py from the headers of queries/*.rq; change those, then run: make docs -->

`tieline query DIR NAME --set parameter=value --format table|csv|json|turtle` asks a graph folder one of these; `tieline
queries` lists them. In Python: `graph.query("triads", patron="Iran", host="Iraq").rows`.

Values of parameters are bound as terms, never pasted into the query:

| type | value |
| --- | --- |
| entity | a name, an alias or an IRI; where several entities bear the name, the error lists their IRIs |
| text | any words |
| date | a day, YYYY-MM-DD |
| number | a number, such as 3 or 0.5 |
| class | a class of entities: ArmedGroup, GovernmentBody, Person, State, … |
| type | a PLOVER event type: ASSAULT, CONSULT, … |
| tie | a relation (supports, leads, …) or a PLOVER event type |

All of them say DISTINCT, declare their prefixes, and give the same answer on Oxigraph, rdflib and Virtuoso 7; `make
bench-queries` measures them. The answers below are of the sample corpus, cut to the first rows.
"""


def main(arguments: list[str]) -> int:
    """Write the document."""
    if arguments:
        write(Path(arguments[0]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            tieline.build([ROOT / "corpus"], folder)
            write(Path(folder))
    return 0


def write(folder: Path) -> None:
    """Write the document with the answers of a graph folder."""
    with tieline.open(folder) as graph:
        parts = [HEAD]
        for query in list_queries():
            parts += [heading(query), answered(query, graph.query(query.name, **query.example))]
    DOCUMENT.write_text("\n".join(parts), encoding="utf-8")


def heading(query: Query) -> str:
    """Return what the header of a query says: title, purpose, parameters."""
    lines = [f"## {query.name}", "", f"**{query.title}.** {query.purpose}", ""]
    for each in query.parameters:
        optional = ", optional" if each.optional else ""
        default = f" (default: {each.default})" if each.default is not None else ""
        lines.append(f"- `{each.name}` ({each.type}{optional}): {each.description}{default}")
    return "\n".join([*lines, ""]) if query.parameters else "\n".join(lines)


def answered(query: Query, answer: Result) -> str:
    """Return the example: how it is asked, and the first of what comes back."""
    settings = "".join(f' --set {name}="{value}"' for name, value in query.example.items())
    form = " --format turtle" if answer.kind == "construct" else ""
    lines = ["```sh", f"tieline query graph {query.name}{settings}{form}", "```", ""]
    if not answer.rows:
        return "\n".join([*lines, "No answer in the sample corpus.", ""])
    if answer.kind == "construct":
        text = [line for line in render(answer, "turtle").splitlines() if not line.startswith("@prefix")]
        cut = [shortened(line, 110) for line in "\n".join(text).strip().splitlines()[:LINES]]
        return "\n".join([*lines, "```turtle", *cut, "```", "", f"{len(answer.rows):,} triples in all.", ""])
    lines += [row(answer.variables), row(["---"] * len(answer.variables))]
    for cells in answer.rows[:ROWS]:
        shown = ("" if cell is None else compact(getattr(cell, "value", str(cell))) for cell in cells)
        lines.append(row([shortened(text, LONGEST) for text in shown]))
    return "\n".join([*lines, "", f"{len(answer.rows):,} rows in all.", ""])


def row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def shortened(text: str, length: int) -> str:
    """Return text for a cell of a table: on one line, without marks of Markdown, cut."""
    line = " ".join(text.split())
    line = line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
    return line.replace("|", "\\|") if length == LONGEST else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
