"""List the licences of all that tieline needs, extras included, and fail on one that forbids shipping with it.

Usage: python scripts/licences.py        (in an environment with everything installed, as `make test` sets it up)
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

PERMISSIVE = ("Apache", "BSD", "MIT", "ISC", "Python Software Foundation", "PSF", "Zlib", "Unlicense", "CNRI", "0BSD",
              "Public Domain", "HPND", "CC0", "W3C", "Mozilla Public License 2.0", "MPL")  # fmt: skip
"""Parts of names of licences; the MPL asks for nothing beyond its own files."""


def needed(name: str) -> set[str]:
    """Return the names of the distributions that one needs, itself left out; those not installed here are skipped."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [(name, frozenset(distribution(name).metadata.get_all("Provides-Extra") or ()))]
    while waiting:
        current, extras = waiting.pop()
        for line in distribution(current).requires or ():
            requirement = Requirement(line)
            wanted = requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in extras | {""}
            )
            one = (requirement.name.lower(), frozenset(requirement.extras))
            if not wanted or one in found:
                continue
            try:
                distribution(requirement.name)
            except PackageNotFoundError:
                print(f"not installed here: {requirement}", file=sys.stderr)
                continue
            found.add(one)
            waiting.append(one)
    return {each for each, _ in found}


def main() -> int:
    """Print the table; pip-licenses tells the licences and fails on others."""
    packages = sorted(needed("tieline"))
    command = ["pip-licenses", "--from=mixed", "--format=markdown", "--with-urls", "--partial-match"]
    command += [f"--allow-only={';'.join(PERMISSIVE)}", "--packages", *packages]
    return subprocess.run([sys.executable, "-m", "piplicenses", *command[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
