"""What a sitting's page says and draws, for sittings whose truth is known."""

import html
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from desk_material import KNOWN, Known, make_desk
from recording_sittings import PLAN, human, record_sitting, steady

from gazetrainer.adapters.desk.page_store import PageStore
from gazetrainer.adapters.desk.sitting_pages import _part
from gazetrainer.errors import RecordingError
from gazetrainer.events import Account
from gazetrainer.quality import Quality, quality_of
from gazetrainer.recording import read_recording, read_story
from gazetrainer.recording.plain import decode, encode
from gazetrainer.recording.reader import parse_recording
from gazetrainer.report import render_span
from gazetrainer.report.figures import SittingFigures, figures_of
from gazetrainer.report.over_time import positions_over_time, strips_of
from gazetrainer.report.summary import summarise
from gazetrainer.report.timeline import timeline_of
from gazetrainer.review.clients import clients_of
from gazetrainer.review.facts import facts_of
from gazetrainer.review.filed import Filed, Unreadable, checked_of
from gazetrainer.review.looks import beside
from gazetrainer.review.over_time import compare_page, over_time_page
from gazetrainer.review.plotly_figure import figure_json, figure_of
from gazetrainer.review.sitting_page import sitting_body, sitting_page
from gazetrainer.seal import parse_seal, seal_path
from gazetrainer.verify import verify
from targets import Prescription

EVIL = "<script>alert(1)</script>\"'><img src=x>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Filed]:
    folder = tmp_path_factory.mktemp("desk")
    make_desk(folder)
    return {known.file: filed(folder, known.file) for known in KNOWN}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("sitting") / "a.mcap"
    record_sitting(path, human, client="Client 3")
    return read_recording(path)


def filed(folder: Path, name: str) -> Filed:
    """A file as the desk knows it once it is read and verified."""
    path = folder / name
    data, seal = path.read_bytes(), seal_path(path)
    seal_bytes = seal.read_bytes() if seal.exists() else None
    checked = checked_of(
        verify(data, seal_bytes, name), signer=parse_seal(seal_bytes, name).key if seal_bytes is not None else b""
    )
    try:
        return Filed(name, facts_of(read_story(path)), checked, figures_of(parse_recording(data, name)))
    except RecordingError as fault:
        return Filed(name, Unreadable(str(fault)), checked)


def first_line(one: Filed, others: Sequence[Filed]) -> str:
    """What a person reads first: the heading of the sitting's page with what explains it, or why there is none."""
    if isinstance(one.what, Unreadable):
        return one.what.why
    page = sitting_page(one, beside(others), "")
    said = page[page.index("<h1>") : page.index('<p class="actions">')]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", said)).split())


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.file)
def test_the_first_line_names_the_right_answer(desk: dict[str, Filed], known: Known) -> None:
    line = first_line(desk[known.file], list(desk.values()))
    assert known.line in line
    assert known.why in line


@pytest.mark.parametrize("name", ["altered", "cut-short", "stop-rule", "wrong-client"])
def test_what_puts_all_figures_in_doubt_comes_before_them(desk: dict[str, Filed], name: str) -> None:
    known = next(each for each in KNOWN if each.file.endswith(f"{name}.mcap"))
    line = first_line(desk[known.file], list(desk.values()))
    assert line.index(known.look) < line.index(known.line)


def test_an_unsealed_file_is_no_altered_one(tmp_path: Path) -> None:
    record_sitting(tmp_path / "a.mcap", steady, client="Client 3")
    one = filed(tmp_path, "a.mcap")
    assert first_line(one, [one]) == "All three positions were held as prescribed."


def test_every_booked_second_is_drawn_once(recording) -> None:
    summary = summarise(recording)
    figure = figure_of(timeline_of(recording, summary))
    for account, bars in zip(Account, figure["data"], strict=False):
        drawn_s = sum(bars["x"]) / 1000
        assert drawn_s == pytest.approx(sum(step.accounts.of(account) for step in summary.steps), abs=0.2)


def test_the_drawn_errors_are_those_of_the_figures(recording) -> None:
    timeline = timeline_of(recording, summarise(recording))
    hold = timeline.holds[0]
    step = PLAN.steps[0]
    during = [each for each in recording.gazes if hold.start_s <= each.time_s - timeline.start_s <= hold.end_s]
    inside = (timeline.error.time_s >= hold.start_s) & (timeline.error.time_s <= hold.end_s)
    quality = quality_of(during, azimuth_deg=step.azimuth_deg, elevation_deg=step.elevation_deg)
    assert isinstance(quality, Quality)
    assert np.isfinite(timeline.error.value[inside]).sum() == sum(hasattr(each, "azimuth_deg") for each in during)
    assert figures_of(recording).positions[0].error_deg == pytest.approx(quality.accuracy_deg)


def test_a_long_sitting_is_thinned_to_its_extremes_and_says_so(tmp_path: Path) -> None:
    step = PLAN.steps[0].model_copy(update={"hold_s": 400.0, "time_limit_s": 500.0})
    record_sitting(tmp_path / "a.mcap", human, plan=PLAN.model_copy(update={"steps": (step,)}), until_s=420.0)
    long = read_recording(tmp_path / "a.mcap")
    timeline = timeline_of(long, summarise(long))
    yaws = [each.head.yaw_deg for each in long.gazes if each.head is not None]
    assert timeline.thinned
    assert timeline.yaw.time_s.size < 4000
    assert np.nanmax(timeline.yaw.value) == max(yaws)
    assert np.nanmin(timeline.yaw.value) == min(yaws)
    assert "drawn thinned" in sitting_body(long, None)


def test_texts_of_a_plan_are_shown_and_never_run(tmp_path: Path) -> None:
    plan = PLAN.model_dump(mode="json") | {"title": EVIL, "author": EVIL}
    plan["steps"][0]["name"] = EVIL
    record_sitting(
        tmp_path / "a.mcap", steady, plan=Prescription.model_validate(plan), until_s=15.0, client=f"</title>{EVIL}"
    )
    one = filed(tmp_path, "a.mcap")
    page = sitting_page(one, beside([one]), sitting_body(read_recording(tmp_path / "a.mcap"), None))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [each for each in scripts if "src=" not in each] == [' type="application/json" id="timeline-data"']
    data = re.search(r'id="timeline-data">(.*?)</script>', page, re.S)
    assert data is not None
    assert json.loads(data[1])["holds"][0]["name"] == EVIL


def test_a_figure_is_plain_json_without_odd_numbers(recording) -> None:
    text = figure_json(timeline_of(recording, summarise(recording)))
    assert "NaN" not in text
    assert "<" not in text
    json.loads(text)


def test_no_page_names_an_outside_address(desk: dict[str, Filed], recording) -> None:
    others = beside(desk.values())
    client = clients_of(tuple(desk.values()))[0]
    one, other = (desk[name] for name in ("client-1/good.mcap", "client-1/drifting.mcap"))
    pages = [
        sitting_page(one, others, sitting_body(recording, None), client_id=client.id),
        over_time_page(client, tuple(desk.values())),
        compare_page(client, tuple(desk.values()), one, other),
    ]
    for page in pages:
        found = re.findall(r'(?:href|src|action)="([^"]*)"', page)
        assert [each for each in found if each and not each.startswith(("/", "#", "data:", "?"))] == []


def test_time_that_cannot_be_told_widens_the_held_share_and_counts_for_neither(desk: dict[str, Filed]) -> None:
    figures = desk["client-3/glare.mcap"].figures
    assert figures is not None
    hidden = next(each for each in figures.positions if each.name == "Down, right")
    least, most = hidden.held_share or (0.0, 0.0)
    assert hidden.is_untold
    assert most - least == pytest.approx(hidden.cannot_tell_s / hidden.active_s)


def test_positions_are_followed_from_the_earliest_sitting_on(desk: dict[str, Filed]) -> None:
    own = [each.figures for each in desk.values() if each.figures is not None and each.figures.client == "Client 1"]
    positions = positions_over_time(list(reversed(own)))
    assert [each.name for each in positions] == ["Up, left", "Far right", "Down, right"]
    moments = [visit.sitting.started_at for visit in positions[0].visits]
    assert moments == sorted(moments)
    drawing = strips_of(positions[2])
    assert all(len(row.marks) == len(own) for row in drawing.rows)


def test_a_moved_position_is_another_one(recording) -> None:
    one = figures_of(recording)
    moved = replace(one, positions=tuple(replace(each, azimuth_deg=each.azimuth_deg + 2) for each in one.positions))
    assert len(positions_over_time([one, moved])) == 2 * len(positions_over_time([one]))


def test_figures_come_back_as_they_were_kept(recording) -> None:
    figures = figures_of(recording)
    assert decode(SittingFigures, encode(figures)) == figures


def test_one_report_of_several_sittings_holds_every_one(recording, tmp_path: Path) -> None:
    record_sitting(tmp_path / "b.mcap", steady, client="Client 3", started_at="2026-11-20T07:40:00+01:00")
    page = render_span([recording, read_recording(tmp_path / "b.mcap")])
    assert page.count('class="whole"') == 2
    assert page.index("20 November 2026") < page.index("22 November 2026")
    assert "Client 3 over time" in page
    assert "<script" not in page


def test_the_appendix_names_what_a_reader_needs(recording) -> None:
    body = sitting_body(recording, None)
    for name in ("eye tracker", "face model", "measured rate", "distance", "light on the face", "glasses", "eyes used",
                 "accuracy, validated", "precision, validated", "data loss in the holds", "left out, and why", "filter",
                 "judged by"):  # fmt: skip
        assert f"<th>{name}</th>" in body


def test_a_kept_page_is_given_only_for_the_recording_it_shows(tmp_path: Path) -> None:
    store = PageStore(tmp_path / "pages", "1 en")
    store.put("a.mcap", (1, 2, 3, 4), "<p>ü</p>")
    assert store.get("a.mcap", (1, 2, 3, 4)) == "<p>ü</p>"
    assert store.get("a.mcap", (1, 2, 3, 5)) is None
    assert PageStore(tmp_path / "pages", "1 de").get("a.mcap", (1, 2, 3, 4)) is None
    store.keep_only(["b.mcap"])
    assert store.get("a.mcap", (1, 2, 3, 4)) is None


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [("", 200, b"0123456789"), ("bytes=2-4", 206, b"234"), ("bytes=7-", 206, b"789"), ("bytes=10-", 416, b""),
     ("bytes=-5", 200, b"0123456789"), ("chickens", 200, b"0123456789")],
)  # fmt: skip
def test_a_player_gets_the_part_of_a_film_that_it_asks_for(asked: str, status: int, content: bytes) -> None:
    answer = _part(b"0123456789", asked)
    assert (answer.status_code, bytes(answer.body)) == (status, content)
