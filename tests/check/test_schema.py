"""Types, constraints and keys: what frictionless finds, said with file, row, column and what to do.

Reading the whole package takes frictionless seconds, so all the damage is done to one copy.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from cdslib.check.report import Entry
from cdslib.check.schema import check_schema
from cdslib.check.structure import read_tables
from cdslib.resources import data_dir

FIELDS = {
    (table["name"], field["name"]): field
    for table in json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    for field in table["schema"]["fields"]
}
SHORT = FIELDS["indicators", "short_en"]["constraints"]["maxLength"]


@pytest.fixture(scope="module")
def damage(spoil_a_copy: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], list[Entry]]:
    """Spoil one copy in many places; return the spoiled rows and what was found."""
    spoiled = spoil_a_copy(tmp_path_factory.mktemp("schema"))
    target = next(r for r in spoiled.records("targets") if r[12] == "percent" and not r[4])[0]
    units = spoiled.records("units")
    spoiled.write("units", [*units, units[-1]])
    key = {"province_code": "vn", "indicator": "dti", "measure": "mean_of_63", "period": "2020"}
    rows = {
        "foreign_key": spoiled.change("targets", "unit", "percnt", id=target),
        "far": spoiled.change("merger", "code_34", "vn34-99", code_63="vn63-02"),
        "confirmation": spoiled.change("confirmations", "period", "2019", **key),
        "primary_key": len(units) + 1,
        "type": spoiled.change("schemes", "valid_to", "2O23", code="dti-2022"),
        "required": spoiled.observe("source", "", "vn63-01 hdi standard 2018"),
        "enum": spoiled.change("provinces", "kind", "municipalty", code="vn34-01"),
        "pattern": spoiled.change("provinces", "iso_3166_2", "VN_HN", code="vn63-01"),
        "unique": spoiled.change("pillars", "position", "9", code="context"),
        "too_small": spoiled.change("pillars", "position", "0", code="cybersecurity"),
        "too_large": spoiled.change("indicators", "decimals", "7", code="hdi"),
        "too_long": spoiled.change("indicators", "short_en", "H" * 99, code="gini_income"),
    }
    return rows, list(check_schema(read_tables(spoiled.folder)[0]))


def test_the_package_itself_is_valid() -> None:
    assert list(check_schema(read_tables(data_dir())[0])) == []


def test_nothing_else_is_found(damage: tuple[dict[str, int], list[Entry]]) -> None:
    rows, entries = damage
    assert len(entries) == len(rows)
    assert {entry.severity for entry in entries} == {"error"}


@pytest.mark.parametrize(
    ("case", "file", "column", "rule", "value", "vi", "en"),
    [
        (
            "foreign_key",
            "targets.csv",
            "unit",
            "foreign_key",
            "percnt",
            "«percnt» không có trong units.csv. Ý bạn là «percent»? Hãy sửa mã, hoặc thêm mã đó vào units.csv.",
            "“percnt” is not in units.csv. Did you mean “percent”? Mend the code, or add it to units.csv.",
        ),
        (
            "far",
            "merger.csv",
            "code_34",
            "foreign_key",
            "vn34-99",
            "«vn34-99» không có trong provinces.csv. Ý bạn là «vn34-96»? Hãy sửa mã, hoặc thêm mã đó vào "
            "provinces.csv.",
            "“vn34-99” is not in provinces.csv. Did you mean “vn34-96”? Mend the code, or add it to provinces.csv.",
        ),
        (
            "confirmation",
            "confirmations.csv",
            "province_code, indicator, measure, period, vintage",
            "foreign_key",
            "vn, dti, mean_of_63, 2019, current",
            "«vn, dti, mean_of_63, 2019, current» không có trong observations.csv. Hãy sửa mã, hoặc thêm mã đó vào "
            "observations.csv.",
            "“vn, dti, mean_of_63, 2019, current” is not in observations.csv. Mend the code, or add it to "
            "observations.csv.",
        ),
        (
            "primary_key",
            "units.csv",
            "code",
            "primary_key",
            "yes_no",
            "Trùng khóa với hàng {before}: yes_no. Hãy xóa một hàng; nếu hai số khác nhau thật, phân biệt bằng cột "
            "measure hoặc vintage.",
            "Same key as row {before}: yes_no. Delete one row; if two figures really differ, tell them apart by "
            "measure or vintage.",
        ),
        (
            "type",
            "schemes.csv",
            "valid_to",
            "type",
            "2O23",
            "«2O23» không đúng kiểu integer. Số viết bằng chữ số với dấu chấm thập phân (ví dụ 0.7955), ngày viết "
            "2025-07-01.",
            "“2O23” is not of type integer. Write numbers in digits with a decimal point (for example 0.7955), dates "
            "as 2025-07-01.",
        ),
        (
            "required",
            "observations.csv",
            "source",
            "required",
            "",
            "Ô này không được để trống. Hãy điền giá trị, hoặc bỏ cả hàng nếu không biết.",
            "This cell must not be empty. Fill it in, or drop the row if it is not known.",
        ),
        (
            "enum",
            "provinces.csv",
            "kind",
            "enum",
            "municipalty",
            "«municipalty» không có trong danh sách: municipality, province, country. Ý bạn là «municipality»?",
            "“municipalty” is not on the list: municipality, province, country. Did you mean “municipality”?",
        ),
        (
            "pattern",
            "provinces.csv",
            "iso_3166_2",
            "pattern",
            "VN_HN",
            "«VN_HN» không đúng dạng VN(-[0-9A-Z]{{2}})?. Hãy viết theo các hàng khác của cột.",
            "“VN_HN” is not of the form VN(-[0-9A-Z]{{2}})?. Write it as the other rows of the column do.",
        ),
        (
            "unique",
            "pillars.csv",
            "position",
            "unique",
            "9",
            "«9» đã có ở hàng {before}. Mỗi giá trị của cột này chỉ dùng một lần.",
            "“9” is already in row {before}. Each value of this column is used once.",
        ),
        (
            "too_small",
            "pillars.csv",
            "position",
            "too_small",
            "0",
            "«0» nhỏ hơn mức tối thiểu 1 của lược đồ.",
            "“0” is below the schema's minimum of 1.",
        ),
        (
            "too_large",
            "indicators.csv",
            "decimals",
            "too_large",
            "7",
            "«7» lớn hơn mức tối đa 6 của lược đồ.",
            "“7” is above the schema's maximum of 6.",
        ),
        (
            "too_long",
            "indicators.csv",
            "short_en",
            "too_long",
            "H" * 99,
            f"«{'H' * 99}» dài quá {SHORT} ký tự. Hãy rút gọn.",
            f"“{'H' * 99}” is longer than {SHORT} characters. Shorten it.",
        ),
    ],
)
def test_damage_is_found_where_it_is(
    damage: tuple[dict[str, int], list[Entry]],
    case: str,
    file: str,
    column: str,
    rule: str,
    value: str,
    vi: str,
    en: str,
) -> None:
    rows, entries = damage
    (entry,) = (e for e in entries if (e.file, e.row, e.rule) == (file, rows[case], rule))
    assert (entry.column, entry.value) == (column, value)
    before = rows[case] - 1
    assert entry.message("vi") == vi.format(before=before)
    assert entry.message("en") == en.format(before=before)


def test_a_descriptor_frictionless_rejects(spoiled: Any) -> None:
    path: Path = spoiled.folder / "datapackage.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"type": "integer"', '"type": "whole"', 1), encoding="utf-8")
    entries = list(check_schema(read_tables(spoiled.folder)[0]))
    assert [(entry.file, entry.rule, entry.severity) for entry in entries] == [
        ("datapackage.json", "descriptor", "error")
    ]
    assert "whole" in entries[0].message("en")
