"""Criteria sets of communes: the documented specimen, by hand, and everything that a table can have wrong."""

import re
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cdslib
from cdslib.analysis.criteria_scores import (
    MissingResultsError,
    ResultRangeError,
    UnknownMissingRuleError,
    criteria_scheme,
    criteria_shares,
    score_criteria,
)
from cdslib.data.criteria import CriteriaCellError, CriteriaColumnsError, load_criteria
from cdslib.data.errors import MissingFileError, NotUtf8Error, UnreadableTableError

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
CRITERIA = load_criteria(EXAMPLES / "criteria-specimen.csv")
COMMUNES = pd.read_csv(EXAMPLES / "communes-specimen.csv", index_col="commune")


def test_the_documented_example_runs_and_says_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    words = (ROOT / "docs" / "criteria-sets.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", words, re.DOTALL)
    names: dict[str, object] = {}
    exec(block, names)
    promised = re.findall(r"^(scored\S.*?)  # (\[.*\])$", block, re.MULTILINE)
    assert len(promised) == 2
    for call, result in promised:
        assert eval(call, names) == pytest.approx(eval(result))


def test_specimens_are_marked_as_such_in_every_row() -> None:
    assert CRITERIA["name_vi"].str.startswith("MẪU").all()
    assert CRITERIA["name_en"].str.startswith("SPECIMEN").all()
    assert COMMUNES.index.str.startswith("MẪU").all()


def test_points_by_hand() -> None:
    found = score_criteria(COMMUNES, CRITERIA)
    second = found.loc["MẪU xã B"]
    # three meetings 15, a deputy 5, 12 of 20 directives 12; 40 % of 80 % online 15, satisfied 20
    assert second["1. Nhận thức số"] == pytest.approx(15 + 5 + 12)
    assert second["2. Chính quyền số"] == pytest.approx(15 + 20)
    assert (second["points"], second["share"], second["rank"]) == (pytest.approx(67), pytest.approx(0.67), 2)
    last = found.loc["MẪU xã D"]
    assert (last["points"], last["empty"]) == (pytest.approx(10 + 0 + 0 + 30 * 0.3 / 0.8 + 20), 1)
    kept = score_criteria(COMMUNES, CRITERIA, missing="keep")
    assert kept["rank"].isna().tolist() == [False, False, False, True]


def test_a_set_of_criteria_is_a_scheme() -> None:
    scheme = criteria_scheme(CRITERIA)
    assert scheme.total == 100
    assert scheme.pillar_names == ("1. Nhận thức số", "2. Chính quyền số")
    shares = criteria_shares(COMMUNES, CRITERIA).fillna(0.0)
    assert cdslib.score(shares, scheme).round(3).tolist() == [0.98, 0.67, 0.612, 0.412]
    assert cdslib.robustness(shares, scheme, draws=50).table["rank"].tolist() == [1, 2, 3, 4]


def test_thousands_of_communes_at_once() -> None:
    random = np.random.default_rng(1)
    many = pd.DataFrame(
        {
            "1.1": random.integers(0, 6, 10_000),
            "1.2": random.choice([0, 0.5, 1], 10_000),
            "1.3": random.random(10_000),
            "2.1": random.random(10_000),
            "2.2": random.uniform(80, 100, 10_000),
        }
    )
    start = time.perf_counter()
    found = score_criteria(many, CRITERIA)
    assert time.perf_counter() - start < 2
    assert found["points"].between(0, 100).all()
    by_rank = found.sort_values("rank")["points"]
    assert by_rank.is_monotonic_decreasing
    assert found["rank"].min() == 1


WHERE = "Bảng tiêu chí, hàng 2, cột", "Table of criteria, row 2, column"
CELLS = [
    (
        {"criterion": ""},
        "«criterion»: ô trống. Hãy ghi mã tiêu chí và tên nhóm.",
        "“criterion”: the cell is empty. Write the code of the criterion and the name of its group.",
    ),
    (
        {"rule": "maybe"},
        "«rule»: không có quy tắc «maybe». Hãy chọn một trong: yes_no, ratio, steps.",
        "“rule”: there is no rule “maybe”. Choose one of: yes_no, ratio, steps.",
    ),
    (
        {"max_points": "nhiều"},
        "«max_points»: «nhiều» không phải là điểm tối đa. Hãy ghi một số lớn hơn 0.",
        "“max_points”: “nhiều” is no maximum of points. Write a number above 0.",
    ),
    (
        {"steps": "1:5"},
        "«steps»: quy tắc yes_no không dùng bậc điểm («1:5»). Hãy để trống, hoặc dùng quy tắc steps.",
        "“steps”: the rule yes_no has no steps (“1:5”). Leave the cell empty, or use the rule steps.",
    ),
    (
        {"rule": "ratio", "steps": "80"},
        "«steps»: «80» không phải là tỷ lệ đạt điểm tối đa. Hãy ghi một số lớn hơn 0 và không quá 1, ví dụ 0.8, "
        "hoặc để trống.",
        "“steps”: “80” is no ratio that earns all points. Write a number above 0 and up to 1, for example 0.8, or "
        "leave the cell empty.",
    ),
    (
        {"rule": "steps", "steps": "4 lần 20"},
        "«steps»: không đọc được bậc điểm «4 lần 20». Hãy ghi ngưỡng:điểm, cách nhau bằng dấu cách, ví dụ 1:5 "
        "2:10 3:15 4:20.",
        "“steps”: the steps “4 lần 20” cannot be read. Write threshold:points divided by spaces, for example 1:5 "
        "2:10 3:15 4:20.",
    ),
    (
        {"rule": "steps", "steps": "1:5 4:30"},
        "«steps»: bậc điểm «1:5 4:30» phải tăng theo ngưỡng, từ 0 đến điểm tối đa.",
        "“steps”: the points in “1:5 4:30” must rise with the thresholds, from 0 to the maximum.",
    ),
]


def row(**cells: str) -> pd.DataFrame:
    given = {
        "criterion": "1",
        "group": "A",
        "name_vi": "Có",
        "rule": "yes_no",
        "max_points": "10",
        "steps": "",
    }
    return pd.DataFrame([given | cells])


@pytest.mark.parametrize(("cells", "vietnamese", "english"), CELLS, ids=lambda one: str(one)[:30])
def test_a_wrong_cell_is_named(cells: dict[str, str], vietnamese: str, english: str) -> None:
    with pytest.raises(CriteriaCellError) as error:
        load_criteria(row(**cells))
    assert str(error.value) == f"{WHERE[0]} {vietnamese}\n{WHERE[1]} {english}"


def test_other_errors_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(CriteriaCellError) as twice:
        load_criteria(pd.concat([row(), row()]))
    assert (twice.value.row, twice.value.column, twice.value.reason) == (3, "criterion", "twice")
    with pytest.raises(CriteriaColumnsError) as columns:
        load_criteria(row().drop(columns=["rule", "group"]))
    assert str(columns.value) == (
        "Bảng tiêu chí thiếu cột: group, rule. Mỗi tiêu chí một hàng, gồm các cột criterion, group, name_vi, rule, "
        "max_points.\n"
        "The table of criteria lacks columns: group, rule. One row a criterion, with the columns criterion, group, "
        "name_vi, rule, max_points."
    )
    with pytest.raises(MissingResultsError) as absent:
        score_criteria(COMMUNES.drop(columns=["1.1", "1.3_b"]), CRITERIA)
    assert str(absent.value) == (
        "Bảng kết quả thiếu cột của tiêu chí: 1.1, 1.3. Mỗi tiêu chí một cột mang mã tiêu chí; tiêu chí tỷ lệ có "
        "thể dùng hai cột với đuôi _a và _b.\n"
        "The table of results lacks columns of criteria: 1.1, 1.3. One column each, named by the criterion; a "
        "ratio may come as two columns ending in _a and _b."
    )
    with pytest.raises(ResultRangeError) as outside:
        score_criteria(COMMUNES.assign(**{"2.1_a": [2000, 1, 1, 1]}), CRITERIA)
    assert str(outside.value) == (
        "Kết quả của MẪU xã A ở tiêu chí «2.1» là 2; cần từ 0 đến 1. Nếu là tỷ lệ phần trăm, hãy chia cho 100.\n"
        "The result of MẪU xã A on criterion “2.1” is 2; it must be from 0 to 1. Divide percentages by 100."
    )
    with pytest.raises(UnknownMissingRuleError) as missing:
        score_criteria(COMMUNES, CRITERIA, missing="mean")  # type: ignore[arg-type]
    assert str(missing.value) == (
        'Không có cách xử lý ô trống «mean». Hãy chọn "zero" (0 điểm) hoặc "keep" (không chấm).\n'
        'There is no way “mean” to treat empty cells. Choose "zero" (no points) or "keep" (not scored).'
    )
    for content, error in (
        (None, MissingFileError),
        (b"a\xff\xfe", NotUtf8Error),
        (b"", UnreadableTableError),
    ):
        path = tmp_path / "criteria.csv"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(error):
            load_criteria(path)
