"""The whole text of every error about names, in both languages."""

import pytest

from cdslib.errors import CdsError
from cdslib.provinces import UnknownProvinceError, province, resolve_province

TEXTS = [
    (
        "Hà Tâyy",
        "vn63",
        "Không có tỉnh «Hà Tâyy». Ý bạn là: Hà Tây (nay thuộc Hà Nội)?",
        "There is no province “Hà Tâyy”. Did you mean: Ha Tay (now part of Ha Noi)?",
    ),
    (
        "Quảng Na",
        "vn34",
        "Không có tỉnh «Quảng Na». Ý bạn là: Quảng Nam (nay thuộc Đà Nẵng), Quảng Ngãi?",
        "There is no province “Quảng Na”. Did you mean: Quang Nam (now part of Da Nang), Quang Ngai?",
    ),
    (
        "xyz",
        "vn63",
        "Không có tỉnh «xyz». Hãy viết tên tỉnh (ví dụ: Thanh Hóa) hoặc mã thống kê gồm hai chữ số (ví dụ: 38).",
        "There is no province “xyz”. Write the name of the province (for example: Thanh Hoa) or its two-digit "
        "statistical code (for example: 38).",
    ),
    (
        " \u00a0",
        "vn63",
        "Ô tên tỉnh để trống. Hãy viết tên hoặc mã của tỉnh.",
        "The name of the province is empty. Write the name or the code of a province.",
    ),
    (
        "Hà Tây",
        "vn34",
        "«Hà Tây» không còn là một tỉnh: nhập vào Hà Nội từ 01/08/2008 theo Nghị quyết số 15/2008/QH12. "
        "Nay thuộc Hà Nội (vn34-01).",
        "“Hà Tây” is no longer a province: it was merged into Ha Noi on 01/08/2008 by Resolution 15/2008/QH12. "
        "It is now part of Ha Noi (vn34-01).",
    ),
    (
        "Tỉnh Bắc Giang",
        "vn34",
        "«Tỉnh Bắc Giang» không còn là một tỉnh: sáp nhập từ 01/07/2025 theo Nghị quyết số 202/2025/QH15. "
        "Nay thuộc Bắc Ninh (vn34-24).",
        "“Tỉnh Bắc Giang” is no longer a province: it was merged on 01/07/2025 by Resolution 202/2025/QH15. "
        "It is now part of Bac Ninh (vn34-24).",
    ),
    (
        "Hà Bắc",
        "vn63",
        "«Hà Bắc» không còn là một tỉnh: chia thành Bắc Giang và Bắc Ninh theo Nghị quyết của Quốc hội ngày "
        "06/11/1996. Nay thuộc Bắc Giang (vn63-24) và Bắc Ninh (vn63-27).",
        "“Hà Bắc” is no longer a province: it was divided into Bac Giang and Bac Ninh by the National Assembly's "
        "resolution of 06/11/1996. It is now part of Bac Giang (vn63-24) and Bac Ninh (vn63-27).",
    ),
    (
        "ĐN",
        "vn63",
        "«ĐN» có thể là nhiều tỉnh: Đà Nẵng, Đắk Nông, Đồng Nai. Hãy viết đủ tên.",
        "“ĐN” may be several provinces: Da Nang, Dak Nong, Dong Nai. Write the name in full.",
    ),
    (
        "TP Thanh Hóa",
        "vn63",
        "«TP Thanh Hóa» có thể là một thành phố, không phải cả tỉnh Thanh Hóa. Nếu là cả tỉnh, hãy viết: Thanh Hóa.",
        "“TP Thanh Hóa” may be a city and not the whole province of Thanh Hoa. If the province is meant, write: "
        "Thanh Hoa.",
    ),
    (
        "1",
        "vn63",
        "«1» chỉ có một chữ số nên không rõ là mã tỉnh hay số thứ tự. Nếu là mã tỉnh, hãy viết đủ hai chữ số: "
        "01 (Hà Nội).",
        "“1” has only one digit and may be a row number. If it is the code of a province, write both digits: "
        "01 (Ha Noi).",
    ),
    (
        "vn34-24",
        "vn63",
        "Mã «vn34-24» là Bắc Ninh trong bộ 34 tỉnh, thành phố (từ 01/07/2025), không thuộc bộ 63 tỉnh, thành phố "
        "(trước 01/07/2025). Trong bộ này, nơi đó là Bắc Giang (vn63-24) và Bắc Ninh (vn63-27).",
        "The code “vn34-24” is Bac Ninh of the 34 provinces (since 01/07/2025) and not one of the 63 provinces "
        "(before 01/07/2025). Among these, the same place is Bac Giang (vn63-24) and Bac Ninh (vn63-27).",
    ),
    (
        "02",
        "vn34",
        "Mã «02» là Hà Giang trong bộ 63 tỉnh, thành phố (trước 01/07/2025), không thuộc bộ 34 tỉnh, thành phố "
        "(từ 01/07/2025). Trong bộ này, nơi đó là Tuyên Quang (vn34-08).",
        "The code “02” is Ha Giang of the 63 provinces (before 01/07/2025) and not one of the 34 provinces "
        "(since 01/07/2025). Among these, the same place is Tuyen Quang (vn34-08).",
    ),
    (
        "VN-99",
        "vn63",
        "Không có tỉnh nào mang mã «VN-99».",
        "No province has the code “VN-99”.",
    ),
    (
        "Cả nước",
        "vn63",
        "«Cả nước» là cả nước, không phải một tỉnh.",
        "“Cả nước” is the whole country, not a province.",
    ),
    (
        "Tây Nguyên",
        "vn34",
        "«Tây Nguyên» là một vùng gồm nhiều tỉnh, không phải một tỉnh.",
        "“Tây Nguyên” is a region of several provinces, not a province.",
    ),
]


@pytest.mark.parametrize(("given", "geography", "vi", "en"), TEXTS)
def test_text(given: str, geography: str, vi: str, en: str) -> None:
    with pytest.raises(UnknownProvinceError) as caught:
        resolve_province(given, geography)
    assert caught.value.message("vi") == vi
    assert caught.value.message("en") == en
    assert str(caught.value) == f"{vi}\n{en}"
    assert isinstance(caught.value, CdsError)
    assert isinstance(caught.value, LookupError)


def test_the_offending_value_is_kept_whole_and_shown_short() -> None:
    long = "Báo cáo " * 30
    with pytest.raises(UnknownProvinceError) as caught:
        resolve_province(long)
    assert caught.value.given == long.strip()
    assert len(caught.value.message("vi")) < 200


def test_text_with_braces_is_shown_as_it_is() -> None:
    with pytest.raises(UnknownProvinceError, match=r"«\{given\} \{0\}»"):
        resolve_province("{given} {0}")


def test_unknown_code() -> None:
    with pytest.raises(UnknownProvinceError) as caught:
        province("vn63-03")
    assert str(caught.value) == "Không có tỉnh nào mang mã «vn63-03».\nNo province has the code “vn63-03”."
