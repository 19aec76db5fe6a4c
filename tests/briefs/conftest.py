"""A brief with everything that a brief can hold, and drawings that cost nothing where they do not matter."""

import pytest

from cdslib.briefs import profile
from cdslib.briefs.document import (
    Brief,
    Column,
    Figure,
    Note,
    Paragraph,
    Picture,
    Section,
    Table,
    Words,
    said,
)
from cdslib.i18n import Language

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="90" height="60" viewBox="0 0 90 60">'
    '<defs><clipPath id="clip1"><rect width="90" height="60"/></clipPath></defs>'
    '<text y="20" font-family="Be Vietnam Pro" clip-path="url(#clip1)">Thừa Thiên Huế</text></svg>'
)
HOSTILE = "</style><script>alert('x')</script> & \"Đắk Lắk\" <b>"


def whole_brief(lang: Language = "vi") -> Brief:
    """Return a brief with every kind of block, notes cited once and twice, and a hostile name."""
    table = Table(
        said("Bảng thử", "c"),
        (Column("Chỉ tiêu", 2, names=True), Column("Giá trị", 1, numeric=True)),
        ((said("Dân số"), said("1.234,5", "a", "b")), (said(HOSTILE), said("−3"))),
    )
    picture = Picture(DRAWING, 'Bản đồ; "tô đậm"', 24)
    return Brief(
        title="Tóm tắt",
        subtitle="Do cdslib lập",
        lang=lang,
        opening=(Paragraph(said("Câu đầu."), "lead"), Figure("Hai hình", (picture, picture))),
        sections=(
            Section("Một", (Paragraph((Words("Đậm", strong=True), Words(" thường", notes=("b",)))),)),
            Section("Hai", (table, Paragraph(said("mục", "a")), Paragraph(said("nhỏ"), "small"))),
        ),
        notes={
            "a": Note("Nguồn A", "https://example.org/a?x=1&y=2"),
            "b": Note("Nguồn B"),
            "c": Note("Nguồn <C>", "https://www.example.org/"),
            "d": Note("không ai dẫn"),
        },
        sources="Nguồn số liệu",
        subject="Câu đầu. " * 60,
        keywords=("Thanh Hóa", "DTI"),
    )


@pytest.fixture
def plain_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing, at about the size of the real drawings."""
    drawing = DRAWING.replace("90", "405").replace("60", "110")
    monkeypatch.setattr(profile, "svg", lambda *_: drawing)
