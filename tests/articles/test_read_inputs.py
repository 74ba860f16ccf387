"""Files, folders, standard input: order, encodings, JSON lines, inputs that cannot be read."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date

import pytest
from tieline.articles import read
from tieline.errors import UnreadableInput

LEAD = "The council voted on Monday to close the old bridge, the mayor's office said."


def _texts(*inputs):
    return [article.text for article in read(inputs)]


def _errors(*inputs):
    errors: list[UnreadableInput] = []
    articles = list(read(inputs, on_error=errors.append))
    assert all("\n" not in str(error) for error in errors)
    return articles, [str(error) for error in errors]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path, encoding, newline):
    text = "Café owner Zoë Müller said: “We’re open – as always.” She poured a cup.\nNobody came to the café, she said."
    (tmp_path / "a.txt").write_bytes(text.replace("\n", newline).encode(encoding))
    (article,) = read([tmp_path])
    assert article.text == text.replace("\n", "\n\n")


def test_one_broken_byte_does_not_spoil_utf8(tmp_path):
    (tmp_path / "a.txt").write_bytes("“Ünder thé bridgé,” said Zoë Müller’s “äunt”.".encode() + b" \xff The end.")
    (article,) = read([tmp_path])
    assert article.text.startswith("“Ünder thé bridgé,”")


def test_inputs_in_the_order_given_folders_sorted(tmp_path):
    for name in (
        "b/z.txt",
        "b/a.md",
        "b/deep/c.txt",
        "a.txt",
        "b/.hidden.txt",
        "b/README.md",
        "b/data.json",
        "b/.git/x.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is {name.replace('.', ' ')}.", encoding="utf-8")
    got = [(article.source.file, article.text) for article in read([tmp_path / "b", str(tmp_path / "a.txt")])]
    assert got == [
        ("a.md", "This is b/a md."),
        ("deep/c.txt", "This is b/deep/c txt."),
        ("z.txt", "This is b/z txt."),
        ("a.txt", "This is a txt."),
    ]


def test_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("The secret stays outside.", encoding="utf-8")
    (folder / "in.txt").write_text("The bridge is closed.", encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert _texts(folder) == ["The bridge is closed."]


def test_reading_is_lazy(tmp_path):
    (tmp_path / "a.txt").write_text(LEAD, encoding="utf-8")
    articles = read([tmp_path / "a.txt", tmp_path / "missing.txt"])
    assert next(articles).text == LEAD
    with pytest.raises(UnreadableInput, match=r"missing\.txt: no such file"):
        next(articles)


def test_key_depends_on_content_not_on_place(tmp_path):
    (tmp_path / "a.txt").write_text(LEAD, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"\n{LEAD}\n", encoding="utf-8")
    (tmp_path / "c.md").write_text(f"---\npublisher: Marsh Herald\n---\n{LEAD}", encoding="utf-8")
    first, second, third = read([tmp_path])
    assert first.key == second.key == first.id != third.key
    assert len(first.key) == 20


def test_json_lines_are_taken_as_they_are(tmp_path):
    text = "Advertisement\n\n  By Ana Ruiz \nThe bridge is closed. Ana Ruiz / AP"
    fields = {"id": 7, "text": text, "title": "T", "published": "2025-06-02T10:00:00Z", "publisher": "P", "url": "u:x"}
    (tmp_path / "a.jsonl").write_text("\n" + json.dumps(fields) + "\n", encoding="utf-8")
    (article,) = read([tmp_path])
    assert (article.id, article.text, article.title, article.publisher, article.url) == ("7", text, "T", "P", "u:x")
    assert article.published == date(2025, 6, 2)
    assert article.segments == ()


def test_source_of_a_json_line_is_the_line(tmp_path):
    lines = [json.dumps({"text": f"Té {number}."}, ensure_ascii=False) for number in range(3)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    whole = path.read_text(encoding="utf-8")
    assert [whole[a.source.start : a.source.end] for a in read([path])] == lines


def test_bad_json_lines_are_reported_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        b'{"text": "One."}', b"{broken", b'{"text": 5}', b"[1]", b'{"text": " "}', b'{"text": "\xff"}', b"[" * 100_000,
        b'{"text": "\\ud800"}', b'{"text": "' + b"x" * 1_100_000 + b'"}', b'{"text": "Two."}',
    ]  # fmt: skip
    path.write_bytes(b"\n".join(rows))
    articles, errors = _errors(path)
    assert [article.text for article in articles] == ["One.", "Two."]
    assert [error.split("a.jsonl:")[1].split(":")[0] for error in errors] == ["2", "3", "4", "5", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty file"),
        (b" \n\t\n", "empty file"),
        ("\ufeff".encode(), "empty file"),
        (b"Advertisement\nShare\n", "no article text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        (bytes(range(1, 256)) * 20, "binary"),
        (b"---\ntitle: [unclosed\n---\nThe bridge is closed.", "broken YAML"),
    ],
)
def test_file_that_holds_no_article(tmp_path, data, why):
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text(LEAD, encoding="utf-8")
    articles, errors = _errors(tmp_path)
    assert [article.text for article in articles] == [LEAD]
    assert len(errors) == 1
    assert "bad.txt: " in errors[0]
    assert why in errors[0]


def test_other_inputs_that_cannot_be_read(tmp_path):
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty").mkdir()
    _, errors = _errors(tmp_path / "missing.txt", tmp_path / "page.pdf", tmp_path / "empty", "a\x00b", "a\nb.txt")
    assert ["no such file" in errors[0], ".txt, .md, .markdown or .jsonl" in errors[1], "without articles" in errors[2]]
    assert len(errors) == 5


def test_five_megabytes_in_one_line_are_refused_quickly(tmp_path):
    (tmp_path / "long.txt").write_text("word " * 1_000_000, encoding="utf-8")
    started = time.perf_counter()
    _, errors = _errors(tmp_path)
    assert time.perf_counter() - started < 2
    assert "5,000,000 characters" in errors[0]


def test_file_over_fifty_megabytes_is_refused(tmp_path):
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.truncate(50_000_001)
    assert "50,000,001 bytes" in _errors(tmp_path)[1][0]


def test_article_in_another_language_is_reported(tmp_path):
    french = (
        "Le conseil municipal a décidé lundi de fermer le vieux pont, a annoncé le bureau du maire. Les ingénieurs "
        "avaient expliqué au conseil que le pont ne passerait pas un hiver de plus. Les commerçants craignent de "
        "perdre leurs clients pendant les travaux, qui doivent durer plus d'une année."
    )
    (tmp_path / "a.txt").write_text(french, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": french}), encoding="utf-8")
    articles, errors = _errors(tmp_path)
    assert articles == []
    assert ['"fr"' in error for error in errors] == [True, True]


def _feed(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_as_text(monkeypatch):
    _feed(monkeypatch, LEAD.encode())
    (article,) = read(["-"])
    assert (article.text, article.source.file) == (LEAD, "-")


def test_standard_input_as_json_lines(monkeypatch):
    _feed(monkeypatch, b'\n {"text": "One."}\n{"text": "Two."}\n{')
    articles, errors = _errors("-")
    assert [article.text for article in articles] == ["One.", "Two."]
    assert errors[0].startswith("standard input:4: ")
