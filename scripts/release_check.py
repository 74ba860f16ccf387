"""Check what a release hands out: archives, metadata, versions that agree, a clean installation on each Python at hand.

Usage: python scripts/release_check.py [PYTHON ...]      (default: those of 3.11 to 3.14 that answer on PATH)

Exit status 1 with the faults listed, if there are any.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
LARGEST_WHEEL = 100_000_000
"""Bytes: the limit of the Python Package Index for one file."""
NAMES = [f"python3.{minor}" for minor in range(11, 15)]


def main(pythons: list[str]) -> int:
    """Run all checks and print a line for each."""
    faults = [*versions()]
    with tempfile.TemporaryDirectory() as folder:
        dist = Path(folder, "dist")
        run(sys.executable, "-m", "build", "--outdir", dist, ROOT)
        (wheel,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
        run(sys.executable, "-m", "twine", "check", "--strict", wheel, source)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; {source.name}: {source.stat().st_size / 1e6:.1f} MB")
        faults += [*contents(wheel, source)]
        found = pythons or [name for name in NAMES if answers(name)]
        if not found:
            faults.append("no Python at hand to install with; name one: make release-check PYTHONS=python3.12")
        for python in found:
            faults += [*installation(python, wheel, Path(folder, "environments"))]
    for fault in faults:
        print(f"FAULT {fault}", file=sys.stderr)
    print("ready to release" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def versions() -> Iterator[str]:
    """Yield where another version is written than in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    changes = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    told = {"CITATION.cff": cited["version"], "CHANGELOG.md": changes[0]}
    for file, found in told.items():
        if found != version:
            yield f"{file} says {found}, pyproject.toml {version}"
    if cited["license"] != project["license"]:
        yield f"CITATION.cff says licence {cited['license']}, pyproject.toml {project['license']}"


def contents(wheel: Path, source: Path) -> Iterator[str]:
    """Yield what is wrong in the archives: a file of the package that is missing, stray, too large or different."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: digest(archive.read(name)) for name in archive.namelist() if ".dist-info/" not in name}
    with tarfile.open(source) as archive:
        given = {
            name.split("/", 1)[1]: digest(file.read())
            for name in archive.getnames()
            if "/" in name and (file := archive.extractfile(name))
        }
    homes = {"graph/": "tieline/", "corpus/": "tieline/corpus/", "queries/": "tieline/queries/"}
    moved = {
        name.replace(home, package, 1): value
        for name, value in given.items()
        for home, package in homes.items()
        if name.startswith(home)
    }
    if moved != packed:
        yield f"wheel and source archive differ in {', '.join(sorted(dict(moved.items() ^ packed.items())))}"
    tracked = set(run("git", "ls-files", cwd=ROOT).split("\n"))
    for name in sorted(given):
        made = name in {"PKG-INFO", "setup.cfg"} or name.startswith("tieline.egg-info/")
        if name not in tracked and not made:
            yield f"source archive holds {name}, which is not in the repository"
    if wheel.stat().st_size > LARGEST_WHEEL:
        yield f"wheel of {wheel.stat().st_size:,} bytes, expected at most {LARGEST_WHEEL:,}"


def installation(python: str, wheel: Path, environments: Path) -> Iterator[str]:
    """Install the wheel into a clean environment, away from the checkout, and use it."""
    version = run(python, "-c", "import platform; print(platform.python_version())").strip()
    home = environments / version
    try:
        run(python, "-m", "venv", home)
        binary = home / ("Scripts" if os.name == "nt" else "bin")
        run(binary / "python", "-m", "pip", "install", "--quiet", wheel)
        run(binary / "python", "-m", "pip", "check")
        told = run(binary / "tieline", "--version").strip()
        run(binary / "tieline", "demo", "--quiet", "--into", home / "demo", cwd=home)
        run(binary / "tieline", "check", home / "demo" / "graph", cwd=home)
        size = sum(file.stat().st_size for file in home.rglob("*") if file.is_file() and not file.is_symlink())
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip()[-500:]
        yield f"Python {version}: {Path(str(error.cmd[0])).name} failed: {said}"
    else:
        print(f"Python {version}: {told} installed, demo built and checked; environment of {size / 1e6:,.0f} MB")


def answers(python: str) -> bool:
    """Tell whether a Python runs; a shim without a version behind it does not."""
    try:
        return subprocess.run([python, "-c", "pass"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command without the settings of this Python; return what it prints."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=kept, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
