"""The lessons hold what a course needs, and their words, minutes and questions are true."""

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

import cdslib
from cdslib.i18n import messages
from cdslib.workshop.editions import edition, lesson_number, sources
from cdslib.workshop.exercises import EXERCISES, LESSONS
from cdslib.workshop.folder import exercise_numbers
from cdslib.workshop.quiz import RIGHT, Quiz

ROOT = Path(__file__).parents[2]
MINUTES = re.compile(r"\((\d+) phút\)")


def words(notebook: Any) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def code(notebook: Any) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def source(number: int) -> Any:
    return nbformat.read(sources()[number - 1], as_version=4)


def test_there_are_six_lessons() -> None:
    assert tuple(map(lesson_number, sources())) == LESSONS
    assert sorted(exercise_numbers()) == sorted(EXERCISES)


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_a_lesson_has_all_its_parts(path: Path) -> None:
    learner = edition(path, "learner")
    number = lesson_number(path)
    headings = re.findall(r"^#+ (.*?)(?: \(|$)", words(learner), re.MULTILINE)
    for part in ("Mục tiêu", "Câu hỏi nhanh", "Trao đổi nhóm", "Nguồn của các con số"):
        assert part in headings
    assert any("Ví dụ" in heading for heading in headings)
    assert re.search(rf"^\*Lesson {number}\. ", learner.cells[0].source, re.MULTILINE)
    assert f"trac_nghiem({number})" in code(learner)
    own = [one for one in EXERCISES if one.startswith(f"{number}.")]
    for exercise in own:
        assert f"Bài tập {exercise}" in headings
        assert f'kiem_tra("{exercise}")' in code(learner)
        assert EXERCISES[exercise].name in code(learner)
    assert len(own) >= 2


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_the_minutes_of_the_parts_are_those_of_the_lesson(path: Path) -> None:
    told = words(edition(path, "learner"))
    (whole,) = re.findall(r"· (\d+) phút\*", told)
    assert sum(map(int, MINUTES.findall(told))) == int(whole)


@pytest.mark.parametrize("name", ["docs/workshop.md", "docs/workshop.vi.md"])
def test_the_guides_plan_has_the_minutes_of_the_lessons_and_fills_half_a_day(name: str) -> None:
    guide = (ROOT / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\d):(\d\d)–(\d\d):(\d\d) \| (.*?) \| (\d+) \|", guide, re.MULTILINE)
    lengths = [60 * int(h2) + int(m2) - 60 * int(h1) - int(m1) for h1, m1, h2, m2, _, _ in rows]
    assert lengths == [int(minutes) for *_, minutes in rows]
    assert sum(lengths) == 240
    for path in sources():
        (whole,) = re.findall(r"· (\d+) phút\*", words(edition(path, "learner")))
        (planned,) = [row[5] for row in rows if re.match(rf"(Lesson|Bài) {lesson_number(path)}\b", row[4])]
        assert planned == whole


@pytest.mark.parametrize("name", ["docs/workshop.md", "docs/workshop.vi.md"])
def test_the_guide_has_the_minutes_of_every_part(name: str) -> None:
    guide = (ROOT / name).read_text(encoding="utf-8")
    lines = re.findall(r"^\d\. (00 .* · .*)$", guide, re.MULTILINE)
    assert len(lines) == 6
    for path, line in zip(sources(), lines, strict=True):
        lengths = [int(minutes) for minutes in MINUTES.findall(words(edition(path, "learner")))]
        starts = [int(part.split()[0]) for part in line.split(" · ")]
        assert starts == [sum(lengths[:n]) for n in range(len(lengths) + 1)]


@pytest.mark.parametrize("name", ["docs/workshop.md", "docs/workshop.vi.md"])
def test_the_answers_of_the_guide_are_right(name: str) -> None:
    guide = (ROOT / name).read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\d\.\d) \| (.*?) \|", guide, re.MULTILINE))
    assert set(rows) == set(EXERCISES)
    for number in ("1.1", "1.2", "2.3", "3.1", "3.2", "4.2", "5.2"):
        answer = float(re.findall(r"[\d.]+", rows[number])[-1])
        assert EXERCISES[number].judge(answer, {"tinh_toi": "Thanh Hóa"}) is None
    for number in ("4.3", "5.3"):
        assert EXERCISES[number].judge(rows[number].strip('`"'), {"tinh_toi": "Thanh Hóa"}) is None


def test_the_learners_copy_holds_no_solution_and_no_notes() -> None:
    for path in sources():
        whole, learner = nbformat.read(path, as_version=4), edition(path, "learner")
        tags = {tag for cell in learner.cells for tag in cell.metadata.get("tags", [])}
        assert not tags & {"solution", "instructor"}
        text = code(learner)
        for cell in whole.cells:
            if "solution" in cell.metadata.get("tags", []):
                *_, line = [row for row in cell.source.splitlines() if " = " in row]
                assert line not in text.splitlines(), line
        assert "Instructor" not in words(learner)


def test_the_key_holds_solutions_and_notes_and_no_gap() -> None:
    for path in sources():
        key = edition(path, "key")
        tags = [tag for cell in key.cells for tag in cell.metadata.get("tags", [])]
        own = [one for one in EXERCISES if one.startswith(f"{lesson_number(path)}.")]
        assert tags.count("solution") == len(own)
        assert tags.count("instructor") == 1
        assert "gap" not in tags
        assert "= ..." not in code(key)


def test_gap_and_solution_name_the_same_answer() -> None:
    for path in sources():
        for cell in nbformat.read(path, as_version=4).cells:
            tags = cell.metadata.get("tags", [])
            if {"gap", "solution"} & set(tags):
                number = re.match(r"exercise-(\d)-(\d)-", cell.id)
                assert number
                name = EXERCISES[f"{number[1]}.{number[2]}"].name
                assert re.search(rf"^{name} = ", cell.source, re.MULTILINE), cell.id


def test_slides_and_quiz_ask_the_same_questions() -> None:
    asked = messages("quiz", "vi")
    for number in LESSONS:
        listed = re.findall(r"^\d\. (.*)$", words(edition(sources()[number - 1], "slides")), re.MULTILINE)
        assert listed == [asked[f"question_{number}_{place}"] for place in range(1, len(RIGHT[number]) + 1)]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_each_question_has_three_choices_one_of_them_right_and_a_reason_for_each(lang: Any) -> None:
    for number in LESSONS:
        shown = Quiz(number, lang).content
        for question in shown["questions"]:
            assert [choice["right"] for choice in question["choices"]].count(True) == 1
            assert len({choice["text"] for choice in question["choices"]}) == 3
            assert all(choice["reason"] for choice in question["choices"])


def test_the_figures_in_the_words_are_those_of_the_data() -> None:
    dti = cdslib.load_observations(indicator="dti", geography="vn34", period=2024)
    scores = dti.set_index("province_code")["value"]
    assert (scores["vn34-01"], scores["vn34-38"]) == (0.8241, 0.7742)
    assert "DTI năm 2024 của Hà Nội là 0,8241" in words(source(1))
    assert "là 0,7742" in code(source(6))
    share = cdslib.load_observations(indicator="digital_economy_share", geography="vn63", measure="nso")
    tuyen_quang = share[share["province_code"] == "vn63-08"].set_index("period")["value"]
    assert tuyen_quang["2023"] == 6.19
    assert round(tuyen_quang["2023"] - tuyen_quang["2022"], 2) == 0.17
    targets = cdslib.load_targets().set_index("id")["value"]
    assert targets["t-tuyen-quang-digital-economy-share-2025"] == 20
    assert "Còn thiếu 13,81 điểm phần trăm, mỗi năm phải tăng 6,9 điểm" in words(source(3))
    assert sum(cdslib.load_scheme("dti-2025").weights) == 940
    assert "0,1 × 100 / 940 = 0,0106" in words(source(4))
    names = cdslib.load_provinces().set_index("code")["name_vi"]
    assert (names["vn63-24"], names["vn34-24"]) == ("Bắc Giang", "Bắc Ninh")
