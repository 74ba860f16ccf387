"""What is left of a page's lines: furniture, captions, credits, header lines."""

from __future__ import annotations

from datetime import date

import pytest
from tieline.articles import read

LEAD = "The council of Marsh County voted on Monday to close the old bridge, the mayor's office said."
NEXT = "Engineers told the council that the bridge would not stand another winter."


@pytest.fixture
def article(tmp_path):
    def run(*lines, name="page.txt"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        (found,) = read([path])
        return found

    return run


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share this article on Facebook",
        "Sign up for our morning newsletter and never miss a bridge.",
        "RELATED: Five bridges that fell",
        "This story has been corrected to show that the vote was on Monday.",
        "Reporting by Ana Ruiz in Marsh; Editing by Bo Li",
        "Ana Ruiz contributed to this report.",
        "© 2025 Marsh Herald. All rights reserved.",
        "https://example.org/bridge",
        "* * * * *",
        "(Photo: Ana Ruiz/AP)",
        "Cars wait at the bridge on Sunday. (Video: Marsh Herald, Photo: Ana Ruiz/AP/Marsh Herald)",
        "Cars wait at the bridge in Marsh County, on Sunday, June 1, 2025. (AP Photo/Ana Ruiz)",
        "FILE - Cars wait at the bridge in 2019.",
        "Cars wait at the bridge [Ana Ruiz/Reuters]",
        "Ana Ruiz / AP",
        "AFP via Getty Images",
        "Image source, Getty Images",
        "Photograph: Ana Ruiz/The Guardian",
        "25 minutes ago",
        "Updated 3:14 PM EDT, Mon June 2, 2025",
        "\x07\x08",
    ],
)
def test_line_that_is_no_article(article, line):
    assert article("Council closes old bridge", LEAD, line, NEXT).text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize(
    "line",
    [
        "The report was updated after the vote, and engineers were asked to look at the bridge again.",
        "Research by the county found that nobody used the path.",
        "By Wednesday, the barriers stood.",
        "Support for the mayor fell.",
        "“But it is our bridge, and we love it!”",
        "News of the vote reached the village at noon.",
        "The herald (Reuters) was quoted by the mayor.",
        "More than a hundred people came; more from the north are expected today.",
        "The county's budget for 2024/25 was cut by half.",
    ],
)
def test_sentence_that_only_looks_like_furniture_stays(article, line):
    assert article("Council closes old bridge", LEAD, line, NEXT).text == f"{LEAD}\n\n{line}\n\n{NEXT}"


def test_caption_glued_into_a_paragraph_is_cut_out(article):
    caption = "Drivers wait near the flat of Gen. Omar Bell, at Marsh Square, Sunday, June 1, 2025. Ana Ruiz / AP"
    got = article("Council closes old bridge", f"{LEAD} {caption} {NEXT}")
    assert got.text == f"{LEAD}\n\n{NEXT}"


def test_credit_without_caption_leaves_the_quotation_before_it(article):
    quote = '"It is over," said Dora Finch, the mayor.'
    got = article("Council closes old bridge", f"{LEAD} {quote} Ana Ruiz / AP {NEXT}")
    assert got.text == f"{LEAD} {quote}\n\n{NEXT}"


def test_slash_in_a_sentence_is_no_credit(article):
    sentence = "The mayor lost. Washington Post/ABC News polls had shown as much."
    assert article("Council closes old bridge", f"{LEAD} {sentence}").text == f"{LEAD} {sentence}"


def test_caption_above_a_credit_line(article):
    got = article("Council closes old bridge", LEAD, "Cars wait at the bridge, June 1, 2025.", "Ana Ruiz / AP", NEXT)
    assert got.text == f"{LEAD}\n\n{NEXT}"


def test_hard_wrapped_paragraph_stays_one(article):
    wrapped = [
        "The council of Marsh County voted on Monday to close the",
        "old bridge. Nobody spoke against the plan of the mayor,",
        "who had opposed it for years.",
    ]
    got = article("Council closes old bridge", "", *wrapped, "", *wrapped)
    assert got.text == "\n".join(wrapped) + "\n\n" + "\n".join(wrapped)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("June 2, 2025", date(2025, 6, 2)),
        ("Published 2 June 2025", date(2025, 6, 2)),
        ("Updated: 2025-06-02T08:00:00Z", date(2025, 6, 2)),
        ("Posted on Jun. 2, 2025 at 3:14 p.m.", date(2025, 6, 2)),
        ("Mon 2 Jun 2025 14.30 BST", date(2025, 6, 2)),
        ("2 June 2025 · 5 min read", date(2025, 6, 2)),
        ("06/25/2025", date(2025, 6, 25)),
        ("06/05/2025", None),
        ("an hour ago", None),
        ("June 2025", None),
        ("31 February 2025", None),
    ],
)
def test_date_of_publication(article, line, expected):
    assert article("Council closes old bridge", line, LEAD).published == expected


def test_publication_wins_over_update(article):
    got = article("Council closes old bridge", "Updated 5 June 2025", "Published 2 June 2025", LEAD)
    assert got.published == date(2025, 6, 2)


def test_date_in_a_sentence_is_not_the_date_of_publication(article):
    assert (
        article("Council closes old bridge", "The bridge was opened on June 2, 1925, by a king.", LEAD).published
        is None
    )


@pytest.mark.parametrize(
    ("line", "byline", "publisher"),
    [
        ("By Ana Ruiz", "Ana Ruiz", None),
        ("By ANA RUIZ and BO LI, Associated Press", "ANA RUIZ and BO LI", "Associated Press"),
        ("By Ana Ruiz, county correspondent", "Ana Ruiz", None),
        ("Source: Reuters", None, "Reuters"),
        ("(Reuters)", None, "Reuters"),
        ("By Ana Ruiz | Marsh Herald | June 2, 2025", "Ana Ruiz", "Marsh Herald"),
    ],
)
def test_byline_and_publisher(article, line, byline, publisher):
    got = article("Council closes old bridge", line, LEAD)
    assert (got.title, got.byline, got.publisher) == ("Council closes old bridge", byline, publisher)


def test_name_with_job_below_is_a_byline(article):
    got = article("Council closes old bridge", "Ana Ruiz", "County correspondent, reporting from the bridge", LEAD)
    assert (got.byline, got.text) == ("Ana Ruiz", LEAD)


@pytest.mark.parametrize("title", ["Council closes old bridge | Reuters", "Council closes old bridge (Reuters)"])
def test_site_name_behind_the_headline(article, title):
    got = article(title, LEAD)
    assert (got.title, got.publisher) == ("Council closes old bridge", "Reuters")


def test_agency_of_the_dateline(article):
    assert article("Council closes old bridge", f"MARSH (AP) — {LEAD}").publisher == "AP"


def test_nothing_is_guessed(article):
    got = article(LEAD, NEXT)
    assert (got.title, got.publisher, got.byline, got.published, got.url) == (None,) * 5


def test_lead_in_to_a_quoted_report_names_no_publisher(article):
    assert article("Council closes old bridge", LEAD, "From Bloomberg:", NEXT).publisher is None


def test_front_matter(article):
    got = article(
        "---", "title: 'Bridge: the end'", "publisher: Marsh Herald", "date: 2025-06-02", "author: [Ana Ruiz, Bo Li]",
        "url: https://example.org/b", "id: b-1", "---", "", "# Bridge: the end", "",
        "The *old* bridge is [closed](https://example.org), and **nobody** may cross it.", "", "## The works", "",
        "- They last a year.", "", "> “We wait,” said the mayor.", name="bridge.md",
    )  # fmt: skip
    assert (got.id, got.title, got.publisher, got.byline) == (
        "b-1",
        "Bridge: the end",
        "Marsh Herald",
        "Ana Ruiz, Bo Li",
    )
    assert (got.published, got.url) == (date(2025, 6, 2), "https://example.org/b")
    assert got.text == (
        "The old bridge is closed, and nobody may cross it.\n\nThe works\n\nThey last a year."
        "\n\n“We wait,” said the mayor."
    )


def test_two_front_matters_in_one_file(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text(f"---\ntitle: One\n---\n{LEAD}\n---\ntitle: Two\n---\n{NEXT}\n", encoding="utf-8")
    assert [(article.title, article.text) for article in read([path])] == [("One", LEAD), ("Two", NEXT)]


@pytest.mark.parametrize(
    "line",
    [
        "Trucks wait at the crossing. Ana Ruiz, AFP/Getty",
        "Workers repair a line after the storm, May 30, 2025. AP/Ana van der Berg",
        "Smoke rises over the port - Ana Ruiz/Shutterstock",
        "Delegates leave. Photograph: Ana Ruiz/The Guardian",
        "People in the square. Credit... Ana Ruiz for the Marsh Herald",
        "Illustration by Ana Ruiz",
        "© AFP",
        "This is a developing story; check back for updates.",
        "Ana Ruiz reported from Marsh, and Bo Li from Gull Bay.",
        "Getting your audio player ready...",
        "You have 2 free articles left this month.",
        "Have a tip? Write to tips@example.org",
        "Our best stories, once a week, in your inbox",
        "#bridges #council #county",
        "Reproduction without permission is prohibited.",
    ],
)
def test_more_lines_that_are_no_article(article, line):
    assert article("Council closes old bridge", LEAD, line, NEXT).text == f"{LEAD}\n\n{NEXT}"


@pytest.mark.parametrize(
    "line",
    [
        "Welcome as the vote was, nobody in the county danced.",
        "Good morning to you too, the mayor told the engineers, who had slept in their cars.",
        "Ana Ruiz is a reporter for the Marsh Herald who was arrested at the bridge on Monday.",
        "Comments by the mayor did not help the county.",
        "The councillor copied the article to her friends.",
        "Contact with the engineers was lost at noon.",
    ],
)
def test_more_sentences_that_only_look_like_furniture_stay(article, line):
    assert article("Council closes old bridge", LEAD, line, NEXT).text == f"{LEAD}\n\n{line}\n\n{NEXT}"


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz is a reporter for the Marsh Herald based in Gull Bay.",
        "Ana Ruiz writes about energy and trade for the Marsh Herald.",
        "Ana bint Omar is the Gull Bay bureau chief of the Marsh Herald. She was previously based in Cairo.",
        "Bo Li is a senior fellow at the Marsh Institute. The views expressed here are the author's own.",
    ],
)
def test_writer_introduced_below_the_article(article, line):
    assert article("Council closes old bridge", LEAD, NEXT, line).text == f"{LEAD}\n\n{NEXT}"


def test_professor_in_the_last_paragraph_stays_unless_she_wrote_the_article(article):
    line = "Ana Ruiz is a professor at Marsh University."
    assert article("Council closes old bridge", LEAD, line).text == f"{LEAD}\n\n{line}"
    assert article("Council closes old bridge", "By Ana Ruiz", LEAD, line).text == LEAD


def test_paragraph_before_a_glued_caption_stays(article):
    prose = "The mayor left early. Nobody asked her why. The engineers stayed."
    got = article("Council closes old bridge", LEAD, f"{prose} Cars wait at the bridge on Sunday. Ana Ruiz / AP")
    assert got.text == f"{LEAD}\n\n{prose}"


def test_agency_of_a_dateline_is_no_credit(article):
    got = article("Council closes old bridge", f"Marsh (AFP), June 2, 2025 – {LEAD}")
    assert (got.publisher, got.published) == ("AFP", date(2025, 6, 2))
    assert LEAD in got.text


def test_date_of_a_header_line_wins_over_the_dateline(article):
    got = article("Council closes old bridge", "Published 4 June 2025", f"MARSH, June 2, 2025 (AP) — {LEAD}")
    assert got.published == date(2025, 6, 4)


def test_snippet_and_pull_quote_are_said_once(article):
    quote = "We cannot wait for somebody to get hurt on this bridge"
    said = f"“{quote},” said Mayor Dora Finch, who had opposed the closure for years."
    got = article("Council closes old bridge", f"{LEAD[:70]}…", LEAD, said, f"“{quote}”", NEXT)
    assert got.text == f"{LEAD}\n\n{said}\n\n{NEXT}"


def test_line_that_comes_again_and_again_is_a_button(article):
    got = article(
        "Council closes old bridge", LEAD, "Hear it", NEXT, "Hear it", "The county waits.", "Hear it", "It rains."
    )
    assert got.text == f"{LEAD}\n\n{NEXT}\n\nThe county waits.\n\nIt rains."


def test_comment_count_between_paragraphs_ends_nothing(article):
    long = f"{NEXT} {NEXT} {NEXT}"
    assert article("Council closes old bridge", LEAD, "Comments (12)", long).text == f"{LEAD}\n\n{long}"


@pytest.mark.parametrize("line", ["14:32 GMT", "Posted at 2:32 p.m.", "[14:32]", "14h32", "14:32 | Marsh"])
def test_time_of_day_is_no_text(article, line):
    assert article("Council closes old bridge", LEAD, line, NEXT).text == f"{LEAD}\n\n{NEXT}"


def test_second_longer_line_is_not_the_headline(article):
    deck = "Engineers had warned the council for years that the bridge would not stand another winter of storms"
    assert article("Council closes old bridge", deck, "By Ana Ruiz", LEAD).title == "Council closes old bridge"
