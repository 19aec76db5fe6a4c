"""How the service says that it is well, or not, and to whom."""

import json
import re
import time

import psutil
import pytest

from cdslib import __version__, cli
from cdslib.apps.atlas import load_atlas
from cdslib.server.pages import DASHBOARDS
from tests.server.conftest import MOST_KERNELS, TOKEN, Service, free_port, wait_for


def test_the_health_address(service: Service) -> None:
    page = service.get("/map")
    found = json.loads(service.get("/healthz").body)
    assert (found["status"], found["version"]) == ("ok", __version__)
    assert found["data_date"] == load_atlas().data_date
    assert found["kernels"]["in_use"] >= 1
    assert found["kernels"]["most"] == 20
    assert found["memory_mb"]["server"] > 30 < found["memory_mb"]["kernels"]
    assert set(found["pages"]) == {dashboard.name for dashboard in DASHBOARDS}
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", found["pages"]["map"])
    assert "127.0.0.1" not in str(found)
    service.leave(page.kernel)
    wait_for(lambda: json.loads(service.get("/healthz").body)["kernels"]["ready"] == len(DASHBOARDS), 40)


def test_with_a_token_strangers_learn_only_that_it_is_there(guarded: Service) -> None:
    assert json.loads(guarded.get("/cds/healthz").body) == {"status": "ok"}
    found = json.loads(guarded.get("/cds/healthz", Authorization=f"token {TOKEN}").body)
    assert found["kernels"]["most"] == MOST_KERNELS


def test_a_page_that_fails_is_not_called_shown(guarded: Service) -> None:
    page = guarded.get("/cds/map", Authorization=f"token {TOKEN}")
    found = json.loads(guarded.get("/cds/healthz", Authorization=f"token {TOKEN}").body)
    assert found["pages"]["map"] is None
    incident = re.findall(r"<strong>(\w{4}-\w{4})</strong>", page.text)[0]
    assert incident in {one["incident"] for one in found["incidents"]}
    guarded.get(f"/cds/voila/api/shutdown/{page.kernel}", "POST", Authorization=f"token {TOKEN}")


def test_kernels_kept_ready_that_die_are_replaced(guarded: Service) -> None:
    folder = str(guarded.log_file.parent)
    for process in psutil.Process().children(recursive=True):
        if "ipykernel_launcher" in " ".join(process.cmdline()) and process.cwd().startswith(folder):
            process.kill()
    time.sleep(2.5)  # long enough to notice
    page = guarded.get("/cds/targets", Authorization=f"token {TOKEN}")
    assert page.status == 200
    state = guarded.get(f"/cds/api/kernels/{page.kernel}", Authorization=f"token {TOKEN}")
    assert state.status == 200
    guarded.get(f"/cds/voila/api/shutdown/{page.kernel}", "POST", Authorization=f"token {TOKEN}")


def test_the_status_command(guarded: Service, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["status", "--port", str(guarded.port), "--base-url", "/cds"]
    assert cli.main([*place, "--token", TOKEN, "--lang", "vi"]) == 0
    said = capsys.readouterr().out
    assert f"Phiên bản {__version__}, dữ liệu ngày {load_atlas().data_date}" in said
    assert f"nhiều nhất {MOST_KERNELS}" in said
    assert "Trang map: hiện đúng lần cuối (chưa lần nào từ khi khởi động)" in said
    assert cli.main([*place, "--config", str(guarded.log_file.parent / "cdslib.toml"), "--lang", "en"]) == 0
    assert f"{MOST_KERNELS} at most" in capsys.readouterr().out
    assert cli.main([*place, "--token", TOKEN, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "ok"
    assert cli.main([*place, "--lang", "en"]) == 1
    assert "is running and needs its token" in capsys.readouterr().err


def test_the_status_of_a_service_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    assert cli.main(["status", "--port", str(port), "--lang", "vi"]) == 1
    assert cli.main(["status", "--port", str(port), "--lang", "en"]) == 1
    assert capsys.readouterr().err == (
        f"cdslib: lỗi: Không có máy chủ nào của cdslib trả lời tại http://127.0.0.1:{port}/healthz. "
        "Hãy kiểm tra --host, --port, --base-url, hoặc chạy: cdslib serve\n"
        f"cdslib: error: No service of cdslib answers at http://127.0.0.1:{port}/healthz. "
        "Check --host, --port and --base-url, or start one: cdslib serve\n"
    )
