"""Web archives: which records are pages, what is damaged, and that a large one is read in little memory."""

from __future__ import annotations

import gzip
import tracemalloc
from datetime import date

import pytest
from packing import answer, digest, prose, record, warced, zipped
from tieline.articles import read
from tieline.errors import LeftOut

PLAIN, PACKED = bytes, gzip.compress


def _page(number, **options):
    title = f"<title>Repairs {number}</title>"
    return f"<html><head>{title}</head><body><article><p>{prose(number)}</p></article></body></html>".encode(**options)


def _read(path):
    errors = []
    articles = list(read([path], on_error=errors.append))
    assert all("\n" not in str(error) for error in errors)
    return articles, errors


@pytest.mark.parametrize("pack", [PLAIN, PACKED])
def test_pages_with_their_address_and_offset(tmp_path, pack):
    records = [pack(record(f"https://news.example/{number}", answer(_page(number)))) for number in range(3)]
    path = tmp_path / ("a.warc" if pack is PLAIN else "a.warc.gz")
    path.write_bytes(b"".join(records))
    articles, errors = _read(path)
    assert errors == []
    assert [article.text for article in articles] == [prose(number) for number in range(3)]
    assert [article.url for article in articles] == [f"https://news.example/{number}" for number in range(3)]
    offsets = [0, len(records[0]), len(records[0] + records[1])]
    assert [article.source.file for article in articles] == [f"{path.name}/{offset}" for offset in offsets]
    # The date of the visit is not the date of publication.
    assert [article.published for article in articles] == [None] * 3


def test_the_date_of_publication_is_the_page_s_own(tmp_path):
    head = '<meta property="article:published_time" content="2031-02-03T10:00:00Z">'
    page = f"<html><head>{head}</head><body><article><p>{prose(0)}</p></article></body></html>".encode()
    (tmp_path / "a.warc").write_bytes(warced({"https://news.example/a": page}, PLAIN))
    assert [article.published for article in read([tmp_path / "a.warc"])] == [date(2031, 2, 3)]


def test_only_answers_with_a_page_are_read(tmp_path):
    url = "https://news.example/x"
    page = _page(1)
    other = [
        record(url, b"software: x\r\n", kind="warcinfo"),
        record(url, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(url, b"k: v\r\n", kind="metadata"),
        record(url, answer(page, status="404 Not Found")),
        record(url, answer(page, "Location: /y", status="302 Found")),
        record(url, answer(b"\x89PNG", media_type="image/png")),
        record(url, answer(b"body { color: red }", media_type="text/css")),
        record("https://news.example/robots.txt", answer(b"User-agent: *\nAllow: /\n", media_type="text/plain")),
        record("dns:news.example", b"20310101 1.2.3.4"),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join([*other, record(f"<{url}>", answer(page))]))
    articles, errors = _read(tmp_path / "a.warc")
    assert [(article.text, article.url) for article in articles] == [(prose(1), url)]
    assert errors == []


def test_visits_that_found_nothing_new_are_counted(tmp_path):
    url = "https://news.example/x"
    again = record(url, b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit")
    (tmp_path / "a.warc").write_bytes(record(url, answer(_page(1))) + 3 * again)
    articles, errors = _read(tmp_path / "a.warc")
    assert len(articles) == 1
    assert [str(error) for error in errors] == [f"{tmp_path}/a.warc: 3 visits without new content"]
    assert isinstance(errors[0], LeftOut)


def test_pages_without_an_article_are_counted(tmp_path):
    pages = {f"https://news.example/{number}": b"<html><body><nav>Home</nav></body></html>" for number in range(4)}
    (tmp_path / "a.warc").write_bytes(warced({**pages, "https://news.example/z": _page(0)}, PLAIN))
    articles, errors = _read(tmp_path / "a.warc")
    assert [article.text for article in articles] == [prose(0)]
    assert [type(error) for error in errors] == [LeftOut]
    assert f"{tmp_path}/a.warc: 4 pages without an article, first {tmp_path}/a.warc at byte 0" in str(errors[0])


def test_the_encoding_that_the_server_names_is_used(tmp_path):
    text = prose(0).replace("Ana Ruiz", "Zoë Müller of the “Café”")
    page = f"<html><body><article><p>{text}</p></article></body></html>".encode("cp1252")
    block = answer(page, media_type="text/html; charset=windows-1252")
    (tmp_path / "a.warc").write_bytes(record("https://news.example/x", block))
    assert [article.text for article in read([tmp_path / "a.warc"])] == [text]


def test_transfers_in_chunks_and_compressed_bodies(tmp_path):
    page = _page(2)
    packed = gzip.compress(page)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    url = "https://news.example/x"
    headers = "Transfer-Encoding: chunked", "Content-Encoding: gzip"
    # Crawlers count the payload with or without the chunks.
    for counted in (chunked, packed):
        data = record(url, answer(chunked, *headers), f"WARC-Payload-Digest: {digest(counted)}")
        (tmp_path / "a.warc").write_bytes(data)
        articles, errors = _read(tmp_path / "a.warc")
        assert [article.text for article in articles] == [prose(2)]
        assert errors == []


@pytest.mark.parametrize("pack", [PLAIN, PACKED])
def test_a_cut_file_is_noticed(tmp_path, pack):
    whole = pack(record("https://news.example/1", answer(_page(1)))) + pack(
        record("https://news.example/2", answer(_page(2)))
    )
    for cut in (20, 60, 120):
        (tmp_path / "a.warc.gz").write_bytes(whole[:-cut])
        articles, errors = _read(tmp_path / "a.warc.gz")
        assert [article.text for article in articles] == [prose(1)], cut
        assert len(errors) == 1
        assert "got a record cut after" in str(errors[0])


@pytest.mark.parametrize("kind", ["Block", "Payload"])
def test_content_that_does_not_match_its_digest_is_left_out(tmp_path, kind):
    page = _page(1)
    block = answer(page)
    right = digest(block if kind == "Block" else page)
    url = "https://news.example/x"
    for value, count in ((right, 1), (right.lower(), 1), ("sha1:" + "A" * 32, 0), ("whirlpool:00", 1)):
        (tmp_path / "a.warc").write_bytes(record(url, block, f"WARC-{kind}-Digest: {value}"))
        articles, errors = _read(tmp_path / "a.warc")
        assert (len(articles), len(errors)) == (count, 1 - count), value
        assert count or f"does not match its {kind.lower()} digest" in str(errors[0])


def test_many_damaged_records_are_counted(tmp_path):
    url = "https://news.example/x"
    wrong = record(url, answer(_page(1)), "WARC-Block-Digest: sha1:" + "A" * 32)
    (tmp_path / "a.warc").write_bytes(wrong * 30)
    _, errors = _read(tmp_path / "a.warc")
    assert len(errors) == 21
    assert str(errors[-1]).endswith("got 10 records more that cannot be read")


def test_what_is_no_web_archive(tmp_path):
    for data in (b"", b"hello there, this is no web archive\n" * 20, gzip.compress(b"hello\n" * 100)):
        (tmp_path / "a.warc.gz").write_bytes(data)
        articles, errors = _read(tmp_path / "a.warc.gz")
        assert not articles
        assert len(errors) == 1
        assert "WARC" in str(errors[0])


def test_a_web_archive_in_an_archive(tmp_path):
    inner = warced({"https://news.example/1": _page(1)})
    (tmp_path / "a.zip").write_bytes(zipped({"crawl.warc.gz": inner}))
    (article,) = read([tmp_path / "a.zip"])
    assert (article.text, article.source.file) == (prose(1), "a.zip/crawl.warc.gz/0")


def test_memory_does_not_grow_with_the_number_of_records(tmp_path):
    image = gzip.compress(record("https://news.example/i", answer(b"\x89" * 100_000, media_type="image/png")))
    page = gzip.compress(record("https://news.example/1", answer(_page(1))))
    with (tmp_path / "a.warc.gz").open("wb") as stream:
        for _ in range(2000):
            stream.write(image)
        stream.write(page)
    next(read([tmp_path / "a.warc.gz"]))  # what is loaded once
    tracemalloc.start()
    assert sum(1 for _ in read([tmp_path / "a.warc.gz"])) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
