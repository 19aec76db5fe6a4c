"""New data on the pages: checked before, taken up while the service runs, and no visitor cut off."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from cdslib import cli
from cdslib.errors import CdsError
from cdslib.resources import data_dir
from cdslib.server.publication import KEPT, Publication, about
from tests.server.conftest import ROOT, Service, serving, wait_for
from tests.server.test_messages import heard, message

NEW_DAY = "2026-12-31"


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """What the package carries, as if it had been published before."""
    found = Publication(tmp_path / "published")
    version = found.folder / "2026-01-01"
    shutil.copytree(ROOT / "cdslib" / "apps" / "built", version / "built")
    shutil.copytree(ROOT / "cdslib" / "frontend" / "cdslib" / "static" / "pictures", version / "pictures")
    (version / "publication.json").write_text(about({}), encoding="utf-8")
    found.show(version.name)
    return found


def data_of(folder: Path, day: str = NEW_DAY) -> Path:
    """Copy the data package with another date."""
    shutil.copytree(data_dir(), folder)
    path = folder / "datapackage.json"
    words = path.read_text(encoding="utf-8")
    created = json.loads(words)["created"]
    path.write_text(words.replace(created, day + created[10:]), encoding="utf-8", newline="\n")
    return folder


def spoil(folder: Path) -> None:
    """Let an index be larger than one."""
    path = folder / "observations.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    place = next(n for n, row in enumerate(rows) if row[:2] == ["vn34-38", "dti"])
    old = path.read_text(encoding="utf-8").splitlines(keepends=True)
    old[place] = old[place].replace(f",{rows[place][5]},", ",7.7,", 1)
    path.write_text("".join(old), encoding="utf-8", newline="")


def test_data_with_errors_never_replace_the_last_good_data(
    publication: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(data_of(tmp_path / "data"))
    before = sorted(publication.folder.rglob("*"))
    arguments = ["publish", str(tmp_path / "data"), "--publication", str(publication.folder)]
    assert cli.main([*arguments, "--lang", "vi"]) == 1
    said = capsys.readouterr().out
    assert "7.7" in said or "7,7" in said
    assert said.endswith("Không công bố: dữ liệu còn lỗi. Các trang vẫn giữ dữ liệu cũ.\n")
    assert publication.name() == "2026-01-01"
    assert sorted(publication.folder.rglob("*")) == before


def health(service: Service) -> dict[str, str]:
    found: dict[str, str] = json.loads(service.get("/healthz").body)
    return found


def test_new_data_are_taken_up_without_cutting_visitors_off(
    publication: Publication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "cdslib.toml").write_text(f"publication = '{publication.folder}'\n", encoding="utf-8")
    with serving(tmp_path / "run") as service:
        old_day = health(service)["data_date"]
        assert old_day != NEW_DAY
        visitor = service.get("/map")
        with service.channels(visitor.kernel) as opened:
            heard(opened)
            config = ["--config", str(tmp_path / "run" / "cdslib.toml")]
            assert cli.main(["publish", str(data_of(tmp_path / "data")), *config, "--lang", "en"]) == 0
            assert "The data of 31/12/2026 are published." in capsys.readouterr().out
            wait_for(lambda: health(service)["data_date"] == NEW_DAY)
            assert health(service)["published"] == publication.name() != "2026-01-01"
            assert cli.main(["status", "--port", str(service.port), "--lang", "en"]) == 0
            assert f"Publication shown: {publication.name()}" in capsys.readouterr().out
            assert "31/12/2026" in service.get("/").text
            newcomer = service.get("/map")
            assert newcomer.status == 200
            assert "31/12/2026" in newcomer.text
            assert NEW_DAY in shown(service, newcomer.text, newcomer.kernel)
            answer = shown(service, visitor.text, visitor.kernel)
            assert old_day in answer
            assert NEW_DAY not in answer
        assert service.get(f"/api/kernels/{visitor.kernel}").status == 200


def shown(service: Service, page: str, kernel: str) -> str:
    """Return what a kernel answers when its page asks for English."""
    widget = re.findall(r'"model_id": ?"(\w+)"', page)[0]
    with service.channels(kernel) as opened:
        state = {"method": "update", "state": {"wish": {"lang": "en"}}}
        opened.send(json.dumps(message("comm_msg", comm_id=widget, data=state)))
        return heard(opened)


def test_all_but_the_latest_two_are_removed(publication: Publication) -> None:
    for year in range(2027, 2031):
        (publication.folder / f"{year}-01-01").mkdir()
        (publication.folder / f"{year}-01-01" / "publication.json").write_text(about({}), encoding="utf-8")
    publication.show("2030-01-01")
    assert [path.name for path in publication.versions()] == ["2029-01-01", "2030-01-01"]
    assert len(publication.versions()) == KEPT
    assert publication.version().name == "2030-01-01"


def test_what_cannot_be_shown_is_said(publication: Publication, tmp_path: Path) -> None:
    with pytest.raises(CdsError) as caught:
        Publication(tmp_path / "empty").version()
    assert caught.value.message("en") == (
        f"The publication folder {tmp_path / 'empty'} holds no data yet. "
        f"Run: cdslib publish --publication {tmp_path / 'empty'}"
    )
    words = '{"program": "0.0.1"}'
    (publication.folder / "2026-01-01" / "publication.json").write_text(words, encoding="utf-8")
    with pytest.raises(CdsError) as caught:
        publication.version()
    assert "do cdslib 0.0.1 chuẩn bị" in caught.value.message("vi")
    assert cli.main(["publish", "--lang", "en"]) == 2
