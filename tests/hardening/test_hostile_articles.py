"""Files that are meant to take for ever, to exhaust memory, or to get out of their place. None of them does.

A fault here shows as a test that does not end, not as a number: what took time that grows with the square of the input
takes hours at these sizes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from packing import prose
from tieline.articles import read
from tieline.errors import LeftOut, UnreadableInput
from tieline.extraction.quotations import find_quotations
from tieline.rdf.identifiers import web_iri
from tieline.rdf.sparql import blanked, keywords

PROSE = prose(0)
LONG = 100_000
"""Characters; a line may have a million."""


def read_file(folder: Path, name: str, data: str | bytes):
    path = folder / name
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    faults: list[UnreadableInput] = []
    return list(read([path], on_error=faults.append)), [str(fault) for fault in faults]


def front(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", PROSE, ""])


def doubling() -> list[str]:
    """Nine lists of nine lists of …: 9 to the 9th values if anybody counts them."""
    names = "abcdefghi"
    first = f"a: &a [{', '.join(['x'] * 9)}]"
    return [
        first,
        *(f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip(names, names[1:], strict=False)),
    ]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([*doubling(), "title: x", "author: *i"], "an alias"),
        (["title: &t [*t]"], "an alias"),
        (["title: x", "a: &a {k: 1}", "b: {<<: [*a, *a]}"], "an alias"),
        (["title: !!python/object/apply:os.system [touch x]"], "could not determine a constructor"),
        (["title: " + "[" * 5000], "recursion"),
        (["title: " + "9" * 9000], "4300 digits"),
        (["date: 2031-13-45"], "month must be in 1..12"),
        (["title: " + "a b " * 10_000], "at most 20,000"),
    ],
)
def test_a_hostile_front_matter_is_told(tmp_path, lines, words):
    articles, (fault,) = read_file(tmp_path, "a.md", front(*lines))
    assert articles == []
    assert "front matter" in fault
    assert words in fault


@pytest.mark.parametrize("value", ["0x" + "f" * 9000, "[[deep, [list]], [x]]", '"\\uD800"', "1" + ":59" * 3000])
def test_a_strange_title_does_no_harm(tmp_path, value):
    (article,), faults = read_file(tmp_path, "a.md", front(f"title: {value}"))
    assert faults == []
    (article.title or "").encode()


@pytest.mark.parametrize(
    "field", ["title", "publisher", "byline", "url", "id", "published", "author", "authors", "link", "source"]
)
@pytest.mark.parametrize(
    "value",
    [
        '"\\ud800 half"',
        "[" * 700 + "]" * 700,
        "9" * 4000,
        "NaN",
        "-Infinity",
        "1e400",
        '{"a": {"b": []}}',
        '"a\\u0000b\\u001b[31m\\u202e\\u2028"',
        "true",
    ],
)
def test_strange_values_in_json_lines_do_no_harm(tmp_path, field, value):
    row = f'{{"text": {json.dumps(PROSE)}, "{field}": {value}}}'
    (article,), faults = read_file(tmp_path, "a.jsonl", row)
    assert faults == []
    for told in (article.id, article.key, article.title, article.publisher, article.byline, article.url):
        (told or "").encode()
    if article.url:
        address = web_iri(article.url)
        assert address is None or not set(address.value) & set('<>"{}|\\^` \n')


@pytest.mark.parametrize("field", ["text", "title"])
def test_json_that_is_nested_deep_is_told(tmp_path, field):
    row = f'{{"text": "x", "{field}": {"[" * 100_000}{"]" * 100_000}}}'
    articles, (fault,) = read_file(tmp_path, "a.jsonl", row)
    assert articles == []
    assert "recursion" in fault


MAILS = {
    "encoded words": "Subject: " + "=?utf-8?q?a?= " * 50_000,
    "addresses": "From: " + '"Ana" <a@b>, ' * 50_000,
    "comments": "From: " + "(" * 50_000 + "\nDate: " + "(" * 50_000,
    "parameters": "Content-Type: text/plain; " + "a=b; " * 50_000,
    "continued": "Content-Type: text/plain; " + "".join(f"a*{n}*=b; " for n in range(20_000)),
    "folded": "Subject: a" + "\n b" * 100_000,
    "message ids": "Message-ID: " + "<" * 50_000,
    "many": "".join(f"X-{n}: a\n" for n in range(50_000)) + "X: y",
}


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_with_endless_headers_is_read(tmp_path, kind):
    articles, faults = read_file(tmp_path, "a.eml", f"{MAILS[kind]}\n\n{PROSE}\n")
    assert [article.text for article in articles] == [PROSE]
    assert faults == []


@pytest.mark.parametrize("part", ["multipart/mixed", "message/rfc822"])
def test_parts_in_parts_in_parts(tmp_path, part):
    nested = "".join(f'Content-Type: {part}; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    articles, faults = read_file(tmp_path, "a.eml", f"Subject: x\n{nested}\n{PROSE}")
    assert articles == []
    assert len(faults) == 1


PIECES = (
    *(
        " ",
        "\t",
        "\u00a0",
        "\u200b",
        "\u202e",
        "\u2066",
        "\x07",
        "\x1b[31m",
        "-",
        "*",
        "_",
        "[",
        "![",
        "(",
        "#",
        "> ",
        "|",
    ),
    *(
        '"',
        "'",
        " 'a",
        "s' b",
        "“",
        "``",
        "’’",
        "«a ",
        "<",
        "&",
        "&#x1",
        "a:",
        "a, ",
        "By ",
        "Aa ",
        "A",
        "Ab-",
        "A.B",
        "I.R.",
    ),
    *(
        "1",
        "1 ",
        "June 1, ",
        "2024 ",
        "10:10 ",
        "an hour ago ",
        "http://",
        "/",
        "a@",
        "(Photo: ",
        " / AP",
        "Read more ",
        "[a](",
    ),
    *("[a](b)", "*a", "—", "…", "AAA ", "Mā", ", 0 A ", "\u0301", "é", "\U0001f300"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_line_is_slow_to_read(tmp_path, piece):
    line = piece * (LONG // len(piece))
    page = f"{PROSE}\n\n{line}\n\n{prose(1)}\n"
    articles, faults = read_file(tmp_path, "a.md", page)
    assert articles or faults
    assert any(PROSE in article.text for article in articles) or faults
    markup = line.replace("&", "&amp;").replace("<", "&lt;")
    articles, faults = read_file(
        tmp_path, "a.html", f"<article><p>{PROSE}</p><p>{markup}</p><p>{prose(1)}</p></article>"
    )
    assert articles or faults


@pytest.mark.parametrize("piece", [" 'a", "s' b", "‘a ", '"a ', "“a ", "''", "``a", "' ", "'s ", "’"])
def test_no_paragraph_is_slow_to_pair(piece):
    text = piece * (1_000_000 // len(piece))
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end


@pytest.mark.parametrize(
    "line", ["By Ana Ruiz", "- Tehran", "2 June 2025", "Related Articles", "an hour ago", "# x", "a: b"]
)
def test_no_page_of_short_lines_is_slow_to_split(tmp_path, line):
    articles, faults = read_file(tmp_path, "a.md", f"{line}\n" * 10_000 + PROSE)
    assert articles or faults


def test_an_article_of_one_endless_sentence(tmp_path):
    sentence = "The council voted on Monday" + " and the mayor of the town spoke to the people" * 20_000 + "."
    (article,), faults = read_file(tmp_path, "a.txt", sentence)
    assert (article.text, faults) == (sentence, [])


def test_an_article_of_a_hundred_thousand_sentences(tmp_path):
    text = "\n\n".join(" ".join(["The mayor of the town spoke to the people."] * 20) for _ in range(5_000))
    articles, faults = read_file(tmp_path, "a.md", front("title: Speeches").replace(PROSE, text))
    assert faults == []
    assert sum(article.text.count("spoke") for article in articles) > 0


MARKUP = {
    "nested": "<div>" * 50_000,
    "inline": "<b>" * 100_000,
    "tables": "<table><tr><td>" * 2_000,
    "attributes": "<p " + "a=1 " * 50_000 + ">",
    "comments": "<!--" * 50_000,
    "brackets": "<" * LONG,
    "entities": "<p>" + "&#x1" * 100_000,
    "script": "<script>" * 50_000,
    "metadata": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "cdata": "<![CDATA[" * 50_000,
}


@pytest.mark.parametrize("kind", MARKUP)
def test_hostile_markup_is_read_or_told(tmp_path, kind):
    page = f"<html><body><article><p>{PROSE}</p></article>{MARKUP[kind]}"
    articles, faults = read_file(tmp_path, "a.html", page)
    assert articles or faults


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.nitf"])
def test_hostile_xml_is_told(tmp_path, name):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 9 if n else "ha"}">' for n in range(9))
    for text in (
        f"<?xml version='1.0'?><!DOCTYPE rss [{laughs}]><rss><channel><item><title>&l8;</title></item></channel></rss>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel>&x;</channel></rss>",
        "<?xml version='1.0'?><nitf>" + "<a>" * 100_000,
    ):
        articles, faults = read_file(tmp_path, name, text)
        assert articles == []
        assert faults


@pytest.mark.parametrize("piece", ["FROM:x ", '"""a', "'''a", "<a)", "<a", "\\u0041", "<'", "(<#", "_:", "{", "x:"])
def test_no_query_is_slow_to_look_at(piece):
    query = piece * (100_000 // len(piece))
    keywords(query)
    assert len(blanked(query)) == len(query)


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
def test_names_of_files_cannot_write_into_the_terminal(tmp_path):
    hostile = "a\n\x1b[31mtieline: all is well\u202e.txt"
    (tmp_path / hostile).write_text(PROSE)
    (tmp_path / f"b{hostile}").write_bytes(b"\x00\x01")
    faults: list[UnreadableInput] = []
    (article,) = read([tmp_path], on_error=faults.append)
    assert article.source is not None
    assert article.source.file.isprintable()
    (fault,) = faults
    assert str(fault).isprintable()
    assert fault.where.isprintable()
    done = subprocess.run(
        [sys.executable, "-m", "tieline", "extract", f"{tmp_path}/b{hostile}"],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in {1, 2}
    assert b"\x1b" not in done.stderr
    assert b"\\x1b" in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and devices")
def test_links_round_in_circles_and_pipes_are_passed_over(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(PROSE)
    (folder / "b").symlink_to(folder)
    (folder / "c.txt").symlink_to(folder / "c.txt")
    (folder / "d.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "e.txt")
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "s.txt").write_text(prose(1))
    (folder / "f").symlink_to(secret)
    faults: list[UnreadableInput] = []
    (article,) = read([folder], on_error=faults.append)
    assert article.text == PROSE
    assert [fault for fault in faults if not isinstance(fault, LeftOut)] == []
    (fault,) = list(_faults(folder / "e.txt"))
    assert "device or pipe" in fault


def _faults(path: Path) -> list[str]:
    faults: list[UnreadableInput] = []
    assert list(read([path], on_error=faults.append)) == []
    return [str(fault) for fault in faults]
