"""What a page shows before it has spoken with a kernel."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdslib.server.first import first_view
from cdslib.server.pages import DASHBOARDS
from tests.server.conftest import Service

PAGES = [page.name for page in DASHBOARDS]


def traits(page: str, query: str = "") -> Any:
    found = json.loads(first_view(page, query))
    assert found["page"] == page
    return found["traits"]


@pytest.mark.parametrize("page", DASHBOARDS, ids=lambda page: page.name)
def test_it_is_what_a_kernel_would_show(page: Any) -> None:
    in_kernel = page.dashboard()
    shown = traits(page.name)
    for name in ("view", "specs", "start", "address", "wish"):
        assert shown[name] == json.loads(json.dumps(getattr(in_kernel, name))), name


@pytest.mark.parametrize(
    ("page", "query", "field", "value"),
    [
        ("map", "i=infrastructure&y=2022", "indicator", "infrastructure"),
        ("map", "g=vn63&lang=en", "geography", "vn63"),
        ("map", "k=9&n=7", "k", 7),
        ("map", "f=1", "fixed", True),
        ("profile", "s=vn34-38", "code", "vn34-38"),
        ("profile", "s=vn63-24", "geography", "vn63"),
        ("profile", "s=vn34-24&g=vn63", "code", "vn63-27"),
        ("targets", "v=province&p=vn34-38", "province", "vn34-38"),
        ("targets", "v=province&p=vn34-38", "view", "province"),
        ("scenario", "lang=en", "lang", "en"),
        ("scenario", "s=anything", "lang", "vi"),
    ],
)
def test_the_address_decides(page: str, query: str, field: str, value: object) -> None:
    shown = traits(page, query)
    assert shown["view"]["state"][field] == value
    assert shown["start"] == traits(page)["start"]


@given(
    page=st.sampled_from(PAGES),
    field=st.sampled_from(
        ["i", "g", "y", "b", "c", "n", "p", "f", "t", "s", "v", "d", "at", "lang", "x", ""]
    ),
    said=st.text(max_size=200) | st.sampled_from(["nan", "inf", "1e999", "-0", "\0", "vn34-", "9" * 79]),
)
def test_whatever_is_asked_a_page_comes_and_nothing_is_repeated(page: str, field: str, said: str) -> None:
    marked = f"Wx7{said}"
    for query in (f"{field}={quote(marked)}", f"{field}={marked}", marked, f"{field}={quote(said)}"):
        shown = first_view(page, query)
        assert "Wx7" not in shown
        assert not set("<>&") & set(shown)
        assert json.loads(shown)["traits"]["view"]["state"]


def test_the_page_comes_with_it(service: Service) -> None:
    page = service.get("/profile?s=vn34-38&lang=en")
    service.leave(page.kernel)
    said = page.text.split('id="cds-first">')[1].split("</script>")[0]
    assert said == first_view("profile", "s=vn34-38&lang=en")
    for module in ("live", "wire", "profile", "vega"):
        assert '<link rel="modulepreload" href="/files/' in page.text
        assert f"/{module}.mjs" in page.text
