"""A scenario as a text that can be pasted into a report: what is assumed, what follows, what it does not say."""

from datetime import datetime

from cdslib.analysis.scenario_notes import note_words
from cdslib.analysis.scenario_words import measure_name
from cdslib.apps.scenario_numbers import four
from cdslib.apps.scenario_outcome import Outcome
from cdslib.apps.scenario_sentences import assumptions, headline
from cdslib.i18n import format_date, format_list, text


def brought(outcome: Outcome) -> str:
    """Say what each lever and each other movement adds to the score.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    str
        One sentence; empty if nothing moves.
    """
    lang = outcome.state.lang
    steps = outcome.result.waterfall(outcome.state.province, outcome.year)[1:-1]
    said = [
        f"{measure_name(step.component, lang) if step.component else text('scenario_page.step_weights_in', lang)} "
        f"{four(step.value, lang, sign=True)}"
        for step in steps
    ]
    return text("scenario_page.brought", lang, parts=format_list(said, lang)) if said else ""


def pillar_sentence(outcome: Outcome) -> str:
    """Say the three pillars with their places.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    str
        One sentence.
    """
    lang, result = outcome.state.lang, outcome.result
    values = result.pillars[outcome.step, outcome.place].tolist()
    places = result.pillar_ranks[outcome.step, outcome.place].tolist()
    said = [
        text(
            "scenario_page.pillar_part",
            lang,
            name=outcome.book.measure_label(name, lang),
            value=four(value, lang),
            place=place,
        )
        for name, value, place in zip(result.scheme.pillar_names, values, places, strict=True)
    ]
    return text("scenario_page.pillar_words", lang, parts=format_list(said, lang))


def passing_words(outcome: Outcome) -> str:
    """Say whom the province passes and who passes it.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    str
        A sentence each; empty if nobody.
    """
    lang = outcome.state.lang
    groups = outcome.result.passed(outcome.state.province, outcome.year)
    said = [
        text(
            f"scenario_page.{key}", lang, names=format_list([outcome.book.name(c, lang) for c in codes], lang)
        )
        for key, codes in zip(("passed", "passing"), groups, strict=True)
        if codes
    ]
    return " ".join(said)


def report(outcome: Outcome) -> list[str]:
    """Return a text that can be pasted into a report.

    Parameters
    ----------
    outcome : Outcome
        A state computed.

    Returns
    -------
    list of str
        Paragraphs.
    """
    state, lang = outcome.state, outcome.state.lang
    name = outcome.book.name(state.province, lang)
    title = text("scenario_page.report_title", lang, province=name, year=outcome.year)
    source = outcome.book.sources[outcome.book.figure_sources[state.geography]]
    day = format_date(datetime.now().astimezone().date())
    origin = text(
        "scenario_page.report_source", lang, publisher=source["publisher"], title=source["title"], day=day
    )
    paragraphs = [
        f"{title}: {state.name}" if state.name else title,
        " ".join([text("scenario_page.report_assumed", lang), *assumptions(outcome)]),
        headline(outcome),
        " ".join(
            part for part in (brought(outcome), pillar_sentence(outcome), passing_words(outcome)) if part
        ),
        " ".join(note_words(outcome.result.notes, lang)),
        origin,
    ]
    return [paragraph for paragraph in paragraphs if paragraph]
