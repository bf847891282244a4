"""`prior train`: recordings whose owners agreed become a population file."""

from __future__ import annotations

from pathlib import Path

from gazetrainer.calibrating.contributions import Contribution, LeftOut, contribution_of, one_each
from gazetrainer.calibrating.further_people import with_people
from gazetrainer.calibrating.population import GazePopulation, shipped_population
from gazetrainer.cli.options import PriorWish
from gazetrainer.cli.parts import console
from gazetrainer.cli.people import POPULATION_VARIABLE
from gazetrainer.cli.places import writable_file
from gazetrainer.errors import OutputError, RecordingError
from gazetrainer.recording import read_recording
from gazetrainer.whole_file import whole
from targets.language import _


def train(wish: PriorWish) -> None:
    """Say what is learned from and what is left out, and write the file; raises GazeTrainerError."""
    path = writable_file(wish.output, ending=".npz", inputs=wish.recordings)
    shipped = shipped_population()
    found = [_found(file, shipped, wish) for file in wish.recordings]
    used, older = one_each(each for each in found if isinstance(each, Contribution))
    for left_out in (*(each for each in found if isinstance(each, LeftOut)), *older):
        console.print(
            _("Left out: {recording}: {why}.").format(recording=left_out.recording, why=left_out.why), markup=False
        )
    for each in used:
        console.print(
            _("Used: {recording}: {count} points").format(recording=each.recording, count=len(each.profile.points)),
            markup=False,
        )
    learned = with_people(shipped, [each.profile for each in used])
    _write(learned, path)
    console.print(_("Population: {name}").format(name=learned.name), markup=False)
    console.print(_("It is kept: {path}").format(path=path), markup=False)
    console.print(
        _(
            "To measure with it, calibrate anew: gazetrainer calibrate --population {path}, and "
            "likewise practise; or set {population_variable} once."
        ).format(path=path, population_variable=POPULATION_VARIABLE),
        markup=False,
    )


def _found(file: Path, population: GazePopulation, wish: PriorWish) -> Contribution | LeftOut:
    try:
        header = read_recording(file).header
    except RecordingError as fault:
        return LeftOut(str(file), str(fault).removeprefix(f"{file} ").rstrip("."))
    return contribution_of(str(file), header, population, with_simulated=wish.with_simulated)


def _write(population: GazePopulation, path: Path) -> None:
    """Write the file, whole or not at all; raises OutputError."""
    try:
        with whole(path) as waiting:
            population.save(waiting)
    except OSError as fault:
        raise OutputError(
            _("The population cannot be written to {path}: {why}. Choose another place with --output.").format(
                path=path, why=fault.strerror
            )
        ) from fault
