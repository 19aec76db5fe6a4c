"""The headline of a profile: one sentence of rank, strength, weakness and promises, made by rules."""

from collections.abc import Mapping
from typing import Any

from cdslib.apps.profile_figures import Reader
from cdslib.apps.profile_mains import MAINS
from cdslib.apps.profile_peers import lower_first
from cdslib.i18n import text


def headline(
    reader: Reader, code: str, index: Mapping[str, Any], standing: Mapping[str, Any], promised: str
) -> str:
    """Say where a province stands, in one or two sentences.

    Parameters
    ----------
    reader : Reader
        For language and name.
    code : str
        The province.
    index, standing : mapping
        Those sections of the page.
    promised : str
        The sentence on promises; may be empty.

    Returns
    -------
    str
        Rank and score of the last year with a score, what is furthest above and below the mean, promises kept.
        What is not known is left out; a province without a score is said to have none.
    """
    return " ".join(
        part for part in (_rank(reader, code, index), _standing(reader, standing), promised) if part
    )


def _rank(reader: Reader, code: str, index: Mapping[str, Any]) -> str:
    lang, name = reader.lang, reader.name(code)
    scored = [row for row in index["rows"] if row["value"] is not None]
    if not scored:
        return text("profile.headline_none", lang, name=name)
    row = scored[-1]
    key = "profile.headline_rank" if row["rank"] else "profile.headline_score"
    said = {"name": name, "year": row["year"], "value": row["text"]}
    if row["rank"]:
        said |= {"rank": row["rank"], "count": row["count"]}
    gap = f", {row['gap_text']}" if row["gap_text"] else ""
    return text(key, lang, gap=gap, **said)


def _standing(reader: Reader, standing: Mapping[str, Any]) -> str:
    lang = reader.lang
    best, worst = standing["strengths"][:1], standing["weaknesses"][:1]
    if not best and not worst:
        return ""
    known = standing["compared"]
    said = {"scope": text("profile.scope", lang, known=known, all=len(MAINS)) if known < len(MAINS) else ""}
    for name, rows in (("best", best), ("worst", worst)):
        if rows:
            said[name] = lower_first(rows[0]["label"])
    key = "both" if best and worst else "best" if best else "worst"
    return text(f"profile.headline_{key}", lang, **said)
