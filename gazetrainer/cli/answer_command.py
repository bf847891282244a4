"""`answer` with its options; it imports what does its work only when it is called."""

# ruff: noqa: PLC0415

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

import typer

from targets.language import _

_MARK: Final = re.compile(r"\s*(?:(\d+):)?(\d+(?:\.\d+)?)\s*=\s*(.+)", re.DOTALL)


def answer_command(
    file: Annotated[Path, typer.Argument(help="The recording (.mcap) of the sitting.")],
    accept: Annotated[bool, typer.Option("--accept", help="The sitting is accepted.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="The sitting is to be done once more.")] = False,
    comment: Annotated[str, typer.Option(help="What you say to your client.")] = "",
    mark: Annotated[
        list[str] | None,
        typer.Option(help='A moment and what you say to it: SECONDS=TEXT or M:SS=TEXT, such as 1:12.5="slower".'),
    ] = None,
    plan: Annotated[Path | None, typer.Option(help="A new plan; it is signed with the answer where it is not.")] = None,
    name: Annotated[str | None, typer.Option(help="Your name; the author of the plan practised otherwise.")] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", help="The client's public key, or a file with it; as recorded otherwise."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--out", "--output", "-o", help="The file to write; in the present folder otherwise.")
    ] = None,
) -> None:
    """Answer a sitting: one signed file for your client, with marks on its time line and perhaps a new plan."""
    from gazetrainer.answers import Decision
    from gazetrainer.cli.answering import AnswerWish, answer_recording

    if accept and redo:
        raise typer.BadParameter(_("Name one of --accept and --redo."))
    decision = Decision.ACCEPTED if accept else Decision.REDO if redo else Decision.COMMENT
    marks = tuple(map(_time_mark, mark or ()))
    if decision is Decision.COMMENT and not (comment.strip() or marks or plan):
        raise typer.BadParameter(_("Say something: --accept, --redo, --comment, --mark or --plan."))
    answer_recording(AnswerWish(file, decision, comment, marks, plan, name, to, output))


def _time_mark(text: str) -> tuple[float, str]:
    found = _MARK.fullmatch(text)
    if found is None:
        said = _("{text} should be a time and a text such as {example}")
        raise typer.BadParameter(said.format(text=repr(text), example='72.5="slower"'), param_hint="--mark")
    return 60.0 * int(found[1] or 0) + float(found[2]), found[3].strip().strip('"')
