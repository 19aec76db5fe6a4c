"""63 to 34: the ministry's own 2024 figures, the Resolution's areas, sums and ratios by hand, and properties."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cdslib
from cdslib.analysis.errors import (
    FigureTwiceError,
    MixedUnitsError,
    RuleNotAllowedError,
    UnknownFormerProvinceError,
    UnknownRuleError,
    UnknownTargetSchemeError,
)
from cdslib.analysis.merger import harmonize
from cdslib.data import SchemeMixError, load_merger

MERGER = load_merger()
PARTS_OF_BAC_NINH = ["vn63-24", "vn63-27"]


def rows(
    values: dict[str, float], indicator: str = "dti", unit: str = "index", **more: object
) -> pd.DataFrame:
    shared = {
        "indicator": indicator,
        "measure": "standard",
        "period": "2024",
        "vintage": "current",
        "text": None,
        "unit": unit,
        "qualifier": "exact",
        "numerator": None,
        "denominator": None,
        "status": "published",
        "method": None,
        "source": "made-for-the-test",
        "flag": None,
        "note": None,
        "geography": "vn63",
        "year": 2024,
    }
    return pd.DataFrame(
        [{"province_code": code, "value": value} | shared | more for code, value in values.items()]
    )


def whole(frame: pd.DataFrame) -> dict[str, float]:
    return frame.set_index("province_code")["value"].to_dict()


@pytest.mark.parametrize(
    "indicator", ["dti", "infrastructure", "government_activity", "economy_activity", "society_activity"]
)
def test_all_34_published_figures_of_2024_come_out(indicator: str) -> None:
    old = cdslib.load_observations(indicator=indicator, geography="vn63", period=2024)
    published = cdslib.load_observations(
        indicator=indicator, geography="vn34", period=2024, measure="standard"
    )
    carried = whole(harmonize(old))
    expected = whole(published)
    assert len(expected) == 34
    assert {code: pytest.approx(value, abs=1e-4) for code, value in expected.items()} == carried


def test_areas_add_up_to_the_resolution() -> None:
    old = cdslib.load_observations(indicator="area_km2", geography="vn63")
    resolution = whole(cdslib.load_observations(indicator="area_km2", geography="vn34"))
    carried = whole(harmonize(old))
    assert {code: pytest.approx(area, abs=0.02) for code, area in resolution.items()} == carried


def test_populations_add_up_by_hand() -> None:
    old = cdslib.load_observations(indicator="population_avg", geography="vn63", period=2024)
    people = whole(old)
    by_hand = people["vn63-24"] + people["vn63-27"]
    assert whole(harmonize(old))["vn34-24"] == pytest.approx(by_hand)


def test_a_ratio_comes_from_its_parts_and_not_from_ratios() -> None:
    def of(indicator: str) -> dict[str, float]:
        found = cdslib.load_observations(
            indicator=indicator, geography="vn63", period=2022, measure=["derived", "standard"]
        )
        return whole(found[found["measure"] == found["measure"].min()])

    output, people = of("grdp"), of("population_avg")
    per_head = cdslib.load_observations(
        indicator="grdp_per_capita", geography="vn63", period=2022, measure="derived"
    )
    by_hand = sum(output[part] for part in PARTS_OF_BAC_NINH) / sum(
        people[part] for part in PARTS_OF_BAC_NINH
    )
    carried = whole(harmonize(per_head))["vn34-24"]
    assert carried == pytest.approx(by_hand, rel=1e-6)
    plain = sum(whole(per_head)[part] for part in PARTS_OF_BAC_NINH) / 2
    assert abs(carried - plain) > 1


def test_own_numerators_and_denominators_go_before_the_catalogue() -> None:
    frame = pd.concat(
        [
            rows(
                {"vn63-24": 50.0},
                "grdp_per_capita",
                "million_vnd_per_person",
                numerator=100.0,
                denominator=2.0,
            ),
            rows(
                {"vn63-27": 150.0},
                "grdp_per_capita",
                "million_vnd_per_person",
                numerator=900.0,
                denominator=6.0,
            ),
        ]
    )
    assert whole(harmonize(frame))["vn34-24"] == pytest.approx((100 + 900) / (2 + 6))


def test_a_part_missing_is_not_shown_as_whole() -> None:
    carried = harmonize(rows({"vn63-24": 0.6})).iloc[0]
    assert pd.isna(carried["value"])
    assert carried["partial_value"] == 0.6
    assert (carried["parts"], carried["parts_expected"], carried["reason"]) == (1, 2, "part_missing")
    assert carried["derived_from"] == "vn63-24"
    assert 0.4 < carried["coverage"] < 0.7


def test_results_say_how_they_came_about() -> None:
    carried = harmonize(rows({"vn63-24": 0.6, "vn63-27": 0.8})).iloc[0]
    assert carried["value"] == pytest.approx(0.7)
    assert (carried["status"], carried["rule"], carried["coverage"]) == ("derived", "mean", pytest.approx(1))
    assert carried["method"] == "mean of vn63-24, vn63-27"


def test_an_unmerged_province_keeps_its_published_figure() -> None:
    carried = harmonize(rows({"vn63-38": 0.7314})).iloc[0]
    assert (carried["province_code"], carried["value"]) == ("vn34-38", 0.7314)
    assert (carried["status"], carried["rule"]) == ("published", "unchanged")


def test_ranks_are_not_carried_even_where_the_territory_is_the_same() -> None:
    carried = harmonize(rows({"vn63-38": 11.0, "vn63-24": 9.0, "vn63-27": 7.0}, "dti_rank", "rank"))
    assert carried["value"].isna().all()
    assert set(carried["reason"]) == {"rank"}


def test_inequality_cannot_be_merged() -> None:
    carried = harmonize(rows({"vn63-24": 0.3, "vn63-27": 0.4}, "gini_income", "index")).iloc[0]
    assert pd.isna(carried["value"])
    assert carried["reason"] == "not_mergeable"


def test_rows_of_the_34_and_of_the_country_pass_through() -> None:
    frame = rows({"vn34-24": 0.5, "vn": 0.7})
    passed = harmonize(frame)
    assert whole(passed) == whole(frame)


def test_what_the_ministry_published_for_the_34_goes_before_what_is_derived() -> None:
    both = cdslib.load_observations(indicator=["dti", "dti_rank"], period=2024, measure="standard")
    carried = harmonize(both)
    assert not carried.duplicated(["province_code", "indicator", "period"]).any()
    published = both[both["geography"] == "vn34"].set_index(["province_code", "indicator"])["value"]
    of_34 = carried[carried["geography"] == "vn34"].set_index(["province_code", "indicator"])["value"]
    assert of_34.to_dict() == published.to_dict()
    assert of_34["vn34-24", "dti"] == 0.7474


def test_harmonizing_twice_changes_nothing() -> None:
    once = harmonize(cdslib.load_observations(indicator=["dti", "area_km2"], measure="standard"))
    pd.testing.assert_frame_equal(harmonize(once), once, check_dtype=False)


def test_a_later_figure_of_the_63_can_be_added_to_what_is_already_carried() -> None:
    of_2024 = harmonize(rows({"vn63-24": 0.6, "vn63-27": 0.8}))
    later = rows({"vn63-24": 0.5, "vn63-27": 0.6}, period="2023")
    carried = harmonize(pd.concat([of_2024, later], ignore_index=True)).set_index("period")["value"]
    assert carried.to_dict() == {"2024": pytest.approx(0.7), "2023": pytest.approx(0.55)}


def test_flagged_figures_do_not_enter() -> None:
    frame = pd.concat([rows({"vn63-24": 0.6}, flag="contradictory"), rows({"vn63-27": 0.8})])
    assert pd.isna(harmonize(frame).iloc[0]["value"])


@pytest.mark.parametrize(
    ("qualifiers", "joint"),
    [(("exact", "exact"), "exact"), (("exact", "more_than"), "at_least"), (("at_most", "exact"), "at_most")],
)
def test_bounds_stay_bounds(qualifiers: tuple[str, str], joint: str) -> None:
    frame = pd.concat(
        [rows({"vn63-24": 0.6}, qualifier=qualifiers[0]), rows({"vn63-27": 0.8}, qualifier=qualifiers[1])]
    )
    assert harmonize(frame).iloc[0]["qualifier"] == joint


def test_opposite_bounds_leave_only_about() -> None:
    frame = pd.concat(
        [rows({"vn63-24": 0.6}, qualifier="at_least"), rows({"vn63-27": 0.8}, qualifier="at_most")]
    )
    assert harmonize(frame).iloc[0]["qualifier"] == "about"


def test_the_rule_alone_can_move_a_province() -> None:
    old = cdslib.load_observations(indicator="dti", geography="vn63", period=2024)
    people = whole(cdslib.load_observations(indicator="population_avg", geography="vn63", period=2024))
    values = whole(old)
    parts = ["vn63-48", "vn63-49"]
    by_hand = sum(values[p] * people[p] for p in parts) / sum(people[p] for p in parts)
    assert whole(harmonize(old, rule="population"))["vn34-48"] == pytest.approx(by_hand)
    assert whole(harmonize(old, rule="mean"))["vn34-48"] == pytest.approx(sum(values[p] for p in parts) / 2)
    assert whole(harmonize(old, rule="grdp"))["vn34-48"] != pytest.approx(by_hand, abs=1e-4)


def test_a_mean_of_counts_is_refused() -> None:
    with pytest.raises(RuleNotAllowedError) as refused:
        harmonize(rows({"vn63-24": 1.0}, "area_km2", "km2"), rule="mean")
    assert refused.value.message("vi") == (
        "Không dùng được cách gộp «mean» cho chỉ tiêu «area_km2»: danh mục ghi cách gộp của chỉ tiêu này là «sum». "
        "Hãy lọc bỏ chỉ tiêu này hoặc bỏ trống tham số rule."
    )
    assert refused.value.message("en") == (
        "The rule “mean” cannot be used for the indicator “area_km2”, whose own rule is “sum”. "
        "Leave the indicator out, or leave the parameter rule out."
    )


def test_unknown_rule_and_unknown_scheme() -> None:
    with pytest.raises(UnknownRuleError, match="Không có cách gộp «median»"):
        harmonize(rows({"vn63-24": 1.0}), rule="median")  # type: ignore[arg-type]
    with pytest.raises(UnknownTargetSchemeError, match="không thể chia ngược lại"):
        harmonize(rows({"vn63-24": 1.0}), to="vn63")


def test_a_figure_given_twice_cannot_stand_in_for_a_missing_part() -> None:
    frame = pd.concat([rows({"vn63-24": 0.6}), rows({"vn63-24": 0.6})])
    with pytest.raises(FigureTwiceError) as refused:
        harmonize(frame)
    assert refused.value.message("vi") == (
        "vn63-24 có hai số cho cùng chỉ tiêu «dti» (cách đo standard, kỳ 2024, phiên bản current) nên sẽ bị tính hai "
        "lần. Hãy bỏ một hàng, hoặc phân biệt hai số bằng cột measure hoặc vintage."
    )
    assert refused.value.message("en") == (
        "vn63-24 has two figures for the same indicator “dti” (measure standard, period 2024, vintage current) and "
        "would count twice. Drop one row, or tell the two apart by measure or vintage."
    )


def test_figures_in_two_units_are_not_added() -> None:
    frame = pd.concat(
        [
            rows({"vn63-24": 1900.0}, "population_avg", "thousand_persons"),
            rows({"vn63-27": 1500000.0}, "population_avg", "persons"),
        ]
    )
    with pytest.raises(MixedUnitsError) as refused:
        harmonize(frame)
    assert refused.value.message("vi") == (
        "Chỉ tiêu «population_avg» có nhiều đơn vị: persons, thousand_persons. Hãy quy về một đơn vị trước khi gộp."
    )
    assert refused.value.message("en") == (
        "The indicator “population_avg” comes in several units: persons, thousand_persons. "
        "Convert it to one unit before merging."
    )


@pytest.mark.parametrize("code", ["vn63-99", "vn34-99", "Bắc Giang"])
def test_a_row_of_no_province_is_not_lost_in_silence(code: str) -> None:
    with pytest.raises(UnknownFormerProvinceError) as refused:
        harmonize(rows({code: 0.6, "vn63-27": 0.8}))
    assert refused.value.message("vi") == (
        f"«{code}» không phải mã tỉnh nên số liệu của hàng này sẽ bị mất khi gộp. Mã có dạng vn63-01, vn34-01 hoặc "
        "vn; hãy đổi tên thành mã bằng cdslib.resolve_province()."
    )
    assert refused.value.message("en") == (
        f"“{code}” is not a province code, so the figure of this row would be lost in the merger. Codes look like "
        "vn63-01, vn34-01 or vn; turn names into codes with cdslib.resolve_province()."
    )


def test_joining_codes_of_two_schemes_raises() -> None:
    with pytest.raises(SchemeMixError) as refused:
        cdslib.join(rows({"vn63-24": 1.0}), rows({"vn34-24": 1.0}))
    assert refused.value.message("en") == (
        "The table mixes codes of two schemes of provinces (for example vn63-24 and vn34-24): same name or number, "
        'other territory. Bring them to one scheme with cdslib.harmonize(..., to="vn34") before joining.'
    )


numbers = st.lists(st.floats(0, 1000, allow_nan=False).map(lambda x: round(x, 3)), min_size=63, max_size=63)


@settings(max_examples=20, deadline=None)
@given(numbers)
def test_sums_are_conserved(values: list[float]) -> None:
    frame = rows(dict(zip(MERGER["code_63"], values, strict=True)), "population_avg", "thousand_persons")
    assert harmonize(frame)["value"].sum() == pytest.approx(sum(values))


@settings(max_examples=20, deadline=None)
@given(numbers)
def test_a_mean_lies_between_its_parts(values: list[float]) -> None:
    given_values = dict(zip(MERGER["code_63"], values, strict=True))
    carried = whole(harmonize(rows(given_values)))
    for new, parts in MERGER.groupby("code_34")["code_63"]:
        own = [given_values[part] for part in parts]
        assert min(own) - 1e-9 <= carried[str(new)] <= max(own) + 1e-9


@settings(max_examples=20, deadline=None)
@given(st.permutations(list(MERGER["code_63"])))
def test_the_order_of_rows_changes_nothing(codes: list[str]) -> None:
    frame = rows({code: float(code[-2:]) for code in codes})
    expected = whole(harmonize(rows({code: float(code[-2:]) for code in sorted(codes)})))
    assert whole(harmonize(frame)) == pytest.approx(expected)
