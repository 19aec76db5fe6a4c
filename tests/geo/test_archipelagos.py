"""Hoàng Sa and Trường Sa: complete, named, attributed, and honest about what is unverified."""

import shapely

from cdslib.boundaries import load_archipelagos, load_boundaries

BOXES = {"hoang_sa": (111.0, 15.5, 113.0, 17.3), "truong_sa": (111.5, 7.5, 116.0, 11.6)}


def test_both_groups_are_complete_and_where_they_belong() -> None:
    layer = load_archipelagos()
    assert layer.crs == "EPSG:4326"
    assert layer["group"].value_counts().to_dict() == {"truong_sa": 24, "hoang_sa": 14}
    assert layer["name_vi"].is_unique
    for group, box in BOXES.items():
        points = layer.geometry[layer["group"] == group]
        assert points.within(shapely.box(*box)).all()
        assert points.is_unique


def test_labels_say_which_province_they_belong_to() -> None:
    columns = ["group", "label_vi", "label_en", "province_63", "province_34", "kind"]
    labels = load_archipelagos()[columns].drop_duplicates().set_index("group")
    assert labels.loc["hoang_sa"].tolist() == [
        "Quần đảo Hoàng Sa (TP. Đà Nẵng)",
        "Hoang Sa Archipelago (Da Nang City)",
        "vn63-48",
        "vn34-48",
        "archipelago",
    ]
    assert labels.loc["truong_sa"].tolist() == [
        "Quần đảo Trường Sa (tỉnh Khánh Hòa)",
        "Truong Sa Archipelago (Khanh Hoa Province)",
        "vn63-56",
        "vn34-56",
        "archipelago",
    ]
    assert len(labels) == 2


def test_labels_stand_at_sea_above_their_group() -> None:
    layer = load_archipelagos()
    land = load_boundaries("vn34").union_all()
    for _, points in layer.groupby("group"):
        label = shapely.Point(points["label_lon"].iloc[0], points["label_lat"].iloc[0])
        assert label.y > points.geometry.y.max()
        assert label.distance(land) > 2.5


def test_unconfirmed_positions_are_marked() -> None:
    layer = load_archipelagos()
    assert set(layer.loc[~layer["verified"], "name_vi"]) == {"Bạch Quy", "Sinh Tồn Đông"}
    assert ((layer["check"] == "unverified") == ~layer["verified"]).all()
