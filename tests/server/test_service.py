"""The running service: what a visitor gets, and what an intruder does not."""

import gzip
import json

import pytest

from cdslib.frontend.build import STATIC
from cdslib.resources import geo_dir
from cdslib.server.app import PortInUseError, serve
from cdslib.server.files import load_files
from cdslib.server.landing import landing_page
from cdslib.server.settings import Settings
from tests.server.conftest import Service

FILES = f"/files/{load_files().digest}"


def test_the_landing_page(service: Service) -> None:
    answer = service.get("/")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text == landing_page("/")


def test_a_dashboard_runs_without_its_source(service: Service) -> None:
    answer = service.get("/map")
    assert answer.status == 200
    assert "from cdslib.apps import" not in answer.text
    assert "application/vnd.jupyter.widget-view+json" in answer.text
    assert '"baseUrl": "/"' in answer.text
    assert '<script type="application/json" id="cds-first">{"page":"map",' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "?theme=<script>alert(1)</script>",
        "?theme=dark",
        "?template=classic",
        "?voila-template=x",
        "?i=%3Cscript%3Ealert(1)",
    ],
)
def test_the_query_changes_neither_template_nor_theme(service: Service, query: str) -> None:
    answer = service.get("/map" + query.replace("<", "%3C").replace(">", "%3E"))
    assert answer.status == 200
    assert "alert(1)" not in answer.text
    assert 'class="site"' in answer.text
    assert "theme-dark" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/tree/",
        "/voila/tree/map.ipynb",
        "/voila/render/map.ipynb",
        "/voila/api/contents",
        "/voila/api/contents/map.ipynb",
        "/voila/api/contents/%2e%2e",
        "/voila/files/map.ipynb",
        "/voila/files/../pyproject.toml",
        "/files/map.ipynb",
        "/tree",
        "/lab",
        "/api/contents",
        "/notebooks/map.ipynb",
        "/map.ipynb",
        "/nothing",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        f"{FILES}/../../../../../etc/passwd",
        f"{FILES}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/pyproject.toml",
        f"{FILES}/geo/../README.md",
        f"{FILES}/geo/..%2fprovenance.json",
        f"{FILES}/geo/README.md",
        f"{FILES}/geo/%2e%2e/%2e%2e/data/observations.csv.topojson",
        "/voila/static/voila.js",
        "/voila/labextensions/cdslib/static/map.mjs",
        "/voila/templates/lab/static/x",
        f"{FILES}/",
        f"{FILES}/fonts",
        f"{FILES}/%00",
        f"{FILES}/geo/build.py",
        f"{FILES}/geo/provenance.json",
        "/files/0000000000000000/../../app.py",
    ],
)
def test_nothing_else_is_served(service: Service, path: str) -> None:
    answer = service.get(path)
    assert answer.status in (400, 403, 404), answer.text[:300]
    for secret in (b"root:", b"MapDashboard", b"[project]", b"province_code"):
        assert secret not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", "/map", "/voila/api/contents/map.ipynb", "/api/kernels"])
def test_nothing_can_be_written(service: Service, method: str, path: str) -> None:
    assert service.get(path, method).status in (403, 404, 405)


def test_kernels_are_not_listed_or_started_from_outside(service: Service) -> None:
    assert service.get("/api/kernels").status in (403, 404, 405)
    assert service.get("/api/sessions").status in (403, 404, 405)
    assert service.get("/api/terminals").status in (403, 404, 405)


def test_files_are_kept_by_browsers_until_they_change(service: Service) -> None:
    answer = service.get(f"{FILES}/vega.mjs", **{"Accept-Encoding": "gzip, br"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.body) == (STATIC / "vega.mjs").read_bytes()
    plain = service.get(f"{FILES}/vega.mjs")
    assert "content-encoding" not in plain.headers
    assert plain.body == (STATIC / "vega.mjs").read_bytes()
    old = service.get("/files/0123456789abcdef/map.mjs")
    assert (old.status, old.headers["cache-control"]) == (200, "no-cache")
    again = service.get("/files/0123456789abcdef/map.mjs", **{"If-None-Match": old.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    letters = service.get(
        f"{FILES}/fonts/be-vietnam-pro-latin-400-normal.woff2", **{"Accept-Encoding": "gzip"}
    )
    assert letters.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in letters.headers


@pytest.mark.parametrize("count", ["34", "63"])
def test_boundaries_are_sent_compressed(service: Service, count: str) -> None:
    path = f"{FILES}/geo/provinces_{count}.topojson"
    answer = service.get(path, **{"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers.get("content-encoding")) == (200, "gzip")
    sent = json.loads(gzip.decompress(answer.body))
    assert sent == json.loads((geo_dir() / f"provinces_{count}.topojson").read_bytes())
    assert len(answer.body) < 30_000


@pytest.mark.parametrize(
    "name",
    ["map.mjs", "profile.mjs", "vega.mjs", "cds.css", "site.css", "pictures/map.svg", "pictures/profile.svg"],
)
def test_the_page_code_is_served_from_here(service: Service, name: str) -> None:
    answer = service.get(f"{FILES}/{name}")
    assert answer.status == 200
    assert answer.body == (STATIC / name).read_bytes()
    kind = {"mjs": "javascript", "css": "text/css", "svg": "image/svg+xml"}[name.rsplit(".", 1)[1]]
    assert kind in answer.headers["content-type"]


def test_text_is_compressed(service: Service) -> None:
    for path in ("/", f"{FILES}/vega.mjs"):
        answer = service.get(path, **{"Accept-Encoding": "gzip"})
        assert answer.headers.get("content-encoding") == "gzip", path


def test_a_second_service_on_the_same_port_says_so(service: Service) -> None:
    with pytest.raises(PortInUseError) as caught:
        serve(Settings(port=service.port))
    assert str(caught.value) == (
        f"Cổng {service.port} đang được dùng, có thể trang này đã mở sẵn. "
        "Hãy thử cổng khác: cdslib serve --port 8900.\n"
        f"Port {service.port} is in use; perhaps the dashboards are open already. "
        "Try another: cdslib serve --port 8900."
    )


def test_a_missing_page_tells_no_paths(service: Service) -> None:
    answer = service.get("/<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E"))
    assert answer.status == 404
    assert "<script>alert(1)" not in answer.text
    assert str(geo_dir().parent) not in answer.text
