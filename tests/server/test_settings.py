"""Flags, configuration file and defaults; what is wrong is said with the place and what to do."""

import json
import re
from pathlib import Path

import pytest

from cdslib import cli
from cdslib.errors import CdsError
from cdslib.server.settings import DEFAULTS, FIT, Settings, read_settings

GUIDE = Path(__file__).parents[2] / "docs" / "publishing.md"


def written(folder: Path, words: str) -> Path:
    path = folder / "cdslib.toml"
    path.write_text(words, encoding="utf-8")
    return path


def test_nothing_said_gives_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_settings() == Settings()
    assert set(FIT) == set(DEFAULTS)
    assert all(FIT[setting](value) for setting, value in DEFAULTS.items())


def test_flags_come_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, 'port = 8000\npool_size = 0\nframe_ancestors = ["https://a.example"]\n')
    expected = Settings(port=9000, pool_size=0, frame_ancestors=("https://a.example",))
    assert read_settings(path, {"port": 9000}) == expected
    monkeypatch.chdir(tmp_path)
    assert read_settings(flags={"port": 9000}) == expected


@pytest.mark.parametrize(
    ("said", "meant"),
    [("", "/"), ("/", "/"), ("cds", "/cds/"), ("/cds", "/cds/"), ("a/b/", "/a/b/"), ("/a.b/~c", "/a.b/~c/")],
)
def test_the_base_address_gets_its_slashes(said: str, meant: str) -> None:
    assert read_settings(flags={"base_url": said}).base_url == meant


@pytest.mark.parametrize(
    ("words", "vi", "en"),
    [
        (
            "prot = 1",
            "có khóa không dùng được: «prot». Ý bạn là: port?",
            "has a key that does not exist: “prot”. Did you mean: port?",
        ),
        (
            "xyz = 1",
            "có khóa không dùng được: «xyz». Các khóa: host, port,",
            "has a key that does not exist: “xyz”. The keys are: host, port,",
        ),
        (
            'port = "8866"',
            "khóa port: không dùng được «8866». Cần số nguyên từ 1 đến 65535, ví dụ 8866.",
            "key port: “8866” cannot be used. Needed is a whole number from 1 to 65535, for example 8866.",
        ),
        (
            "pool_size = true",
            "khóa pool_size: không dùng được «True».",
            "key pool_size: “True” cannot be used.",
        ),
        ('behind_proxy = "yes"', "Cần true hoặc false.", "Needed is true or false."),
        (
            'frame_ancestors = ["javascript:alert(1)"]',
            "Cần danh sách trang web",
            "Needed is a list of sites",
        ),
        ('token = "short"', "không dùng được «…»", "“…” cannot be used"),
        (
            "kernel_memory = 20",
            "Cần số megabyte từ 200 trở lên",
            "Needed is a number of megabytes from 200 up",
        ),
        ("port = ", "không đúng dạng TOML (mã UTF-8)", "is not TOML in UTF-8"),
    ],
)
def test_a_wrong_file_is_refused_in_both_languages(tmp_path: Path, words: str, vi: str, en: str) -> None:
    path = written(tmp_path, words)
    with pytest.raises(CdsError) as caught:
        read_settings(path)
    for lang, said in (("vi", vi), ("en", en)):
        assert said in caught.value.message(lang)  # type: ignore[arg-type]
        assert str(path) in caught.value.message(lang)  # type: ignore[arg-type]


def test_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "latin.toml").write_bytes(b"host = '\xe9'")
    assert cli.main(["serve", "--config", str(tmp_path / "none.toml"), "--lang", "en"]) == 1
    assert cli.main(["serve", "--config", str(tmp_path / "latin.toml"), "--lang", "vi"]) == 1
    said = capsys.readouterr().err
    assert f"The configuration file “{tmp_path / 'none.toml'}” cannot be read." in said
    assert f"Tệp cấu hình «{tmp_path / 'latin.toml'}» không đúng dạng TOML" in said


@pytest.mark.parametrize(
    ("flag", "value", "need"),
    [
        ("--host", "a b", "an address or name of this machine"),
        ("--base-url", "/a//b", "a path of letters"),
        ("--base-url", "../x", "a path of letters"),
        ("--base-url", "/<script>", "a path of letters"),
        ("--token", "123", "at least 12 letters"),
        ("--token", "mật khẩu rất dài", "at least 12 letters"),
        ("--pool-size", "many", "a whole number from 0 to 1000"),
        ("--pool-size", "-1", "a whole number from 0 to 1000"),
        ("--max-kernels", "0", "a whole number from 1 to 1000"),
    ],
)
def test_a_wrong_flag_is_refused(
    flag: str, value: str, need: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["serve", f"{flag}={value}", "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert f"Option {flag}: “{'…' if flag == '--token' else value}” cannot be used." in said
    assert need in said
    assert flag != "--token" or value not in said


def test_who_opens_the_pages_to_all_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Settings] = []
    monkeypatch.setattr("cdslib.server.app.serve", started.append)
    assert cli.main(["serve", "--host", "0.0.0.0", "--lang", "vi"]) == 0
    assert "mọi máy kết nối được đến 0.0.0.0, cổng 8866 đều mở được các trang" in capsys.readouterr().err
    assert cli.main(["serve", "--host", "0.0.0.0", "--lang", "en"]) == 0
    assert "every machine that reaches 0.0.0.0, port 8866 can open the pages" in capsys.readouterr().err
    for quiet in (["--host", "0.0.0.0", "--token", "123456789012"], ["--host", "::1"], ["--host=localhost"]):
        assert cli.main(["serve", "--no-browser", *quiet]) == 0
        assert capsys.readouterr().err == ""
    assert started[2].token == "123456789012"
    assert [settings.open_browser for settings in started] == [True, True, False, False, False]


def test_the_guide_gives_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .*? \| `(.*?)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    expected = {name: json.dumps(value) for name, value in DEFAULTS.items()}
    assert dict(rows) == expected


def test_the_example_of_the_guide_can_be_used(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert read_settings(written(tmp_path, example)).base_url == "/cds/"


def test_kernels_kept_ready_leave_some_for_visitors(capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("vi", "en"):
        assert cli.main(["serve", "--pool-size", "50", "--max-kernels", "100", "--lang", lang]) == 1
    said = capsys.readouterr().err
    assert "max_kernels = 100 là quá ít" in said
    assert "max_kernels = 100 is too few" in said


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # tornado leaves a socket behind
def test_an_address_of_another_machine(capsys: pytest.CaptureFixture[str]) -> None:
    """192.0.2.1 is kept for documents: no machine has it, and nothing is sent to it."""
    assert cli.main(["serve", "--host", "192.0.2.1", "--no-browser", "--lang", "en"]) == 1
    assert "Address 192.0.2.1, port 8866 cannot be opened" in capsys.readouterr().err
