"""What the service allows, and what not."""

import pytest
from traitlets.config import Config

from cdslib.frontend.build import STATIC
from cdslib.resources import notebooks_dir
from cdslib.server.answers import TEMPLATES
from cdslib.server.app import Dashboards, configuration
from cdslib.server.pages import DASHBOARDS
from cdslib.server.settings import Settings


@pytest.fixture
def config() -> Config:
    return configuration(Settings())


def test_the_visitor_chooses_neither_template_nor_theme(config: Config) -> None:
    page = config.VoilaConfiguration
    assert (page.allow_template_override, page.allow_theme_override) == ("NO", "NO")
    assert (page.template, page.theme) == ("lab", "light")


def test_no_file_beside_the_notebooks_is_served(config: Config) -> None:
    assert config.VoilaConfiguration.file_allowlist == []
    assert config.VoilaConfiguration.strip_sources is True
    assert config.VoilaConfiguration.show_tracebacks is False


def test_no_extension_of_jupyter_is_loaded(config: Config) -> None:
    assert config.VoilaConfiguration.extension_allowlist == []


def test_where_it_listens_and_what_it_opens() -> None:
    config = configuration(Settings(host="0.0.0.0", port=8080))
    assert (config.Dashboards.ip, config.Dashboards.port, config.Dashboards.open_browser) == (
        "0.0.0.0",
        8080,
        True,
    )
    assert config.Dashboards.root_dir == str(notebooks_dir() / "dashboards")


def test_kernels_that_nobody_uses_are_ended(config: Config) -> None:
    assert config.BoundedKernels.cull_interval == 15
    assert config.BoundedKernels.cull_idle_timeout == 600
    assert config.VoilaConfiguration.preheat_kernel is True
    assert config.VoilaConfiguration.default_pool_size == 1


def test_every_dashboard_has_its_notebook_picture_and_words() -> None:
    words = configuration(Settings()).VoilaConfiguration.resources["site"]["words"]
    assert Dashboards.pages == tuple(page.name for page in DASHBOARDS)
    for page in DASHBOARDS:
        assert (notebooks_dir() / "dashboards" / f"{page.name}.ipynb").is_file()
        assert (STATIC / page.picture).is_file()
        assert {f"page_{page.name}", f"about_{page.name}"} <= set(words)


def test_the_templates_are_the_suites_own() -> None:
    names = {path.name.removesuffix(".html.j2") for path in TEMPLATES.iterdir()}
    assert names == {"dashboard", "incident", "index", "landing", "login", "message", "site"}


def test_no_other_configuration_of_the_machine_is_read(config: Config) -> None:
    assert config.Dashboards.config_file_paths == []
