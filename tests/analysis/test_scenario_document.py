"""Scenarios kept as JSON and in addresses come back unchanged; what is wrong with them is said, and where."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.analysis.scenario import BEHAVIOURS, KINDS, Goal, Lever, Scenario
from cdslib.analysis.scenario_document import read_address, read_scenario, write_address, write_scenario
from cdslib.analysis.scenario_errors import (
    ScenarioAddressError,
    ScenarioSchemaError,
    ScenarioTextError,
    ScenarioVersionError,
)
from cdslib.resources import json_schema

FULL = Scenario(
    "vn34",
    (
        Lever("vn34-38", "government_activity", "level", 0.75, by=2027),
        Lever("vn34-38", "society_activity", "gain", 0.02),
        Lever("vn34-38", "cybersecurity", "peer", by=2026, peer="vn34-01"),
    ),
    others="own_trend",
    weights={"infrastructure": 120.0},
    goal=Goal("vn34-38", "rank", 3, year=2030),
    name="Nhóm 3 tỉnh dẫn đầu",
)
years = st.none() | st.integers(2025, 2050)
codes = st.sampled_from(["vn34-01", "vn34-38", "vn34-96"])
names = st.sampled_from(["awareness", "infrastructure", "society_activity"])
scenarios = st.builds(
    Scenario,
    geography=st.just("vn34"),
    levers=st.lists(
        st.builds(
            Lever,
            province=codes,
            component=names,
            kind=st.sampled_from(KINDS),
            value=st.floats(0, 1),
            by=years,
            peer=codes,
        ),
        max_size=5,
    ).map(tuple),
    others=st.sampled_from(BEHAVIOURS),
    own=st.sampled_from(BEHAVIOURS),
    weights=st.dictionaries(names, st.floats(0, 500)),
    horizon=st.integers(2025, 2050),
    goal=st.none() | st.builds(Goal, codes, st.just("rank"), st.integers(1, 34), year=years),
    name=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40),
)


@given(scenarios)
def test_a_scenario_comes_back_unchanged(scenario: Scenario) -> None:
    assert read_scenario(write_scenario(scenario)) == scenario
    assert read_address(write_address(scenario)) == scenario


def test_the_document_names_its_version_and_leaves_out_what_is_not_said() -> None:
    plain = json.loads(write_scenario(FULL))
    assert plain["version"] == 1
    assert plain["levers"][1] == {
        "province": "vn34-38",
        "component": "society_activity",
        "kind": "gain",
        "value": 0.02,
    }
    assert "Nhóm 3 tỉnh dẫn đầu" in write_scenario(FULL)
    assert read_scenario(write_scenario(FULL).encode()) == FULL


def test_an_address_is_short_and_needs_no_escaping() -> None:
    address = write_address(FULL)
    assert len(address) < 200
    assert address.startswith("1.")
    assert set(address) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert len(write_address(Scenario("vn34"))) < 45


def test_the_schema_is_a_file_that_names_every_entry() -> None:
    schema = json.loads(json_schema("scenario-1"))
    assert set(FULL.as_dict()) | {"version"} == set(schema["properties"])
    assert set(schema["definitions"]["lever"]["properties"]) == set(Lever.__dataclass_fields__)
    assert set(schema["definitions"]["goal"]["properties"]) == set(Goal.__dataclass_fields__)


@given(st.integers(2, 60), st.integers(0, 5))
def test_a_cut_or_changed_address_is_noticed(cut: int, place: int) -> None:
    address = write_address(FULL)
    changed = list(address)
    changed[40 + place] = "A" if changed[40 + place] != "A" else "B"
    for wrong in (address[:-cut], "".join(changed), "", "1.", "x", "1.%%%", "abc.def"):
        with pytest.raises(ScenarioAddressError) as error:
            read_address(wrong)
    assert str(error.value) == (
        "Đường dẫn kịch bản bị cắt hoặc bị sửa nên không đọc được. Hãy sao chép lại toàn bộ đường dẫn.\n"
        "The address of the scenario was cut or changed and cannot be read. Copy the whole address again."
    )


def document(**changed: Any) -> str:
    return json.dumps(json.loads(write_scenario(FULL)) | changed)


def lever(**changed: Any) -> dict[str, Any]:
    given = {"province": "vn34-38", "component": "awareness", "kind": "level", "value": 0.5, **changed}
    return {"levers": [{name: value for name, value in given.items() if value is not None}]}


CODE_VI = "Mã tỉnh viết như vn34-38; mã chỉ số viết như government_activity."
CODE_EN = "Codes of provinces look like vn34-38, those of main indices like government_activity."
WRONG = [
    (
        {"geography": "vn64"},
        "«geography» là «vn64»; chỉ được là một trong: vn34, vn63.",
        "“geography” is “vn64”; it must be one of: vn34, vn63.",
    ),
    (
        {"horizon": 2051},
        "«horizon» là 2051, lớn hơn mức cao nhất cho phép là 2050.",
        "“horizon” is 2051, above the most allowed, 2050.",
    ),
    (
        {"horizon": "2030"},
        "«horizon» là «2030», sai kiểu; cần kiểu integer.",
        "“horizon” is “2030”, of the wrong type; it must be of type integer.",
    ),
    (
        {"colour": "red"},
        "Kịch bản có mục lạ ở «scenario»: colour. Hãy xóa mục này hoặc sửa lại tên.",
        "The scenario has an unknown entry at “scenario”: colour. Remove it or mend its name.",
    ),
    (
        lever(value=None),
        "Kịch bản thiếu mục ở «levers[0]»: cần có value.",
        "The scenario lacks an entry at “levers[0]”: it needs value.",
    ),
    (
        lever(kind="peer"),
        "Kịch bản thiếu mục ở «levers[0]»: cần có peer.",
        "The scenario lacks an entry at “levers[0]”: it needs peer.",
    ),
    (
        lever(value=-0.1),
        "«levers[0].value» là -0.1, nhỏ hơn mức thấp nhất cho phép là 0.",
        "“levers[0].value” is -0.1, below the least allowed, 0.",
    ),
    (
        lever(province="Thanh Hóa"),
        f"«levers[0].province» là «Thanh Hóa», không phải là mã hợp lệ. {CODE_VI}",
        f"“levers[0].province” is “Thanh Hóa”, which is no valid code. {CODE_EN}",
    ),
    (
        {"goal": {"province": "vn34-38", "kind": "rank", "value": 2.5}},
        "«goal.value» là «2.5», sai kiểu; cần kiểu integer.",
        "“goal.value” is “2.5”, of the wrong type; it must be of type integer.",
    ),
    (
        {"name": "x" * 201},
        f"«name» là «{'x' * 59}…», trái quy tắc maxLength: 200.",
        f"“name” is “{'x' * 59}…”, against the rule maxLength: 200.",
    ),
]


@pytest.mark.parametrize(("changed", "vietnamese", "english"), WRONG, ids=lambda one: str(one)[:40])
def test_what_breaks_the_schema_is_said_with_its_place(
    changed: dict[str, Any], vietnamese: str, english: str
) -> None:
    with pytest.raises(ScenarioSchemaError) as error:
        read_scenario(document(**changed))
    assert str(error.value) == f"{vietnamese}\n{english}"


def test_other_errors_in_both_languages() -> None:
    with pytest.raises(ScenarioTextError) as text:
        read_scenario("[]")
    assert str(text.value) == (
        "Văn bản này không phải là kịch bản: không đọc được dưới dạng JSON (list). Hãy dùng tệp do trang Kịch bản hoặc "
        "write_scenario() lưu ra.\n"
        "This text is no scenario: it cannot be read as JSON (list). Use a file saved by the scenario page or by "
        "write_scenario()."
    )
    for wrong in ("", "{", '{"version": 1, "horizon": NaN}', "[" * 100_000, b"\xff\xfe\x00"):
        with pytest.raises(ScenarioTextError):
            read_scenario(wrong)
    for newer in (lambda: read_scenario(document(version=2)), lambda: read_address("2.abcd")):
        with pytest.raises(ScenarioVersionError) as version:
            newer()
        assert str(version.value) == (
            "Kịch bản có phiên bản «2», còn phần mềm này đọc được phiên bản 1. Hãy cập nhật cdslib hoặc lưu lại kịch "
            "bản bằng phiên bản này.\n"
            "The scenario is of version “2”; this software reads version 1. Update cdslib, or save the scenario again "
            "with this one."
        )
    with pytest.raises(ScenarioVersionError):
        read_scenario('{"geography": "vn34"}')
