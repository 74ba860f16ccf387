"""Measure the page of `tieline view`: seconds to its first picture against pyvis's default page, and its size.

Usage: python benchmarks/page.py [--pyvis] [--cap SECONDS] [--keep FOLDER]

The networks are invented: communities of actors, four ties in five inside them, one to three sentences to a tie. A real
Chromium opens each page from a file and is looked at every half second. The first picture is the first look that shows
more than a thousand coloured pixels; it is still where the next look shows the same, and the time is that of the first
of the two. Wall seconds: measure on a quiet machine. pyvis's default page takes minutes: it is opened with --pyvis
only, for at most --cap seconds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from pyvis.network import Network
from tieline.network.projection import edge_attributes
from tieline.records import EVENT_TYPES
from tieline.view import view

SIZES = ((1_000, 5_000), (3_000, 15_000))
COMPARED = SIZES[0]
TYPES = ("State", "GovernmentBody", "ArmedGroup", "Person", "Person", "PoliticalParty", "Organization")
FACTUALITY = ("happened", "happened", "happened", "claimed", "denied")
START = date(2015, 1, 1)
LOOK, PATIENCE = 0.5, 15.0
COLUMNS = ("page", "actors", "ties", "drawn at first", "written CPU s", "MB", "still picture s")
SYLLABLES = (
    "ba",
    "dar",
    "el",
    "fa",
    "go",
    "han",
    "ir",
    "ka",
    "lum",
    "mi",
    "nor",
    "os",
    "pel",
    "qua",
    "ri",
    "sol",
    "tev",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def invented(nodes: int, ties: int, seed: int = 1) -> nx.MultiDiGraph:
    """Make a network with everything the page shows."""
    draw = random.Random(seed)
    made = nx.MultiDiGraph()
    names = [" ".join("".join(draw.choices(SYLLABLES, k=3)).title() for _ in range(2)) for _ in range(nodes)]
    groups = [draw.randrange(max(4, nodes // 60)) for _ in range(nodes)]
    members: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
        data = {"label": names[number], "type": draw.choice(TYPES), "generic": False, "role": None, "roles": ()}
        counts = {"articles": 1, "mentions": 2, "aliases": (names[number].split()[1],), "state": None, "within": ()}
        made.add_node(number, **data, **counts, evidence=(cited(draw, nodes, f"{names[number]} was named."),))
    left = ties
    while left:
        a = min(draw.randrange(nodes), draw.randrange(nodes))
        b = draw.choice(members[groups[a]]) if draw.random() < 0.8 else draw.randrange(nodes)
        type_ = draw.choice(EVENT_TYPES)
        if a != b and not made.has_edge(a, b, key=type_):
            words = f"{names[a]} and its allies met {names[b]} {' '.join(draw.choices(SYLLABLES, k=16))}."
            evidence = [cited(draw, nodes, words) for _ in range(draw.choice((1, 1, 2, 3)))]
            made.add_edge(a, b, key=type_, **edge_attributes("event", type_, evidence))
            left -= 1
    return nx.relabel_nodes(made, {number: f"https://example.org/id/{number:05d}" for number in range(nodes)})


def cited(draw: random.Random, nodes: int, text: str) -> dict:
    article = draw.randrange(2 * nodes)
    day = (START + timedelta(days=article % 3650)).isoformat()
    return {
        "article": f"article {article}",
        "family": f"text {article}",
        "publisher": f"Outlet {article % 40}",
        "url": f"https://outlet{article % 40}.example/{article}",
        "title": f"Report {article}",
        "published": day,
        "date": day,
        "start": (start := draw.randrange(5_000)),
        "end": start + len(text),
        "text": text,
        "factuality": draw.choice(FACTUALITY),
        "speaker": None,
        "voice": None,
        "former": False,
        "quote": None,
        "records": (),
    }


def pyvis_page(network: nx.MultiDiGraph, path: Path) -> None:
    """Write what pyvis writes by itself; its scripts stand in the file, since nothing may be fetched here."""
    page = Network(directed=True, cdn_resources="in_line", height="700px")
    for node, data in network.nodes(data=True):
        page.add_node(node, label=data["label"], title=data["type"])
    for a, b, data in network.edges(data=True):
        page.add_edge(a, b, title=data["type"], value=data["weight"])
    path.write_text(page.generate_html(notebook=False), encoding="utf-8")


def first_picture(browser: Browser, path: Path, canvas: str, cap: float) -> tuple[float | None, bool]:
    """Return seconds until the drawing stands still, and True; until its first picture, and False, if it never does.

    None: nothing was drawn within `cap`. Stillness is waited for `PATIENCE` seconds after the first picture.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    begun = time.perf_counter()
    first, since, before = None, 0.0, ""
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=cap * 1_000)
        while time.perf_counter() - begun < (cap if first is None else min(cap, first + PATIENCE)):
            now = picture(page, canvas)
            looked = time.perf_counter() - begun
            if now and now == before:
                return since, True
            if now and first is None:
                first = looked
            before, since = now, looked
            time.sleep(LOOK)
    except PlaywrightError as error:
        print(f"({str(error).splitlines()[0]})")
    finally:
        page.close()
    return first, False


def picture(page: Page, canvas: str) -> str:
    """Return the drawing in short, "" while there is none: fewer than a thousand coloured pixels."""
    found = page.evaluate(
        """(selector) => {
          const canvas = document.querySelector(selector);
          if (!canvas || !canvas.width) return "";
          const bytes = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let coloured = 0, hash = 7;
          for (let at = 0; at < bytes.length; at += 4) {
            const colour = [bytes[at], bytes[at + 1], bytes[at + 2]];
            if (Math.max(...colour) - Math.min(...colour) > 40) {
              coloured += 1;
              hash = (hash * 31 + at + bytes[at]) | 0;
            }
          }
          return coloured > 1000 ? `${coloured} ${hash}` : "";
        }""",
        canvas,
    )
    return str(found)


def in_words(first: float | None, still: bool, cap: float) -> str:
    if first is None:
        return f"more than {cap:.0f}"
    return f"{first:.2f}{'' if still else ' (first picture, moves on)'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pyvis", action="store_true", help="open pyvis's default page too")
    parser.add_argument("--cap", type=float, default=240, help="most seconds to wait for a page")
    parser.add_argument("--keep", type=Path, help="folder to leave the pages in")
    chosen = parser.parse_args()
    folder = chosen.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    names = ("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, names)), None)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
        ours = None
        for nodes, ties in SIZES:
            network = invented(nodes, ties)
            for drawn in (400, nodes):
                path = folder / f"tieline-{nodes}-{drawn}.html"
                begun = time.process_time()
                path.write_text(view(network, title="invented", limit=drawn), encoding="utf-8")
                wrote = time.process_time() - begun
                first, still = first_picture(browser, path, "#canvas canvas", chosen.cap)
                ours = first if nodes == drawn == COMPARED[0] else ours
                row = f"| tieline | {nodes:,} | {ties:,} | {drawn:,} | {wrote:.1f} | {path.stat().st_size / 1e6:.1f} |"
                print(row, in_words(first, still, chosen.cap), "|", flush=True)
        if chosen.pyvis:
            path = folder / "pyvis.html"
            begun = time.process_time()
            pyvis_page(invented(*COMPARED), path)
            wrote = time.process_time() - begun
            first, still = first_picture(browser, path, "#mynetwork canvas", chosen.cap)
            row = f"| pyvis, its defaults | {COMPARED[0]:,} | {COMPARED[1]:,} | {COMPARED[0]:,} | {wrote:.1f} |"
            print(row, f"{path.stat().st_size / 1e6:.1f} |", in_words(first, still, chosen.cap), "|")
            if ours:
                print(f"\nsooner by: {'' if first else 'more than '}{(first or chosen.cap) / ours:.0f} times")
        browser.close()
    if chosen.keep is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
