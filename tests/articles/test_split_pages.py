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


LONG_A, LONG_B = " ".join(BODY_A), " ".join(BODY_B)
TITLE_A, TITLE_B = "Council closes old bridge after long dispute", "Fishermen of Gull Bay end their strike"


def summed(found):
    return [(article.title, article.publisher, article.published) for article in found]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (TITLE_B, f"GULL BAY, June 3, 2025 (Reuters) — {BODY_B[0]}"),
        (TITLE_B, f"Gull Bay (Reuters), June 3 2025 – {BODY_B[0]}"),
        (f"Reuters, June 3, 2025: {TITLE_B}", BODY_B[0]),
        (f"“{TITLE_B}”, Reuters, June 3, 2025 2:32 PM ET", BODY_B[0]),
        (f"Reuters: “{TITLE_B}” (3 June 2025)", BODY_B[0]),
        (f"Reuters – 3 June 2025\n“{TITLE_B}”", BODY_B[0]),
        (f"{TITLE_B}\n(Reuters, Tuesday 3 June 2025)", BODY_B[0]),
        (f"{TITLE_B} | Reuters\nPublished 3-Jun-2025", BODY_B[0]),
        (f"{TITLE_B}\nAna Ruiz for Reuters\nArticle published 3 June, 2025", BODY_B[0]),
        (f"{TITLE_B}\nAna Ruiz and Bo Li\n2025/06/03\nReuters", BODY_B[0]),
    ],
)
def test_head_of_the_next_article(articles, head, body):
    _, second = articles(TITLE_A, *BODY_A, head, body, BODY_B[1])
    assert summed([second]) == [(TITLE_B, "Reuters", date(2025, 6, 3))]
    assert BODY_B[0] in second.text
    assert second.text.endswith(BODY_B[1])


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — the alliance — met in the county.",
        "The Central Bank (CBI) — which owns the bridge — said nothing on June 3, 2025.",
        "Finch - a mayor for years - left.",
    ],
)
def test_sentence_with_a_dash_is_no_dateline(articles, sentence):
    (article,) = articles(TITLE_A, *BODY_A, "An old quarrel", sentence)
    assert (article.publisher, article.published) == (None, None)


def test_digest_is_split_at_its_headlines_and_dates_its_items(articles):
    found = articles(
        "Morning Digest | June 3, 2025", "Good morning. Here is what you need to know.", "",
        TITLE_A, LONG_A, "", TITLE_B, "Gull Bay Herald | 2 days ago", LONG_B, "", "That's all for today.",
    )  # fmt: skip
    assert summed(found) == [
        (TITLE_A, None, date(2025, 6, 3)),
        (TITLE_B, "Gull Bay Herald", date(2025, 6, 1)),
    ]
    assert [article.text for article in found] == [LONG_A, LONG_B]


def test_dateline_without_a_year_needs_the_date_of_the_digest(articles):
    dateline = f"GULL BAY, December 30 (AP) — {LONG_B}"
    assert articles(TITLE_B, dateline)[0].published is None
    (article,) = articles("Press review for January 2, 2025", TITLE_B, dateline)
    assert article.published == date(2024, 12, 30)


def test_age_in_months_dates_nothing(articles):
    (article,) = articles("Morning Digest", "June 3, 2025", "-----", TITLE_B, "Reuters | 3 months ago", LONG_B)
    assert article.published is None


@pytest.mark.parametrize("shape", ["{}. {}", "{}) {}", "({}) {}", "#{} {}"])
def test_numbered_items_with_a_source_below(articles, shape):
    found = articles(
        shape.format(1, TITLE_A), *BODY_A, "— Reuters, 2 June 2025", "",
        shape.format(2, TITLE_B), *BODY_B, "— Gull Bay Herald, Tuesday, 3 June 2025",
    )  # fmt: skip
    assert summed(found) == [
        (TITLE_A, "Reuters", date(2025, 6, 2)),
        (TITLE_B, "Gull Bay Herald", date(2025, 6, 3)),
    ]


def test_numbered_subheads_do_not_split(articles):
    (article,) = articles(
        "Three reasons why the bridge was closed", "", BODY_A[0], "1. Rust in the arches", BODY_A[1],
        "2. Nobody paid for it", BODY_A[2],
    )  # fmt: skip
    assert "2. Nobody paid for it" in article.text


def test_live_page_is_one_article(articles):
    (article,) = articles(
        "Live updates", TITLE_A, "Published 2 June 2025",
        "14:32 GMT", "Council votes to close the bridge", BODY_A[0], "Share", "13:10 GMT", BODY_A[1],
        "12:05 GMT", "By the river, people gather", BODY_A[2], "Updated at 12.40 BST", BODY_A[3],
    )  # fmt: skip
    assert (article.title, article.published) == (TITLE_A, date(2025, 6, 2))
    assert article.text == "\n\n".join(
        ["Council votes to close the bridge", *BODY_A[:2], "By the river, people gather", *BODY_A[2:]]
    )


def test_list_of_cut_off_texts_is_split(articles):
    found = articles(
        "Bridges of the county", TITLE_A, BODY_A[0][:60] + " … Read more", TITLE_B, BODY_B[0][:60] + " … Read more",
        "Ferry fares rise again in the north", BODY_A[3][:60] + " … Read more",
    )  # fmt: skip
    assert [article.text for article in found] == [
        BODY_A[0][:60].strip(),
        BODY_B[0][:60].strip(),
        BODY_A[3][:60].strip(),
    ]


def test_button_below_every_item_splits_and_between_paragraphs_does_not(articles):
    items = [TITLE_A, LONG_A, "details", TITLE_B, LONG_B, "details", "Ferry fares rise again", BODY_A[3], "details"]
    assert len(articles(*items)) == 3
    (article,) = articles(
        TITLE_A, BODY_A[0], "Advertisement", BODY_A[1], "Advertisement", "What the mayor of the county wants",
        BODY_A[2], "Advertisement", BODY_A[3],
    )  # fmt: skip
    assert "What the mayor of the county wants" in article.text


def test_documents_of_a_news_database(articles):
    found = articles(
        "1 of 2 DOCUMENTS", "", "Gull Bay Herald", "", "June 2, 2025", "", TITLE_A, "", "BYLINE: Ana Ruiz", "",
        "SECTION: NEWS; Pg. 4", "", *BODY_A, "", "LOAD-DATE: June 12, 2025", "", "", "2 of 2 DOCUMENTS", "",
        "Harbour Post", "", "June 3, 2025", "", f"HEADLINE: {TITLE_B}", "", "LENGTH: 320 words", "", *BODY_B,
    )  # fmt: skip
    assert summed(found) == [
        (TITLE_A, "Gull Bay Herald", date(2025, 6, 2)),
        (TITLE_B, "Harbour Post", date(2025, 6, 3)),
    ]
    assert found[1].text == "\n\n".join(BODY_B)


def test_end_mark_of_agency_copy_splits(articles):
    assert [article.title for article in articles(TITLE_A, *BODY_A, "(ENDS)", TITLE_B, *BODY_B)] == [TITLE_A, TITLE_B]


def test_name_of_the_tab_above_the_headline_names_the_publisher(articles):
    first, second = articles(
        TITLE_A, *BODY_A, "", "", f"{TITLE_B} | Gull Bay Herald", "Share", "", TITLE_B, "By Ana Ruiz", *BODY_B
    )
    assert first.text == "\n\n".join(BODY_A)
    assert (second.title, second.publisher) == (TITLE_B, "Gull Bay Herald")


def test_table_of_contents_is_no_article(articles):
    first, second = articles(
        "In this issue", TITLE_A, TITLE_B, "", "", TITLE_A, "By Ana Ruiz", *BODY_A, "", "", TITLE_B, "By Bo Li", *BODY_B
    )
    assert [first.text, second.text] == ["\n\n".join(BODY_A), "\n\n".join(BODY_B)]


@pytest.mark.parametrize("label", ["Key takeaways", "AI recap", "Summary (machine-generated)", "In 30 seconds"])
def test_list_that_repeats_the_article_is_a_summary(articles, label):
    points = [f"• {BODY_A[0]}", f"• {BODY_A[2]}"]
    (article,) = articles(TITLE_A, "By Ana Ruiz", label, *points, "AI-generated. Check the article.", *BODY_A)
    assert article.text == "\n\n".join(BODY_A)
    assert article.summaries == tuple(points)


def test_list_that_says_something_new_stays(articles):
    (article,) = articles(
        TITLE_A, BODY_A[0], "The works in numbers", "• Two years of closure.", "• Nine new piers.", BODY_A[1]
    )
    assert "Nine new piers." in article.text


def test_words_of_the_page_above_the_first_headline_are_dropped(articles):
    (article,) = articles("This town hall feed was rebuilt for you last year.", TITLE_A, "By Ana Ruiz", *BODY_A)
    assert (article.title, article.text) == (TITLE_A, "\n\n".join(BODY_A))
