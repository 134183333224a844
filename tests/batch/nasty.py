"""Hand-made PDFs that break rules, exhaust resources or hide things; written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

Objects = dict[int, bytes]
MEGABYTE = 1 << 20
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(objects: Objects, trailer: bytes = b"") -> bytes:
    """A file of these objects; the first is the catalogue."""
    parts, places = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], {}
    for number, body in objects.items():
        places[number] = sum(map(len, parts))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    rows = [b"0000000000 65535 f \n"]
    rows += [
        b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(1, max(objects) + 1)
    ]
    size = max(objects) + 1
    return b"".join(
        [*parts, b"xref\n0 %d\n" % size, *rows, b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer),
         b"startxref\n%d\n%%%%EOF\n" % start]
    )  # fmt: skip


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes) -> bytes:
    return stream(zlib.compress(content, 1), b"/Filter /FlateDecode")


def one_page(content: bytes, *, page: bytes = b"", resources: bytes = b"", more: Objects | None = None) -> bytes:
    """One landscape page with this content; its font is called F1."""
    box = b"" if b"/MediaBox" in page else b"/MediaBox [0 0 842 595]"
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> %s >>"
            % (box, resources, page),
            4: content if content.startswith(b"<<") else stream(content),
            5: FONT,
            **(more or {}),
        }
    )


def words(text: str, x: int = 60, y: int = 500) -> bytes:
    return b"BT /F1 9 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode("latin-1"))


def table(rows: list[tuple[str, ...]], widths: tuple[int, ...] = (120, 300, 150, 100)) -> bytes:
    """A ruled table with one line of text in each cell."""
    top, parts = 520, []
    xs = [40]
    for width in widths:
        xs.append(xs[-1] + width)
    for number in range(len(rows) + 1):
        parts.append(b"%d %d m %d %d l S\n" % (xs[0], top - 20 * number, xs[-1], top - 20 * number))
    parts += [b"%d %d m %d %d l S\n" % (x, top, x, top - 20 * len(rows)) for x in xs]
    for number, row in enumerate(rows):
        parts += [words(text, x + 4, top - 14 - 20 * number) for x, text in zip(xs, row, strict=False)]
    return b"".join(parts)


PLAN = table(
    [
        ("Recommendation", "Action", "Lead", "By when"),
        ("R1 Improve plans", "Write the policy on visits", "Head of Safeguarding", "31.3.14"),
        ("R2 Train people", "Train all managers in supervision", "Head of Training", "30.4.14"),
    ]
)


def recursive_tree() -> bytes:
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 900000 >>",
            3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 5 >>",
        }
    )


def deep_tree(depth: int = 5000) -> bytes:
    nodes = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(2, depth)}
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", **nodes, depth: b"<< /Type /Page /MediaBox [0 0 842 595] >>"})


def endless_form() -> bytes:
    form = stream(
        b"/X0 Do /X0 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 842 595] /Resources << /XObject << /X0 6 0 R >> >>"
    )
    return one_page(b"/X0 Do\n" + PLAN, resources=b"/XObject << /X0 6 0 R >>", more={6: form})


def doubling_forms(depth: int = 40) -> bytes:
    """Forms that each call the next one twice: 2 to the power of `depth` calls."""
    last = 6 + depth
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 842 595]"
    forms = {
        n: stream(b"/X0 Do /X0 Do", entries + b" /Resources << /XObject << /X0 %d 0 R >> >>" % (n + 1))
        for n in range(6, last)
    }
    forms[last] = stream(b"0 0 m 10 10 l S", entries)
    return one_page(b"/X0 Do\n" + PLAN, resources=b"/XObject << /X0 6 0 R >>", more=forms)


def inflating(megabytes: int = 3000) -> bytes:
    """A content stream of a few kilobytes that inflates to gigabytes."""
    packer, parts = zlib.compressobj(9), []
    block = b" " * (16 * MEGABYTE)
    for _ in range(megabytes // 16):
        parts.append(packer.compress(block))
    parts.append(packer.flush())
    twice = zlib.compress(b"".join(parts), 9)
    return one_page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))


def many_lines(count: int = 1_000_000) -> bytes:
    lines = (b"%d %d m %d %d l S\n" % (n % 800, n // 2000, n % 800 + 2, n // 2000) for n in range(count))
    return one_page(packed(b"".join(lines) + PLAN))


def many_pages(count: int = 1000) -> bytes:
    pages = dict.fromkeys(range(6, 6 + count - 1), b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] >>")
    kids = b" ".join(b"%d 0 R" % n for n in (3, *pages))
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(PLAN),
            5: FONT,
            **pages,
        }
    )


def unmapped_font() -> bytes:
    """Glyphs without a meaning: a CID font with neither an encoding that says it nor a table to Unicode."""
    return one_page(
        b"BT /F2 9 Tf 60 500 Td <000100020003> Tj ET\n" + PLAN,
        resources=b"",
        more={
            6: b"<< /Type /Font /Subtype /Type0 /BaseFont /Nothing /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
            7: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nothing"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        },
    ).replace(b"/F1 5 0 R >>", b"/F1 5 0 R /F2 6 0 R >>")


def armed() -> bytes:
    """A script that runs at opening, one on the page, and an embedded file."""
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AA << /WC 6 0 R >>"
            b" /Names << /EmbeddedFiles << /Names [(evil.exe) 7 0 R] >> /JavaScript << /Names [(a) 6 0 R] >> >> >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /AA << /O 6 0 R >>"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(PLAN),
            5: FONT,
            6: b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\); this.exportDataObject\\(\\);) >>",
            7: b"<< /Type /Filespec /F (../../evil.exe) /EF << /F 8 0 R >> >>",
            8: stream(b"MZ" * 100, b"/Type /EmbeddedFile"),
        }
    )


def hidden(kind: str) -> bytes:
    """The plan, and a sentence that nobody sees: white, or under a picture."""
    secret = words("The council disputes the findings", 60, 300)
    if kind == "white":
        return one_page(PLAN + b"1 1 1 rg\n" + secret)
    picture = stream(
        b"\xc0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    )
    return one_page(
        PLAN + secret + b"q 400 0 0 60 40 280 cm /I0 Do Q\n", resources=b"/XObject << /I0 6 0 R >>", more={6: picture}
    )


def on_dark_ground() -> bytes:
    """White print that everybody sees, on a dark box and on a dark picture."""
    picture = stream(
        b"\x20", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    )
    content = b"0 0.2 0.4 rg 40 285 400 30 re f\nq 400 0 0 60 40 180 cm /I0 Do Q\n1 1 1 rg\n"
    content += words("Improvement plan of the council", 60, 295) + words("Children's services", 60, 200)
    return one_page(PLAN + content, resources=b"/XObject << /I0 6 0 R >>", more={6: picture})


NASTY: dict[str, Callable[[], bytes]] = {
    "recursive-page-tree": recursive_tree,
    "deep-page-tree": deep_tree,
    "endless-form": endless_form,
    "doubling-forms": doubling_forms,
    "inflating-stream": inflating,
    "million-lines": many_lines,
    "thousand-pages": many_pages,
    "negative-box": lambda: one_page(PLAN, page=b"/MediaBox [842 595 -842 -595]"),
    "empty-box": lambda: one_page(PLAN, page=b"/MediaBox [0 0 0 0]"),
    "huge-box": lambda: one_page(PLAN, page=b"/MediaBox [-9000000 -9000000 9000000 9000000]"),
    "box-of-words": lambda: one_page(PLAN, page=b"/MediaBox [(a) /b null 1e999]"),
    "missing-font": lambda: one_page(PLAN).replace(b"/F1 5 0 R", b"/F1 99 0 R"),
    "unmapped-font": unmapped_font,
    "rotated": lambda: one_page(PLAN, page=b"/Rotate 90"),
    "rotated-by-45": lambda: one_page(PLAN, page=b"/Rotate 45"),
    "cropped": lambda: one_page(PLAN, page=b"/CropBox [30 440 760 560]"),
    "cropped-away": lambda: one_page(PLAN, page=b"/CropBox [0 0 1 1]"),
    "scripts-and-files": armed,
    "no-contents": lambda: one_page(PLAN).replace(b"/Contents 4 0 R", b"/Contents 77 0 R"),
    "numbers-out-of-range": lambda: one_page(PLAN + b"1e38 0 0 1e38 0 0 cm 99999999999 9 m 1e400 -1e400 l S\n" + PLAN),
    "unbalanced": lambda: one_page(b"q " * 50_000 + PLAN + b"[ " * 50_000 + b"( " * 1000),
    "white-text": lambda: hidden("white"),
    "text-under-a-picture": lambda: hidden("picture"),
}


def write_all(folder: Path) -> list[Path]:
    """Every one of them as a file."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, make in NASTY.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(make())
        paths.append(path)
    return paths
