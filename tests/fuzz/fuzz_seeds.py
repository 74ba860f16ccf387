"""Small sound inputs of every kind that tieline reads, and the words that change what a reader does."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from functools import cache

from packing import answer, lined, prose, record, tabled, tarred, warced, zipped

VOTE = "The council of Marsh County voted on Monday to close the old bridge, the mayor's office said."
QUOTE = "“It is over,” said Dora Finch, the mayor of Gull Bay, after the vote."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>'
    f"Council closes bridge</w:t></w:r></w:p><w:p><w:r><w:t>{VOTE}</w:t></w:r></w:p></w:body></w:document>",
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Bridge</dc:title>'
    "<dc:creator>Ana Ruiz</dc:creator></cp:coreProperties>",
}
TEXT = f"""---
title: Council closes bridge
publisher: Marsh Herald
published: 2031-05-06
byline: [Ana Ruiz, Bo Li]
url: https://m.example/a
---
{VOTE}

{QUOTE} (Photo: Bo Li/AFP)

---
title: Storm
---
{prose(1)}
"""
PAGE = f"""Marsh Herald
Tuesday 6 May 2031

Council closes old bridge after dispute
By Ana Ruiz | Reuters | 6 May 2031

{VOTE} {QUOTE}

Advertisement
Related Articles
- Storm shuts harbour
an hour ago
* * *
# Storm shuts the harbour
> {prose(2)}
"""
HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Council closes bridge | Marsh Herald</title>
<meta property="og:site_name" content="Marsh Herald"><meta name="author" content="Ana Ruiz">
<link rel="canonical" href="https://m.example/a"><script type="application/ld+json">
{{"@graph": [{{"@type": "NewsArticle", "headline": "Council", "datePublished": "2031-05-06"}}]}}</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Council closes bridge</h1><time datetime="2031-05-06">6 May</time>
<p>{VOTE}</p><p>{QUOTE}</p><table><tr><td>{prose(3)}</td><td>7</td></tr></table></article>
<div class="comments"><p>First!</p></div></body></html>"""
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Marsh Herald</title>
<item><title>Council closes bridge &amp; more</title><link>https://m.example/a</link>
<pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate><description>{VOTE}</description></item>
<item><title>Storm</title><content:encoded><![CDATA[<p>{prose(1)}</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Marsh Herald</title><entry>
<title type="html">A &lt;i&gt;b</title><link href="https://m.example/1"/>
<published>2031-05-06T23:30:00-05:00</published><author><name>Ana Ruiz</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{VOTE}</p></div></content></entry></feed>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><docdata>
<date.issue norm="20310506T233000Z"/></docdata></head>
<body><body.head><hedline><hl1>Council closes bridge</hl1></hedline><byline>By Ana Ruiz</byline>
</body.head><body.content><block><p>{VOTE}</p></block></body.content></body></nitf>"""
G2 = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:a">
<itemMeta><provider qcode="p:MP"><name>Marsh Press</name></provider>
<firstCreated>2031-05-06T23:30:00-05:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><headline>Council closes bridge</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{VOTE}</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"""
MAIL = f"""From: Ana Ruiz <ana@m.example>
Subject: =?utf-8?q?Council_closes_bridge?=
Date: Tue, 06 May 2031 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="edge"

--edge
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{VOTE}=20

--edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: base64

PGh0bWw+PHA+SGk8L3A+PC9odG1sPg==
--edge--
"""
MHTML = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://m.example/a
Subject: Council
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="edge"

--edge
Content-Type: text/html; charset=utf-8
Content-Location: https://m.example/a

{HTML}
--edge--
"""
ROWS = [{"text": prose(n), "title": f"Repairs {n}", "published": f"2031-05-0{n + 1}", "id": str(n)} for n in range(3)]


@cache
def seeds() -> dict[str, tuple[bytes, ...]]:
    """File name -> sound files of that kind."""
    page = HTML.encode()
    files = {"a.txt": prose(0).encode(), "b/c.html": page, "d.jsonl": lined(ROWS)}
    found = {
        "a.txt": (PAGE, TEXT),
        "a.md": (PAGE, TEXT),
        "a.jsonl": (lined(ROWS),),
        "a.html": (HTML,),
        "a.mhtml": (MHTML,),
        "a.eml": (MAIL, f"Subject: x\n\n{VOTE}"),
        "a.rss": (RSS,),
        "a.xml": (ATOM, RSS, NITF, G2),
        "a.pdf": (_pdf(),),
        "a.docx": (zipped(DOCX),),
        "a.csv": (tabled(ROWS), tabled(ROWS, delimiter=";")),
        "a.tsv": (tabled(ROWS, delimiter="\t"),),
        "a.parquet": (_parquet(),),
        "a.zip": (zipped(files), zipped({"in.zip": zipped(files)})),
        "a.tar": (tarred(files),),
        "a.tar.gz": (gzip.compress(tarred(files), mtime=0),),
        "a.jsonl.gz": (gzip.compress(lined(ROWS), mtime=0),),
        "a.warc": (warced({"https://m.example/a": page, "https://m.example/b": page}, pack=bytes),),
        "a.warc.gz": (warced({"https://m.example/a": page}),),
    }
    return {name: tuple(s.encode() if isinstance(s, str) else s for s in kinds) for name, kinds in found.items()}


def _pdf() -> bytes:
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, invariant=1, pageCompression=0)
    for row, line in enumerate((VOTE, QUOTE)):
        sheet.drawString(50, 700 - 13 * row, line)
    sheet.save()
    return stream.getvalue()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ROWS), stream)
    return stream.getvalue()


PACKED: dict[str, tuple[Callable[[], Sequence[bytes]], Callable[[bytes], bytes]]] = {
    "a.docx": (
        lambda: (DOCX["word/document.xml"].encode(),),
        lambda data: zipped({**DOCX, "word/document.xml": data}),
    ),
    "a.zip": (lambda: seeds()["a.tar"], lambda data: zipped({"in.tar": data, "z.txt": prose(4)})),
    "a.tar.gz": (lambda: seeds()["a.tar"], lambda data: gzip.compress(data, mtime=0)),
    "a.jsonl.gz": (lambda: seeds()["a.jsonl"], lambda data: gzip.compress(data, mtime=0)),
    "a.warc.gz": (
        lambda: (answer(HTML.encode()),),
        lambda data: gzip.compress(record("https://m.example/a", data), mtime=0),
    ),
}
"""File name -> what such a file holds, and how that is packed."""

TOKENS: tuple[bytes, ...] = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *(
            "\x00",
            "\ud800",
            "\u202e",
            "\u2028",
            "\x1b[31m",
            "\ufeff",
            "\u0085",
            "\x0c",
            "\r",
            "\n",
            "\n\n",
            "---\n",
            "\t",
        ),
        *(
            "“",
            "”",
            "'",
            '"',
            "‘",
            "’",
            "``",
            "''",
            "«",
            "[",
            "]",
            "{",
            "}",
            "(",
            ")",
            "<",
            ">",
            "&",
            "&#0;",
            "&#x110000;",
        ),
        *("&amp;", "]]>", "<![CDATA[", "<!--", "-->", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "<?xml version='1.1'?>"),
        *(
            "<script>",
            "</script>",
            "<p>",
            "<div>",
            "<table>",
            "<html>",
            "<item>",
            "<article>",
            "<br/>",
            "<time datetime='",
        ),
        *(
            "title: ",
            "date: ",
            "2031-13-45",
            "0000-00-00",
            "9999-12-31",
            "&a [*a]",
            "*a",
            "!!int x",
            "!!binary x",
            "? ",
            ": ",
        ),
        *(
            "-1",
            "0",
            "99999999999999999999",
            "1e999",
            "NaN",
            "null",
            "[[[[",
            "Content-Type: ",
            "boundary=",
            "charset=utf-7",
        ),
        *(
            "charset=utf-16",
            "charset=idna",
            "Content-Transfer-Encoding: base64\n",
            "Transfer-Encoding: chunked\r\n",
            "base64,",
        ),
        *(
            "../",
            "/",
            "C:\\",
            "\\",
            "By Ana Ruiz",
            "Reuters",
            "an hour ago",
            "Related Articles",
            "# ",
            "> ",
            "- ",
            "* * *",
        ),
        *(
            "%PDF-",
            "endobj",
            "stream\n",
            "PK\x03\x04",
            "PK\x01\x02",
            "PK\x05\x06",
            "ustar",
            "WARC/1.1\r\n",
            "HTTP/1.1 200",
        ),
        *('"text"', "text,", '""', ";", ",", "sep=|\n", "http://", "javascript:", "é", "كتائب", "𝔸"),
    )
)
