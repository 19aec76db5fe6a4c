"""Prepare what profiles know beyond the maps' figures: ``python -m cdslib.apps.profile_build``.

Run it after :mod:`cdslib.apps.atlas_build`, whose figures it leaves out. Same input, same bytes.
"""

import json
from typing import Any

import pandas as pd

from cdslib.apps.atlas_words import IndicatorWords, Translations, source_words
from cdslib.apps.profile_index import INDEX
from cdslib.charts.profile_spec import index_spec, mains_spec
from cdslib.data import load_flags, load_measures, load_observations
from cdslib.data.plain import rows_by
from cdslib.i18n import LANGUAGES
from cdslib.resources import built_file
from cdslib.writing import write_whole

WANTED = ("digital_economy_share",)
FEWEST = 10
Row = dict[str, Any]


def build_more() -> dict[str, Any]:
    """Compute what :class:`cdslib.apps.profile_more.More` holds.

    Returns
    -------
    dict
        JSON-ready.
    """
    means, others = _means(), _others()
    used = {row["source"] for years in means.values() for row in years.values()}
    used |= {row["source"] for rows in others.values() for row in rows}
    words = IndicatorWords()
    wanted = [{"id": id_} | {name: words.of(id_)[name] for name in ("label", "reporter")} for id_ in WANTED]
    return {
        "means": means,
        "others": others,
        "wanted": wanted,
        "sources": source_words(used),
        "specs": {
            name: chart.to_dict() | {"autosize": "none"}
            for name, chart in (("index", index_spec()), ("mains", mains_spec()))
        },
    }


def _means() -> dict[str, dict[str, Row]]:
    """Return the published means of the index over all provinces, by geography and year."""
    rows = load_observations(indicator=INDEX, geography="vn")
    rows = rows[(rows["status"] == "published") & rows["measure"].isin(["mean_of_63", "mean_of_34"])]
    found: dict[str, dict[str, Row]] = {}
    for row in rows.to_dict("records"):
        of_years = found.setdefault(f"vn{str(row['measure']).removeprefix('mean_of_')}", {})
        of_years[str(row["period"])] = {"value": row["value"], "source": row["source"]}
    return found


def _others() -> dict[str, list[Row]]:
    """Return the figures of indicators that too few provinces have for a map, latest first."""
    rows = load_observations(geography=("vn63", "vn34"))
    provinces = rows.groupby("indicator")["province_code"].transform("nunique")
    is_rank = rows["indicator"].str.endswith("_rank")
    is_told = rows["value"].notna() | rows["text"].notna()
    few = (provinces < FEWEST) & ~is_rank | rows["indicator"].isin(WANTED)
    rows = rows[few & is_told & ~rows["measure"].isin(["bound", "as_printed"])]
    rows = rows.sort_values(["province_code", "indicator", "measure", "period"])
    rows = rows.sort_values("period", ascending=False, kind="stable")
    rows = rows.drop_duplicates(["province_code", "indicator", "measure", "period"])
    words, flags, measures = IndicatorWords(), rows_by(load_flags(), "code"), rows_by(load_measures(), "code")
    remarks = Translations()
    order = words.ordered(list(rows["indicator"].unique()))
    found: dict[str, list[Row]] = {}
    for row in rows.to_dict("records"):
        plain: Row = {str(name): None if pd.isna(value) else value for name, value in row.items()}
        found.setdefault(plain["province_code"], []).append(_other(plain, words, flags, measures, remarks))
    for own in found.values():
        own.sort(key=lambda item: (item["id"] not in WANTED, order.index(item["id"])))
    return dict(sorted(found.items()))


def _other(
    row: Row, words: IndicatorWords, flags: dict[str, Row], measures: dict[str, Row], remarks: Translations
) -> Row:
    said = words.of(row["indicator"])
    nothing = dict.fromkeys(LANGUAGES, "")
    flag = flags.get(row["flag"]) if row["flag"] else None
    measure = measures[row["measure"]] if row["measure"] != "standard" else None
    return {
        "id": row["indicator"],
        **{name: said[name] for name in ("label", "unit", "suffix", "decimals")},
        "measure": {lang: measure[f"name_{lang}"] for lang in LANGUAGES} if measure else nothing,
        "is_yes_no": words.catalogue[row["indicator"]]["unit"] == "yes_no",
        "period": row["period"],
        "value": row["value"],
        "words": row["text"] or "",
        "qualifier": "" if row["qualifier"] in (None, "exact") else row["qualifier"],
        "flag": {lang: flag[f"name_{lang}"] for lang in LANGUAGES} if flag else nothing,
        "note": remarks.remark(row["note"]) or nothing,
        "source": row["source"],
    }


def more_text() -> str:
    """Return what is written to the file."""
    return json.dumps(build_more(), ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Write the prepared figures where the pages read them."""
    write_whole(built_file("profile.json"), more_text().encode())


if __name__ == "__main__":
    main()
