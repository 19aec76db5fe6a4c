"""Each rule sees what it is for: exact file, row, column, rule and words, and nothing beside it."""

from typing import Any

from cdslib.check.figures import check_figures
from cdslib.check.index_scores import check_index_scores
from cdslib.check.ledger import check_ledger
from cdslib.check.merging import check_merging
from cdslib.check.ranks import check_ranks
from cdslib.check.report import Entry
from cdslib.check.sources import check_sources
from cdslib.check.sums import check_sums
from cdslib.check.wording import check_wording


def seen(entries: list[Entry]) -> list[tuple[object, ...]]:
    return [(e.file, e.row, e.column, e.rule, e.severity, e.value) for e in entries]


def said(entry: Entry) -> tuple[str, str]:
    return entry.message("vi"), entry.message("en")


def test_a_wrong_unit(spoiled: Any) -> None:
    row = spoiled.observe("unit", "persons", "vn63-01 population_avg standard 2012")
    (entry,) = spoiled.findings(check_figures)
    assert seen([entry]) == [("observations.csv", row, "unit", "unit", "error", "persons")]
    assert said(entry) == (
        "Đơn vị «persons» khác đơn vị «thousand_persons» của chỉ tiêu population_avg. Hãy đổi số sang "
        "«thousand_persons», hoặc ghi vào chỉ tiêu khác.",
        "The unit “persons” differs from the unit “thousand_persons” of the indicator population_avg. Convert the "
        "figure to “thousand_persons”, or file it under another indicator.",
    )


def test_values_out_of_range(spoiled: Any) -> None:
    high = spoiled.observe("value", "198.02", "vn63-01 literacy_rate standard 2019")
    low = spoiled.observe("value", "-3", "vn63-02 unemployment_rate standard 2019")
    entries = sorted(spoiled.findings(check_figures), key=lambda entry: entry.row)
    assert seen(entries) == [
        ("observations.csv", high, "value", "range_above", "error", "198.02"),
        ("observations.csv", low, "value", "range_below", "error", "-3"),
    ]
    assert entries[0].message("vi").startswith("198,02 lớn hơn mức cao nhất có thể của ")
    assert (
        entries[0]
        .message("vi")
        .endswith("[literacy_rate] (100). Hãy đối chiếu với nguồn; số in sai thì gắn cờ.")
    )
    assert entries[0].message("en").startswith("198.02 is above the highest possible value of ")
    assert (
        entries[0]
        .message("en")
        .endswith(
            "[literacy_rate] (100). Compare with the source; flag the figure if it is misprinted there."
        )
    )
    assert entries[1].message("vi").startswith("−3 nhỏ hơn mức thấp nhất có thể của ")
    assert (
        entries[1]
        .message("vi")
        .endswith("[unemployment_rate] (0). Hãy đối chiếu với nguồn; số in sai thì gắn cờ.")
    )
    assert entries[1].message("en").startswith("−3 is below the lowest possible value of ")
    assert (
        entries[1]
        .message("en")
        .endswith(
            "[unemployment_rate] (0). Compare with the source; flag the figure if it is misprinted there."
        )
    )


def test_a_flagged_figure_may_be_out_of_range(spoiled: Any) -> None:
    spoiled.observe("value", "198.02", "vn63-01 literacy_rate standard 2019")
    spoiled.observe("flag", "doubtful", "vn63-01 literacy_rate standard 2019")
    assert spoiled.findings(check_figures) == []


def test_ranks_that_cannot_be(spoiled: Any) -> None:
    beyond = spoiled.observe("value", "35", "vn34-96 dti_rank standard 2024")
    broken = spoiled.observe("value", "14.5", "vn63-22 dti_rank standard 2020")
    last, half = spoiled.findings(check_figures)[::-1]
    assert seen([last, half]) == [
        ("observations.csv", beyond, "value", "rank_range", "error", "35"),
        ("observations.csv", broken, "value", "whole_rank", "error", "14.5"),
    ]
    assert said(last) == (
        "Thứ hạng 35 lớn hơn số tỉnh, thành phố được xếp hạng (34). Hãy kiểm tra mã tỉnh: hạng trong 63 đi với "
        "vn63, trong 34 đi với vn34.",
        "The rank 35 is above the number of ranked provinces (34). Check the province code: ranks of 63 go with "
        "vn63, of 34 with vn34.",
    )
    assert said(half) == (
        "Thứ hạng 14,5 không phải số nguyên. Hãy đối chiếu với nguồn.",
        "The rank 14.5 is not a whole number. Compare with the source.",
    )


def test_a_ratio_that_is_not_its_parts(spoiled: Any) -> None:
    row = spoiled.observe("value", "64.45", "vn63-82 full_process_services_share reported 2023-06")
    (entry,) = spoiled.findings(check_figures)
    assert seen([entry]) == [("observations.csv", row, "value", "parts", "error", "64.45")]
    assert said(entry) == (
        "64,45 khác kết quả 46,453 tính từ 609/1.311. Hãy kiểm tra cả ba số với nguồn.",
        "64.45 differs from 46.453, computed from 609/1,311. Check all three figures against the source.",
    )


def test_a_numerator_above_its_denominator(spoiled: Any) -> None:
    row = spoiled.observe("flag", "", "vn63-38 online_public_services_share reported 2025-04-02")
    (entry,) = spoiled.findings(check_figures)
    assert seen([entry]) == [("observations.csv", row, "numerator", "share_above_one", "error", "9056")]
    assert said(entry) == (
        "Tử số 9.056 lớn hơn mẫu số 1.805 nên không thể là tỷ lệ. Hãy đối chiếu với nguồn; nếu nguồn in vậy thì "
        "gắn cờ contradictory.",
        "The numerator 9,056 is above the denominator 1,805, so this cannot be a share. Compare with the source; if "
        "it is printed so, flag it contradictory.",
    )


def test_cells_that_do_not_go_together(spoiled: Any) -> None:
    empty = spoiled.observe("value", "", "vn63-01 hdi standard 2018")
    vague = spoiled.observe("qualifier", "", "vn63-01 hdi standard 2019")
    known = spoiled.observe("method", "plain mean of the 63 provinces", "vn63-01 hdi standard 2020")
    bare = spoiled.observe("method", "", "vn63-01 urban_share standard 2020")
    entries = {entry.rule: entry for entry in spoiled.findings(check_figures)}
    assert seen(list(entries.values())) == [
        ("observations.csv", empty, "value", "no_value", "error", ""),
        ("observations.csv", vague, "qualifier", "qualifier_missing", "error", ""),
        ("observations.csv", bare, "method", "method_missing", "error", ""),
        ("observations.csv", known, "method", "method_unexpected", "error", "plain mean of the 63 provinces"),
    ]
    assert said(entries["no_value"]) == (
        "Hàng không có số, không có chữ, cũng không có tử số. Hãy điền hoặc xóa hàng.",
        "The row has no number, no words and no numerator. Fill it in or delete it.",
    )
    assert said(entries["qualifier_missing"]) == (
        "Có số nhưng chưa nói số đó là chính xác hay ước lượng. Hãy điền exact, about, at_least …",
        "There is a number but not whether it is exact or a bound. Fill in exact, about, at_least ...",
    )
    assert said(entries["method_missing"]) == (
        "Số tính ra (derived) phải nói cách tính. Hãy điền cột method.",
        "A derived figure must say how it was obtained. Fill in the column method.",
    )
    assert said(entries["method_unexpected"]) == (
        "Số đã công bố (published) thì không có cách tính. Hãy để trống method, hoặc đổi status thành derived.",
        "A published figure has no method. Empty the cell, or change status to derived.",
    )


def test_a_day_no_calendar_has_and_a_rank_among_nobody(spoiled: Any) -> None:
    day = spoiled.change("documents", "date", "2021-02-30", id="qd-1726-qd-btttt")
    target = next(r for r in spoiled.records("targets")[1:] if r[12] == "rank" and r[16] == "63")[0]
    rank = spoiled.change("targets", "ranked_units", "", id=target)
    date, units = spoiled.findings(check_figures)
    assert seen([date, units]) == [
        ("documents.csv", day, "date", "period", "error", "2021-02-30"),
        ("targets.csv", rank, "ranked_units", "ranked_units", "error", ""),
    ]
    assert said(date) == (
        "«2021-02-30» không phải ngày hay tháng có thật. Viết năm-tháng-ngày, ví dụ 2025-07-01.",
        "“2021-02-30” is not a real day or month. Write year-month-day, for example 2025-07-01.",
    )
    assert said(units) == (
        "Mục tiêu về thứ hạng phải nói xếp hạng trong bao nhiêu tỉnh. Hãy điền 63 hoặc 34.",
        "A target for a rank must say among how many provinces. Fill in 63 or 34.",
    )


def test_a_rank_against_its_score(spoiled: Any) -> None:
    """In 2022 Yên Bái and Thanh Hóa share place 15, so 16 is wrong for either."""
    row = spoiled.observe("value", "16", "vn63-15 dti_rank standard 2022")
    (entry,) = spoiled.findings(check_ranks)
    assert seen([entry]) == [("observations.csv", row, "value", "rank_score", "error", "16")]
    assert entry.message("vi").startswith("Yên Bái (vn63-15) ghi hạng 16 về ")
    assert entry.message("vi").endswith(
        "[dti] năm 2022, nhưng điểm 0,6350 đứng thứ 15. Hãy đối chiếu cả hạng lẫn điểm với nguồn."
    )
    assert entry.message("en").startswith("Yen Bai (vn63-15) is given rank 16 on ")
    assert entry.message("en").endswith(
        "[dti] in 2022, but its score of 0.6350 comes 15. Compare both rank and score with the source."
    )


def test_a_score_that_rises_as_the_rank_falls(spoiled: Any) -> None:
    """Only some scores of 2021 are known: Trà Vinh (26th, 0.4294) above Lâm Đồng (20th, 0.4626)."""
    spoiled.observe("value", "0.4694", "vn63-84 dti standard 2021")
    (entry,) = spoiled.findings(check_ranks)
    rank = spoiled.row(
        "observations", province_code="vn63-84", indicator="dti_rank", period="2021", measure="standard"
    )
    assert seen([entry]) == [("observations.csv", rank, "value", "rank_order", "error", "26")]
    assert "[dti] năm 2021 có điểm 0,4694, cao hơn Lâm Đồng (vn63-68) hạng 20 (0,4626)." in entry.message(
        "vi"
    )
    assert "[dti] in 2021, has a score of 0.4694, above that of Lam Dong (vn63-68), rank 20 (0.4626)." in (
        entry.message("en")
    )


def test_a_changed_dti(spoiled: Any) -> None:
    """One wrong digit in Thanh Hóa's DTI 2024 is seen from every side that leads to it."""
    row = spoiled.observe("value", "0.7842", "vn34-38 dti standard 2024")
    entries = spoiled.findings(check_index_scores)
    assert [(e.row == row, e.rule) for e in entries] == [
        (True, "dti_recomputed"),
        *[(False, "pillar_recomputed")] * 3,
    ]
    assert seen(entries[:1]) == [("observations.csv", row, "value", "dti_recomputed", "error", "0.7842")]
    assert said(entries[0]) == (
        "DTI 2024 của Thanh Hóa (vn34-38) ghi là 0,7842, tính lại từ các chỉ số chính theo dti-2025 được 0,7743. "
        "Hãy đối chiếu điểm và các chỉ số chính với nguồn.",
        "The DTI 2024 of Thanh Hoa (vn34-38) is given as 0.7842; recomputed from its main indices by dti-2025 it is "
        "0.7743. Compare the score and the main indices with the source.",
    )
    assert (
        entries[1]
        .message("vi")
        .endswith(
            "[digital_economy] năm 2024 của Thanh Hóa (vn34-38) ghi là 0,8836, tính lại từ DTI và các chỉ số hoạt "
            "động được 0,8994. Hãy kiểm tra trụ cột, DTI và hai chỉ số hoạt động kia."
        )
    )
    assert (
        entries[1]
        .message("en")
        .endswith(
            "[digital_economy] 2024 of Thanh Hoa (vn34-38) is given as 0.8836; recomputed from the DTI and the "
            "activity indices it is 0.8994. Check the pillar, the DTI and the two other activity indices."
        )
    )
    (mean,) = spoiled.findings(check_sums)
    assert (mean.rule, mean.value) == ("provincial_mean", "0.7005")
    (merged,) = spoiled.findings(check_merging)
    assert seen([merged]) == [("observations.csv", row, "value", "merged_mean", "error", "0.7842")]
    assert merged.message("vi").endswith(
        "[dti] 2024 của Thanh Hóa (vn34-38) là 0,7842, nhưng trung bình của các tỉnh hợp thành (vn63-38) là 0,7742. "
        "Hãy đối chiếu các số này với nguồn và kiểm tra merger.csv."
    )
    assert merged.message("en").endswith(
        "[dti] 2024 of Thanh Hoa (vn34-38) is 0.7842, but the mean of the provinces that form it (vn63-38) is "
        "0.7742. Compare these figures with the source and check merger.csv."
    )


def test_a_dti_that_no_common_indices_could_make(spoiled: Any) -> None:
    """Hà Nội's awareness, institutions, skills and security of 2022 are not known, but lie between 0 and 1."""
    row = spoiled.observe("value", "0.2098", "vn63-01 dti standard 2022")
    entry, *_ = spoiled.findings(check_index_scores)
    assert seen([entry]) == [("observations.csv", row, "value", "dti_impossible", "error", "0.2098")]
    assert said(entry) == (
        "DTI 2022 của Hà Nội (vn63-01) ghi là 0,2098, nhưng với các chỉ số chính đã biết thì theo dti-2022 phải nằm "
        "trong khoảng 0,3481–0,7481. Hãy đối chiếu điểm và các chỉ số chính với nguồn.",
        "The DTI 2022 of Ha Noi (vn63-01) is given as 0.2098, but with its known main indices dti-2022 allows only "
        "0.3481 to 0.7481. Compare the score and the main indices with the source.",
    )


def test_weights_that_do_not_make_the_total(spoiled: Any) -> None:
    spoiled.change(
        "scheme_weights", "weight", "110", scheme="dti-2022", pillar="overall", component="awareness"
    )
    (entry,) = spoiled.findings(check_index_scores)
    row = spoiled.row("schemes", code="dti-2022")
    assert seen([entry]) == [("schemes.csv", row, "total", "weights_total", "error", "1000")]
    assert said(entry) == (
        "Tổng điểm của bộ chỉ số ghi là 1.000, nhưng trọng số trong scheme_weights.csv cộng lại là 1.010. Hãy sửa "
        "một trong hai.",
        "The total of the scheme is given as 1,000, but its weights in scheme_weights.csv add up to 1,010. Mend one "
        "of them.",
    )


def test_a_national_sum(spoiled: Any) -> None:
    spoiled.observe("value", "8817.629", "vn63-01 population_avg standard 2024")
    (entry,) = spoiled.findings(check_sums)
    row = spoiled.row("observations", province_code="vn", indicator="population_avg", period="2024")
    assert seen([entry]) == [("observations.csv", row, "value", "national_sum", "error", "101343.75")]
    assert said(entry) == (
        "Số cả nước của Dân số trung bình [population_avg] (2024) là 101.343,75, nhưng tổng 63 tỉnh, thành phố là "
        "101.443,756. Hãy đối chiếu với nguồn; nếu nguồn chênh thật, ghi cả hai số vào corrections.csv.",
        "The national figure of Average population [population_avg] (2024) is 101,343.75, but the 63 provinces add "
        "up to 101,443.756. Compare with the source; if the source really differs, record both figures in "
        "corrections.csv.",
    )


def test_a_changed_area(spoiled: Any) -> None:
    """The ledger explains 12.7 km² between country and provinces, not the 112.7 of a wrong digit."""
    spoiled.observe("value", "3995.89", "vn63-24 area_km2 standard 2024")
    (area,) = spoiled.findings(check_merging)
    row = spoiled.row("observations", province_code="vn34-24", indicator="area_km2")
    assert seen([area]) == [("observations.csv", row, "value", "crosswalk_area", "error", "4718.6")]
    assert said(area) == (
        "Diện tích của Bắc Ninh (vn34-24) là 4.718,6 km², nhưng các tỉnh hợp thành (vn63-24, vn63-27) cộng lại là "
        "4.818,60 km². Hãy kiểm tra các diện tích này và merger.csv.",
        "The area of Bac Ninh (vn34-24) is 4,718.6 km2, but the provinces that form it (vn63-24, vn63-27) add up to "
        "4,818.60 km2. Check these areas and merger.csv.",
    )
    (total,) = spoiled.findings(check_sums)
    assert (total.rule, total.severity) == ("national_sum", "error")


def test_a_wrong_crosswalk(spoiled: Any) -> None:
    """Sending Tiền Giang to Tây Ninh, as one package on the index does, shows in areas and in scores."""
    spoiled.change("merger", "code_34", "vn34-80", code_63="vn63-82")
    found = spoiled.findings(check_merging)
    areas = [entry.row for entry in found if entry.rule == "crosswalk_area"]
    assert areas == [
        spoiled.row("observations", province_code=code, indicator="area_km2")
        for code in ("vn34-80", "vn34-82")
    ]
    assert {entry.rule for entry in found} == {"crosswalk_area", "merged_mean"}


def test_a_province_left_out_of_the_merger(spoiled: Any) -> None:
    spoiled.drop("merger", code_63="vn63-38")
    old, new = sorted(
        (e for e in spoiled.findings(check_merging) if e.rule == "not_in_merger"), key=lambda e: -e.row
    )
    assert seen([old, new]) == [
        (
            "provinces.csv",
            spoiled.row("provinces", code="vn63-38"),
            "code",
            "not_in_merger",
            "error",
            "vn63-38",
        ),
        (
            "provinces.csv",
            spoiled.row("provinces", code="vn34-38"),
            "code",
            "not_in_merger",
            "error",
            "vn34-38",
        ),
    ]
    assert said(old) == (
        "Thanh Hóa (vn63-38) không có trong cột code_63 của merger.csv. Hãy thêm hàng còn thiếu.",
        "Thanh Hoa (vn63-38) is not in the column code_63 of merger.csv. Add the missing row.",
    )


def test_a_code_that_is_not_its_parts(spoiled: Any) -> None:
    row = spoiled.change("provinces", "gso_code", "27", code="vn63-24")
    (entry,) = spoiled.findings(check_merging)
    assert seen([entry]) == [("provinces.csv", row, "code", "province_code_parts", "error", "vn63-24")]
    assert said(entry) == (
        "Mã «vn63-24» không khớp với cột geography và gso_code, phải là «vn63-27». Hãy sửa cho khớp.",
        "The code “vn63-24” does not agree with geography and gso_code, which make “vn63-27”. Bring them into line.",
    )


def test_a_flag_the_ledger_does_not_know_and_the_reverse(spoiled: Any) -> None:
    flagged = spoiled.observe("flag", "doubtful", "vn63-01 hdi standard 2018")
    spoiled.observe("flag", "", "vn63-38 online_public_services_share reported 2025-04-02")
    bare = spoiled.observe("flag", "", "vn63-11 dti_rank as_printed 2024")
    entries = spoiled.findings(check_ledger)
    assert seen(entries) == [
        ("observations.csv", flagged, "flag", "flag_without_correction", "error", "doubtful"),
        *(
            (
                "corrections.csv",
                spoiled.row("corrections", id=name),
                "id",
                "correction_without_flag",
                "error",
                name,
            )
            for name in ("dti-2023-dien-bien-year", "thanh-hoa-online-services-ratio")
        ),
        ("observations.csv", bare, "flag", "as_printed_unflagged", "error", ""),
    ]
    assert said(entries[0]) == (
        "Số bị loại khỏi tính toán (cờ doubtful) nhưng corrections.csv không nói vì sao. Hãy thêm một hàng cho tỉnh, "
        "chỉ tiêu và kỳ này.",
        "The figure is kept out of calculations (flag doubtful) but corrections.csv does not say why. Add a row for "
        "this province, indicator and period.",
    )
    assert said(entries[2]) == (
        "Đính chính «thanh-hoa-online-services-ratio» nói đã gắn cờ, nhưng không hàng nào của observations.csv có cờ "
        "cho tỉnh, chỉ tiêu và kỳ này. Hãy gắn cờ hoặc đổi cột action.",
        "The correction “thanh-hoa-online-services-ratio” says a figure is flagged, but no row of observations.csv "
        "has a flag for this province, indicator and period. Set the flag or change action.",
    )
    assert said(entries[3]) == (
        "Cách đo as_printed chỉ dành cho số không dùng để tính. Hãy gắn một cờ loại trừ (contradictory, "
        "mislabelled, …).",
        "The measure as_printed is for figures that no calculation may use. Set a flag that excludes it "
        "(contradictory, mislabelled ...).",
    )


def test_a_source_without_address_and_told_twice(spoiled: Any) -> None:
    source = "anhp-49225"
    lost = spoiled.change("sources", "address", "", id=source)
    records = spoiled.records("sources")
    first, second = (
        records[spoiled.row("sources", id=name) - 1] for name in ("baogialai-5786415", "vtc-695066")
    )
    twin = spoiled.change("sources", "address", first[4], id=second[0])
    entries = {entry.rule: entry for entry in spoiled.findings(check_sources)}
    assert seen(list(entries.values())) == [
        ("sources.csv", lost, "address", "no_address", "error", ""),
        ("sources.csv", twin, "address", "same_address", "error", first[4]),
    ]
    assert said(entries["no_address"]) == (
        "Nguồn «anhp-49225» không có địa chỉ. Hãy điền địa chỉ trang; nếu không còn, ghi vào note những gì còn biết.",
        "The source “anhp-49225” has no address. Fill in the address of the page; if it is lost, write into note "
        "what is still known.",
    )
    assert said(entries["same_address"]) == (
        "Địa chỉ này đã có ở nguồn «baogialai-5786415». Hãy gộp hai nguồn làm một.",
        "This address already belongs to the source “baogialai-5786415”. Make the two sources one.",
    )


def test_a_figure_confirmed_by_its_own_source_and_a_target_told_twice(spoiled: Any) -> None:
    records = spoiled.records("confirmations")
    key = records[1][:5]
    own = next(r for r in spoiled.records("observations") if r[:5] == key)[13]
    records[1][5] = own
    spoiled.write("confirmations", records)
    targets = spoiled.records("targets")
    targets.append(["z-copy", *targets[1][1:]])
    spoiled.write("targets", targets)
    itself, twice = (e for e in spoiled.findings(check_sources) if e.rule != "orphan")
    assert seen([itself, twice]) == [
        ("confirmations.csv", 2, "source", "confirms_itself", "error", own),
        ("targets.csv", len(targets), "id", "same_target", "error", "z-copy"),
    ]
    assert said(itself) == (
        f"«{own}» đã là nguồn chính của số này nên không thể tự xác nhận. Hãy xóa hàng.",
        f"“{own}” is already the primary source of this figure and cannot confirm itself. Delete the row.",
    )
    assert said(twice) == (
        f"Mục tiêu này giống hệt «{targets[1][0]}». Hãy xóa một hàng.",
        f"This target is the same as “{targets[1][0]}”. Delete one row.",
    )


def test_an_orphan_is_a_note(spoiled: Any) -> None:
    units = spoiled.records("units")
    units.append(["zettabytes", "ZB", "ZB", "zettabyte", "zettabytes"])
    spoiled.write("units", units)
    (entry,) = spoiled.findings(check_sources)
    assert seen([entry]) == [("units.csv", len(units), "code", "orphan", "note", "zettabytes")]
    assert said(entry) == (
        "Chưa bảng nào dùng «zettabytes». Hãy giữ nếu còn cần tra cứu, không thì xóa.",
        "No table refers to “zettabytes”. Keep it if it is wanted for reference, else delete it.",
    )


def test_letters_and_spaces(spoiled: Any) -> None:
    apart = spoiled.change("provinces", "name_vi", "Ha\u0300 No\u0323\u0302i", code="vn63-01")
    icelandic = spoiled.change("provinces", "name_vi", "Ðồng Nai", code="vn63-75")
    wide = spoiled.change("provinces", "name_en", "Thanh\u00a0Hoa ", code="vn63-38")
    letters, d, spaces = spoiled.findings(check_wording)
    assert seen([letters, d, spaces]) == [
        ("provinces.csv", apart, "name_vi", "nfc", "error", "Ha\u0300 No\u0323\u0302i"),
        ("provinces.csv", icelandic, "name_vi", "foreign_d", "error", "Ðồng Nai"),
        ("provinces.csv", wide, "name_en", "spaces", "error", "Thanh\u00a0Hoa "),
    ]
    assert said(letters) == (
        "Chữ ở dạng tổ hợp rời (không phải NFC) nên tìm kiếm và ghép bảng sẽ trượt. Hãy gõ lại thành «Hà Nội».",
        "The letters are decomposed (not NFC), so searching and joining will miss them. Type it again as “Hà Nội”.",
    )
    assert said(d) == (
        "Chữ Ð/ð ở đây không phải chữ Đ/đ của tiếng Việt (mã khác, trông giống). Hãy gõ lại thành «Đồng Nai».",
        "The letter Ð/ð here is not the Vietnamese Đ/đ (another code that looks alike). Type it again as “Đồng Nai”.",
    )
    assert said(spaces) == (
        "Có khoảng trắng thừa hoặc ký tự ẩn. Hãy viết thành «Thanh Hoa».",
        "There are needless spaces or invisible characters. Write “Thanh Hoa”.",
    )


def test_one_language_only(spoiled: Any) -> None:
    half = spoiled.change("documents", "title_en", "", id="qd-1726-qd-btttt")
    text = "competition rank of the published DTI values"
    spoiled.drop("translations", en=text)
    records = spoiled.records("observations")
    place = records[0].index("method")
    rows = [row for row, cells in enumerate(records, start=1) if cells[place] == text]
    title, *methods = spoiled.findings(check_wording)
    assert seen([title]) == [("documents.csv", half, "title_en", "translation", "error", "")]
    assert said(title) == (
        "Cột title_vi có chữ mà cột title_en để trống. Hãy viết bằng cả hai ngôn ngữ.",
        "The column title_vi is filled in and title_en is empty. Write both languages.",
    )
    assert seen(methods) == [
        ("observations.csv", row, "method", "untranslated", "error", text) for row in rows
    ]
    assert said(methods[0]) == (
        f"«{text}» chưa có bản tiếng Việt trong translations.csv. Hãy thêm một hàng.",
        f"“{text}” has no Vietnamese in translations.csv. Add a row.",
    )


def test_rows_out_of_order(spoiled: Any) -> None:
    records = spoiled.records("merger")
    records[1], records[2] = records[2], records[1]
    spoiled.write("merger", records)
    (entry,) = spoiled.findings(check_wording)
    assert seen([entry]) == [("merger.csv", 3, "code_63", "unsorted", "error", "vn63-01")]
    assert said(entry) == (
        "Hàng không đúng thứ tự: «vn63-01» phải đứng trước «vn63-02». Hãy sắp xếp lại tệp theo khóa chính (code_63).",
        "The row is out of order: “vn63-01” belongs above “vn63-02”. Sort the file by its primary key (code_63).",
    )
