"""Feeds, agencies' XML and mails: each item an article, with what its envelope says."""

from __future__ import annotations

from datetime import date

import pytest
from reading_formats import QUOTE, VOTE, read_bytes

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>World news | Reuters</title>
<item><title>Council closes bridge &amp; opens ferry</title><link>https://m.example/a</link>
 <pubDate>Mon, 02 Jun 2025 23:30:00 -0500</pubDate><dc:creator>Ana Ruiz</dc:creator>
 <description>A short summary of it.</description>
 <content:encoded><![CDATA[<p>{VOTE}</p><script>alert(1)</script><figure><figcaption>Cars wait</figcaption></figure>
 <p>{QUOTE}</p>]]></content:encoded></item>
<item><title>Storm shuts harbour - Gull Bay Herald</title><link>javascript:alert(1)</link>
 <pubDate>Tue, 03 Jun 2025 08:00:00 GMT</pubDate><source url="https://h.example">Gull Bay Herald</source>
 <description>A storm shut the harbour, its master said. &lt;a href="x"&gt;Read more&lt;/a&gt;</description></item>
<item><title>Only a title</title></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Marsh Herald</title><entry>
<title type="html">Council &lt;i&gt;closes&lt;/i&gt; bridge</title><link href="https://m.example/1"/>
<published>2025-06-02T23:30:00-05:00</published><updated>2025-06-09T00:00:00Z</updated>
<author><name>Ana Ruiz</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{VOTE}</p>
<p>{QUOTE}</p></div></content></entry></feed>"""

NITF = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf><head><title>slug</title><docdata management-status="usable"><doc-id regsrc="Marsh Press"/>
<date.issue norm="20250602T233000Z"/></docdata></head><body><body.head>
<hedline><hl1>Council closes bridge</hl1></hedline>
<byline>By Ana Ruiz</byline><dateline><location>GULL BAY</location>, June 2</dateline></body.head><body.content><block>
<p>{VOTE.replace(" on Monday", "&nbsp;on Monday")}</p><media><media-caption>Cars wait</media-caption></media>
<p>“It is over,” said <person>Dora Finch</person>, the mayor of Gull Bay, after the vote.</p>
</block></body.content></body></nitf>"""

G2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2031-01-01T00:00:00Z</sent></header><itemSet>
<newsItem guid="urn:a"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="p:MP"><name>Marsh Press</name></provider>
<versionCreated>2025-06-09T10:00:00Z</versionCreated>
<firstCreated>2025-06-02T23:30:00-05:00</firstCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><by>By Ana Ruiz</by>
<dateline>GULL BAY, June 2 (Marsh Press) -</dateline><headline>Council closes bridge</headline></contentMeta>
<contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>{VOTE}</p><p>{QUOTE}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:b"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta><contentMeta><headline>Killed</headline>
</contentMeta><contentSet><inlineData contenttype="text/plain">It was wrong.</inlineData></contentSet></newsItem>
</itemSet></newsMessage>"""


def _facts(article):
    return article.title, article.byline, article.publisher, article.published, article.url


def test_rss_gives_the_full_content_else_the_summary():
    articles, faults = read_bytes(RSS, "feed.rss")
    assert [_facts(article) for article in articles] == [
        ("Council closes bridge & opens ferry", "Ana Ruiz", "Reuters", date(2025, 6, 2), "https://m.example/a"),
        ("Storm shuts harbour", None, "Gull Bay Herald", date(2025, 6, 3), None),
    ]
    assert [article.text for article in articles] == [
        f"{VOTE}\n\n{QUOTE}",
        "A storm shut the harbour, its master said.",
    ]
    assert len(faults) == 1
    assert faults[0].startswith("feed.rss: item 3: got no text")


def test_atom_gives_the_day_of_publication_as_written():
    for name, given in (("feed.atom", {}), ("feed.xml", {}), ("feed", {"media_type": "text/html"})):
        (article,), faults = read_bytes(ATOM, name, **given)
        assert faults == []
        assert _facts(article) == (
            "Council closes bridge",
            "Ana Ruiz",
            "Marsh Herald",
            date(2025, 6, 2),
            "https://m.example/1",
        )
        assert article.text == f"{VOTE}\n\n{QUOTE}"


def test_feed_that_breaks_off_is_read_as_far_as_it_goes():
    articles, _ = read_bytes(RSS[: RSS.index("<description>A storm") + 40], "feed.rss")
    assert articles[0].title == "Council closes bridge & opens ferry"


def test_nitf_and_newsml():
    (article,), faults = read_bytes(NITF, "story.nitf")
    assert faults == []
    assert _facts(article) == ("Council closes bridge", "Ana Ruiz", "Marsh Press", date(2025, 6, 2), None)
    assert article.text == f"GULL BAY, June 2 — {VOTE}\n\n{QUOTE}"
    (article,), faults = read_bytes(G2, "message.xml")
    assert _facts(article) == ("Council closes bridge", "Ana Ruiz", "Marsh Press", date(2025, 6, 2), None)
    assert article.text == f"GULL BAY, June 2 (Marsh Press) - {VOTE}\n\n{QUOTE}"
    assert len(faults) == 1
    assert "'stat:canceled': its provider took it back" in faults[0]


@pytest.mark.parametrize("name", ["a.rss", "a.nitf", "a.xml"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;',
    ],
)
def test_xml_that_declares_entities_is_refused(name, declared):
    root = "rss" if name == "a.rss" else "nitf"
    for gap in ("", f"<!-- {'x' * 30_000} -->"):
        data = f'<?xml version="1.0"?>{gap}<!DOCTYPE {root} [{declared}]><{root}><channel>&a;</channel></{root}>'
        articles, (fault,) = read_bytes(data, name)
        assert articles == []
        assert "declares entities" in fault or "another kind" in fault


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.rss", "<rss><channel><title>x</title></channel></rss>", "without items"),
        ("a.nitf", "<nitf>" * 1000, "broken XML"),
        ("a.nitf", "<nitf><body><body.content><p></p></body.content></body></nitf>", "without text"),
        ("a.xml", "<?xml version='1.0'?><invoice><p>Pay.</p></invoice>", "another kind"),
        ("a.eml", "no headers here, only words", "mail"),
        ("a.eml", "Subject: x\nContent-Type: image/png\n\nAAAA", "mail without text"),
        ("a.eml", "Content-Type: message/rfc822\n\n" * 3000, "mail"),
    ],
)
def test_broken_documents_are_told_in_one_line(name, data, why):
    articles, (fault,) = read_bytes(data, name)
    assert articles == []
    assert why in fault


def _mail(body, subject="Council closes =?utf-8?q?=E2=80=9Cold=E2=80=9D?= bridge", kind="text/plain; charset=utf-8"):
    head = f"From: Marsh Herald <news@m.example>\nTo: a@b.example\nSubject: {subject}\n"
    return f"{head}Date: Mon, 02 Jun 2025 23:30:00 -0500\nMIME-Version: 1.0\nContent-Type: {kind}\n\n{body}"


def test_mail_gives_subject_sender_and_date():
    (article,), faults = read_bytes(_mail(f"{VOTE}\n\n{QUOTE}\n-- \nMarsh Herald, Gull Bay\n"), "a.eml")
    assert faults == []
    assert _facts(article) == ("Council closes “old” bridge", None, "Marsh Herald", date(2025, 6, 2), None)
    assert article.text == f"{VOTE}\n\n{QUOTE}"


def test_forwarded_mail_leaves_sender_and_date_to_the_text():
    body = f"On Mon, 2 Jun 2025, Ana Ruiz wrote:\n> {VOTE}\n>\n> {QUOTE}\n"
    (article,), _ = read_bytes(_mail(body, subject="Fwd: Re: Council closes bridge"), "a.eml")
    assert (article.title, article.publisher, article.published) == ("Council closes bridge", None, None)
    assert article.text == f"{VOTE}\n\n{QUOTE}"


def test_soft_line_ends_and_encodings():
    body = VOTE.replace("close the ", "close the =\n").replace("the mayor", "the=20\nmayor") + " The caf=E9 stays.\n"
    kind = 'text/plain; charset="iso-8859-1"; format=flowed\nContent-Transfer-Encoding: quoted-printable'
    (article,), _ = read_bytes(_mail(body, kind=kind), "a.eml")
    assert article.text == VOTE + " The café stays."


def test_mail_in_html_and_its_attachments():
    hidden = "<div style='display:none'>preview words</div>"
    html = f"<html><body>{hidden}<table><tr><td><p>{VOTE}</p><p>{QUOTE}</p></td></tr></table></body></html>"
    body = (
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b\nContent-Type: text/plain\n"
        "Content-Disposition: attachment; filename=x.txt\n\nNever read this.\n--b--\n"
    )
    (article,), _ = read_bytes(_mail(body, kind="multipart/mixed; boundary=b"), "a.eml")
    assert article.text == f"{VOTE}\n\n{QUOTE}"


def test_newsletter_is_split():
    body = (
        f"Council closes old bridge after dispute\nBy Ana Ruiz\nReuters\n2 June 2025\n\n{VOTE}\n\n{QUOTE}\n\n-----\n\n"
        "Storm shuts the harbour for a third day\nBy Bo Li\nAssociated Press\n3 June 2025\n\n"
        "A storm shut the harbour of Gull Bay for a third day, the harbour master, Ines Paulsen, said.\n\n"
        "Two freighters wait outside the bay, and the union asked the state government for help.\n"
    )
    articles, _ = read_bytes(_mail(body, subject="Evening digest"), "a.eml")
    assert [(a.title, a.publisher, a.published) for a in articles] == [
        ("Council closes old bridge after dispute", "Reuters", date(2025, 6, 2)),
        ("Storm shuts the harbour for a third day", "Associated Press", date(2025, 6, 3)),
    ]
