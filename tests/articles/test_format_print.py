"""PDF and Word files: reading order, words put together, running heads gone; and laws for all formats."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_formats import QUOTE, VOTE, read_bytes
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen import canvas
from tieline.articles.formats import SUFFIXES, can_read

ENGINEERS = (
    "Engineers told the council in May that the bridge would not survive another winter. The county has no money for "
    "repairs, the treasurer, Omar Haddad, said in a statement to the representatives of the neighbourhoods."
)
SHOPS = (
    "Shop owners on the east bank fear that they will lose customers. “We were not asked,” said Lena Koch, who sells "
    "bread at the foot of the bridge and organises an association of shopkeepers."
)
GOVERNOR = (
    "The state government supports the council. Governor Paul Stein said that he would send engineers to investigate "
    "the understructure of the bridge, and that he would come himself before the end of the summer."
)
FERRY = "A ferry will run every half hour, the mayor's office said. Nobody knows yet how long the works will take."
SIZE = 10


def _wrapped(text, width):
    """Lines of a paragraph, long words divided by a hyphen where they do not fit."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if stringWidth(longer, "Helvetica", SIZE) <= width:
            line = longer
            continue
        cuts = range(len(word) - 3, 3, -1) if len(word) > 9 and word.isalpha() else ()
        fits = [cut for cut in cuts if stringWidth(f"{line} {word[:cut]}-", "Helvetica", SIZE) <= width]
        if fits:
            lines.append(f"{line} {word[: fits[0]]}-".strip())
            line = word[fits[0] :]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _pdf(pages, *, columns=2, by_rows=False, password=None, title=None):
    """A printed page per list of columns; `by_rows` draws line by line across the columns, as some programs do."""
    stream = io.BytesIO()
    encrypt = StandardEncryption(password, canPrint=0) if password else None
    sheet = canvas.Canvas(stream, pagesize=A4, invariant=1, encrypt=encrypt)
    sheet.setTitle(title or "untitled")
    wide, high = A4
    width = (wide - 100 - 20 * (columns - 1)) / columns
    for number, page in enumerate(pages, start=1):
        sheet.setFont("Helvetica", 8)
        sheet.drawString(50, high - 30, "Marsh Herald  |  Tuesday 3 June 2025")
        sheet.drawCentredString(wide / 2, 25, f"Page {number}")
        top = high - 70
        if number == 1:
            sheet.setFont("Helvetica-Bold", 18)
            sheet.drawString(50, high - 80, "Council closes old bridge after dispute")
            sheet.setFont("Helvetica", 9)
            sheet.drawString(50, high - 100, "By Ana Ruiz")
            top = high - 130
        sheet.setFont("Helvetica", SIZE)
        drawn = []
        for column, paragraphs in enumerate(page):
            left, row = 50 + column * (width + 20), 0
            for paragraph in paragraphs:
                for index, line in enumerate(_wrapped(paragraph, width - 12)):
                    drawn.append((row, column, left + (12 if index == 0 else 0), line))
                    row += 1
        for row, _, left, line in sorted(drawn) if by_rows else drawn:
            sheet.drawString(left, top - 13 * row, line)
        sheet.showPage()
    sheet.save()
    return stream.getvalue()


@pytest.mark.parametrize("by_rows", [False, True])
def test_columns_in_reading_order_and_words_put_together(by_rows):
    pages = [[[f"{VOTE} {QUOTE}", ENGINEERS], [SHOPS]], [[GOVERNOR], [FERRY]]]
    (article,), faults = read_bytes(_pdf(pages, by_rows=by_rows), "paper.pdf")
    assert faults == []
    assert article.text.split("\n\n") == [f"{VOTE} {QUOTE}", ENGINEERS, SHOPS, GOVERNOR, FERRY]
    assert article.title == "Council closes old bridge after dispute"
    assert (article.byline, article.publisher, article.published) == ("Ana Ruiz", "Marsh Herald", date(2025, 6, 3))


def test_three_columns():
    pages = [[[ENGINEERS], [SHOPS], [GOVERNOR]]]
    (article,), _ = read_bytes(_pdf(pages, columns=3, by_rows=True), "paper.pdf")
    assert [line for line in article.text.split("\n\n") if len(line) > 60] == [ENGINEERS, SHOPS, GOVERNOR]


def test_sentence_over_a_page_break_is_one_paragraph():
    first, second = ENGINEERS[:120], ENGINEERS[120:]
    (article,), _ = read_bytes(_pdf([[[VOTE, first.rstrip()]], [[second.lstrip(), SHOPS]]], columns=1), "paper.pdf")
    assert ENGINEERS in article.text.split("\n\n")


def test_date_and_title_of_the_file_are_not_those_of_the_article():
    data = _pdf([[[VOTE, ENGINEERS]]], columns=1, title="Microsoft Word - final_v2.docx")
    (article,), _ = read_bytes(data, "paper.pdf")
    assert article.title == "Council closes old bridge after dispute"


def test_pdf_that_cannot_be_read_says_what_to_do():
    _, (fault,) = read_bytes(_pdf([[[VOTE]]], columns=1, password="secret"), "paper.pdf")
    assert "password" in fault
    stream = io.BytesIO()
    sheet = canvas.Canvas(stream, pagesize=A4, invariant=1)
    sheet.rect(50, 50, 400, 600, fill=1)
    sheet.save()
    _, (fault,) = read_bytes(stream.getvalue(), "scan.pdf")
    assert "OCR" in fault
    _, (fault,) = read_bytes(b"%PDF-1.7\n" + b"junk" * 500, "broken.pdf")
    assert "damaged PDF" in fault


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DELETED = "<w:del><w:r><w:delText>deleted</w:delText><w:t>gone</w:t></w:r></w:del>"


def _word(*paragraphs, core=True, body=None):
    """A Word file; a paragraph is its text, or its style and text."""
    parts = []
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
        mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        parts.append(f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r>{DELETED}</w:p>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        document = body or f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
        if core:
            archive.writestr(
                "docProps/core.xml",
                '<c:p xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
                "<dc:title>Old template</dc:title><dc:creator>Ana Ruiz</dc:creator>"
                "<t:created>2011-01-01</t:created></c:p>",
            )
    return stream.getvalue()


def test_word_file_gives_headings_paragraphs_and_properties():
    data = _word(("Heading1", "Council closes old bridge"), VOTE, ("Heading2", "Shops fear"), QUOTE)
    (article,), faults = read_bytes(data, "story.docx")
    assert faults == []
    assert article.text == f"{VOTE}\n\nShops fear\n\n{QUOTE}"
    assert (article.title, article.byline, article.published) == ("Council closes old bridge", "Ana Ruiz", None)


def test_word_file_with_text_only_takes_the_title_of_its_properties():
    (article,), _ = read_bytes(_word(VOTE, QUOTE), "story.docx")
    assert article.title == "Old template"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "password-protected"),
        (b"PK\x03\x04 broken", "no Word document"),
        (_word(core=False), "without text"),
        (_word(core=False, body=" " * 70_000_000), "unpacked"),
        (_word(core=False, body='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "declares entities"),
        (_word(core=False, body="<x>" * 5000), "broken XML"),
    ],
)
def test_word_files_that_cannot_be_read_are_told_in_one_line(data, why):
    articles, (fault,) = read_bytes(data, "story.docx")
    assert articles == []
    assert why in fault


SAMPLES = {
    "a.html": (Path(__file__).parent / "saved" / "bridge.html").read_bytes(),
    "a.eml": f"Subject: x\nFrom: a@b\n\n{VOTE}\n".encode(),
    "a.rss": f"<rss><channel><item><title>t</title><description>{VOTE}</description></item></channel></rss>".encode(),
    "a.nitf": f"<nitf><body><body.content><p>{VOTE}</p></body.content></body></nitf>".encode(),
    "a.pdf": _pdf([[[VOTE]]], columns=1),
    "a.docx": _word(VOTE),
}


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(SUFFIXES))
def test_any_bytes_give_articles_or_one_line(data, suffix):
    articles, faults = read_bytes(data, f"a{suffix}")
    assert articles or faults


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), max_size=6),
    st.data(),
)
def test_damaged_documents_give_articles_or_one_line(name, damages, data):
    document = bytearray(SAMPLES[name])
    for place, junk in damages:
        at = int(place * len(document))
        document[at : at + data.draw(st.integers(0, 40))] = junk
    articles, faults = read_bytes(bytes(document), name)
    assert articles or faults


def test_formats_are_told_by_type_suffix_and_first_bytes():
    assert can_read("a.PDF")
    assert can_read("index.php", "text/html; charset=utf-8")
    assert not can_read("a.png")
    assert not can_read("a", "image/png")
    for name, document in SAMPLES.items():
        (named,), _ = read_bytes(document, name)
        (bare,), _ = read_bytes(document, "a")
        assert bare.text == named.text
