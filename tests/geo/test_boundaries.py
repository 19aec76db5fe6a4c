"""Places are in their provinces, the 34 are exactly the merged 63, names agree with the data."""

import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely

from cdslib.boundaries import (
    UnknownBoundariesError,
    boundary_file,
    commune_point_shares,
    load_boundaries,
    load_label_points,
)

PLACES = {
    "Hồ Hoàn Kiếm": (105.852, 21.029, "vn63-01", "vn34-01"),
    "Bạch Long Vĩ": (107.734, 20.140, "vn63-31", "vn34-31"),
    "Cát Bà": (107.000, 20.780, "vn63-31", "vn34-31"),
    "Tuần Châu": (106.988, 20.927, "vn63-22", "vn34-22"),
    "Hòn Mê": (105.925, 19.373, "vn63-38", "vn34-38"),
    "Đảo Mắt": (105.957, 18.801, "vn63-40", "vn34-40"),
    "Cồn Cỏ": (107.340, 17.159, "vn63-45", "vn34-44"),
    "Lý Sơn": (109.117, 15.382, "vn63-51", "vn34-51"),
    "Cù Lao Xanh": (109.347, 13.620, "vn63-52", "vn34-52"),
    "Côn Đảo": (106.605, 8.690, "vn63-77", "vn34-79"),
    "Phú Quốc": (103.980, 10.230, "vn63-91", "vn34-91"),
    "Nam Du": (104.352, 9.687, "vn63-91", "vn34-91"),
    "Hòn Khoai": (104.833, 8.435, "vn63-96", "vn34-96"),
    "Than Uyên (Lai Châu)": (103.890, 21.960, "vn63-12", "vn34-12"),
    "Ninh Kiều (Cần Thơ)": (105.783, 10.034, "vn63-92", "vn34-92"),
    "Mê Linh (Hà Nội)": (105.720, 21.180, "vn63-01", "vn34-01"),
}


@pytest.mark.parametrize("place", PLACES)
def test_places_lie_in_their_province(place: str) -> None:
    lon, lat, *codes = PLACES[place]
    for geography, code in zip(("vn63", "vn34"), codes, strict=True):
        frame = load_boundaries(geography)
        assert frame.loc[frame.contains(shapely.Point(lon, lat)), "code"].tolist() == [code]


def test_the_34_are_exactly_the_merged_63(merger: dict[str, str]) -> None:
    old, new = load_boundaries("vn63"), load_boundaries("vn34")
    assert dict(zip(old["code"], old["code_34"], strict=True)) == merger
    for code, shape in zip(new["code"], new.geometry, strict=True):
        parts = old.geometry[old["code_34"] == code]
        assert shapely.symmetric_difference(parts.union_all(), shape).area == 0, code


def test_both_lie_on_the_grid_of_the_source() -> None:
    """1/1024 degree less half a cell, exactly: nothing was rounded or simplified on the way."""
    vertices = {}
    for geography in ("vn63", "vn34"):
        grid = shapely.get_coordinates(load_boundaries(geography).geometry) * 1024 + 0.5
        assert (grid == np.round(grid)).all()
        vertices[geography] = set(map(tuple, grid))
    assert vertices["vn34"] < vertices["vn63"]


def test_names_and_codes_agree_with_the_data_package(province_names: dict[str, tuple[str, str]]) -> None:
    for geography, columns in (("vn63", ["code_34"]), ("vn34", [])):
        frame = load_boundaries(geography)
        assert list(frame.columns) == ["code", "name_vi", "name_en", *columns, "geometry"]
        assert frame.crs == "EPSG:4326"
        assert frame["code"].is_monotonic_increasing
        for row in frame.itertuples():
            assert (row.name_vi, row.name_en) == province_names[row.code]
            assert unicodedata.is_normalized("NFC", row.name_vi)


def test_commune_points_fall_into_their_province(merger: dict[str, str]) -> None:
    points = pd.read_csv(Path(__file__).with_name("commune_points.csv"))
    assert len(points) == 9768
    for geography, codes in (("vn63", points["code_63"]), ("vn34", points["code_63"].map(merger))):
        shares = commune_point_shares(points.assign(code=codes), load_boundaries(geography))
        assert shares["right"] >= 0.99
        assert shares["wrong"] <= 0.002
        assert sum(shares.values()) == pytest.approx(1)


def test_shares_count_right_wrong_and_outside() -> None:
    points = pd.DataFrame(
        {
            "lon": [105.852, 105.852, 112.0, 106.7],
            "lat": [21.029, 21.029, 12.0, 10.78],
            "code": ["vn34-01", "vn34-79", "vn34-56", "vn34-79"],
        }
    )
    assert commune_point_shares(points, load_boundaries("vn34")) == {
        "right": 0.5,
        "wrong": 0.25,
        "outside": 0.25,
    }


def test_the_archipelagos_do_not_stretch_the_extent() -> None:
    assert load_boundaries("vn34").total_bounds[2] < 110
    assert (load_boundaries("vn63").total_bounds == load_boundaries("vn34").total_bounds).all()


def test_label_points_cover_both_geographies() -> None:
    labels = load_label_points()
    codes = [*load_boundaries("vn63")["code"], *load_boundaries("vn34")["code"]]
    assert labels["code"].tolist() == codes
    kien_giang = labels.set_index("code").loc["vn63-91"]
    assert kien_giang["lon"] > 104.4, "the label belongs on the mainland, not on Phú Quốc"


def test_an_unknown_geography_is_named_in_both_languages() -> None:
    with pytest.raises(UnknownBoundariesError) as caught:
        load_boundaries("vn")
    assert isinstance(caught.value, ValueError)
    assert str(caught.value) == (
        'Không có ranh giới nào tên là «vn». Hãy dùng "vn34" (34 tỉnh, thành phố từ 01/07/2025) '
        'hoặc "vn63" (63 tỉnh, thành phố trước đó).\n'
        'There are no boundaries called “vn”. Use "vn34" (the 34 provinces since 1 July 2025) '
        'or "vn63" (the 63 before).'
    )


def test_files_keep_their_limits_and_carry_their_notice() -> None:
    for geography, limit in (("vn63", 65_000), ("vn34", 52_000)):
        content = boundary_file(geography).read_bytes()
        assert len(content) <= limit
        assert "© OpenStreetMap contributors, ODbL 1.0".encode() in content
