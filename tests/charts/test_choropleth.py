"""The choropleth of notebooks: complete as a picture, and clear about tables it cannot draw."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import vl_convert

import cdslib
from cdslib.analysis.classify import SCHEMES
from cdslib.charts.errors import (
    ChartDataError,
    MissingColumnError,
    NothingToDrawError,
    SeveralIndicatorsError,
    SeveralPeriodsError,
)
from cdslib.charts.map_spec import map_spec
from cdslib.charts.maps import choropleth
from cdslib.charts.renderer import render
from cdslib.frontend.build import VEGALITE
from cdslib.i18n import Language

COUNT = {"vn63": 63, "vn34": 34}


def dti(geography: str) -> pd.DataFrame:
    return cdslib.load_observations(indicator="dti", geography=geography, measure="standard")


def svg(table: pd.DataFrame, **choices: Any) -> str:
    return vl_convert.vegalite_to_svg(choropleth(table, **choices).to_dict(), vl_version=VEGALITE)


def said(picture: str) -> list[str]:
    """Return the texts of a picture in their order."""
    return re.findall(r">([^<>]+)</t(?:ext|span)>", picture)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "vi",
            [
                "Chỉ số chuyển đổi số cấp tỉnh (DTI), 2024",
                "Đơn vị: chỉ số từ 0 đến 1",
                "Quần đảo Hoàng Sa",
                "Quần đảo Trường Sa",
            ],
        ),
        (
            "en",
            [
                "Provincial Digital Transformation Index (DTI), 2024",
                "Unit: index from 0 to 1",
                "Hoang Sa Archipelago",
                "Truong Sa Archipelago",
            ],
        ),
    ],
)
@pytest.mark.parametrize("geography", COUNT)
def test_a_complete_picture(geography: str, lang: Language, words: list[str]) -> None:
    picture = svg(dti(geography), period=2024, lang=lang)
    texts = said(picture)
    for word in words:
        assert word in texts
    where = {"vi": f"{COUNT[geography]} tỉnh, thành phố", "en": f"{COUNT[geography]} provinces"}[lang]
    assert any(text.startswith(where) for text in texts)
    assert any(text.startswith({"vi": "Nguồn: ", "en": "Source: "}[lang]) for text in texts)
    assert any("© OpenStreetMap contributors (ODbL)" in text for text in texts)
    assert picture.count(f'aria-label="{"Ha Noi" if lang == "en" else "Hà Nội"}: ') == 1
    provinces = picture.split('class="mark-shape')[1].split("</g>")[0]
    assert provinces.count("<path") == COUNT[geography]
    islands = [group.split("</g>")[0].count("<path") for group in picture.split('class="mark-symbol')[1:]]
    assert 38 in islands


def test_figures_and_colours_are_those_of_the_table() -> None:
    spec = choropleth(dti("vn34"), scheme="equal_interval", k=4).to_dict()
    tables = [part for part in _parts(spec) if isinstance(part, dict) and part.get("name") == "values"]
    drawn = {row["code"]: row for row in tables[0]["values"]}
    assert len(drawn) == 34
    assert drawn["vn34-01"]["label"] == "Hà Nội: 0,8241"
    assert drawn["vn34-04"]["label"] == "Cao Bằng: 0,5128"
    assert (drawn["vn34-01"]["colour"], drawn["vn34-04"]["colour"]) == ("#016c59", "#bdc9e1")


def _parts(part: Any) -> list[Any]:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [part, *(found for other in inner for found in _parts(other))]


def test_the_legend_counts_the_provinces() -> None:
    texts = said(svg(dti("vn63"), period=2024))
    counts = [int(found[1]) for text in texts if (found := re.search(r"– [\d,]+ \((\d+)\)$", text))]
    assert (len(counts), sum(counts)) == (5, 63)


def test_missing_and_incomplete_provinces_are_named_in_the_legend() -> None:
    few = dti("vn34").head(30)
    picture = svg(few)
    assert "Không có số liệu (4)" in said(picture)
    assert said(picture).count("×") == 5
    merged = cdslib.harmonize(dti("vn63"), to="vn34")
    texts = said(svg(merged, period=2021, lang="en"))
    known = merged[merged["period"] == "2021"]
    incomplete = int((known["value"].isna() & known["partial_value"].notna()).sum())
    assert incomplete > 0
    assert f"Incomplete after the merger ({incomplete})" in texts
    assert texts.count("◐") == incomplete + 1


def test_derived_figures_are_called_derived() -> None:
    merged = cdslib.harmonize(dti("vn63"), to="vn34")
    assert "Số liệu 34 tỉnh, thành tính từ 63 tỉnh, thành cũ." in said(svg(merged, period=2023))
    assert "Số liệu 34 tỉnh, thành tính từ 63 tỉnh, thành cũ." not in said(svg(dti("vn34")))


@pytest.mark.parametrize(("wanted", "shown"), [(None, "2024"), (2022, "2022"), ("2023", "2023")])
def test_the_period(wanted: int | str | None, shown: str) -> None:
    assert f"Chỉ số chuyển đổi số cấp tỉnh (DTI), {shown}" in said(svg(dti("vn63"), period=wanted))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme(scheme: Any) -> None:
    picture = svg(dti("vn34"), scheme=scheme, target=0.7, palette="violet")
    assert picture.count('aria-label="') >= 34


def test_the_country_does_not_disturb() -> None:
    table = pd.concat([dti("vn34"), dti("vn34").head(1).assign(province_code="vn", value=99.0)])
    assert "99" not in " ".join(said(svg(table)))


def test_drawing_asks_no_address() -> None:
    """The converter may read nothing; the control is a chart that refers to its geometry by address."""
    whole = choropleth(dti("vn34")).to_dict()
    picture = vl_convert.vegalite_to_svg(whole, vl_version=VEGALITE, allowed_base_urls=[])
    assert picture.count('aria-label="') >= 34
    with pytest.raises(ValueError, match="External data url not allowed"):
        vl_convert.vegalite_to_svg(map_spec("vn34").to_dict(), vl_version=VEGALITE, allowed_base_urls=[])


def test_saving(tmp_path: Path) -> None:
    chart = choropleth(dti("vn34"), lang="en")
    for kind in ("svg", "png"):
        chart.save(tmp_path / f"map.{kind}")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    picture = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "© OpenStreetMap contributors" in picture
    assert set(re.findall(r"https?://[^\"' ]+", picture)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_in_a_notebook_it_is_small_and_speaks_the_readers_language() -> None:
    page = render(choropleth(dti("vn63"), period=2024, lang="en").to_dict())["text/html"]
    assert len(page) < 60_000
    assert '"decimal": "."' in page
    assert "arcs" not in page


def test_the_package_offers_it_and_its_renderer() -> None:
    assert cdslib.charts.choropleth is choropleth


# What cannot be drawn

ROW = {"province_code": "vn34-01", "indicator": "dti", "measure": "standard", "period": "2024", "value": 0.5}


def table(*changes: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([ROW | change for change in changes or ({},)])


@pytest.mark.parametrize(
    ("frame", "error", "vi", "en"),
    [
        (
            table().drop(columns=["measure", "value"]),
            MissingColumnError,
            "Bảng thiếu cột measure, value. Biểu đồ cần các cột province_code, indicator, measure, period, value "
            "như load_observations() trả về.",
            "The table lacks the column measure, value. Charts need province_code, indicator, measure, period "
            "and value as load_observations() returns them.",
        ),
        (
            table({}, {"measure": "nso"}),
            SeveralIndicatorsError,
            "Có nhiều hơn một chỉ số hoặc cách đo trong bảng (dti/standard, dti/nso); "
            "hãy lọc lấy một trước khi vẽ bản đồ.",
            "The table has more than one indicator or measure (dti/standard, dti/nso); keep one before drawing a map.",
        ),
        (
            table({"period": "2023-06"}, {"period": "2023-12"}),
            SeveralPeriodsError,
            "Có 2 kỳ trong bảng (2023-06, 2023-12); hãy chọn một bằng tham số period.",
            "The table has 2 periods (2023-06, 2023-12); choose one with the parameter period.",
        ),
        (
            table({"value": None}),
            NothingToDrawError,
            "Bảng không có số liệu cấp tỉnh nào để vẽ. Hãy kiểm tra cột province_code và value.",
            "The table has no provincial figure to draw. Check the columns province_code and value.",
        ),
    ],
    ids=["columns", "measures", "periods", "nothing"],
)
def test_errors_say_what_to_do(frame: pd.DataFrame, error: type[ChartDataError], vi: str, en: str) -> None:
    with pytest.raises(error) as caught:
        choropleth(frame)
    assert (caught.value.message("vi"), caught.value.message("en")) == (vi, en)
    assert str(caught.value) == f"{vi}\n{en}"
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "frame", [table().head(0), table({"province_code": "vn"})], ids=["empty", "country only"]
)
def test_a_table_without_provinces_has_nothing_to_draw(frame: pd.DataFrame) -> None:
    with pytest.raises(NothingToDrawError):
        choropleth(frame)


def test_a_period_that_is_not_there_has_nothing_to_draw() -> None:
    with pytest.raises(NothingToDrawError):
        choropleth(table(), period=1999)


def test_provinces_of_two_schemes_are_not_drawn_together() -> None:
    with pytest.raises(cdslib.CdsError) as caught:
        choropleth(table({}, {"province_code": "vn63-01"}))
    assert "vn63-01" in str(caught.value)
    assert "vn34-01" in str(caught.value)
