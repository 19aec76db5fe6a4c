"""run.py: what it says, what it decides; that it installs at all is shown by every CI run."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parents[2]


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_refused_with_the_newer_one_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        run.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None
    )
    with pytest.raises(run.SetupError) as caught:
        run.check_python((3, 9, 2))
    assert str(caught.value) == (
        "Cần Python 3.11 trở lên; bản đang chạy là 3.9.2. Hãy chạy: python3.12 run.py\n"
        "Python 3.11 or newer is needed; this one is 3.9.2. Run: python3.12 run.py"
    )


def test_an_old_python_alone_is_told_where_to_get_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    with pytest.raises(run.SetupError, match=r"Install one from https://www\.python\.org/downloads/"):
        run.check_python((3, 10, 12))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_newer_pythons_pass(version: tuple[int, ...]) -> None:
    run.check_python(version)


def test_missing_venv_module_says_which_package_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(run.SetupError) as caught:
        run.create_venv()
    package = f"python3.{sys.version_info.minor}-venv"
    assert str(caught.value) == (
        f"Python này thiếu mô-đun venv. Trên Debian hoặc Ubuntu, hãy chạy: sudo apt install {package}\n"
        f"This Python lacks the venv module. On Debian or Ubuntu run: sudo apt install {package}"
    )


def test_a_full_disk_is_noticed_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        run.shutil, "disk_usage", lambda path: run.shutil._ntuple_diskusage(0, 0, 300 * 10**6)
    )
    with pytest.raises(run.SetupError) as caught:
        run.check_space("run")
    assert "cần khoảng 1200 MB trống" in str(caught.value)
    assert f"about 1200 MB must be free in '{ROOT}', 300 MB are." in str(caught.value)


@pytest.mark.parametrize(
    ("output", "key"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "no_space",
        ),
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(Failed to establish a "
            "new connection: [Errno 101] Network is unreachable)': /simple/altair/",
            "no_network",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)",
            "no_network",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "bad_hash"),
        ("error: subprocess-exited-with-error", "failed"),
    ],
)
def test_what_pip_says_is_explained(output: str, key: str) -> None:
    assert run.diagnose(output) == key


def test_a_failing_pip_becomes_a_message_with_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(run, "LOG", tmp_path / "log")
    with pytest.raises(run.SetupError) as caught:
        run.pip("run", "--no-index", "--target", str(tmp_path / "nowhere"), "no-such-package-anywhere==1")
    assert "Không tải được gói: máy không tới được kho gói Python." in str(caught.value)
    assert f"Log: {tmp_path / 'log'}" in str(caught.value)
    assert "no-such-package-anywhere" in (tmp_path / "log").read_text(encoding="utf-8")


def test_only_what_is_missing_is_installed() -> None:
    lock, dev_lock, package = (
        run.digest("requirements.lock"),
        run.digest("requirements-dev.lock"),
        run.digest(*run.COPIED),
    )
    assert run.missing_parts("run", {}) == ["run", "package"]
    assert run.missing_parts("run", {"run": lock, "package": package}) == []
    assert run.missing_parts("run", {"test": dev_lock, "package": package}) == []
    assert run.missing_parts("test", {"run": lock, "package": package}) == ["test"]
    assert run.missing_parts("test", {"test": dev_lock, "package": "older"}) == ["package"]


def test_a_digest_sees_contents_and_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("1", encoding="utf-8")
    before = run.digest("a")
    (tmp_path / "a" / "x").write_text("2", encoding="utf-8")
    changed = run.digest("a")
    (tmp_path / "a" / "x").rename(tmp_path / "a" / "y")
    assert len({before, changed, run.digest("a")}) == 3


def test_the_named_browser_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.touch()
    monkeypatch.setenv("CDSLIB_CHROMIUM", str(browser))
    assert run.find_chromium() == browser


def test_without_a_browser_the_skipping_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("CDSLIB_CHROMIUM", "/no/such/browser")
    monkeypatch.setattr(run, "install", lambda *_: None)
    run.prepare_browser()
    said = capsys.readouterr().out
    assert "các kiểm thử trình duyệt KHÔNG được chạy" in said
    assert "the browser tests are NOT run" in said


def test_on_ci_a_missing_browser_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("CDSLIB_CHROMIUM", "/no/such/browser")
    monkeypatch.setattr(run, "install", lambda *_: None)
    with pytest.raises(run.SetupError, match="the browser tests are NOT run"):
        run.prepare_browser()


def without_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(run, "install", lambda *_: None)


def test_without_nginx_and_npm_the_skipping_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without_engines(monkeypatch)
    run.prepare_engines()
    said = capsys.readouterr().out
    assert "Máy không có nginx npm" in said
    assert "On Debian or Ubuntu run: sudo apt install nginx npm" in said


def test_an_unknown_command_prints_how_to_use_it() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "run.py"), "nonsense"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == run.words("usage") + "\n"
