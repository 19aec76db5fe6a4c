"""The scenario page's words and files, by hand on three provinces and on the real ones; the widget in a kernel."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import openpyxl
import pytest

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.baselines import load_baseline
from cdslib.analysis.index_schemes import Scheme
from cdslib.analysis.scenario_document import read_scenario
from cdslib.analysis.what_if import what_if
from cdslib.apps import ScenarioDashboard
from cdslib.apps.scenario_answers import answer_least, answer_simulation
from cdslib.apps.scenario_book import ScenarioBook, load_scenario_book
from cdslib.apps.scenario_compare import compare
from cdslib.apps.scenario_export import export_scenario
from cdslib.apps.scenario_formulas import formulas
from cdslib.apps.scenario_numbers import four
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_report import brought, passing_words, report
from cdslib.apps.scenario_sentences import goal_sentence, headline, result_words
from cdslib.apps.scenario_state import DRAFT, ScenarioState, scenario_of
from cdslib.apps.scenario_view import compose_scenario
from tests.apps.test_map_app import HEAVY

REAL = load_scenario_book()


@pytest.fixture
def tiny() -> ScenarioBook:
    """Three provinces, two main indices of 30 and 10 points; A (vn34-01) leads B (vn34-38) and C (vn34-40)."""
    scheme = Scheme.from_weights(
        "tiny", {"infrastructure": 30, "awareness": 10}, {"digital_society": ["infrastructure"]}
    )
    baseline = Baseline(
        geography="vn34",
        year=2024,
        merger_rule="ministry",
        scheme=scheme,
        codes=("vn34-01", "vn34-38", "vn34-40"),
        levels=np.array([[0.8, 0.8], [0.6, 0.4], [0.5, 0.5]]),
        gains=np.array([[[0.01, 0.0], [0.02, 0.0], [0.08, 0.0]], [[0.01, 0.0], [0.02, 0.0], [0.08, 0.0]]]),
        gain_years=(2023, 2024),
        published=np.array([0.8, 0.55, 0.5]),
    )
    return replace(REAL, baselines={"vn34": baseline, "vn63": baseline})


def outcome(book: ScenarioBook, **wished: Any) -> Outcome:
    return Outcome(book, ScenarioState(**{"lang": "en", "goal_value": 1} | wished))


def test_nothing_moved(tiny: ScenarioBook) -> None:
    done = outcome(tiny)
    assert (
        result_words(done)
        == "In 2024 Thanh Hoa has a DTI of 0.5500, place 2 of 3; nothing has been changed yet."
    )
    assert goal_sentence(done) == (
        "The goal (place 1 on the digital transformation index (DTI) in 2030) is not reached: "
        "0.2500 is missing to match Ha Noi."
    )


def test_a_lever_by_hand(tiny: ScenarioBook) -> None:
    """30/40 of 0.6 to 1.0 is 0.3: from 0.55 to 0.85 in 2030, past 0.8 in the year in which 5/6 of it are done."""
    done = outcome(tiny, levels={"infrastructure": 1.0})
    assert headline(done) == (
        "In the scenario Thanh Hoa has a DTI of 0.8500 in 2030, 0.3000 above 2024, place 1 of 3, up 1 place from 2. "
        "The goal (place 1 on the digital transformation index (DTI) in 2030) is reached from 2029 on."
    )
    assert brought(done) == "Contributions to the change of the score: digital infrastructure +0.3000."
    assert passing_words(done) == "It passes Ha Noi."


def test_a_faster_pace_and_one_year_of_its_own(tiny: ScenarioBook) -> None:
    assert outcome(tiny, levels={"infrastructure": 1.0}, by=2026).since == 2026
    slow = outcome(tiny, levels={"infrastructure": 1.0}, by=2026, years={"infrastructure": 2030})
    assert slow.since == 2029
    assert outcome(tiny, levels={"infrastructure": 1.0}, goal_year=2026).since is None


def test_lowering_and_being_passed(tiny: ScenarioBook) -> None:
    done = outcome(tiny, levels={"infrastructure": 0.3}, goal_kind="score", goal_value=0.55)
    assert headline(done) == (
        "In the scenario Thanh Hoa has a DTI of 0.3250 in 2030, 0.2250 below 2024, place 3 of 3, down 1 place from 2. "
        "The goal (the digital transformation index (DTI) of at least 0.5500 in 2030) is reached until 2024 "
        "but not kept: in 2030 0.2250 is missing."
    )
    assert passing_words(done) == "It is passed by Nghe An."
    assert "from 0.6000 down to 0.3000 by 2030" in " ".join(report(done))


def test_a_goal_lost_to_the_others(tiny: ScenarioBook) -> None:
    """C gains 0.08 · 30/40 = 0.06 a year: 0.56 in 2025 is ahead of B's 0.55."""
    done = outcome(tiny, others="own_trend", goal_value=2)
    assert done.reached == dict(zip(range(2024, 2031), [True, *[False] * 6], strict=True))
    assert goal_sentence(done).startswith(
        "The goal (place 2 on the digital transformation index (DTI) in 2030) is reached until 2024"
    )


def test_the_province_stands_still_unless_said_otherwise(tiny: ScenarioBook) -> None:
    """Without a lever the goal's province follows ``own``, not ``others``."""
    assert outcome(tiny, others="own_trend").score == pytest.approx(0.55)
    assert outcome(tiny, own="own_trend").score == pytest.approx(0.55 + 6 * 0.02 * 0.75)


def test_formulas_hold_the_numbers_of_the_province(tiny: ScenarioBook) -> None:
    done = outcome(tiny, levels={"infrastructure": 0.7})
    assert formulas(done) == [
        {
            "label": "Digital transformation index (DTI), 2030",
            "text": "(30 × 0.7000 + 10 × 0.4000) / 40 = 0.6250",
        },
        {"label": "Digital society, 2030", "text": "(30 × 0.7000) / 30 = 0.7000"},
    ]
    assert "≈" in formulas(outcome(tiny, levels={"infrastructure": 0.7001}))[0]["text"]


def test_other_weights_are_a_step_of_their_own(tiny: ScenarioBook) -> None:
    done = outcome(tiny, weights={"awareness": 30.0})
    assert brought(done) == "Contributions to the change of the score: other weights −0.0500."
    assert "Weights changed by the user: digital awareness 30 (total 60 points)." in " ".join(report(done))
    assert "not the official ones" in " ".join(report(done))


def test_a_and_b_side_by_side(tiny: ScenarioBook) -> None:
    kept = {name: vars(ScenarioState(goal_value=1))[name] for name in DRAFT}
    found = compare(outcome(tiny, levels={"infrastructure": 1.0}, kept=kept))
    assert found is not None
    assert found["rows"][0] == {"label": "DTI", "a": "0.5500", "b": "0.8500", "change": "+0.3000"}
    assert found["rows"][1] == {"label": "Place", "a": "2/3", "b": "1/3", "change": "▲ 1"}
    assert found["rows"][4] == {"label": "Digital awareness", "a": "0.4000", "b": "0.4000", "change": "="}
    assert compare(outcome(tiny)) is None


def test_the_least_effort_fills_the_sliders(tiny: ScenarioBook) -> None:
    found = answer_least(outcome(tiny))
    assert found["levels"] == {"infrastructure": 0.9334}
    assert outcome(tiny, levels=found["levels"], by=found["by"]).since == 2030
    held = answer_least(outcome(tiny, fixed=("infrastructure",)))
    assert (held["possible"], held["levels"]) == (False, {})
    assert "cannot be reached" in held["message"]
    capped = answer_least(outcome(tiny, caps={"infrastructure": 0.9}))
    assert capped["levels"] == {"infrastructure": 0.9, "awareness": 0.5}


def test_chance_says_its_seed_and_is_the_same_again(tiny: ScenarioBook) -> None:
    first, again = (answer_simulation(outcome(tiny, serial=7)) for _ in range(2))
    assert first == again
    assert first["serial"] == 7
    assert "In 1,000 draws" in first["message"]
    assert "Seed: 1" in first["message"]
    assert [row["year"] for row in first["band"]] == list(range(2024, 2031))


def test_half_a_unit_is_rounded_away_from_zero() -> None:
    assert [four(value, "en", sign=True) for value in (0.77425, -0.77425, 0.00005, -0.00001)] == [
        "+0.7743",
        "−0.7743",
        "+0.0001",
        "0.0000",
    ]


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_the_prepared_baseline_is_that_of_the_library(geography: str) -> None:
    """Run ``python -m cdslib.apps.scenario_build`` after a change of data or charts."""
    made, kept = load_baseline(geography), REAL.baselines[geography]
    assert (made.codes, made.scheme, made.gain_years, made.merger_rule) == (
        kept.codes,
        kept.scheme,
        kept.gain_years,
        kept.merger_rule,
    )
    for name in ("levels", "gains", "published"):
        np.testing.assert_allclose(getattr(kept, name), getattr(made, name), rtol=0, atol=1e-12)


def test_the_prepared_file_is_up_to_date() -> None:
    from cdslib.apps.scenario_build import scenario_text
    from cdslib.resources import built_file

    assert built_file("scenario.json").read_text(encoding="utf-8") == scenario_text()


@pytest.mark.parametrize("geography", ["vn34", "vn63"])
def test_the_numbers_of_the_page_are_those_of_what_if(geography: str) -> None:
    state = ScenarioState(
        geography,
        f"{geography}-38",
        levels={"government_activity": 0.75, "infrastructure": 0.5},
        years={"infrastructure": 2026},
        others="own_trend",
        own="follow_mean",
        goal_year=2028,
    )
    result = what_if(REAL.baselines[geography], scenario_of(state))
    figures = compose_scenario(REAL, state)["figures"]
    assert figures["scores"] == result.scores[4].tolist()
    assert figures["ranks"] == result.ranks[4].tolist()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_report_says_what_it_does_not_know(lang: str) -> None:
    state = ScenarioState(
        levels={"government_activity": 0.75}, others="own_trend", lang="en" if lang == "en" else "vi"
    )
    said = " ".join(report(Outcome(REAL, state)))
    wanted = {
        "vi": (
            "không phải là dự báo",
            "Năm 2024 bộ tiêu chí và trọng số thay đổi",
            "chưa thấy trong văn bản",
            "405/QĐ-BKHCN",
        ),
        "en": (
            "not a forecast",
            "Criteria and weights changed in 2024",
            "not found in print",
            "405/QĐ-BKHCN",
        ),
    }
    assert all(words in said for words in wanted[lang])


def test_the_table_holds_all_years_and_its_method() -> None:
    done = Outcome(REAL, ScenarioState(levels={"government_activity": 0.75}, name="=1+1"))
    name, _, data = export_scenario(done, {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert name == "cds-scenario-vn34-38-2030.csv"
    assert len(rows) == 34 * 7
    own = [row for row in rows if row["Mã"] == "vn34-38"]
    assert [float(row["Chỉ số chuyển đổi số (DTI)"]) for row in own] == pytest.approx(
        done.result.scores[:, done.place], abs=1e-6
    )
    assert own[-1]["Số bậc thay đổi"] == "3"
    book = openpyxl.load_workbook(io.BytesIO(export_scenario(done, {"format": "xlsx"})[2]))
    notes = " ".join(str(cell.value) for row in book["Nguồn"].iter_rows() for cell in row)
    for words in ("Quyết định số 405/QĐ-BKHCN", "200 × 0,7500", "không phải là dự báo", "https://"):
        assert words in notes


def test_the_saved_file_is_a_scenario_of_the_library() -> None:
    done = Outcome(REAL, ScenarioState(levels={"government_activity": 0.75}, name="Thử"))
    assert read_scenario(export_scenario(done, {"format": "json"})[2]) == done.scenario


class Page:
    """Stands for the browser: it keeps what the kernel sends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dashboard = ScenarioDashboard()
        self.received: list[dict[str, Any]] = []
        monkeypatch.setattr(self.dashboard, "send", lambda content, buffers=(): self.received.append(content))

    def say(self, **content: Any) -> None:
        self.dashboard._answer_message(self.dashboard, content, [])


def test_a_wish_is_answered_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    dashboard = Page(monkeypatch).dashboard
    dashboard.wish = {**dashboard.wish, "levels": {"infrastructure": 0.99}, "serial": 4}
    assert dashboard.view["state"]["serial"] == 4
    frame = dashboard.frame
    dashboard.wish = {**dashboard.wish, "geography": "vn63", "serial": 5}
    assert dashboard.frame is not frame
    assert dashboard.frame["is_joint"]
    assert dashboard.frame["components"][0]["id"] == "foundation_joint"


def test_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(monkeypatch)
    for kind in ("least", "simulate", "open", "find", "export"):
        page.say(kind=kind, text="thanh hoa", format="json")
    assert [content["kind"] for content in page.received] == [
        "least",
        "simulated",
        "refused",
        "found",
        "file",
    ]
    for content in ({}, {"kind": "eval"}, {"kind": ["least"]}):
        page.say(**content)
    assert len(page.received) == 5


def test_what_is_sent_stays_small() -> None:
    dashboard = ScenarioDashboard()
    dashboard.wish = {**dashboard.wish, "levels": {"infrastructure": 0.99}, "kept": dashboard.wish}
    assert len(json.dumps(dashboard.view, allow_nan=False)) < 14_000
    assert len(json.dumps(dashboard.frame, allow_nan=False)) < 60_000
    assert len(json.dumps(dashboard.specs, allow_nan=False)) < 120_000


def test_the_kernel_stays_light() -> None:
    script = (
        "import sys, json\n"
        "from cdslib.apps import ScenarioDashboard\n"
        "dashboard = ScenarioDashboard()\n"
        "dashboard.wish = {'levels': {'infrastructure': 0.97}, 'geography': 'vn34', 'lang': 'en'}\n"
        "dashboard._answer_message(None, {'kind': 'simulate'}, [])\n"
        "dashboard._answer_message(None, {'kind': 'export', 'format': 'csv'}, [])\n"
        "dashboard._answer_message(None, {'kind': 'open', 'text': '{}', 'origin': 'file'}, [])\n"
        f"print(json.dumps([name for name in {(*HEAVY, 'highspy')!r} if name in sys.modules]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
