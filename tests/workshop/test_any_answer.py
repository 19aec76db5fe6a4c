"""A check never fails, whatever it is given: any object, nothing, or code run out of order."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.workshop import kiem_tra, trac_nghiem
from cdslib.workshop.checking import check
from cdslib.workshop.exercises import EXERCISES
from cdslib.workshop.findings import Verdict
from cdslib.workshop.opening import explain, open_lesson


class Hostile:
    """Fails whatever is asked of it."""

    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return Hostile
        raise RuntimeError(name)

    def __eq__(self, other: object) -> bool:
        raise RuntimeError

    __hash__ = None  # type: ignore[assignment]


ODD = [
    ..., None, "", " ... ", b"x", 10**400, -0.0, float("nan"), complex(1, 2), [], {}, set(), object, print, Hostile(),
    pd.DataFrame(), pd.Series(dtype=float), pd.NA, pd.NaT, pd.DataFrame({"province_code": [1]}), range(3), iter([]),
]  # fmt: skip
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.binary(max_size=20),
    st.lists(st.integers(), max_size=4),
    st.tuples(st.integers(), st.integers()),
    st.dictionaries(st.text(max_size=4), st.floats(), max_size=3),
    st.sampled_from(ODD),
)


def spoken(verdict: Verdict) -> None:
    assert verdict.state in ("right", "wrong", "empty", "unknown")
    assert "role='status'" in verdict._repr_html_()
    assert repr(verdict)


@given(number=st.sampled_from(sorted(EXERCISES)), answer=ANYTHING, province=ANYTHING)
def test_any_answer_and_any_province(number: str, answer: Any, province: Any) -> None:
    names = {"tinh_toi": province, EXERCISES[number].name: answer}
    for lang in ("vi", "en"):
        spoken(check(number, names=names, lang=lang))


@pytest.mark.parametrize("number", sorted(EXERCISES))
@pytest.mark.parametrize("answer", ODD, ids=lambda answer: type(answer).__name__)
def test_odd_answers(number: str, answer: Any) -> None:
    verdict = check(number, names={EXERCISES[number].name: answer})
    spoken(verdict)
    assert not verdict.passed


@given(number=ANYTHING)
def test_any_number_of_an_exercise(number: Any) -> None:
    spoken(check(number, names={}))
    trac_nghiem(number)
    open_lesson(number)


def test_the_number_may_be_written_as_a_number_or_with_a_comma() -> None:
    for number in ("1.1", 1.1, "1,1", " 1.1 "):
        assert check(number, names={"cau_1_1": 34}).passed


def test_code_run_out_of_order() -> None:
    verdict = check("1.2", names={})
    assert verdict.state == "empty"
    assert "Chưa thấy tên «cau_1_2»" in verdict.lines[0]
    assert check("2.3", names={"cau_2_3": 5}).lines[0].startswith("Chưa rõ tỉnh của bạn.")


def test_outside_a_notebook() -> None:
    assert kiem_tra("1.1").state == "empty"


def test_words_of_an_answer_are_shown_as_words() -> None:
    shown = check("4.3", names={"tinh_toi": "Huế", "cau_4_3": "<script>alert(1)</script>"})._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("cau = tinh", "Máy chưa biết tên «tinh»"),
        ("cau = (1", "Câu lệnh viết chưa đúng."),
        ("cau = “Huế”", "Trong ô có dấu nháy cong"),
        (" cau = 1", "Dòng lệnh bị thụt vào"),
        ("{}['x']", "Không có cột hoặc mục nào mang tên đó."),
        ("import khong_co", "Máy không tìm thấy thư viện «khong_co»."),
        ("open('khong-co.xlsx')", "Không thấy tệp đó."),
        ("''.khong_co", "Sau dấu chấm là một tên không có."),
        ("1 + ''", "Lệnh nhận được loại giá trị không phù hợp"),
        ("f(...)", "Trong ô còn dấu ba chấm chưa được điền."),
        ("1 / 0", ""),
    ],
)
def test_errors_are_explained(code: str, words: str) -> None:
    try:
        exec(compile(code, "cell", "exec"), {})
    except Exception as error:
        assert explain(error, code).startswith(words)
        assert bool(explain(error, code)) == bool(words)
    else:
        pytest.fail("the cell did not fail")


def test_a_cell_that_went_well_needs_no_words() -> None:
    assert explain(None, "1") == ""
    assert explain(KeyboardInterrupt(), "1") == ""
