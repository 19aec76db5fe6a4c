#!/usr/bin/env python3
"""From a fresh clone to the dashboards, or to the tests, with nothing but Python 3.11 or newer.

python3 run.py                   set up, then open the dashboards
python3 run.py serve [options]   the same, with the options of ``cdslib serve``
python3 run.py workshop ...      set up, then ``cdslib workshop ...``, the half-day course
python3 run.py test [options]    set up, then check everything; options go to pytest
python3 run.py setup             set up only

What is needed is kept in ``.venv`` beside this file; delete that folder to start afresh. The file
is written so that a Python that is too old can still read it and say so.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "cdslib-setup.json"
LOG = VENV / "cdslib-setup.log"
NGINX = VENV / "nginx"
OLDEST = (3, 11)
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
MEGABYTES = {"run": 1200, "test": 1900}
# Copied into the environment when the package is installed, so a change asks for a new installation.
COPIED = (
    "pyproject.toml",
    "cdslib/frontend/cdslib",
    "geo/provinces_63.topojson",
    "geo/provinces_34.topojson",
    "geo/archipelagos.geojson",
)

WORDS = {
    "usage": (
        "Cách dùng: python3 run.py [setup | serve … | workshop … | test …]\n"
        "  (không ghi gì)  cài đặt rồi mở các trang\n"
        "  serve …         như trên, kèm tùy chọn của «cdslib serve»\n"
        "  workshop …      cài đặt rồi chạy «cdslib workshop …», khóa học nửa ngày\n"
        "  test …          cài đặt rồi kiểm tra tất cả; tùy chọn chuyển cho pytest\n"
        "  setup           chỉ cài đặt",
        "Usage: python3 run.py [setup | serve ... | workshop ... | test ...]\n"
        "  (nothing)       set up, then open the dashboards\n"
        "  serve ...       the same, with the options of 'cdslib serve'\n"
        "  workshop ...    set up, then do 'cdslib workshop ...', the half-day course\n"
        "  test ...        set up, then check everything; options go to pytest\n"
        "  setup           set up only",
    ),
    "old_python": (
        "Cần Python 3.11 trở lên; bản đang chạy là {found}. {hint_vi}",
        "Python 3.11 or newer is needed; this one is {found}. {hint_en}",
    ),
    "no_venv": (
        "Python này thiếu mô-đun venv. Trên Debian hoặc Ubuntu, hãy chạy: sudo apt install python{version}-venv",
        "This Python lacks the venv module. On Debian or Ubuntu run: sudo apt install python{version}-venv",
    ),
    "no_space": (
        "Ổ đĩa không đủ chỗ: cần khoảng {need} MB trống trong «{path}», nay còn {free} MB. Hãy dọn bớt rồi chạy lại.",
        "The disk is too full: about {need} MB must be free in '{path}', {free} MB are. Make room and run this again.",
    ),
    "no_network": (
        "Không tải được gói: máy không tới được kho gói Python. Hãy kiểm tra mạng; nếu cơ quan dùng máy chủ proxy, "
        "đặt biến HTTPS_PROXY, ví dụ HTTPS_PROXY=http://proxy:3128, rồi chạy lại. Nhật ký: {log}",
        "The packages could not be fetched: the Python package index cannot be reached. Check the network; behind a "
        "proxy set HTTPS_PROXY, for example HTTPS_PROXY=http://proxy:3128, and run this again. Log: {log}",
    ),
    "bad_hash": (
        "Một gói tải về không đúng mã băm đã khóa nên không được cài. Hãy chạy lại; nếu vẫn lỗi, kho gói hoặc proxy "
        "đang trả về tệp khác. Nhật ký: {log}",
        "A fetched package does not have its locked hash and was not installed. Run this again; if it fails again, the "
        "index or proxy hands out another file. Log: {log}",
    ),
    "failed": (
        "Cài đặt không xong. Nhật ký: {log}. Hãy xóa thư mục .venv rồi chạy lại. Dòng cuối: {last}",
        "The installation failed. Log: {log}. Delete the folder .venv and run this again. Last line: {last}",
    ),
    "creating": ("Tạo môi trường Python trong .venv …", "Creating a Python environment in .venv ..."),
    "installing": (
        "Cài {count} gói đã khóa phiên bản (chỉ lần đầu, thường vài phút) …",
        "Installing {count} locked packages (the first time only, usually minutes) ...",
    ),
    "package": ("Cài cdslib …", "Installing cdslib ..."),
    "ready": ("Đã sẵn sàng.", "Ready."),
    "chromium": (
        "Cài Chromium và phông chữ cho các kiểm thử trình duyệt …",
        "Installing Chromium and fonts for the browser tests ...",
    ),
    "npm": (
        "Cài npm cho các kiểm thử với JupyterHub …",
        "Installing npm for the tests with JupyterHub ...",
    ),
    "no_chromium": (
        "Không có Chromium, Chrome hay Edge: các kiểm thử trình duyệt KHÔNG được chạy (pytest ghi «skipped»). "
        "{hint_vi}",
        "There is no Chromium, Chrome or Edge: the browser tests are NOT run (pytest says 'skipped').\n{hint_en}",
    ),
    "no_engines": (
        "Máy không có {names}: các kiểm thử cho thư mục deploy/ KHÔNG được chạy đủ (pytest ghi «skipped»). "
        "Trên Debian hoặc Ubuntu, hãy chạy: sudo apt install {names}",
        "This machine has no {names}: not all tests of deploy/ are run (pytest says 'skipped'). "
        "On Debian or Ubuntu run: sudo apt install {names}",
    ),
    "checking": ("— Kiểm tra: {name}", "- Checking: {name}"),
    "not_passed": ("Không đạt: {names}", "Not passed: {names}"),
}


def words(key: str, **values: object) -> str:
    """Return a message in both languages, Vietnamese first."""
    return "\n".join(line.format(**values) for line in WORDS[key])


def say(key: str, **values: object) -> None:
    """Print a message in both languages."""
    print(words(key, **values), flush=True)


class SetupError(Exception):
    """The environment cannot be made; the message says what to do."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        super().__init__(words(key, **values))


# --- the environment ---------------------------------------------------------------------------


def check_python(version: "tuple[int, ...]" = sys.version_info[:3]) -> None:
    """Refuse a Python that is too old, naming a newer one if the machine has it."""
    if tuple(version[:2]) >= OLDEST:
        return
    newer = [name for name in ("python3.14", "python3.13", "python3.12", "python3.11") if shutil.which(name)]
    hint_vi = (
        "Hãy chạy: {} run.py".format(newer[0]) if newer else "Hãy cài từ https://www.python.org/downloads/"
    )
    hint_en = (
        "Run: {} run.py".format(newer[0]) if newer else "Install one from https://www.python.org/downloads/"
    )
    found = ".".join(str(part) for part in version)
    raise SetupError("old_python", found=found, hint_vi=hint_vi, hint_en=hint_en)


def check_space(kind: str) -> None:
    """Refuse to begin what the disk has no room for."""
    free = shutil.disk_usage(str(ROOT)).free // 10**6
    if free < MEGABYTES[kind]:
        raise SetupError("no_space", need=MEGABYTES[kind], path=ROOT, free=free)


def create_venv() -> None:
    """Make ``.venv`` unless a working one is there."""
    if PYTHON.exists() and subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError("no_venv", version="{}.{}".format(*sys.version_info))
    say("creating")
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", str(VENV)])


def digest(*names: str) -> str:
    """Return one hash over files, and over all files of folders."""
    total = hashlib.sha256()
    for name in names:
        path = ROOT / name
        for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
            if "__pycache__" not in file.parts:
                total.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def read_stamp() -> "dict[str, str]":
    """Return what an earlier run installed: hashes by lock and package."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def missing_parts(kind: str, stamp: "dict[str, str]") -> "list[str]":
    """Return what has to be installed: the lock ("run" or "test"), the package, both or nothing.

    The lock of the tests holds everything of the other one, so it will do for both.
    """
    locks = ["test"] if kind == "test" else ["run", "test"]
    has_lock = any(stamp.get(lock) == digest(LOCKS[lock]) for lock in locks)
    has_package = stamp.get("package") == digest(*COPIED)
    return ([] if has_lock else [kind]) + ([] if has_package else ["package"])


def diagnose(output: str) -> str:
    """Return the key of the message that explains a failed installation."""
    signs = (
        ("no_space", r"No space left on device|Errno 28|WinError 112|not enough space"),
        ("bad_hash", r"DO NOT MATCH THE HASHES"),
        (
            "no_network",
            r"NameResolutionError|Temporary failure in name resolution|getaddrinfo failed|Failed to establish a new "
            r"connection|Max retries exceeded|ConnectTimeout|ReadTimeout|ProxyError|SSLError|from versions: none",
        ),
    )
    return next((key for key, sign in signs if re.search(sign, output)), "failed")


def pip(kind: str, *arguments: str) -> None:
    """Run pip's installer in the environment, showing one line of progress on a terminal."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    process = subprocess.Popen(
        command + list(arguments), cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = []
    with LOG.open("ab") as log:
        for line in process.stdout:
            log.write(line)
            output.append(line.decode("utf-8", "replace").strip())
            if sys.stdout.isatty() and output[-1].startswith(("Collecting", "Downloading", "Installing")):
                print("\r  " + output[-1][:70].ljust(72), end="", flush=True)
    if sys.stdout.isatty():
        print("\r" + " " * 76 + "\r", end="", flush=True)
    if process.wait() != 0:
        free = shutil.disk_usage(str(ROOT)).free // 10**6
        last = next((line for line in reversed(output) if line), "")
        key = diagnose("\n".join(output))
        raise SetupError(key, log=LOG, last=last, need=MEGABYTES[kind], path=ROOT, free=free)


def set_up(kind: str) -> None:
    """Bring ``.venv`` to what the lock file says; quick when it already is.

    Parameters
    ----------
    kind : {"run", "test"}
        What it is needed for.
    """
    check_python()
    create_venv()
    stamp = read_stamp()
    missing = missing_parts(kind, stamp)
    if kind in missing:
        check_space(kind)
        lock = (ROOT / LOCKS[kind]).read_text(encoding="utf-8")
        say("installing", count=len(re.findall(r"^[\w.-]+==", lock, re.MULTILINE)))
        pip(kind, "--require-hashes", "-r", LOCKS[kind])
        stamp[kind] = digest(LOCKS[kind])
    if "package" in missing:
        say("package")
        pip(kind, "--no-deps", "--no-build-isolation", "--no-index", "--force-reinstall", "--editable", ".")
        stamp["package"] = digest(*COPIED)
    if missing:
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")
        say("ready")


# --- Chromium ----------------------------------------------------------------------------------


def browser_places() -> "list[Path]":
    """Return where browsers of the Chromium family are installed outside PATH."""
    if sys.platform == "darwin":
        names = ("Google Chrome", "Chromium", "Microsoft Edge")
        return [Path("/Applications/{0}.app/Contents/MacOS/{0}".format(name)) for name in names]
    folders = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    tails = (
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    )
    return [Path(folder) / tail for folder in folders if folder for tail in tails]


def find_chromium() -> "Path | None":
    """Return a browser of the Chromium family, the one in ``CDSLIB_CHROMIUM`` first."""
    named = os.environ.get("CDSLIB_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    names = (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "chrome",
        "msedge",
    )
    found = [Path(path) for path in map(shutil.which, names) if path]
    return next((path for path in found + browser_places() if path.is_file()), None)


def administrator() -> "list[str] | None":
    """Return what to put before a command to run it as root without a password; None if nothing will do."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def install(key: str, *packages: str) -> None:
    """On Debian and its relatives bring packages by apt-get, if that needs no password; say what for."""
    if os.name != "posix" or not shutil.which("apt-get"):
        return
    prefix = administrator()
    if prefix is None:
        return
    say(key)
    apt = prefix + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.call(apt + ["update"])
    subprocess.call(apt + ["install", "--yes", "--no-install-recommends"] + list(packages))


def prepare_browser() -> None:
    """Find or bring Chromium for the tests; say plainly when there is none.

    Raises
    ------
    SetupError
        On a continuous-integration machine (``CI`` is set), where skipping would go unseen.
    """
    if find_chromium() is None:
        install("chromium", "chromium", "fonts-dejavu-core")
    browser = find_chromium()
    if browser is not None:
        os.environ["CDSLIB_CHROMIUM"] = str(browser)
        return
    apt = bool(shutil.which("apt-get"))
    hint_vi = (
        "Hãy chạy: sudo apt install chromium"
        if apt
        else "Hãy cài Chrome, Chromium hoặc Edge, hoặc đặt CDSLIB_CHROMIUM."
    )
    hint_en = (
        "Run: sudo apt install chromium"
        if apt
        else "Install Chrome, Chromium or Edge, or set CDSLIB_CHROMIUM."
    )
    if os.environ.get("CI"):
        raise SetupError("no_chromium", hint_vi=hint_vi, hint_en=hint_en)
    say("no_chromium", hint_vi=hint_vi, hint_en=hint_en)


# --- nginx and JupyterHub's proxy ----------------------------------------------------------------


def find_nginx() -> "str | None":
    """Return nginx, installed or unpacked in ``.venv``."""
    folders = [os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", str(NGINX / "usr" / "sbin")]
    return shutil.which("nginx", path=os.pathsep.join(folders))


def unpack_nginx() -> None:
    """Unpack Debian's nginx in ``.venv``; installed, it would listen on port 80 of this machine from then on."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return
    NGINX.mkdir(exist_ok=True)
    download = ["apt-get", "-qq", "download", "nginx"]
    prefix = administrator()
    if subprocess.call(download, cwd=str(NGINX)) != 0 and prefix is not None:
        subprocess.call(prefix + ["apt-get", "-qq", "update"])
        subprocess.call(download, cwd=str(NGINX))
    for package in NGINX.glob("*.deb"):
        subprocess.call(["dpkg", "-x", str(package), str(NGINX)])


def prepare_engines() -> None:
    """Find or bring nginx and npm for the tests of ``deploy/``; say plainly which there is not."""
    if shutil.which("npm") is None:
        install("npm", "npm")
    if find_nginx() is None:
        unpack_nginx()
    missing = [name for name, path in (("nginx", find_nginx()), ("npm", shutil.which("npm"))) if path is None]
    if missing:
        say("no_engines", names=" ".join(missing))


# --- the commands ------------------------------------------------------------------------------


def cdslib(name: str, options: "list[str]") -> int:
    """Open the dashboards, or the course, once what they need is there."""
    set_up("run")
    command = [str(PYTHON), "-m", "cdslib", name] + options
    if os.name == "posix":
        os.execv(command[0], command)
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def test(options: "list[str]") -> int:
    """Run the linters, the type checker, the room rule and all tests; pytest last, so that its summary closes."""
    set_up("test")
    prepare_browser()
    prepare_engines()
    python = [str(PYTHON), "-m"]
    checks = (
        ("ruff check", python + ["ruff", "check", "."]),
        ("ruff format", python + ["ruff", "format", "--check", "."]),
        ("mypy", python + ["mypy"]),
        ("import-linter", [str(BIN / "lint-imports")]),
        ("pytest", python + ["pytest"] + options),
    )
    failed = []
    for name, command in checks:
        say("checking", name=name)
        if subprocess.call(command, cwd=str(ROOT)) != 0:
            failed.append(name)
    if failed:
        say("not_passed", names=", ".join(failed))
    return 1 if failed else 0


def main(arguments: "list[str]") -> int:
    """Do what the command line asks for and return the exit code."""
    command, options = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    try:
        if command in ("serve", "workshop"):
            return cdslib(command, options)
        if command == "test":
            return test(options)
        if command == "setup" and not options:
            set_up("run")
            return 0
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    say("usage")
    return 0 if command in ("-h", "--help", "help") else 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
