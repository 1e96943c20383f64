import sys

import pytest

from kg.read import read
from kg.records import Article, Skipped


def pdf(*lines: str) -> bytes:
    """A file with these lines on its one page."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(Pier sold)/Author(Jo Vane)/CreationDate(D:20190101000000Z)>>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    tail = f"xref\n0 7\n0000000000 65535 f \n{table}trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\n"
    return out + f"{tail}startxref\n{len(out)}\n%%EOF".encode()


def test_pdf_gives_text_and_title_but_not_the_day_it_was_made(write):
    pytest.importorskip("pypdf")
    name = write("pier.pdf", pdf("The pier is sold.", "Nobody was asked."))
    text = "The pier is sold.\nNobody was asked."
    assert list(read([name])) == [Article("pier", text, title="Pier sold", author="Jo Vane")]


def test_broken_and_empty_pdfs_are_skipped(write):
    pytest.importorskip("pypdf")
    broken, scan = read([write("a.pdf", b"%PDF-1.4 nothing"), write("b.pdf", pdf(""))])
    assert broken.reason.startswith("malformed PDF")
    assert scan == Skipped("b.pdf", "no text in this PDF; is it a scan?")


def test_pdf_without_the_extra_says_how_to_get_it(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert list(read([write("pier.pdf", pdf("Sold."))])) == [
        Skipped("pier.pdf", "PDF needs pypdf: pip install 'claim-kg[pdf]'")
    ]
