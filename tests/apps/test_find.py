"""The search box understands any usual spelling and answers in the reader's language."""

import pytest

from cdslib.apps.find import LONGEST, find_province
from cdslib.apps.map_state import MapState


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("thanh hoa", "38"),
        ("TPHCM", "79"),
        ("hcmc", "79"),
        ("Hà Nội", "01"),
        ("TP. Hà Nội", "01"),
        ("  nghệ   an ", "40"),
    ],
)
def test_found(geography: str, text: str, number: str) -> None:
    assert find_province(text, MapState(geography=geography)) == {"code": f"{geography}-{number}"}


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        (
            "Bắc Giang",
            "«Bắc Giang» không còn là một tỉnh: sáp nhập từ 01/07/2025 theo Nghị quyết số 202/2025/QH15. "
            "Nay thuộc Bắc Ninh (vn34-24).",
            "“Bắc Giang” is no longer a province: it was merged on 01/07/2025 by Resolution 202/2025/QH15. "
            "It is now part of Bac Ninh (vn34-24).",
        ),
        (
            "Thanh Hoas",
            "Không có tỉnh «Thanh Hoas». Ý bạn là: Thanh Hóa?",
            "There is no province “Thanh Hoas”. Did you mean: Thanh Hoa?",
        ),
        (
            "Atlantis",
            "Không có tỉnh «Atlantis». Hãy viết tên tỉnh (ví dụ: Thanh Hóa) "
            "hoặc mã thống kê gồm hai chữ số (ví dụ: 38).",
            "There is no province “Atlantis”. Write the name of the province (for example: Thanh Hoa) "
            "or its two-digit statistical code (for example: 38).",
        ),
        (
            "Việt Nam",
            "«Việt Nam» là cả nước, không phải một tỉnh.",
            "“Việt Nam” is the whole country, not a province.",
        ),
    ],
)
def test_not_found_says_why_in_the_readers_language(text: str, vi: str, en: str) -> None:
    assert find_province(text, MapState()) == {"message": vi}
    assert find_province(text, MapState(lang="en")) == {"message": en}


@pytest.mark.parametrize(
    "text", ["", " ", "Việt Nam", "cả nước", "\0", "\ud800", "<script>", "a" * 10_000, "😀", "vn", "vn63-24"]
)
def test_no_text_breaks_the_search(text: str) -> None:
    answer = find_province(text, MapState())
    assert set(answer) == {"message"}
    assert len(answer["message"]) < 400


def test_long_texts_are_cut() -> None:
    assert find_province("Hà Nội" + " " * LONGEST + "x", MapState()) == {"code": "vn34-01"}
