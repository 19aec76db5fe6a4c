"""The exercises of the course: which name holds the answer, and who judges it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cdslib.provinces import Province, province
from cdslib.workshop.answers import Choice, Judge, Number, ProvinceName, Rival, read_province
from cdslib.workshop.figures import (
    SHARE,
    YEAR,
    figures,
    main_index_words,
    points,
    rank_of,
    rank_rivals,
    room,
    score_rivals,
    target,
)
from cdslib.workshop.findings import Finding, Names
from cdslib.workshop.pages import BriefFile, Observations, Page, Report, Sentence

OWN = "tinh_toi"
ASKED = "vn34-31"  # Hải Phòng, lesson 1
PROMISING = "vn63-45"  # Quảng Trị, lesson 3
GOALS = {year: f"t-quang-tri-digital-economy-share-{year}" for year in (2025, 2030)}
KNOWN_YEAR = 2023
LEVER, RISE = "government_activity", 0.1
GAIN = 0.01
LESSONS = (1, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    number : str
        Lesson and place in it, ``"2.3"``.
    name : str
        The name to which the learner gives the answer.
    judge : callable
        Says what is off.
    """

    number: str
    name: str
    judge: Judge


def own_province(names: Names) -> Province | Finding:
    """Return the learner's province, or what is off with it."""
    found = read_province(names.get(OWN))
    return Finding("own_province_first") if isinstance(found, Finding) else found


def of_own(names: Names) -> Province:
    """Return the learner's province; the judges that need one are asked only when there is one."""
    found = own_province(names)
    assert isinstance(found, Province)
    return found


@dataclass(frozen=True)
class WithOwnProvince:
    """A judge whose answer depends on the learner's province."""

    judge: Judge

    def __call__(self, value: Any, names: Names) -> Finding | None:
        """Judge an answer once the province is known."""
        found = own_province(names)
        return found if isinstance(found, Finding) else self.judge(value, names)


def _count_rivals(_: Names) -> Iterator[Rival]:
    from cdslib.data import load_observations

    yield float(len(figures("dti", "vn63", YEAR))), Finding("rows_of_63")
    yield float(len(figures("dti", "vn34", YEAR)) - 1), Finding("from_zero")
    yield float(len(load_observations(indicator="dti").columns)), Finding("columns_not_rows")
    yield 8.0, Finding("rows_shown")


def _gap(year: int) -> float:
    return target(GOALS[year]) - _known()


def _known() -> float:
    return figures(SHARE, "vn63", str(KNOWN_YEAR))[PROMISING]


def _gap_rivals(_: Names) -> Iterator[Rival]:
    yield _known(), Finding("figure_not_gap")
    yield target(GOALS[2025]), Finding("target_not_gap")
    yield _gap(2030), Finding("other_target_year", {"year": "2030"})
    yield 100 * _gap(2025) / target(GOALS[2025]), Finding("relative_gap")
    yield target(GOALS[2025]) - figures(SHARE, "vn63", "2023")["vn63-08"], Finding("example_again")


def _pace_rivals(_: Names) -> Iterator[Rival]:
    years = 2030 - KNOWN_YEAR
    yield _gap(2030), Finding("total_not_yearly")
    for counted in (years - 1, years + 1):
        yield _gap(2030) / counted, Finding("years_counted", {"years": str(counted)})
    yield _gap(2025) / (2025 - KNOWN_YEAR), Finding("other_target_year", {"year": "2025"})
    yield target(GOALS[2030]) / years, Finding("target_per_year")


def _effect() -> float:
    return RISE * points()[LEVER] / sum(points().values())


def _effect_rivals(_: Names) -> Iterator[Rival]:
    share = points()[LEVER] / sum(points().values())
    yield RISE, Finding("weight_forgotten")
    yield share, Finding("weight_alone")
    yield RISE * points()[LEVER], Finding("not_divided")
    yield RISE * points()[LEVER] / 1000, Finding("weights_of_2023")


def _map_moved(page: Any, _: Names) -> Finding | None:
    if page.state.indicator != "infrastructure":
        return Finding("page_indicator")
    return None if page.state.geography == "vn63" else Finding("page_geography")


def _targets_moved(page: Any, _: Names) -> Finding | None:
    if page.state.view != "province" or page.state.province != PROMISING:
        return Finding("page_promising", {"province": province(PROMISING)})
    return None if page.state.year == "2030" else Finding("page_year")


def _scenario_moved(page: Any, names: Names) -> Finding | None:
    from cdslib.apps.scenario_outcome import Outcome

    own = of_own(names)
    if page.state.province != own.code:
        return Finding("page_own_province", {"province": own})
    if not page.state.levels:
        return Finding("page_no_lever")
    outcome = Outcome(page.book, page.state)
    return None if outcome.score - outcome.first_score >= GAIN - 1e-9 else Finding("page_too_little")


def _most_room(names: Names) -> str:
    could = room()[of_own(names).code]
    return max(could, key=lambda code: could[code])


def _specimen_problems() -> tuple[int, int, int]:
    """Return how many cells of the specimen table are problems, figures, and rows."""
    from cdslib.ingest import read_table
    from cdslib.workshop.specimens import REPORT, specimens

    report = read_table(specimens()[REPORT], geography="vn34")
    return len(report.problems), len(report.observations), report.rows


def _problem_rivals(_: Names) -> Iterator[Rival]:
    problems, used, rows = _specimen_problems()
    yield 1.0, Finding("only_the_name")
    yield float(problems + 1), Finding("missing_is_no_problem")
    yield float(used), Finding("figures_not_problems")
    yield float(rows), Finding("rows_not_problems")


_RANK = Number(
    lambda names: float(rank_of(of_own(names).code)), rivals=lambda names: rank_rivals(of_own(names))
)

EXERCISES = {
    one.number: one
    for one in (
        Exercise(
            "1.1", "cau_1_1", Number(lambda _: float(len(figures("dti", "vn34", YEAR))), rivals=_count_rivals)
        ),
        Exercise(
            "1.2",
            "cau_1_2",
            Number(
                lambda _: figures("dti", "vn34", YEAR)[ASKED],
                scaled=True,
                rivals=lambda _: score_rivals(province(ASKED)),
            ),
        ),
        Exercise("1.3", "dti_2023", Observations("dti", "vn63", "2023")),
        Exercise("2.1", OWN, ProvinceName(lambda _: None)),
        Exercise("2.2", "ban_do", Page("MapDashboard", _map_moved)),
        Exercise("2.3", "cau_2_3", WithOwnProvince(_RANK)),
        Exercise("3.1", "cau_3_1", Number(lambda _: _gap(2025), 0.005, _gap_rivals)),
        Exercise("3.2", "cau_3_2", Number(lambda _: _gap(2030) / (2030 - KNOWN_YEAR), 0.005, _pace_rivals)),
        Exercise("3.3", "muc_tieu", Page("TargetsDashboard", _targets_moved)),
        Exercise("4.1", "kich_ban", WithOwnProvince(Page("ScenarioDashboard", _scenario_moved))),
        Exercise("4.2", "cau_4_2", Number(lambda _: _effect(), rivals=_effect_rivals, scaled=True)),
        Exercise("4.3", "cau_4_3", WithOwnProvince(Choice(_most_room, main_index_words))),
        Exercise("5.1", "bao_cao", Report("vn34", lambda: _specimen_problems()[2])),
        Exercise("5.2", "cau_5_2", Number(lambda _: float(_specimen_problems()[0]), rivals=_problem_rivals)),
        Exercise("5.3", "cau_5_3", ProvinceName(lambda _: province("vn34-42"))),
        Exercise("6.1", "ban_tom_tat", BriefFile(own_province)),
        Exercise(
            "6.2",
            "cau_6_2",
            Sentence(own_province, YEAR, lambda unit: figures("dti", "vn34", YEAR)[unit.code]),
        ),
    )
}
