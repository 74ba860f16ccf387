"""HTML pages and MHTML: the article, what the page says about itself, nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from reading_formats import QUOTE, VOTE, read_bytes

SAVED = Path(__file__).parent / "saved"
BODY = f"<h1>Council closes old bridge</h1><p>{VOTE}</p><p>{QUOTE}</p><p>A ferry will run every half hour.</p>"


def _page(head="", body=BODY, attributes=' lang="en"'):
    return f"<!DOCTYPE html><html{attributes}><head><title>Bridge</title>{head}</head><body>{body}</body></html>"


def _one(data, name="page.html", **given):
    articles, faults = read_bytes(data, name, **given)
    assert faults == []
    (article,) = articles
    return article


def test_saved_page_gives_the_article_and_its_metadata():
    article = _one((SAVED / "bridge.html").read_bytes())
    assert article.title == "Council closes old bridge after dispute"
    assert article.byline == "Ana Ruiz, Bo Li"
    assert article.publisher == "Marsh Herald"
    assert article.url == "https://marshherald.example/2019/01/05/council-closes-bridge"
    for kept in (VOTE, QUOTE, "Shops fear for their customers", "“We will fight this in court,”", "A ferry will run"):
        assert kept in article.text
    furniture = ("cookie", "newsletter", "Related", "Mayor visits school", "scandal", "Cars wait", "rights reserved")
    assert not [word for word in furniture if word in article.text]


def test_date_is_the_one_the_page_gives_not_the_one_in_its_address():
    assert _one((SAVED / "bridge.html").read_bytes()).published == date(2025, 6, 2)
    page = _page('<link rel="canonical" href="https://m.example/2019/01/05/bridge">')
    assert _one(page).published is None
    assert _one(page, url="https://m.example/2019/01/05/bridge").published is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2025-06-02T23:30:00-05:00">', ""),
        ('<meta name="DC.date.issued" content="2025-06-02">', ""),
        ('<meta name="parsely-pub-date" content="20250602T233000">', ""),
        ('<meta name="date" content="Mon, 02 Jun 2025 23:30:00 -0500">', ""),
        ("", '<time datetime="2025-06-02">Monday</time>'),
        ("", "<p>Published: 2 June 2025</p>"),
        ('<meta property="article:modified_time" content="2025-06-02">', ""),
        (
            '<meta name="last-modified" content="2025-06-09"><meta name="date" content="2025-06-02">',
            "<time datetime='2025-06-09'>updated</time>",
        ),
    ],
)
def test_date_of_publication_from_metadata(head, body):
    lead, rest = BODY.split("</h1>")
    assert _one(_page(head, f"<main>{lead}</h1>{body}{rest}</main>")).published == date(2025, 6, 2)


def test_json_ld_in_a_graph_wins_over_other_dates():
    data = {"@graph": [{"@type": "WebSite"}, {"@type": ["ReportageNewsArticle"], "datePublished": "2025-06-02"}]}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><meta name="date" content="2024-01-01">'
    assert _one(_page(head)).published == date(2025, 6, 2)


def test_digest_is_split_and_each_article_keeps_its_own_publisher_and_date():
    articles, faults = read_bytes((SAVED / "digest.html").read_bytes(), "digest.html")
    assert faults == []
    assert [(a.title, a.byline, a.publisher, a.published) for a in articles] == [
        ("Council closes old bridge after dispute", "Ana Ruiz", "Reuters", date(2025, 6, 2)),
        ("Storm shuts the harbour for a third day", "Bo Li", "Associated Press", date(2025, 6, 3)),
    ]
    assert not [a for a in articles if "cookie" in a.text or "rights reserved" in a.text]


def test_page_of_several_article_elements_gives_each():
    more = "A storm shut the harbour of Gull Bay for a third day, the harbour master, Ines Paulsen, said. " * 4
    first = f'<article><h2>Bridge closed</h2><time datetime="2025-06-02"></time><p>{VOTE} {QUOTE} {VOTE} {VOTE}</p>'
    second = f'</article><article><h2>Harbour shut</h2><time datetime="2025-06-03"></time><p>{more}</p></article>'
    head = '<meta property="og:site_name" content="Marsh Herald">'
    articles, _ = read_bytes(_page(head, first + second), "page.html", url="https://m.example/today")
    assert [(a.title, a.published, a.publisher) for a in articles] == [
        ("Bridge closed", date(2025, 6, 2), "Marsh Herald"),
        ("Harbour shut", date(2025, 6, 3), "Marsh Herald"),
    ]
    assert {a.url for a in articles} == {"https://m.example/today"}


@pytest.mark.parametrize("tag", ["en-GB", "EN_us", "e\n<", "x-\x1b[2J", ""])
def test_language_that_is_english_or_none_is_read(tag):
    assert VOTE in _one(_page(body=f"<p>{VOTE}</p>", attributes=f' lang="{tag}"')).text


def test_comments_are_no_articles():
    said = "I think that this is bad and that the mayor should go, and so does everybody whom I know. " * 5
    comment = f'<div class="post-comments"><article class="comment"><h3>Joe</h3><p>{said}</p></article></div>'
    article = _one(_page(body=f"<article>{BODY}<p>{VOTE} {QUOTE} {VOTE}</p></article>{comment}"))
    assert article.title == "Council closes old bridge"
    assert "everybody whom I know" not in article.text


@pytest.mark.parametrize(
    ("encoding", "head", "given"),
    [
        ("utf-8", "", {}),
        ("utf-8-sig", '<meta charset="iso-8859-1">', {}),
        ("utf-16", "", {}),
        ("iso-8859-2", '<meta charset="iso-8859-2">', {}),
        ("iso-8859-2", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">', {}),
        ("iso-8859-2", "", {"charset": "iso-8859-2", "media_type": "text/html"}),
        ("utf-8", '<meta charset="iso-8859-2">', {}),
    ],
)
def test_encoding_by_mark_header_and_declaration(encoding, head, given):
    page = _page(head, BODY.replace("Dora Finch", "Zoë Müller-Łukasiewicz"))
    page = page.replace("“", '"').replace("”", '"')
    page = page.replace("ë", "e") if encoding == "iso-8859-2" else page
    assert "Müller-Łukasiewicz" in _one(page.encode(encoding), **given).text


def test_xhtml_and_pages_without_a_suffix():
    page = _page(attributes=' xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"')
    page = f'<?xml version="1.0" encoding="utf-8"?>\n{page}'
    for name, given in (
        ("a.xhtml", {}),
        ("a.xml", {}),
        ("a", {}),
        ("a.php", {"media_type": "text/html; charset=utf-8"}),
    ):
        assert VOTE in _one(page, name, **given).text


def test_embedded_pictures_do_not_count():
    picture = f'<img src="data:image/png;base64,{"A" * 11_000_000}">'
    assert VOTE in _one(_page(body=picture + BODY)).text


def test_scripts_and_addresses_never_get_through():
    page = _page(
        '<link rel="canonical" href="javascript:alert(1)"><meta name="author" content="Ana Ruiz">',
        BODY + "<script>alert(1)</script><p style='display:none'>hidden words</p>",
    )
    article = _one(page, url="file:///etc/passwd")
    assert article.url is None
    assert "alert" not in article.text


def test_same_page_gives_the_same_article_after_many_others():
    page = (SAVED / "bridge.html").read_bytes()
    first = _one(page)
    for _ in range(8):
        read_bytes(page.replace(b"Marsh County", b"Reed County"), "other.html")
        assert _one(page) == first


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty file"),
        (b"<html><body></body></html>", "without article text"),
        (b"<html><body><script>var app = 1;</script><nav>Home</nav></body></html>", "article text"),
        (b"<html><body>" + b"<div>" * 50_000 + b"<p>deep</p>", "page"),
        (b"<html><body><p " + b"".join(b"a%d=1 " % n for n in range(60_000)) + b">", "attributes"),
        (b"<html><body>" + b"<i>x</i>" * 210_000, "elements"),
        (_page(body="<p>Le pont est fermé.</p>", attributes=' lang="fr"').encode(), 'language "fr"'),
    ],
)
def test_pages_that_cannot_be_read_are_told_in_one_line(data, why):
    articles, faults = read_bytes(data, "page.html")
    assert articles == []
    (fault,) = faults
    assert fault.startswith("page.html: ")
    assert why in fault


def test_mhtml_is_the_page_inside_it():
    html = (SAVED / "bridge.html").read_text(encoding="utf-8")
    lines = [
        "From: <Saved by Blink>",
        "Snapshot-Content-Location: https://marshherald.example/a",
        "Subject: Something else",
        "Date: Tue, 21 Oct 2031 10:00:00 -0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="XX"',
        "",
        "--XX",
        "Content-Type: text/html; charset=utf-8",
        "Content-Location: https://marshherald.example/a",
        "",
        html.replace('<link rel="canonical" href="https://marshherald.example/2019/01/05/council-closes-bridge">', ""),
        "--XX",
        "Content-Type: image/png",
        "",
        "AAAA",
        "--XX--",
    ]
    for name in ("a.mht", "a.MHTML", "a"):
        article = _one("\r\n".join(lines), name)
        assert (article.url, article.published) == ("https://marshherald.example/a", date(2025, 6, 2))
        assert article.text == _one(html).text
