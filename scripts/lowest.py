"""Try tieline with the oldest versions of what it needs that pyproject.toml allows.

Usage: python scripts/lowest.py [PYTHON]      (default: the Python that runs this)

A clean environment gets the lowest versions, extras included; the demo is built, checked and exported in it, and tests
that need neither a browser nor a server are run. Exit status 1 if anything fails.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("articles", "exports", "identity", "language", "network", "rdf/test_rdf_export.py", "rdf/test_rdf_store.py")
TOOLS = ("pytest", "hypothesis", "reportlab")


def main(python: str) -> int:
    """Make the environment and use it."""
    with tempfile.TemporaryDirectory() as folder:
        home, versions = Path(folder, "environment"), Path(folder, "lowest.txt")
        lowest = ("--all-extras", "--resolution", "lowest-direct", "--python", python)
        run("uv", "pip", "compile", "--quiet", "pyproject.toml", *lowest, "--output-file", versions)
        run("uv", "venv", "--quiet", "--python", python, home)
        inside = next(path for path in (home / "bin", home / "Scripts") if path.is_dir())
        run("uv", "pip", "install", "--quiet", "--python", inside / "python", "--requirements", versions, *TOOLS)
        run("uv", "pip", "install", "--quiet", "--python", inside / "python", "--no-deps", ROOT)
        tieline, demo = inside / "tieline", Path(folder, "demo")
        run(tieline, "demo", "--into", demo)
        run(tieline, "check", demo / "graph")
        run(tieline, "measure", demo / "graph", "--measure", "all")
        for form, name in (("jsonld", "g.jsonld"), ("parquet", "g.zip"), ("turtle12", "g.ttl")):
            run(tieline, "export", demo / "graph", "--format", form, "--output", demo / name)
        run(tieline, "report", demo / "graph", "--output", demo / "report.html")
        # Warnings of old versions are theirs.
        tests = [ROOT / "tests" / name for name in TESTS]
        run(inside / "python", "-m", "pytest", "-q", "-W", "default", "-p", "no:cacheprovider", *tests)
    print("the lowest versions do")
    return 0


def run(*command: str | Path) -> None:
    """Run a command from the root of the checkout; a fault ends all."""
    words = [str(word) for word in command]
    if words[0] == "uv":
        words = [sys.executable, "-m", *words]
    if subprocess.run(words, cwd=ROOT, check=False).returncode:
        sys.exit(f"failed: {' '.join(words)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else sys.executable))
