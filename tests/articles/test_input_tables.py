"""Tables and JSON lines: which column is what, dialects, rows that cannot be read, the text as it is."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import lined, prose, tabled, zipped
from tieline.articles import ReadOptions, read
from tieline.articles.options import parse_columns
from tieline.errors import LeftOut, UsageError


def _read(path, **columns):
    errors = []
    articles = list(read([path], options=ReadOptions(columns=columns), on_error=errors.append))
    assert all("\n" not in str(error) for error in errors)
    return articles, errors


def _facts(article):
    return (article.id, article.text, article.title, article.published, article.publisher, article.byline, article.url)


ROW = {
    "Article ID": "7",
    "Headline": "Repairs, at last",
    "Body": 'The bridge is "closed".\n\nNobody came; the mayor said so.',
    "Publication Date": "2031-02-03T10:00:00Z",
    "Source": "Marsh Herald",
    "Author": "Ana Ruiz",
    "Link": "https://news.example/7",
    "Views": "12",
}
FACTS = ("7", ROW["Body"], ROW["Headline"], date(2031, 2, 3), "Marsh Herald", "Ana Ruiz", "https://news.example/7")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_dialects_and_encodings(tmp_path, delimiter, newline, encoding):
    text = tabled([ROW, ROW], delimiter, lineterminator="\n").replace("\n", newline)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    articles, errors = _read(tmp_path / "a.csv")
    assert [_facts(article) for article in articles] == [FACTS, FACTS]
    assert errors == []


def test_a_table_in_a_western_code_page(tmp_path):
    rows = [{"text": f"The café of Zoë Müller said “no” {number} times."} for number in range(5)]
    (tmp_path / "a.csv").write_bytes(tabled(rows).encode("cp1252"))
    assert [article.text for article in read([tmp_path / "a.csv"])] == [row["text"] for row in rows]


_CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(_CELL.filter(str.strip), _CELL, _CELL), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t|"),
)
def test_a_table_says_what_its_json_lines_say(rows, delimiter):
    fields = [dict(zip(("text", "title", "note"), row, strict=True)) for row in rows]
    with tempfile.TemporaryDirectory() as where:
        table, lines = Path(where, "a.csv"), Path(where, "a.jsonl")
        data = tabled(fields, delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
        table.write_bytes(data.encode())
        lines.write_bytes(lined(fields))
        found, _ = _read(table)
        expected, _ = _read(lines)
        assert [(article.key, article.text) for article in found] == [(a.key, a.text) for a in expected]
        # The source is the row: read by itself, it says the same.
        for article, row in zip(found, rows, strict=True):
            (cells,) = csv.reader(
                io.StringIO(data[article.source.start : article.source.end], newline=""), delimiter=delimiter
            )
            assert cells == list(row)


def test_quotation_marks_in_a_table_that_does_not_quote(tmp_path):
    rows = ['"No" to the bridge\tThe mayor said "no".', 'Repairs\t"We are open," she said.', '5" pipe\tIt broke.']
    (tmp_path / "a.tsv").write_text("\n".join(["title\ttext", *rows]) + "\n")
    articles, errors = _read(tmp_path / "a.tsv")
    assert [f"{article.title}\t{article.text}" for article in articles] == rows
    assert errors == []


def test_the_line_in_which_a_spreadsheet_names_the_delimiter(tmp_path):
    (tmp_path / "a.csv").write_text('sep=;\ntext;title\n"The bridge, it seems, is closed.";A, b, c\n')
    (article,) = read([tmp_path / "a.csv"])
    assert (article.text, article.title) == ("The bridge, it seems, is closed.", "A, b, c")


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_named_columns(tmp_path, suffix):
    row = {"what": prose(0), "text": "of the page as a whole", "when": "20310203", "who": "Marsh Herald"}
    path = tmp_path / f"a{suffix}"
    _write(path, [row])
    articles, errors = _read(path, text="what", published="WHEN", publisher="who")
    assert errors == []
    (article,) = articles
    assert (article.text, article.published, article.publisher) == (prose(0), date(2031, 2, 3), "Marsh Herald")


def _write(path, rows):
    if path.suffix == ".parquet":
        pyarrow = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(pyarrow.Table.from_pylist(rows), path)
    elif path.suffix == ".jsonl":
        path.write_bytes(lined(rows))
    else:
        path.write_text(tabled(rows))


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
@pytest.mark.parametrize(
    ("row", "wanted", "why"),
    [
        ({"a": "x", "b": "y"}, {}, "got no column that is known to hold the text, found 'a', 'b'; name it: --columns"),
        ({"body": "x", "content": "y"}, {}, "got 2 columns that may be the text, found 'body', 'content'"),
        ({"a": "x", "b": "y"}, {"text": "c"}, "got no column 'c' for the text, found 'a', 'b'; see --columns"),
    ],
)
def test_columns_that_are_not_there(tmp_path, suffix, row, wanted, why):
    _write(tmp_path / f"a{suffix}", [row])
    articles, errors = _read(tmp_path / f"a{suffix}", **wanted)
    assert articles == []
    assert len(errors) == 1
    assert why in str(errors[0])


def test_the_field_s_own_name_wins_and_case_does_not_count(tmp_path):
    _write(tmp_path / "a.csv", [{"Content": "short", "TEXT": prose(0), "full_text": "other"}])
    assert [article.text for article in read([tmp_path / "a.csv"])] == [prose(0)]
    _write(tmp_path / "b.csv", [{"Full Text": prose(1)}])
    assert [article.text for article in read([tmp_path / "b.csv"])] == [prose(1)]


def test_rows_that_cannot_be_read_are_told_and_the_rest_goes_on(tmp_path):
    lines = ["title,text,url", f"A,{prose(0).replace(',', ';')},u", "B,too,many,cells", "C,few", ",,"]
    lines += ["D, ,u", 'E,"x" y,u', f"F,{'long' * 300_000},u", "", f"G,{prose(1).replace(',', ';')},u"]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    articles, errors = _read(tmp_path / "a.csv")
    assert [article.title for article in articles] == ["A", "G"]
    told = [str(error).removeprefix(f"{tmp_path}/") for error in errors]
    assert told[0] == "a.csv:3: got a row of 4 cells, expected 3 as in the first"
    assert told[1] == "a.csv:4: got a row of 2 cells, expected 3 as in the first"
    assert told[2].startswith("a.csv:7: got a broken row")
    assert told[3] == "a.csv:8: got a text of 1,200,000 characters, expected at most 1,000,000"
    assert told[4] == "a.csv: 2 rows without text"
    assert isinstance(errors[4], LeftOut)


def test_a_mark_that_is_never_closed_does_not_take_the_rest_along(tmp_path):
    row = f'"{prose(0)}",A\n'
    (tmp_path / "a.csv").write_text("text,title\n" + row * 300 + f'"{prose(1)},B\n' + row * 300)
    articles, errors = _read(tmp_path / "a.csv")
    assert len(articles) > 300
    assert errors


def test_many_bad_rows_are_counted(tmp_path):
    (tmp_path / "a.csv").write_text("text,title\n" + f'"{prose(0)}",A\n' + "x\n" * 50)
    _, errors = _read(tmp_path / "a.csv")
    assert len(errors) == 21
    assert str(errors[-1]).endswith("got 30 rows more that cannot be read")


def test_large_cells_beside_the_text(tmp_path):
    (tmp_path / "a.csv").write_text(f'text,html\n"{prose(0)}","{"<p>" * 700_000}"\n')
    assert [article.text for article in read([tmp_path / "a.csv"])] == [prose(0)]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.csv", b"", "empty file"),
        ("a.csv", b"\n\n", "empty file"),
        ("a.csv", b"text,title\n", "without rows"),
        ("a.csv", b"\x89PNG\x00\x00\n\x00", "binary"),
        ("a.parquet", b"PAR1 no", "Parquet"),
        ("a.parquet", b"", "Parquet"),
    ],
)
def test_what_is_no_table(tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    articles, errors = _read(tmp_path / name)
    assert articles == []
    assert len(errors) == 1
    assert why in str(errors[0])


def test_parquet_rows(tmp_path):
    pytest.importorskip("pyarrow")
    rows = [
        {
            "body": prose(number),
            "headline": f"T{number}",
            "date": datetime(2031, 2, 3 + number, 10, tzinfo=UTC),
            "other": number,
        }
        for number in range(3)
    ] + [{"body": None, "headline": "none", "date": None, "other": 0}]
    _write(tmp_path / "a.parquet", rows)
    articles, errors = _read(tmp_path / "a.parquet")
    assert [(a.text, a.title, a.published) for a in articles] == [
        (row["body"], row["headline"], row["date"].date()) for row in rows[:3]
    ]
    assert [(article.source.start, article.source.end) for article in articles] == [(0, 1), (1, 2), (2, 3)]
    assert [str(error) for error in errors] == [f"{tmp_path}/a.parquet: 1 row without text"]
    data = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.zip").write_bytes(zipped({"t.parquet": data}))
    assert [article.key for article in read([tmp_path / "a.zip"])] == [article.key for article in articles]


def test_a_text_that_is_no_string(tmp_path):
    pytest.importorskip("pyarrow")
    _write(tmp_path / "a.parquet", [{"text": 5}])
    articles, errors = _read(tmp_path / "a.parquet")
    assert articles == []
    assert "row 1: got int as text" in str(errors[0])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-02-03", date(2031, 2, 3)),
        ("Mon, 03 Feb 2031 10:00:00 GMT", date(2031, 2, 3)),
        (20310203, date(2031, 2, 3)),
        (1927886400, date(2031, 2, 3)),
        (1927886400000, date(2031, 2, 3)),
        (20311303, None),
        (2031, None),
        (True, None),
        ("soon", None),
        ({"$date": 1}, None),
    ],
)
def test_dates(tmp_path, value, expected):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "One.", "published_at": value}))
    (article,) = read([tmp_path / "a.jsonl"])
    assert article.published == expected


def test_columns_as_the_command_takes_them():
    assert parse_columns("text=body, title=head line") == {"text": "body", "title": "head line"}
    assert parse_columns(None) == {}
    for wrong in ("body", "text=", "words=body", "text=a,text=b", "=x"):
        with pytest.raises(UsageError, match="--columns"):
            parse_columns(wrong)


def test_a_damaged_parquet_file_is_told(tmp_path):
    pytest.importorskip("pyarrow")
    _write(tmp_path / "a.parquet", [{"text": prose(0)}, {"text": "The bridge is closed."}])
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole.replace(b"The bridge is", b"The \xff\xfe\xfdidge is"))
    _, errors = _read(tmp_path / "a.parquet")
    assert len(errors) == 1
    assert "damaged Parquet file" in str(errors[0])
