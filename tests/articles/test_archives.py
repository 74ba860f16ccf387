"""ZIP and tar files and compressed files: the same articles as their folder, and what hostile ones cannot do."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import lined, prose, tabled, tarred, warced, zipped
from tieline.articles import read, unpacking
from tieline.errors import LeftOut, UnreadableInput


def _read(path, **options):
    errors = []
    articles = list(read([path], on_error=errors.append, **options))
    assert all("\n" not in str(error) for error in errors)
    return articles, [str(error) for error in errors]


def _without_source(articles):
    return [replace(article, source=None) for article in articles]


_NAMES = st.lists(
    st.from_regex(r"([a-cé ]{1,4}/){0,2}[a-d]{1,3}\.(txt|md)", fullmatch=True), min_size=1, max_size=6, unique=True
)


@settings(max_examples=25, deadline=None)
@given(names=_NAMES, order=st.randoms(use_true_random=False))
def test_a_packed_folder_gives_the_articles_of_the_folder(names, order):
    files = {name: prose(number).encode() for number, name in enumerate(names)}
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where, "folder")
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        expected = _without_source(read([folder]))
        shuffled = list(files)
        order.shuffle(shuffled)
        packed = {name: files[name] for name in shuffled}
        for name, data in (
            ("a.zip", zipped(packed)),
            ("a.tar", tarred(packed)),
            ("a.tar.gz", tarred(packed, "w:gz")),
            ("a.tbz2", tarred(packed, "w:bz2")),
            ("a.tar.xz", tarred(packed, "w:xz")),
        ):
            Path(where, name).write_bytes(data)
            assert _without_source(read([Path(where, name)])) == expected


def test_the_same_texts_however_they_are_packed(tmp_path):
    rows = [{"title": f"Repairs {number}", "text": prose(number)} for number in range(5)]
    forms = {
        "a.jsonl": lined(rows),
        "a.ndjson.gz": gzip.compress(lined(rows)),
        "a.csv": tabled(rows).encode(),
        "a.tsv.xz": lzma.compress(tabled(rows, "\t").encode()),
        "a.zip": zipped({f"{row['title']}.md": f"---\ntitle: {row['title']}\n---\n{row['text']}" for row in rows}),
    }
    keys = {}
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
        keys[name] = [article.key for article in read([tmp_path / name])]
    assert len(set(map(tuple, keys.values()))) == 1
    texts = {f"https://a.example/{number}": f"<p>{prose(number)}</p>".encode() for number in range(5)}
    (tmp_path / "a.warc.gz").write_bytes(warced(texts))
    assert [article.text for article in read([tmp_path / "a.warc.gz"])] == [row["text"] for row in rows]


def test_a_web_archive_gives_the_articles_of_its_pages(tmp_path):
    facts = '<meta property="og:site_name" content="Marsh Herald">'
    facts += '<meta property="article:published_time" content="2031-02-0{}">'
    pages = {
        f"{number}.html": f"<html><head><title>Repairs {number}</title>{facts.format(number + 1)}</head><body>"
        f"<nav>Home</nav><article><h1>Repairs {number}</h1><p>{prose(number)}</p></article></body></html>".encode()
        for number in range(4)
    }
    (tmp_path / "folder").mkdir()
    for name, data in pages.items():
        (tmp_path / "folder" / name).write_bytes(data)
    (tmp_path / "a.warc.gz").write_bytes(warced({f"https://n.example/{name}": data for name, data in pages.items()}))
    (tmp_path / "a.zip").write_bytes(zipped(pages))
    expected = _without_source(read([tmp_path / "folder"]))
    assert [article.published.day for article in expected] == [1, 2, 3, 4]
    assert _without_source(read([tmp_path / "a.zip"])) == expected
    found = _without_source(read([tmp_path / "a.warc.gz"]))
    assert [article.url for article in found] == [f"https://n.example/{name}" for name in pages]
    assert [replace(article, url=None) for article in found] == expected


def test_source_and_reports_name_archive_and_member(tmp_path):
    inner = zipped({"deep/c.txt": prose(2)})
    (tmp_path / "news.zip").write_bytes(zipped({"b/one.txt": prose(0), "b/no.txt": b"", "in.zip": inner}))
    articles, errors = _read(tmp_path)
    assert [article.source.file for article in articles] == ["news.zip/b/one.txt", "news.zip/in.zip/deep/c.txt"]
    assert errors == [f"{tmp_path}/news.zip/b/no.txt: got an empty file, expected the text of an article"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_is_that_file(tmp_path, pack):
    path = tmp_path / f"note.txt{ {gzip.compress: '.gz', bz2.compress: '.bz2', lzma.compress: '.xz'}[pack] }"
    path.write_bytes(pack(prose(1).encode()))
    (article,) = read([path])
    assert (article.text, article.source.file) == (prose(1), path.name)
    path.write_bytes(path.read_bytes()[:-20])
    articles, errors = _read(path)
    assert not articles
    assert "damaged or cut" in errors[0]


def test_kinds_that_are_not_read_are_passed_over_as_in_folders(tmp_path):
    files = dict.fromkeys(("photo.jpg", "x.jpg.gz", "README.md", ".hidden/a.txt", "b/.c.txt"), b"x")
    files |= {"__MACOSX/._a.txt": b"\x00", "a.txt": prose(0), "d/": b""}
    (tmp_path / "a.zip").write_bytes(zipped(files))
    articles, errors = _read(tmp_path / "a.zip")
    assert [article.source.file for article in articles] == ["a.zip/a.txt"]
    assert errors == []
    (tmp_path / "b.zip").write_bytes(zipped({"photo.jpg": b"x"}))
    _, errors = _read(tmp_path / "b.zip")
    assert "got an archive without articles" in errors[0]


@pytest.mark.parametrize(
    "name", ["../out.txt", "a/../../out.txt", "/etc/out.txt", "C:/out.txt", "..\\out.txt", "C:\\out.txt"]
)
def test_names_that_lead_out_are_told_and_left_out(tmp_path, name):
    for path, data in (
        ("a.zip", zipped({name: prose(0), "in.txt": prose(1)})),
        ("a.tar", tarred({name.replace("\\", "/"): prose(0).encode(), "in.txt": prose(1).encode()})),
    ):
        (tmp_path / path).write_bytes(data)
        articles, errors = _read(tmp_path / path)
        assert [article.text for article in articles] == [prose(1)]
        assert len(errors) == 1
        assert "absolute name" in errors[0] or "leads out of the archive" in errors[0]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.tar", "a.zip"]


def test_links_and_devices_are_left_out(tmp_path):
    odd = {}
    kinds = {"l.txt": tarfile.SYMTYPE, "h.txt": tarfile.LNKTYPE, "d.txt": tarfile.CHRTYPE, "f.txt": tarfile.FIFOTYPE}
    for name, kind in kinds.items():
        odd[name] = tarfile.TarInfo(name)
        odd[name].type, odd[name].linkname = kind, "/etc/passwd"
    (tmp_path / "a.tar").write_bytes(tarred({**odd, "z.txt": prose(0).encode()}))
    articles, errors = _read(tmp_path / "a.tar")
    assert [article.text for article in articles] == [prose(0)]
    assert [error.split("a.tar/")[1][:30] for error in errors] == [f"{name}: got a link or device, e" for name in kinds]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("l.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("z.txt", prose(0))
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    articles, errors = _read(tmp_path / "a.zip")
    assert [article.text for article in articles] == [prose(0)]
    assert "l.txt: got a link or device" in errors[0]


def test_members_with_a_password_are_left_out(tmp_path):
    data = bytearray(zipped({"a.txt": prose(0), "b.txt": prose(1)}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of the first member, in both places
        data[data.index(mark) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    articles, errors = _read(tmp_path / "a.zip")
    assert [article.text for article in articles] == [prose(1)]
    assert "a.zip/a.txt: got a member with a password" in errors[0]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_the_last_counts(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", prose(0))
        archive.writestr("a.txt", prose(1))
    (tmp_path / "a.zip").write_bytes(packed.getvalue())
    articles, errors = _read(tmp_path / "a.zip")
    assert [article.text for article in articles] == [prose(1)]
    assert "second member of that name" in errors[0]


def test_archives_in_archives_are_read_two_levels_deep(tmp_path):
    third = zipped({"c.txt": prose(2)})
    second = tarred({"b.txt": prose(1).encode(), "third.zip": third}, "w:gz")
    (tmp_path / "first.zip").write_bytes(zipped({"a.txt": prose(0), "second.tgz": second}))
    articles, errors = _read(tmp_path / "first.zip")
    assert [article.text for article in articles] == [prose(0), prose(1)]
    assert len(errors) == 1
    assert "second.tgz/third.zip: got an archive in an archive in an archive" in errors[0]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.jsonl.gz", "a.csv.xz", "nested.zip"])
def test_a_bomb_is_given_up_while_it_unpacks(tmp_path, monkeypatch, name):
    monkeypatch.setattr(unpacking, "UNSUSPECTED", 1_000_000)
    bomb = b"\n" * 30_000_000
    data = {
        "a.zip": lambda: zipped({f"{letter}.txt": bomb for letter in "ab"}),
        "a.tar.gz": lambda: gzip.compress(tarred({"a.txt": bomb})),
        "a.jsonl.gz": lambda: gzip.compress(bomb),
        "a.csv.xz": lambda: lzma.compress(b"text\n" + bomb),
        "nested.zip": lambda: zipped({"in.zip": zipped({"a.txt": bomb}), "z.txt": prose(0)}),
    }[name]()
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(prose(3))
    articles, errors = _read(tmp_path)
    assert [article.text for article in articles] == [prose(3)]
    assert len(errors) == 1
    assert "got more than" in errors[0]


def test_a_member_that_is_too_large_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": b"word " * 10_100_000, "b.txt": prose(0)}))
    articles, errors = _read(tmp_path / "a.zip")
    assert [article.text for article in articles] == [prose(0)]
    assert "a.txt: got more than 50,000,000 bytes" in errors[0]


def test_damaged_members_and_archives_are_told(tmp_path):
    files = {f"{number}.txt": prose(number).encode() * 50 for number in range(3)}
    whole = zipped(files)
    broken = bytearray(whole)
    broken[60:80] = bytes(20)
    for name, data, count in (
        ("member.zip", bytes(broken), 2),
        ("cut.zip", whole[: len(whole) // 2], 0),
        ("empty.zip", b"", 0),
        ("junk.tar", b"junk" * 1000, 0),
        ("junk.tar.gz", gzip.compress(b"junk" * 1000), 0),
        ("cut.tar.gz", tarred(files, "w:gz")[:-30], 0),
    ):
        (tmp_path / name).write_bytes(data)
        articles, errors = _read(tmp_path / name)
        assert len(articles) == count, name
        assert len(errors) == 1, name
        assert name in errors[0]


def test_a_cut_tar_tells_that_it_is_cut(tmp_path):
    files = {f"{number}.txt": prose(number).encode() * 50 for number in range(3)}
    (tmp_path / "a.tar").write_bytes(tarred(files)[:20_000])
    articles, errors = _read(tmp_path / "a.tar")
    assert len(articles) < 3
    assert errors


def test_without_a_report_the_first_fault_is_raised_but_nothing_left_out(tmp_path):
    (tmp_path / "a.csv").write_text(f'text\n" "\n"{prose(0)}"\n')
    assert [article.text for article in read([tmp_path / "a.csv"])] == [prose(0)]
    told = []
    list(read([tmp_path / "a.csv"], on_error=told.append))
    assert [type(error) for error in told] == [LeftOut]
    (tmp_path / "b.zip").write_bytes(b"junk")
    with pytest.raises(UnreadableInput, match=r"b\.zip"):
        list(read([tmp_path / "b.zip"]))
