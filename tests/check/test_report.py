"""The report as a whole: the package passes, the words, the JSON, the exit codes, the boundaries."""

import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import FrozenInstanceError
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from cdslib.check import CheckReport, Entry, run_checks
from cdslib.check.shapes import check_shapes
from cdslib.check.structure import read_tables
from cdslib.resources import data_dir, geo_dir

ROOT = Path(__file__).resolve().parents[2]
AREAS = {
    "severity": "note",
    "file": "observations.csv",
    "row": 2,
    "column": "value",
    "rule": "national_sum",
    "value": "331338.31",
    "message_vi": "Số cả nước của Diện tích [area_km2] (2024) là 331.338,31, nhưng tổng 63 tỉnh, thành phố là "
    "331.325,61. Hãy đối chiếu với nguồn; nếu nguồn chênh thật, ghi cả hai số vào corrections.csv. Đã giải thích trong "
    "corrections.csv (area-country-2024), không cần sửa.",
    "message_en": "The national figure of Area [area_km2] (2024) is 331,338.31, but the 63 provinces add up to "
    "331,325.61. Compare with the source; if the source really differs, record both figures in corrections.csv. "
    "Explained in corrections.csv (area-country-2024); nothing to mend.",
}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cdslib", "check", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin", "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture(scope="module")
def own_report() -> CheckReport:
    return run_checks()


def test_the_package_passes(own_report: CheckReport) -> None:
    assert [entry for entry in own_report.entries if entry.severity != "note"] == []
    assert own_report.passed
    assert own_report.count("note") == len(own_report.entries)


def test_known_differences_are_noted(own_report: CheckReport) -> None:
    noted = {(entry.rule, dict(entry.details).get("correction")) for entry in own_report.entries}
    assert {("national_sum", "area-country-2024"), ("provincial_mean", "dti-mean-2022")} <= noted
    assert AREAS in json.loads(own_report.to_json())["entries"]


def test_every_table_is_counted(own_report: CheckReport) -> None:
    tables = {path.name for path in data_dir().glob("*.csv")}
    assert set(own_report.rows) == tables
    assert own_report.rows["merger.csv"] == 63
    assert own_report.rows["provinces.csv"] == 98


def test_the_command_passes_on_its_own_data_and_is_quick() -> None:
    start = time.perf_counter()
    done = run("--json")
    assert time.perf_counter() - start < 30
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (report["passed"], report["errors"], report["warnings"]) == (True, 0, 0)
    assert report["folder"] == str(data_dir())
    assert set(report["entries"][0]) == set(AREAS)


def test_the_command_fails_on_broken_data(spoiled: Any) -> None:
    row = spoiled.observe("value", "0.7842", "vn34-38 dti standard 2024")
    done = run(spoiled.folder, "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr, report["passed"]) == (1, "", False)
    errors = [e for e in report["entries"] if e["severity"] == "error"]
    assert report["errors"] == len(errors)
    assert sorted((e["rule"], e["row"] == row) for e in errors) == [
        ("dti_recomputed", True),
        ("merged_mean", True),
        ("pillar_recomputed", False),
        ("pillar_recomputed", False),
        ("pillar_recomputed", False),
        ("provincial_mean", False),
        ("rank_score", False),
        ("rank_score", False),
    ]
    assert [e["severity"] for e in report["entries"]] == sorted(e["severity"] for e in report["entries"])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "vi",
            "Kiểm tra gói dữ liệu: {folder}\n"
            "\n"
            "LỖI (1)\n"
            "- pillars.csv, hàng 1, cột position [header]: Cột thứ 2 phải là «position» nhưng tiêu đề là «place». Thứ "
            "tự đúng: code, position, name_vi, name_en.\n"
            "\n"
            "GHI CHÚ (1)\n"
            "- datapackage.json [skipped]: Chưa kiểm tra tiếp vì có tệp không đọc được như mô tả. Hãy sửa các lỗi nêu "
            "trên rồi chạy lại cdslib check.\n"
            "\n"
            "Chưa đạt. 21 bảng, {rows} hàng; 1 lỗi, 0 cảnh báo, 1 ghi chú.\n",
        ),
        (
            "en",
            "Checking the data package: {folder}\n"
            "\n"
            "ERRORS (1)\n"
            "- pillars.csv, row 1, column position [header]: Column 2 must be “position” but is headed “place”. The "
            "right order: code, position, name_vi, name_en.\n"
            "\n"
            "NOTES (1)\n"
            "- datapackage.json [skipped]: The other checks were not run because a file cannot be read as described. "
            "Mend the errors above and run cdslib check again.\n"
            "\n"
            "Failed. Tables: 21, rows: {rows}; errors: 1, warnings: 0, notes: 1.\n",
        ),
    ],
)
def test_the_report_in_words(spoiled: Any, lang: str, said: str) -> None:
    path = spoiled.folder / "pillars.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("position", "place", 1), encoding="utf-8")
    rows = sum(len(spoiled.records(p.stem)) - 1 for p in spoiled.folder.glob("*.csv") if p != path)
    written = f"{rows:,}".replace(",", "." if lang == "vi" else ",")
    done = run(spoiled.folder, f"--lang={lang}")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == said.format(folder=spoiled.folder, rows=written)


def test_a_folder_that_is_no_package(tmp_path: Path) -> None:
    done = run(tmp_path, "--lang=en")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"cdslib: error: There is no file “{tmp_path / 'datapackage.json'}”. Check the path; leave the argument out to "
        "use the package's own data.\n"
    )


def test_many_notes_of_a_kind_are_shortened() -> None:
    entries = tuple(Entry("units.csv", "orphan", "note", row, "code", f"u{row}") for row in range(2, 9))
    report = CheckReport("data", {"units.csv": 44}, entries)
    said = report.to_text("vi").splitlines()
    assert said[2:] == [
        "GHI CHÚ (7)",
        *(
            f"- units.csv, hàng {row}, cột code [orphan]: Chưa bảng nào dùng «u{row}». "
            "Hãy giữ nếu còn cần tra cứu, không thì xóa."
            for row in (2, 3, 4)
        ),
        "  … và 4 ghi chú [orphan] khác ở units.csv; xem đủ bằng --json.",
        "",
        "Đạt. 1 bảng, 44 hàng; không có lỗi, 0 cảnh báo, 7 ghi chú.",
    ]
    assert "  ... and 4 more notes [orphan] in units.csv; see them all with --json." in report.to_text("en")
    assert report.to_text("en").endswith("Passed. Tables: 1, rows: 44; no errors, warnings: 0, notes: 7.")
    assert len(json.loads(report.to_json())["entries"]) == 7


def test_a_report_cannot_be_changed(own_report: CheckReport) -> None:
    with pytest.raises(FrozenInstanceError):
        own_report.entries = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        own_report.entries[0].severity = "error"  # type: ignore[misc]


def test_boundaries_against_their_gates(tmp_path: Path) -> None:
    tables, _ = read_tables(data_dir())
    assert list(check_shapes(tables)) == []
    broken = Path(shutil.copytree(geo_dir(), tmp_path / "geo", ignore=shutil.ignore_patterns("__pycache__")))
    layer = json.loads((broken / "archipelagos.geojson").read_text(encoding="utf-8"))
    layer["features"] = [f for f in layer["features"] if f["properties"]["group"] != "truong_sa"]
    (broken / "archipelagos.geojson").write_text(json.dumps(layer), encoding="utf-8")
    (broken / "provinces_34.topojson").write_text("{}", encoding="utf-8")
    entries = list(check_shapes(tables, broken))
    assert [(e.file, e.column, e.rule) for e in entries] == [
        ("provinces_63.topojson", "checksums", "boundary_gate"),
        ("provinces_63.topojson", "truong_sa", "boundary_gate"),
        ("provinces_34.topojson", None, "boundary_file"),
    ]
    assert entries[1].message("vi") == (
        "Ranh giới không đạt «Số điểm của quần đảo Trường Sa»: đo được 0, cần = 24. Hãy dựng lại bằng kịch bản trong "
        "geo/ hoặc kiểm tra diện tích chính thức."
    )
    assert entries[2].message("en").startswith("The boundary file cannot be read (")
    assert entries[2].message("en").endswith("Take the package's original again.")


def test_every_rule_has_words_and_every_message_is_used() -> None:
    catalogue = tomllib.loads(
        files("cdslib.i18n").joinpath("messages", "check.toml").read_text(encoding="utf-8")
    )
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "cdslib" / "check").glob("*.py"))
    made_up = {"heading_error", "heading_warning", "heading_note"}
    for name, both in catalogue.items():
        assert set(both) == {"vi", "en"}, name
        used = f'"{name}"' in source or f'"check.{name}"' in source or f"'check.{name}'" in source
        assert used or name in made_up, name
        blanks = [set(re.findall(r"{(\w+?)(?:_vi|_en)?}", both[lang])) for lang in ("vi", "en")]
        assert blanks[0] == blanks[1], name
