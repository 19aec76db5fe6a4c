"""A service below a base address, with a token, a small cap and a notebook that fails."""

import re
import sys
from urllib.parse import quote, urlencode

import pytest
from websockets.exceptions import InvalidStatus

from cdslib.server.files import load_files
from tests.server.conftest import MOST_KERNELS, TOKEN, Answer, Service, wait_for

FILES = f"/cds/files/{load_files().digest}"
PARTS = (f"{FILES}/site.css", f"{FILES}/fonts/be-vietnam-pro-latin-400-normal.woff2")


def entered(service: Service, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask as a visitor who has the token."""
    return service.get(path, method, Authorization=f"token {TOKEN}", **headers)


def cookies(answer: Answer) -> str:
    return "; ".join(re.findall(r'(?:^|, )([\w-]+=(?:"[^"]*"|[^;,"]+));', answer.headers["set-cookie"]))


@pytest.mark.parametrize("path", ["/cds/", "/cds/map", "/cds/targets?lang=en", "/cds/nothing"])
def test_pages_need_the_token(guarded: Service, path: str) -> None:
    for asked in (path, f"{path}{'&' if '?' in path else '?'}token={TOKEN[:-1]}", f"{path}?token="):
        answer = guarded.get(asked)
        assert answer.status == 302
        assert answer.headers["location"].startswith("/cds/login?next=%2Fcds%2F")
        assert "kernelId" not in answer.text


@pytest.mark.parametrize(
    "given", ["", "token ", f"token {TOKEN}x", f"token {TOKEN.upper()}", "Bearer x", "Basic x"]
)
def test_a_wrong_token_in_the_header(guarded: Service, given: str) -> None:
    assert guarded.get("/cds/map", Authorization=given).status == 302


def test_kernels_need_the_token(guarded: Service) -> None:
    kernel = entered(guarded, "/cds/targets").kernel
    assert guarded.get(f"/cds/api/kernels/{kernel}").status == 403
    assert guarded.leave(kernel).status == 403
    with pytest.raises(InvalidStatus) as caught, guarded.channels(kernel):
        pass
    assert caught.value.response.status_code == 403
    with guarded.channels(kernel, additional_headers={"Authorization": f"token {TOKEN}"}):
        assert entered(guarded, f"/cds/api/kernels/{kernel}").status == 200
    assert entered(guarded, f"/cds/voila/api/shutdown/{kernel}", "POST").status == 204


def test_a_link_with_the_token_opens_the_page_and_loses_the_token(guarded: Service) -> None:
    answer = guarded.get(f"/cds/?lang=en&token={TOKEN}&i=a%26b")
    assert (answer.status, answer.headers["location"]) == (302, "/cds/?lang=en&i=a%26b")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "Path=/cds/" in answer.headers["set-cookie"]
    assert guarded.get("/cds/", Cookie=cookies(answer)).status == 200
    assert TOKEN not in answer.headers["set-cookie"]
    assert "SameSite=Lax" in answer.headers["set-cookie"]
    name, _, value = cookies(answer).partition("=")
    for made_up in (f"{name}=x", f'{name}={value[:-4]}abc"', f"{name}={value.replace('|1:0|', '|1:1|')}"):
        assert guarded.get("/cds/", Cookie=made_up).status == 302


def test_the_login_page_in_both_languages(guarded: Service) -> None:
    page = guarded.get("/cds/login?next=%2Fcds%2Fmap%3Fi%3D1")
    assert page.status == 200
    for said in ("Cần mã truy cập", "A token is needed", 'action="/cds/login?next=%2Fcds%2Fmap%3Fi%3D1"'):
        assert said in page.text
    cookie = cookies(page)
    xsrf = re.findall(r'name="_xsrf" value="([^"]+)"', page.text)[0]

    def sent(password: str, next_page: str = "/cds/map?i=1", **fields: str) -> Answer:
        body = urlencode({"password": password} | fields).encode()
        kind = "application/x-www-form-urlencoded"
        address = f"/cds/login?next={quote(next_page, safe='')}"
        return guarded.get(address, "POST", body, Cookie=cookie, **{"Content-Type": kind})

    assert sent(TOKEN).status == 403  # a form of another site
    wrong = sent("<b>wrong</b>", _xsrf=xsrf)
    assert wrong.status == 401
    assert "Mã truy cập chưa đúng" in wrong.text
    assert "<b>wrong" not in wrong.text
    right = sent(TOKEN, _xsrf=xsrf)
    assert (right.status, right.headers["location"]) == (302, "/cds/map?i=1")
    assert guarded.get("/cds/", Cookie=cookies(right)).status == 200
    for elsewhere in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "/other/",
    ):
        assert sent(TOKEN, elsewhere, _xsrf=xsrf).headers["location"] == "/cds/"


def test_what_the_login_page_is_made_of_needs_no_token(guarded: Service) -> None:
    for path in PARTS:
        assert guarded.get(path).status == 200


def test_every_address_lies_below_the_base(guarded: Service) -> None:
    for path in ("/", "/map", FILES.removeprefix("/cds") + "/site.css", "/login", "/cdsmap", "/cds/cds/"):
        assert entered(guarded, path).status == 404
    assert (entered(guarded, "/cds").status, entered(guarded, "/cds").headers["location"]) == (301, "/cds/")
    pages = [entered(guarded, path) for path in ("/cds/", "/cds/targets", "/cds/nothing")]
    pages.append(guarded.get("/cds/login"))
    for page in pages:
        addresses = re.findall(r"""\b(?:href|src|action)="([^"#]+)""", page.text)
        assert len(addresses) > 5
        assert [address for address in addresses if not address.startswith("/cds/")] == []
    assert '"baseUrl": "/cds/"' in pages[1].text
    assert entered(guarded, f"/cds/voila/api/shutdown/{pages[1].kernel}", "POST").status == 204


def test_a_notebook_that_fails_shows_a_card_and_no_traceback(guarded: Service) -> None:
    page = entered(guarded, "/cds/map")
    assert page.status == 200
    assert "Phần này đang gặp lỗi" in page.text
    assert "Something failed here" in page.text
    assert len(re.findall(r"<section class=\"site-failed\"", page.text)) == 1
    for secret in ("Traceback", "RuntimeError", "mat-khau-bi-mat", "ipython", "show_tracebacks"):
        assert secret not in page.text
    incident = re.findall(r"Mã sự cố:</span> <strong>(\w{4}-\w{4})</strong>", page.text)[0]
    assert f"Incident {incident}: a cell failed" in guarded.log
    told = guarded.log.split(f"Incident {incident}")[1]
    assert "RuntimeError" in told
    assert "203.0.113.9" not in guarded.log
    assert entered(guarded, f"/cds/voila/api/shutdown/{page.kernel}", "POST").status == 204


def test_a_flood_of_visitors_is_told_to_wait(guarded: Service) -> None:
    """Only so many kernels: whoever comes then is asked to come again, and can when one has gone."""
    served: list[Answer] = []

    def full() -> bool:
        answer = entered(guarded, "/cds/targets")
        served.append(answer)
        return answer.status == 503

    wait_for(full)
    refused = served.pop()
    assert 1 <= len(served) <= MOST_KERNELS
    assert refused.headers["retry-after"] == "10"
    assert "Hiện có quá nhiều người đang xem" in refused.text
    assert "Too many visitors at the moment" in refused.text
    assert '<meta http-equiv="refresh" content="10">' in refused.text
    assert all(entered(guarded, "/cds/targets").status == 503 for _ in range(5))
    assert entered(guarded, "/cds/").status == 200
    for page in served:
        assert entered(guarded, f"/cds/voila/api/shutdown/{page.kernel}", "POST").status == 204
    wait_for(lambda: entered(guarded, "/cds/targets").status == 200)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit another process")
def test_a_kernel_has_a_memory_limit(guarded: Service) -> None:
    page = entered(guarded, "/cds/targets")
    assert f"memory limit {700 * 2**20}" in page.text
    assert entered(guarded, f"/cds/voila/api/shutdown/{page.kernel}", "POST").status == 204


def test_sites_that_may_frame_the_pages(guarded: Service) -> None:
    headers = entered(guarded, "/cds/").headers
    assert headers["content-security-policy"].endswith("frame-ancestors 'self' https://portal.example")
    assert "x-frame-options" not in headers


def test_neither_token_nor_visitor_is_in_the_log(guarded: Service) -> None:
    assert TOKEN not in guarded.log
    assert "127.0.0.1" not in re.sub(r"http://\S+ \(", "", guarded.log)
