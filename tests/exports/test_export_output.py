"""What is written is there as a whole, or what stood there before still is."""

import errno
import os
import stat
from pathlib import Path

import pytest
from tieline.errors import UsageError
from tieline.exports.output import write_file, write_folder, zipped


def full_disk(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def half_then_full(stream):
    stream.write(b"half of it")
    full_disk()


def one_then_full(folder):
    (folder / "a.csv").write_text("new")
    full_disk()


def two(folder):
    (folder / "a.csv").write_text("new a")
    (folder / "b.csv").write_text("new b")


def test_a_failed_file_leaves_the_old_one(tmp_path):
    (tmp_path / "out").write_text("old")
    with pytest.raises(UsageError, match=r"cannot write .*out: No space left on device; choose another -o"):
        write_file(tmp_path / "out", half_then_full)
    assert (tmp_path / "out").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_any_other_fault_leaves_nothing_either(tmp_path):
    def break_off(stream):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "out", break_off)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_folder_leaves_the_old_files(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.csv").write_text("old")
    with pytest.raises(UsageError, match="No space left"):
        write_folder(tmp_path / "out", one_then_full)
    assert (tmp_path / "out" / "a.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_keeps_files_of_other_names(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.csv").write_text("old")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    write_folder(tmp_path / "out", two)
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {
        "a.csv": "new a",
        "b.csv": "new b",
        "notes.txt": "mine",
    }


@pytest.mark.parametrize("write", [write_file, write_folder])
def test_a_place_that_cannot_be_is_told_in_one_line(tmp_path, write):
    with pytest.raises(UsageError, match=r"cannot write .*place: No such file or directory"):
        write(tmp_path / "no" / "such" / "place", lambda _: None)


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="got a file"):
        write_folder(tmp_path / "file", two)
    with pytest.raises(UsageError, match=r"cannot write .*folder: Is a directory"):
        write_file(tmp_path / "folder", lambda stream: stream.write(b"x"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs devices")
def test_a_device_is_written_to_and_stays_one():
    write_file(Path(os.devnull), lambda stream: stream.write(b"x"))
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    try:
        (tmp_path / "link").symlink_to("real")
    except OSError:
        pytest.skip("no links here")
    write_file(tmp_path / "link", lambda stream: stream.write(b"new"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_an_archive_that_fails_leaves_no_folder_behind(tmp_path):
    with pytest.raises(UsageError, match="No space left"):
        write_file(tmp_path / "o.zip", lambda stream: zipped(one_then_full, tmp_path / "near", stream))
    assert list(tmp_path.iterdir()) == []
