"""How provinces and quantities show themselves in a notebook: in both languages, escaped, as understood."""

import pytest

import cdslib
from cdslib.provinces import province


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        (
            "vn34-24",
            "Bắc Ninh (vn34-24): tỉnh, trong 34 tỉnh, thành phố từ ngày 01/07/2025. "
            "Gồm các tỉnh, thành phố cũ: Bắc Giang (vn63-24), Bắc Ninh (vn63-27).",
            "Bac Ninh (vn34-24): province, of the 34 since 1 July 2025. "
            "Made of the former Bac Giang (vn63-24), Bac Ninh (vn63-27).",
        ),
        (
            "vn63-01",
            "Hà Nội (vn63-01): thành phố trực thuộc trung ương, trong 63 tỉnh, thành phố trước ngày 01/07/2025. "
            "Không sáp nhập; mã ở bộ kia: vn34-01.",
            "Ha Noi (vn63-01): municipality, of the 63 before 1 July 2025. "
            "Not merged; its code in the other scheme: vn34-01.",
        ),
        ("vn", "Việt Nam: cả nước.", "Viet Nam: the whole country."),
    ],
)
def test_a_province(code: str, vi: str, en: str) -> None:
    shown = province(code)
    assert (shown.describe(), shown.describe("en")) == (vi, en)
    assert shown._repr_html_() == (
        f"<div><span lang='vi'>{vi}</span><br><span lang='en' style='opacity:.75'>{en}</span></div>"
    )


@pytest.mark.parametrize("geography", ["vn63", "vn34"])
def test_every_province_shows_itself(geography: str) -> None:
    for code in cdslib.load_provinces(geography)["code"]:
        assert code in province(code).describe("en")
        assert province(code).name_vi in province(code).describe("vi")


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        ("58.327/323.964", "0,18 (58.327 trên 323.964)", "0.18 (58,327 of 323,964)"),
        ("12,66%", "12,66%", "12.66%"),
        ("từ 80% trở lên", "ít nhất 80%", "at least 80%"),
        ("20% GRDP", "20% GRDP", "20% of GRDP"),
        ("hơn 241 camera", "hơn 241 camera", "more than 241 camera"),
        ("dưới 5", "dưới 5", "less than 5"),
        ("tối đa 3", "nhiều nhất 3", "at most 3"),
        ("-1,5", "−1,5", "−1.5"),
    ],
)
def test_a_quantity(given: str, vi: str, en: str) -> None:
    read = cdslib.parse_quantity(given)
    assert (read.describe("vi"), read.describe("en")) == (vi, en)


def test_words_of_a_file_are_escaped() -> None:
    html = cdslib.Quantity(1.0, unit="<b>")._repr_html_()
    assert "<b>" not in html
    assert "1 &lt;b&gt;" in html
