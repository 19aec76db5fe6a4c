"""Every research notebook runs from top to bottom, and what it says in words is what it computes."""

from pathlib import Path

import nbclient
import nbformat
import numpy as np
import pandas as pd
import pytest

import cdslib

FOLDER = Path(__file__).parents[2] / "notebooks" / "research"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


_RUN: dict[Path, tuple[nbformat.NotebookNode, Path]] = {}


def executed(path: Path, folder: Path) -> nbformat.NotebookNode:
    """Run a notebook in a folder, or return it if a test has run it already."""
    if path not in _RUN:
        notebook = nbformat.read(path, as_version=4)
        client = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}})
        _RUN[path] = (client.execute(), folder)
    return _RUN[path][0]


def shown(notebook: nbformat.NotebookNode, cell: str) -> str:
    found = next(one for one in notebook.cells if one.id == cell)
    return "\n".join(str(output.data.get("text/plain", "")) for output in found.outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_in_any_folder(path: Path, tmp_path: Path) -> None:
    notebook = executed(path, tmp_path)
    assert all(cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.id != "imports")


def test_the_promise_and_its_gap(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "10-promise-and-gap.ipynb", tmp_path)
    by_hand, by_library = shown(notebook, "hand"), shown(notebook, "library")
    for number in ("0.175", "3.54", "0.0494"):
        assert number in by_hand
    for words in ("6.19", "13.81", "insufficient"):
        assert words in by_library
    words = words_of(notebook)
    for number in ("6,19%", "0,175", "3,54", "13,81"):
        assert number in words


def words_of(notebook: nbformat.NotebookNode) -> str:
    return "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_how_firm_a_rank_is(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "20-how-firm-is-a-rank.ipynb", tmp_path)
    words = words_of(notebook)
    for cell, numbers in {
        "robust": {"8.4": "8,4 bậc", "7.0": "7 nhóm"},
        "influence": {"0.213": "21,3%", "0.130": "13,0%", "0.106": "10,6%", "0.235": "23,5%"},
        "change": {"14.6667": "14,7 bậc", "10.8333": "10,8 bậc", "0.8333": "0,8 bậc", "3.0000": "3 bậc"},
        "former": {"17.1": "17,1 bậc", "10.0": "10 nhóm"},
    }.items():
        for computed, written in numbers.items():
            assert computed in shown(notebook, cell)
            assert written in words
    rows = {cell: len(shown(notebook, cell).splitlines()) - 1 for cell in ("weights", "merger", "geometric")}
    assert rows == {"weights": 15, "merger": 23, "geometric": 19}
    assert "15 tỉnh đổi hạng, nhiều nhất 2 bậc" in words
    assert "23/34 tỉnh đổi hạng: Đồng Nai từ 15 xuống 21, Tây Ninh từ 21 lên 15" in words
    assert "19 tỉnh đổi hạng, nhiều nhất là Nghệ An (13 xuống 19)" in words


def test_a_new_index(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "30-a-new-index.ipynb", tmp_path)
    words = words_of(notebook)
    for cell, numbers in {
        "missing": {"vn63-22": "Hai tỉnh", "vn63-74": "Hai tỉnh"},
        "multivariate": {"0.62": "0,62", "0.67": "0,67"},
        "alpha": {"0.85": "0,85"},
        "influence": {"0.50": "50%", "0.53": "53%"},
        "robust": {"Quảng Ninh": "Quảng Ninh", "28": "từ 6 đến 28"},
        "width": {"12.1": "12,1 bậc"},
        "link": {"0.48": "tương quan 0,48"},
    }.items():
        for computed, written in numbers.items():
            assert computed in shown(notebook, cell), (cell, computed)
            assert written in words


def test_start_in_ten_minutes(tmp_path: Path) -> None:
    notebook_path = FOLDER / "01-start-in-ten-minutes.ipynb"
    notebook = executed(notebook_path, tmp_path)
    words = words_of(notebook)
    dti = cdslib.load_observations(indicator="dti", geography="vn34", period=2024)
    names = cdslib.load_provinces("vn34").set_index("code")["name_vi"]
    ordered = dti.set_index("province_code")["value"].sort_values().rename(index=names)
    assert (ordered.index[-1], ordered.iloc[-1]) == ("Hà Nội", 0.8241)
    assert (ordered.index[0], ordered.iloc[0]) == ("Cao Bằng", 0.5128)
    assert {"Hà Nội", "Huế", "Hồ Chí Minh", "Điện Biên"} <= set(ordered.index[-7:])
    assert {"Cao Bằng", "Quảng Trị", "Gia Lai", "Cà Mau"} <= set(ordered.index[:7])
    assert "(0,8241), thấp nhất là Cao Bằng (0,5128)" in words
    assert "bảng giả, số bịa ra để tập" in words
    assert len(shown(notebook, "join").splitlines()) - 1 == 6
    assert "Ô ghi là không có số liệu" in shown(notebook, "own")
    sheets = pd.read_excel(_RUN[notebook_path][1] / "bang-cua-toi.xlsx", sheet_name=None, engine="openpyxl")
    assert list(sheets) == ["Bảng", "Nguồn"]
    assert list(sheets["Nguồn"]["id"]) == ["dti-copy-opendx-web"]


def test_are_neighbours_alike(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "40-are-neighbours-alike.ipynb", tmp_path)
    words = words_of(notebook)
    for cell, numbers in {
        "borders": {"4.3": "trung bình 4,3 tỉnh", "3.4": "34 giáp 3,4 tỉnh"},
        "global": {
            "0.1811": "(0,18)",
            "-0.0524": "I = −0,05",
            "0.4334": "PAPI 2024: 0,43",
            "0.5285": "(0,53)",
        },
        "global-said": {"vn63-26, vn63-82": "mỗi năm thiếu hai tỉnh"},
        "false-alarms": {
            "4              19         11": "11 còn 4 tỉnh",
            "0               9          4": "bốn tỉnh có p thô",
        },
        "present": {"−0,11": "(I = −0,11)", "0,48": "(0,48)"},
    }.items():
        for computed, written in numbers.items():
            assert " ".join(computed.split()) in " ".join(shown(notebook, cell).split()), (cell, computed)
            assert written in words, written
    found = shown(notebook, "local")
    assert [found.count(kind) for kind in ("lao động 2023", "PAPI 2024", "DTI 2024")] == [9, 4, 0]
    assert "bảy tỉnh ở Đồng bằng sông Cửu Long; Hà Nội và Bắc Giang cao" in words
    labour = cdslib.load_observations(indicator="trained_labour_rate", geography="vn63", period=2023)
    carried = cdslib.harmonize(labour).set_index("province_code")["value"]
    kinds = cdslib.local_morans_i(carried, cdslib.neighbours("vn34"))["kind"]
    assert kinds[kinds == "low_low"].index.tolist() == ["vn34-91", "vn34-92"]
    assert kinds[kinds == "high_high"].index.tolist() == ["vn34-24"]
    assert "An Giang và Cần Thơ thấp giữa láng giềng thấp, Bắc Ninh cao giữa láng giềng cao" in words
    assert "chín tỉnh cũ được tô màu nay còn ba" in words


def test_do_lagging_provinces_catch_up(tmp_path: Path) -> None:
    words = words_of(executed(FOLDER / "50-do-lagging-provinces-catch-up.ipynb", tmp_path))
    history, equal = cdslib.index_history(), cdslib.index_history(scheme="dti-2025")
    spread = cdslib.sigma_convergence(history)
    assert spread["ratio"].iloc[1:].round(2).tolist() == [0.65, 1.30]
    assert "giảm 35% và tỉnh xuất phát thấp tăng nhanh hơn" in words
    assert "chênh lệch tăng 30% trên số công bố" in words
    assert spread["sd"].round(3).loc[[2022, 2024]].tolist() == [0.079, 0.079]
    assert round(spread["sd_log"][2024] / spread["sd_log"][2022], 2) == 0.85
    assert "thấp hơn 15%, nhưng tính bằng điểm thì như cũ (0,079)" in words
    assert round(cdslib.sigma_convergence(equal).loc[2024, "ratio"], 2) == 1.27
    assert "(27% thay vì 30%)" in words
    first = cdslib.beta_convergence(history[2022], history[2023])
    second = cdslib.beta_convergence(history[2023], history[2024])
    parts = [round(part, 2) for part in (first.slope, first.reshuffling, first.narrowing)]
    assert parts == [-0.45, -0.15, -0.29]
    assert [round(part, 2) for part in (second.reshuffling, second.narrowing)] == [-0.27, 0.22]
    assert "hệ số −0,45 của 2022–2023, phần −0,15 là đổi chỗ và phần −0,29" in words
    assert "đổi chỗ −0,27, chênh lệch rộng ra +0,22" in words
    quarters = history.rank().apply(lambda year: pd.qcut(year, 4, labels=False))
    table = pd.crosstab(quarters[2022], quarters[2024])
    assert table.loc[0].tolist() == [9, 4, 3, 0]
    assert (table.loc[3].sum(), table.loc[3, 3]) == (16, 12)
    names = cdslib.load_provinces("vn63").set_index("code")["name_vi"]
    climbed = history.index[(quarters[2022] == 0) & (quarters[2024] >= 2)]
    assert set(names[climbed]) == {"Hà Giang", "Cà Mau", "Nghệ An"}
    on_34 = cdslib.sigma_convergence(cdslib.index_history("vn34"))
    assert on_34["ratio"].iloc[1:].round(2).tolist() == [0.65, 1.23]
    assert "giảm 35% rồi tăng 23%" in words


def test_what_goes_with_a_high_index(tmp_path: Path) -> None:
    notebook = executed(FOLDER / "60-what-goes-with-a-high-index.ipynb", tmp_path)
    words = words_of(notebook)
    assert words.count("GRDP") > 2
    for cell, numbers in {
        "figures": {"0.68": "tương quan 0,45 đến 0,68", "0.45": "tương quan 0,45 đến 0,68"},
        "together": {"0.48": "từ 0,36 đến 0,48", "0.36": "từ 0,36 đến 0,48"},
        "fit": {"0.32": "32% khác biệt giữa các tỉnh", "61.00": "còn 61 tỉnh"},
        "supply": {"0.15": "(0,15 năm 2023", "0.06": "0,06 năm 2024)"},
        "citizens": {"0.52": "lao động qua đào tạo (0,52)"},
        "citizens-fit": {"0.5": "50% khác biệt"},
    }.items():
        for computed, written in numbers.items():
            assert computed in shown(notebook, cell), (cell, computed)
            assert written in words, written
    apart = shown(notebook, "supply-apart")
    order = ["Bạc Liêu", "Vĩnh Phúc", "Hà Nội", "Điện Biên", "Quảng Nam", "Trà Vinh"]
    assert sorted(order, key=apart.index) == order
    assert (
        "Trà Vinh, Quảng Nam, Điện Biên báo cáo cao mà người dân chấm thấp; Bạc Liêu, Vĩnh Phúc, Hà Nội"
        in words
    )
    chosen = ["grdp_per_capita", "urban_share", "trained_labour_rate", "papi_d8_e_governance"]
    rows = cdslib.load_observations(indicator=chosen, geography="vn63", period=2023)
    table = rows.pivot(index="province_code", columns="indicator", values="value")
    table["grdp_per_capita"] = np.log(table["grdp_per_capita"])
    found = cdslib.associations(cdslib.load_components(2023, "vn63")["dti"], table)
    assert (found.table["low"] < 0).all()
    assert (found.table["high"] > 0).all()
    assert "Bốn khoảng tin cậy đều chứa 0" in words
    assert found.no_value == ("vn63-22", "vn63-74")
    assert "Quảng Ninh và Bình Dương không có điểm PAPI năm 2023" in words
