"""What must be said with every scenario."""

from collections.abc import Iterable

from cdslib.analysis.baseline import Baseline
from cdslib.analysis.scenario import Scenario
from cdslib.i18n import Language, text


def notes_of(baseline: Baseline, scenario: Scenario, *, resampled: bool = False) -> tuple[str, ...]:
    """Return what a result must say of itself.

    Parameters
    ----------
    baseline : Baseline
        The figures.
    scenario : Scenario
        The assumptions.
    resampled : bool
        Whether earlier gains were drawn at random.

    Returns
    -------
    tuple of str
        Names of notes, always beginning with ``arithmetic``.
    """
    uses_gains = resampled or {scenario.others, scenario.own} != {"stand_still"}
    said = {
        "arithmetic": True,
        "scheme_kept": True,
        "weights_recovered": baseline.scheme.origin == "recovered" and not scenario.weights,
        "weights_own": bool(scenario.weights),
        "joint": baseline.is_joint,
        "break_2024": uses_gains,
        "joint_gain": uses_gains and not baseline.is_joint,
        "merger_rule": baseline.merger_rule not in ("ministry", "mean", "none"),
    }
    return tuple(name for name, is_said in said.items() if is_said)


def note_words(notes: Iterable[str], lang: Language = "vi") -> list[str]:
    """Say the notes of a result in one language.

    Parameters
    ----------
    notes : iterable of str
        As results carry them.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    list of str
        One sentence or two each.

    Examples
    --------
    >>> note_words(["arithmetic"], "en")[0][:63]
    'A scenario is arithmetic on the index, not a forecast: it does '
    """
    return [text(f"scenario.note_{note}", lang) for note in notes]
