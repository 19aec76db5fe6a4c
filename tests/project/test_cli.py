"""The command line: help complete in both languages, errors that say what to do, and a quick start."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from cdslib import cli

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "cdslib" / "i18n" / "messages" / "cli.toml"
WORKSHOP = [("workshop", *action) for action in ((), ("start",), ("slides",), ("doctor",))]
COMMANDS = [(), ("serve",), ("status",), ("brief",), ("check",), ("publish",), *WORKSHOP]
ENGLISH = re.compile(r"usage|options|arguments|show this|positional|exit", re.IGNORECASE)


def run(*arguments: str, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    """Run ``python -m cdslib`` as a user would."""
    environment = {"LANG": lang, "PYTHONUTF8": "1", "PATH": "/usr/bin", "COLUMNS": "110"}
    return subprocess.run(
        [sys.executable, "-m", "cdslib", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"cdslib {version('cdslib')}\n")


def test_version_imports_next_to_nothing() -> None:
    code = "import sys; from cdslib.cli import main; main(['--version']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    for heavy in ("numpy", "pandas", "altair", "tornado", "rich", "ipywidgets", "voila"):
        assert heavy not in done.stdout.split(), heavy


def test_the_installed_command_is_the_module() -> None:
    command = Path(sys.executable).with_name("cdslib")
    done = subprocess.run(
        [command, "--version"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.stdout == run("--version").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_all_vietnamese(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main([*command, "--help", "--lang", "vi"])
    said = capsys.readouterr().out
    assert said.startswith("cách dùng: cdslib")
    assert "in trợ giúp này rồi thoát" in said
    assert not ENGLISH.search(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_all_english(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        cli.main([*command, "--lang", "en", "-h"])
    said = capsys.readouterr().out
    assert said.startswith("usage: cdslib")
    assert "print this help and exit" in said
    assert said.replace("Voilà", "Voila").isascii()


def test_help_names_every_command_and_option() -> None:
    general, serve, status, brief, check, publish, _ = (
        run(*words, "--help", "--lang=en").stdout for words in ((), *((name,) for name in cli.COMMANDS))
    )
    assert re.findall(r"^  (\w+) ", general, re.MULTILINE) == list(cli.COMMANDS)
    assert set(re.findall(r"--[\w-]+", general)) == {"--lang", "--help", "--version"}
    flags = {f"--{name.replace('_', '-')}" for name in cli.FLAGS}
    assert set(re.findall(r"--[\w-]+", serve)) == {"--lang", "--help", "--no-browser", "--config", *flags}
    place = {f"--{name.replace('_', '-')}" for name in cli.PLACE}
    assert set(re.findall(r"--[\w-]+", status)) == {"--lang", "--help", "--json", "--config", *place}
    assert set(re.findall(r"--[\w-]+", brief)) == (
        {"--lang", "--help", "--output", "--all", "--format", "--geography", "--as-of"}
    )
    assert set(re.findall(r"--[\w-]+", check)) == {"--lang", "--help", "--json"}
    assert "FOLDER" in check
    assert set(re.findall(r"--[\w-]+", publish)) == {"--lang", "--help", "--config", "--publication"}
    start, slides, doctor = (run(*words, "--help", "--lang=en").stdout for words in WORKSHOP[1:])
    assert set(re.findall(r"--[\w-]+", start)) == (
        {"--lang", "--help", "--reset", "--key", "--copy-only", "--no-browser", "--port"}
    )
    assert set(re.findall(r"--[\w-]+", slides)) == {"--lang", "--help"}
    assert set(re.findall(r"--[\w-]+", doctor)) == {"--lang", "--help", "--port"}


def test_without_a_command_the_help_is_printed() -> None:
    done = run()
    assert done.returncode == 0
    assert done.stdout == run("--help").stdout
    assert "serve         mở các trang bản đồ, số liệu trong trình duyệt" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (
            ["serv"],
            "Không có lệnh «serv». Ý bạn là: serve?",
            "There is no command “serv”. Did you mean: serve?",
        ),
        (
            ["Chek"],
            "Không có lệnh «Chek». Ý bạn là: check?",
            "There is no command “Chek”. Did you mean: check?",
        ),
        (
            ["xyz"],
            "Không có lệnh «xyz». Các lệnh: serve, status, brief, check, publish, workshop.",
            "There is no command “xyz”. The commands are: serve, status, brief, check, publish, workshop.",
        ),
        (
            ["serve", "--prot", "1"],
            "Không hiểu «--prot». Xem các tùy chọn: cdslib serve --help",
            "“--prot” is not understood. See the options: cdslib serve --help",
        ),
        (
            ["check", "data", "more"],
            "Không hiểu «more». Xem các tùy chọn: cdslib check --help",
            "“more” is not understood. See the options: cdslib check --help",
        ),
        (
            ["--verbose", "serve"],
            "Không hiểu «--verbose». Xem các tùy chọn: cdslib --help",
            "“--verbose” is not understood. See the options: cdslib --help",
        ),
        (
            ["serve", "--port"],
            "Tùy chọn --port dùng chưa đúng. Xem cách dùng: cdslib serve --help",
            "The option --port is not used rightly. See how: cdslib serve --help",
        ),
        (
            ["serve", "--no-browser=1"],
            "Tùy chọn --no-browser dùng chưa đúng. Xem cách dùng: cdslib serve --help",
            "The option --no-browser is not used rightly. See how: cdslib serve --help",
        ),
        (
            ["serve", "--port", "70000"],
            "Cổng «70000» không dùng được: phải là số nguyên từ 1 đến 65535, ví dụ --port 8866.",
            "The port “70000” cannot be used: it must be a whole number from 1 to 65535, for example --port 8866.",
        ),
    ],
)
def test_errors_in_both_languages(
    arguments: list[str], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([*arguments, "--lang", "vi"]) == 2
    assert cli.main(["--lang", "en", *arguments]) == 2
    assert capsys.readouterr().err == f"cdslib: lỗi: {vi}\ncdslib: error: {en}\n"


@pytest.mark.parametrize("port", ["0", "-1", "65536", "80.5", "٣", "", "8 0"])
def test_ports_that_are_none(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serve", f"--port={port}"]) == 2
    assert f"«{port}»" in capsys.readouterr().err


def test_an_unknown_language(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert cli.main(["--lang", "fr"]) == 2
    assert capsys.readouterr().err == "cdslib: error: There is no language “fr”: choose vi or en.\n"


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "vi"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "fr_FR.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_language_of_the_machine(environment: dict[str, str], lang: str) -> None:
    assert cli.default_language(environment) == lang


def test_every_message_is_used_and_has_both_languages() -> None:
    files = sorted((ROOT / "cdslib" / "cli").glob("*.py"))
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    made_up = {
        "usage",
        *(name.format(command) for command in cli.COMMANDS for name in ("{}", "usage_{}", "{}_description")),
        *(f"usage_{'_'.join(words)}" for words in WORKSHOP),
        *(f"{'_'.join(words)}_description" for words in WORKSHOP),
        *cli.FLAGS,
        *(f"{flag}_name" for flag in cli.FLAGS),
    }
    for name, both in tomllib.loads(CATALOGUE.read_text(encoding="utf-8")).items():
        assert set(both) == {"vi", "en"}, name
        assert set(re.findall(r"{(\w+)}", both["vi"])) - {"suggestion_vi"} == (
            set(re.findall(r"{(\w+)}", both["en"])) - {"suggestion_en"}
        )
        assert f'"cli.{name}"' in source or name in made_up, name
