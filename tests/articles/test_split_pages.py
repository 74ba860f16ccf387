"""Pages with several articles, summaries, lists of other articles."""

from __future__ import annotations

from datetime import date

import pytest
from tieline.articles import read

BODY_A = [
    "The council of Marsh County voted on Monday to close the old bridge, the mayor's office said.",
    "The bridge carries four thousand cars a day and was built before the war, engineers told the council.",
    "“We cannot wait for somebody to get hurt,” said Mayor Dora Finch, who had opposed the closure for years.",
    "Shop owners on the east bank say that they will lose half of their customers during the works.",
]
SUMMARY_A = (
    "The council of Marsh County voted on Monday to close the old bridge. It was built before the war, engineers"
    " told the council.. Mayor Dora Finch had opposed. the closure for years. Shop owners on the east bank say that"
    " they will lose half of the mayor's office."
)
BODY_B = [
    "Fishermen in the northern port of Gull Bay ended their strike on Friday after nine days at the quay.",
    "The union said that the ministry had promised to pay for fuel until the end of the season.",
]


@pytest.fixture
def articles(tmp_path):
    def run(*lines, name="page.txt"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return list(read([path]))

    return run


def test_summary_behind_headline_is_kept_out_of_the_text(articles):
    (article,) = articles("Council closes old bridge after long dispute", SUMMARY_A, *BODY_A)
    assert article.title == "Council closes old bridge after long dispute"
    assert article.text == "\n\n".join(BODY_A)
    assert article.summaries == (SUMMARY_A,)


def test_summary_starts_a_new_article(articles):
    first, second = articles(
        "Fishermen of Gull Bay end their strike",
        *BODY_B,
        "Council closes old bridge after long dispute",
        SUMMARY_A,
        *BODY_A,
    )
    assert first.text == "\n\n".join(BODY_B)
    assert (second.title, second.text) == ("Council closes old bridge after long dispute", "\n\n".join(BODY_A))


def test_page_title_and_digest_heading_are_no_headline(articles):
    (article,) = articles(
        "See how towns look after their bridges",
        "Diverging Reports Breakdown",
        "Council closes old bridge",
        SUMMARY_A,
        *BODY_A,
    )
    assert article.title == "Council closes old bridge"
    assert "Diverging" not in article.text


def test_lead_is_no_summary_when_the_same_article_stands_on_the_page_twice(articles):
    long_lead = " ".join(BODY_A[:3])
    rest = BODY_A[3]
    got = articles(
        "Council closes old bridge", long_lead, rest, "-----", "Council closes the old bridge", long_lead, rest
    )
    assert [article.summaries for article in got] == [(), ()]
    assert [article.text for article in got] == [f"{long_lead}\n\n{rest}"] * 2


def test_labelled_summary_is_taken_out_whatever_it_says(articles):
    (article,) = articles("Council closes old bridge", "AI summary", "Everything is fine in the county.", *BODY_A)
    assert article.summaries == ("Everything is fine in the county.",)
    assert article.text == "\n\n".join(BODY_A)


def test_subheads_do_not_split(articles):
    (article,) = articles("Council closes old bridge", BODY_A[0], "", "A long quarrel ends at last", "", *BODY_A[1:])
    assert article.text == "\n\n".join([BODY_A[0], "A long quarrel ends at last", *BODY_A[1:]])


def test_related_blocks_become_articles_with_their_publisher(articles):
    first, second = articles(
        "Council closes old bridge", *BODY_A, "", "Comments", "No comments yet...", "Related Articles", "", "",
        "Gull Bay Herald", "25 minutes ago", "- Gull Bay Herald", "Fishermen of Gull Bay End Their Strike",
        " ".join(BODY_B) + " Want all of The Herald? Subscribe.",
    )  # fmt: skip
    assert first.text == "\n\n".join(BODY_A)
    assert (second.publisher, second.title) == ("Gull Bay Herald", "Fishermen of Gull Bay End Their Strike")
    assert second.text == " ".join(BODY_B)
    assert second.published is None


def test_list_of_other_headlines_at_the_end_is_dropped(articles):
    (article,) = articles(
        "Council closes old bridge", *BODY_A, "Related Content", "Ferry fares rise again in the north",
        "Storm damages roofs in three villages",
    )  # fmt: skip
    assert article.text == "\n\n".join(BODY_A)


def test_list_of_other_headlines_in_the_middle_does_not_cut_the_article(articles):
    (article,) = articles(
        "Council closes old bridge", *BODY_A[:2], "Related Stories", "Ferry fares rise again in the north",
        "Storm damages roofs in three villages", *BODY_A[2:],
    )  # fmt: skip
    assert article.text == "\n\n".join(BODY_A)


def test_reader_comments_are_no_article(articles):
    (article,) = articles(
        "Council closes old bridge", *BODY_A, "Comments", "Jo", "2 hours ago", "I will miss the old thing."
    )
    assert "miss" not in article.text


def test_pasted_articles_with_header_lines(articles):
    first, second = articles(
        "Council closes old bridge", "By Ana Ruiz", "Reuters | June 2, 2025 3:14 PM EDT", "", *BODY_A, "",
        "Fishermen of Gull Bay end their strike", "The Guardian", "3 June 2025", "", *BODY_B,
    )  # fmt: skip
    assert (first.publisher, first.byline, first.published) == ("Reuters", "Ana Ruiz", date(2025, 6, 2))
    assert (second.publisher, second.published) == ("The Guardian", date(2025, 6, 3))
    assert second.text == "\n\n".join(BODY_B)


def test_standfirst_before_the_byline_belongs_to_the_new_article(articles):
    _, second = articles(
        "Council closes old bridge", *BODY_A, "Fishermen of Gull Bay end their strike", "The fleet sails again.",
        "By Ana Ruiz", "3 June 2025", *BODY_B,
    )  # fmt: skip
    assert second.title == "Fishermen of Gull Bay end their strike"
    assert second.text.startswith("The fleet sails again.")


@pytest.mark.parametrize("rule", ["-----", "* * *", "____", "====="])
def test_rule_before_a_headline_splits(articles, rule):
    first, second = articles(
        "Council closes old bridge", "", *BODY_A, "", rule, "", "Fishermen of Gull Bay end their strike", "", *BODY_B
    )
    assert first.text == "\n\n".join(BODY_A)
    assert second.title == "Fishermen of Gull Bay end their strike"


def test_rule_before_prose_does_not_split(articles):
    (article,) = articles("Council closes old bridge", *BODY_A, "___", *BODY_B)
    assert article.text == "\n\n".join([*BODY_A, *BODY_B])


def test_source_line_below_an_article_belongs_to_it(articles):
    first, second = articles(
        "Council closes old bridge", *BODY_A, "Source: Reuters", "", "Fishermen of Gull Bay end their strike",
        "By Ana Ruiz", *BODY_B,
    )  # fmt: skip
    assert (first.publisher, second.publisher) == ("Reuters", None)


def test_offsets_lead_to_the_article_in_its_page(articles, tmp_path):
    _, second = articles(
        "Council closes old bridge", *BODY_A, "-----", "Fishermen of Gull Bay end their strike", *BODY_B
    )
    page = (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert page[second.source.start : second.source.end].startswith("Fishermen of Gull Bay end")
    assert page[second.source.start : second.source.end].endswith(BODY_B[-1])


def test_sentences_without_full_stops_are_still_read(articles):
    (article,) = articles("The council closed the bridge")
    assert article.text == "The council closed the bridge"
