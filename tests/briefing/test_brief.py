"""The brief tells what the graph holds, and every number of it leads to a sentence of an article."""

import html
import random
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from newsroom import Report
from tieline.briefing import Periods
from tieline.errors import UsageError
from valley import brief, reports


def words(text):
    plain = re.sub(r"<[^>]*>", " ", re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL))
    return " ".join(html.unescape(plain).split())


def part(page, name):
    """The words of one section."""
    return words(re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)[1])


def notes(page):
    return {int(number): words(body) for number, body in re.findall(r'<li id="n(\d+)">(.*?)</li>', page, re.DOTALL)}


def cited(page, row):
    """The sentences of the footnotes of the first table row that holds these words."""
    found = next(each for each in re.findall(r"<tr[^>]*>.*?</tr>", page, re.DOTALL) if row in words(each))
    return " ".join(notes(page)[int(number)] for number in re.findall(r'href="#n(\d+)"', found))


def test_it_tells_what_was_read(page):
    told = part(page, "read")
    assert "7 articles, 4 independent sources:" in told
    assert "1 article copies another in part or whole: Report a7 ." in told
    assert "Daily Ledger 2 2020-05, 2022-01 –" in told
    assert "Copy Mill 1 2020-05 Report a1" in told


def test_actors_alliances_and_hostilities_have_their_sentences(page):
    actors = part(page, "actors")
    assert actors.index("Northland") < actors.index("Southland")
    assert "shelled" in cited(page, "Rebels")
    alliances = part(page, "alliances")
    friends, enemies = alliances.split("Strongest hostilities")
    assert "Guards – Northland aid, allied with, support “Guards stands with Northland.”" in friends
    assert "Guards – Rebels assault" in enemies
    assert "Rebels" not in friends
    assert "Daily Ledger" in cited(page, "Guards – Rebels") or "Evening Post" in cited(page, "Guards – Rebels")


def test_copies_are_one_source(page):
    row = next(each for each in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "Guards – Rebels" in words(each))
    assert words(row).endswith("0 2")


def test_events_are_told_once_and_in_their_order(page):
    events = part(page, "events")
    shelling = "2020-05-01 assault: Rebels → Guards"
    assert events.count(shelling) == 1
    assert events.index(shelling) < events.index("2022-01-04 assault: Rebels → Northland")
    assert "“Rebels shelled Guards.”" in events


def test_what_is_denied_is_told_with_both_sides(page):
    told = part(page, "disputed")
    assert "Rebels – assault → Northland" in told
    assert "asserts Daily Ledger" in told
    assert "denies Ana Ruiz" in told
    assert "Ana Ruiz denied that Rebels shelled Northland.” denied by Ana Ruiz" in told
    assert "disputed" in words(page).split("Contents")[0]


def test_who_speaks_about_whom(page):
    assert "Ana Ruiz about Northland “Northland had won” 5" not in part(page, "speech")
    assert re.search(r"Ana Ruiz about Northland “Northland had won” \d+ 1 1", part(page, "speech"))


def test_changes_are_of_the_halves_of_the_articles_unless_periods_are_given(page):
    assert "1 March 2021 to 1 February 2022 (4 articles) against 2 May 2020 to 28 February 2021 (3 articles)" in part(
        page, "changes"
    )
    given = brief(reports(), periods=Periods("2022-01-01", "2022-12-31", "2020-01-01"))
    assert "1 January 2022 to 31 December 2022 (3 articles) against 1 January 2020 to 31 December 2021" in words(given)
    with pytest.raises(UsageError, match="--from"):
        brief(reports(), periods=Periods(until="2022-12-31"))


def test_every_link_leads_to_a_place_of_the_page_and_every_sentence_is_one_of_its_article(page):
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert set(links) <= ids
    assert len(re.findall(r'\bid="([^"]+)"', page)) == len(ids)
    assert len(notes(page)) > 10
    texts = {" ".join(each.article.text.split()) for each in reports()}
    for note in notes(page).values():
        sentence = re.match(r"“(.*?)”", note)[1]
        assert any(sentence in text for text in texts), sentence
    assert {int(link[1:]) for link in links if re.fullmatch(r"n\d+", link)} == set(notes(page))


def test_the_same_articles_give_the_same_bytes(page):
    shuffled = reports()
    random.Random(5).shuffle(shuffled)
    assert brief(shuffled, copied={"a7": ("a1",)}) == page


def test_the_bytes_do_not_depend_on_the_run(page, tmp_path):
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]; from valley import brief, reports; "
        "sys.stdout.buffer.write(brief(reports(), copied={'a7': ('a1',)}).encode())"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    done = subprocess.run([sys.executable, "-c", code, *folders], capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.decode() == page


def test_figures_are_named_described_and_told_as_tables(page):
    drawn = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawn) == 3
    for svg in drawn:
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        title, description = list(root)[:2]
        assert (title.tag.endswith("title"), description.tag.endswith("desc")) == (True, True)
        assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        assert description.text
    assert "Northland" in "".join(ET.fromstring(drawn[2]).itertext())
    assert "The same as a table Pair Cooperation Conflict" in part(page, "pairs")


def test_the_page_holds_nothing_that_runs_or_comes_from_elsewhere(page):
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "script-src" not in page
    assert not re.search(r'(?:src|srcset|data)="(?!data:)', page)
    assert re.findall(r'<link[^>]*href="(?!data:,)[^"]*"', page) == []
    assert "@import" not in page
    assert not re.findall(r"url\((?!#)", page)


def test_a_graph_without_ties_dates_and_events_has_a_page_too():
    text = brief([Report("a1").done()])
    assert "Nobody is tied to anybody." in words(text)
    assert "there is nothing to compare" in words(text)
    assert "<svg" not in text
    assert "0 articles" in words(brief([]))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1979", "2020-02"])
def test_events_of_any_day_are_told(day):
    report = Report("a1", day=date(2020, 5, 2), outlet="Daily Ledger")
    text = brief([report.event("ASSAULT", "Rebels", "Guards", date=day).done()])
    assert ("1 event without a day near" in words(text)) == (day != "2020-02")


def test_without_matplotlib_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'tieline\[report\]'"):
        brief(reports())
