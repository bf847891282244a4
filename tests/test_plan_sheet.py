"""The sheet of a plan: one page that needs nothing else, with a face for each position."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gazetrainer.sheet import render_sheet
from gazetrainer.wording.plan_words import beyond_a_small_screen, not_translated, plan_in_words
from targets import Prescription, WrittenPlan, load_plan, parse_plan

SAMPLES = Path(__file__).parent.parent / "samples" / "plans"
EVERY = load_plan(SAMPLES / "every_setting.toml")
SMALLEST = 'schema = 1\ntitle = "Morning"\n[[steps]]\n'


class Elements(HTMLParser):
    """All elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Elements()
    reader.feed(page)
    return reader.found


def iris_x(page: str) -> list[float]:
    """Where the irises of the faces are, from the middle of their eyes, right being more."""
    return [float(each) for each in re.findall(r'<circle cx="(-?[\d.]+)" cy="[-\d.]+" r="7', page)]


def test_there_is_a_face_for_each_position_and_none_for_the_rest() -> None:
    assert render_sheet(EVERY).count('class="face"') == len(EVERY.draft.holds) == 5


def test_the_page_needs_nothing_from_outside() -> None:
    page = render_sheet(EVERY)
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)", page)
    assert not [tag for tag, _ in elements(page) if tag in {"script", "link", "img", "iframe", "object"}]
    assert not [value for _, values in elements(page) for key, value in values.items() if key in {"src", "href"}]


def test_every_name_on_the_page_is_its_own() -> None:
    names = [values["id"] for _, values in elements(render_sheet(EVERY)) if "id" in values]
    assert len(names) == len(set(names)) == 2 * len(EVERY.draft.holds)


def test_the_face_looks_as_in_a_mirror() -> None:
    left = iris_x(render_sheet(parse_plan(SMALLEST + "azimuth_deg = -15\nelevation_deg = 0\n", "p")))
    right = iris_x(render_sheet(parse_plan(SMALLEST + "azimuth_deg = 15\nelevation_deg = 0\n", "p")))
    assert len(left) == len(right) == 2
    assert max(left) < 0 < min(right)


@pytest.mark.parametrize(("eyes", "left_edge"), [("left", 7), ("right", -57)])
def test_a_covered_eye_wears_a_patch_on_its_own_side(eyes: str, left_edge: float) -> None:
    page = render_sheet(parse_plan(SMALLEST + f'azimuth_deg = 5\nelevation_deg = 0\neyes = "{eyes}"\n', "p"))
    (patch,) = [values for tag, values in elements(page) if tag == "rect"]
    assert float(patch["x"] or 0) == left_edge
    assert "Cover your" in page


def test_times_texts_and_the_stop_rule_are_said() -> None:
    page = render_sheet(EVERY)
    for said in (
        "2 x 15 seconds",
        "12 seconds",
        "Feel where the chair carries you.",
        "Eyes closed",
        "30 minutes a day",
    ):
        assert said in page
    assert EVERY.draft.stop_rule in page


def test_a_text_cannot_become_part_of_the_page() -> None:
    plan = parse_plan(SMALLEST.replace("Morning", "<script>x</script>") + "azimuth_deg = 0\nelevation_deg = 0\n", "p")
    assert "<script>" not in render_sheet(plan)


def test_a_plan_in_words_names_every_step_and_taught_positions() -> None:
    lines = plan_in_words(EVERY)
    numbered = [line for line in lines if re.match(r"\d+\.", line)]
    assert len(numbered) == len(EVERY.draft.steps)
    taught = parse_plan(SMALLEST + 'taught = "Far left"\n', "p")
    assert 'the taught position "Far left"' in plan_in_words(taught)[1]


def test_positions_beyond_a_small_screen_are_named() -> None:
    plan = Prescription.model_validate(
        {
            "schema": 1,
            "title": "Two",
            "steps": [{"azimuth_deg": 13, "elevation_deg": 0}, {"azimuth_deg": 0, "elevation_deg": -9}],
        }
    )
    assert beyond_a_small_screen(plan) == ("Down",)


def test_a_text_that_lacks_a_language_of_the_plan_is_named_with_it() -> None:
    text = (
        'schema = 1\ntitle = { en = "Morning", de = "Morgen", es = "Manana" }\nauthor = "A"\n'
        '[[steps]]\nazimuth_deg = 0\nelevation_deg = 0\nname = { en = "There", es = "Ahi" }\nnote = "x"\n'
        '[[steps]]\nkind = "rest"\ntext = "Breathe."\n'
    )
    assert not_translated(parse_plan(text, "p").draft) == ("step 1, name (de)", "step 2, text (de, es)")


def test_a_plan_in_one_language_lacks_no_translation() -> None:
    assert not_translated(load_plan(SAMPLES / "sample.toml").draft) == ()
    assert isinstance(EVERY, WrittenPlan)
