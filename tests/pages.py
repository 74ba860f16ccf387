"""Networks for the page, and how to look at it in a browser."""

from __future__ import annotations

import base64
import random
from datetime import date

from newsroom import Report, iri
from tieline.network import network

TYPES = {"Northland": "State", "Ana Ruiz": "Person"}
OUTLETS = ("Daily Ledger", "Evening Post", "Harbour Times", "Valley News")


def small():
    told = Report("a1", day=date(2020, 5, 2), outlet="Daily Ledger", url="https://ledger.example/1", types=TYPES)
    told.event("AID", "Northland", "Guards").event("ASSAULT", "Rebels", "Guards")
    claim = Report("a2", day=date(2023, 5, 2), outlet="Evening Post", types=TYPES)
    claim.event("ASSAULT", "Rebels", "Northland", voice="Ana Ruiz", factuality="claimed")
    speech = Report("a3", types=TYPES).says("Ana Ruiz", "Northland", "Northland had won")
    speech.relation("memberOf", "Ana Ruiz", "Guards")
    return network([told.done(), claim.done(), speech.done()])


def crowd(count: int, seed: int = 3, reports: int | None = None):
    """A random network of many outlets, years and copies; the same for the same seed."""
    dice = random.Random(seed)
    names = [f"Brigade of the {number}th valley" for number in range(count)]
    made = []
    for number in range(reports or count * 2):
        a, b = dice.sample(names, 2)
        copy = f"a{dice.randrange(number)}" if number and dice.random() < 0.2 else None
        day = date(dice.randint(2018, 2023), dice.randint(1, 12), 3) if dice.random() < 0.9 else None
        report = Report(f"a{number}", day=day, outlet=dice.choice(OUTLETS), copy_of=copy)
        long = f"{a} met {b} at the old mill by the river on the day of the fair of the seven towns."
        text = long if dice.random() < 0.3 else ""
        told = dice.choice(["happened", "happened", "claimed", "denied"])
        made.append(report.event(dice.choice(["AID", "ASSAULT"]), a, b, text, factuality=told).done())
    return network(made)


def settle(page):
    """Wait until what was asked for is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def line_between(page, a: str, b: str, sign: int) -> str:
    return page.evaluate("([a, b, sign]) => tieline.line(a, b, sign)", [iri(a), iri(b), sign])


def shown(page) -> dict:
    settle(page)
    return page.evaluate("tieline.shown()")


def slide(page, selector: str, value: int) -> None:
    page.locator(selector).fill(str(value))
    settle(page)


COUNT_COLOURED = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red, green, blue] = data.slice(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count += 1;
  }
  return count;
}"""


def coloured_pixels(page, png: bytes | None = None) -> int:
    """Count the pixels of a picture (a screenshot of the drawing, if none is given) that are neither white nor grey."""
    picture = png if png is not None else page.locator("#canvas").screenshot()
    blank = page.context.browser.new_page()
    count = blank.evaluate(COUNT_COLOURED, base64.b64encode(picture).decode())
    blank.close()
    return count
