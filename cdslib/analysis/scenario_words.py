"""Goals and least efforts in words that can be pasted into a report."""

from cdslib.analysis.least_effort import LeastEffort
from cdslib.analysis.scenario import DEFAULT_HORIZON, Goal
from cdslib.i18n import Language, format_list, format_number, text
from cdslib.provinces import province

DECIMALS = 4


def measure_name(code: str, lang: Language = "vi") -> str:
    """Name the index, a pillar or a main index within a sentence.

    Parameters
    ----------
    code : str
        ``dti``, a pillar, a main index or ``foundation_joint``.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        The name, in lower case.

    Examples
    --------
    >>> measure_name("human_resources")
    'nhân lực số'
    """
    return text(f"scenario.name_{code}", lang)


def goal_words(goal: Goal, lang: Language = "vi") -> str:
    """Say a goal.

    Parameters
    ----------
    goal : Goal
        The goal.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        Without the province.

    Examples
    --------
    >>> goal_words(Goal("vn34-38", "rank", 3, year=2030), "en")
    'place 3 on the digital transformation index (DTI) in 2030'
    """
    decimals = 0 if goal.kind == "rank" else DECIMALS
    value = format_number(goal.value, decimals, lang)
    measure = measure_name(goal.measure, lang)
    year = goal.year or DEFAULT_HORIZON
    return text(f"scenario.goal_{goal.kind}", lang, value=value, measure=measure, year=year)


def effort_words(effort: LeastEffort, lang: Language = "vi") -> str:
    """Say the least effort, or why the goal is not possible.

    Parameters
    ----------
    effort : LeastEffort
        The result of :func:`cdslib.least_effort`.
    lang : {"vi", "en"}
        The reader's language.

    Returns
    -------
    str
        One or two sentences. Levels are rounded up, so that who reaches them reaches the goal.

    Examples
    --------
    >>> from cdslib.analysis.baselines import load_baseline
    >>> from cdslib.analysis.least_effort import least_effort
    >>> print(effort_words(least_effort(load_baseline("vn34"), Goal("vn34-38", "rank", 5)), "en"))
    Thanh Hoa reaches the goal (place 5 on the digital transformation index (DTI) in 2030) without raising any
    main index: 0.7743, place 5.
    """
    said = {
        "goal": goal_words(effort.goal, lang),
        "province": province(effort.goal.province).name(lang),
        "measure": measure_name(effort.goal.measure, lang),
        "value": format_number(effort.value, DECIMALS, lang),
        "place": str(effort.place),
    }
    if not effort.possible:
        return _impossible(effort, said, lang)
    if not effort.touched:
        return text("scenario.effort_none", lang, **said)
    return text("scenario.effort_possible", lang, **said, raises=format_list(_raises(effort, lang), lang))


def _raises(effort: LeastEffort, lang: Language) -> list[str]:
    start = dict(zip(effort.components, effort.start.tolist(), strict=True))
    return [
        text(
            "scenario.effort_raise",
            lang,
            name=measure_name(name, lang),
            start=format_number(start[name], DECIMALS, lang),
            end=format_number(level, DECIMALS, lang),
            raise_=format_number(level - start[name], DECIMALS, lang),
        )
        for name, level in effort.levels(DECIMALS).items()
    ]


def _impossible(effort: LeastEffort, said: dict[str, str], lang: Language) -> str:
    said |= {
        "needed": format_number(effort.needed, DECIMALS, lang),
        "short": format_number(effort.needed - effort.value, DECIMALS, lang),
        "other": province(effort.to_match).name(lang) if effort.to_match else "",
    }
    words = text(f"scenario.effort_impossible_{effort.reason}", lang, **said)
    if not effort.fixed:
        return words
    names = format_list([measure_name(name, lang) for name in effort.fixed], lang)
    return f"{words} {text('scenario.effort_fixed', lang, names=names)}"
