"""The atlas the package carries, and one so small that every number can be checked by hand."""

from typing import Any

import pytest

from cdslib.apps.atlas import Atlas, load_atlas
from cdslib.apps.map_frame import ROW_FIELDS
from cdslib.apps.map_state import MapState

Words = dict[str, str]


def both(vi: str, en: str) -> Words:
    return {"vi": vi, "en": en}


def province(vi: str, en: str, **link: Any) -> dict[str, Any]:
    return both(vi, en) | {"kind": "province", "region": "north"} | link


def indicator(vi: str, en: str, **changed: Any) -> dict[str, Any]:
    nothing = both("", "")
    return {
        "name": both(vi, en),
        "label": both(vi, en),
        "unit": both("chỉ số", "index"),
        "suffix": nothing,
        "points": nothing,
        "evidence": both("Đo lường", "Measured"),
        "definition": both("Định nghĩa", "A definition"),
        **dict.fromkeys(("formula", "numerator", "denominator", "reporter", "pitfalls"), nothing),
        "pillar": "overall",
        "decimals": 4,
        "direction": "higher_better",
        "breaks": [],
        "targets": [],
    } | changed


PERCENT = {
    "unit": both("% dân số", "% of population"),
    "suffix": both("%", "%"),
    "points": both(" điểm %", " pp"),
}
OLD = {
    "vn63-01": ("Hà Nội", "Ha Noi"),
    "vn63-24": ("Bắc Giang", "Bac Giang"),
    "vn63-27": ("Bắc Ninh", "Bac Ninh"),
}
OLD |= {"vn63-38": ("Thanh Hóa", "Thanh Hoa"), "vn63-40": ("Nghệ An", "Nghe An")}
NEW = {code.replace("vn63", "vn34"): names for code, names in OLD.items() if code != "vn63-27"}
NEW["vn34-24"] = OLD["vn63-27"]


def _provinces() -> dict[str, dict[str, Any]]:
    parts = {code: [code.replace("vn34", "vn63")] for code in NEW} | {"vn34-24": ["vn63-24", "vn63-27"]}
    successor = {part: code for code, of in parts.items() for part in of}
    return {code: province(*names, parts=parts[code]) for code, names in NEW.items()} | {
        code: province(*names, successor=successor[code]) for code, names in OLD.items()
    }


@pytest.fixture
def tiny() -> Atlas:
    """Four present provinces of five former ones; origins 0 published, 1 merged, 2 about, 3 computed."""
    return Atlas(
        data_date="2026-11-20",
        provinces=_provinces(),
        indicators={
            "dti": indicator(
                "Chỉ số A", "Index A", breaks=[{"year": 2022, **both("đổi cách tính", "new method")}]
            ),
            "share": indicator("Tỷ lệ B", "Share B", decimals=1, direction="lower_better", **PERCENT),
            "people": indicator("Dân số", "People", decimals=0, direction="neutral"),
        },
        cells={
            "dti": {
                "vn34": {
                    "2021": {
                        "vn34-01": [0.5, 0],
                        "vn34-24": [None, 1],
                        "vn34-38": [0.1, 0],
                        "vn34-40": [0.2, 0],
                    },
                    "2022": {
                        "vn34-01": [0.75, 0],
                        "vn34-24": [0.5, 1],
                        "vn34-38": [0.5, 2],
                        "vn34-40": [0.25, 0],
                    },
                },
                "vn63": {
                    "2021": {"vn63-24": [0.3, 0]},
                    "2022": {"vn63-24": [0.4, 0], "vn63-27": [0.6, 0], "vn63-01": [0.75, 0]},
                },
            },
            "share": {
                "vn34": {
                    "2021": {"vn34-01": [10.0, 0], "vn34-38": [20.0, 0]},
                    "2022": {"vn34-01": [12.4, 0], "vn34-38": [16.0, 0], "vn34-40": [14.0, 0]},
                }
            },
            "people": {
                "vn34": {
                    "2021": {"vn34-01": [1000.0, 0], "vn34-38": [800.0, 0]},
                    "2022": {"vn34-01": [900.0, 0], "vn34-38": [880.0, 0]},
                }
            },
        },
        origins=[
            {"source": "ministry", "status": "published", "confirmed": 2},
            {"source": "ministry", "status": "derived", "rule": "mean"},
            {
                "source": "office",
                "status": "published",
                "qualifier": "about",
                "vintage": both("Công bố lần đầu 2023", "First published in 2023"),
                "note": both("làm tròn", "rounded"),
            },
            {"source": "office", "status": "derived", "method": both("tính ngược", "computed backwards")},
        ],
        sources={
            "ministry": {
                "publisher": "Bộ",
                "title": "Báo cáo",
                "date": "2023-05",
                "address": "https://a.vn/1",
                "licence": both("Văn bản chính thức", "Official text"),
            },
            "office": {"publisher": "Cục", "title": "", "date": "", "address": "", "licence": both("", "")},
        },
        pillars={"overall": both("Chỉ số chung", "Overall"), "foundation": both("Nền tảng", "Foundation")},
        regions={"north": both("Phía Bắc", "North")},
        specs={},
    )


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return load_atlas()


def state(**wishes: Any) -> MapState:
    return MapState(**wishes)


def row(frame: dict[str, Any], code: str) -> dict[str, Any]:
    """Return one province of a frame by the names of its fields."""
    return dict(zip(ROW_FIELDS, frame["rows"][code], strict=True))
