"""Learning a population: faces of many people whose eye directions are known become the prior for everybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, product
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from calibration import (
    CalibrationError,
    Chance,
    Doubt,
    Network,
    Person,
    PersonRows,
    Population,
    Schooling,
    learn_doubt,
    learn_member,
    together,
    train_population,
)
from gazetrainer.calibrating.calibrate import CalibrationSetting, profile_of
from gazetrainer.calibrating.looked_at import HeadTask, LookedAt
from gazetrainer.calibrating.phases import Phase
from gazetrainer.calibrating.population import GazePopulation
from gazetrainer.calibrating.profile import Profile
from gazetrainer.errors import ProfileError
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.frame import CameraInfo
from gazetrainer.gaze import EyeState
from gazetrainer.measuring.appearance import Appearance, learn_appearance
from gazetrainer.measuring.doubts import CAUSES
from gazetrainer.measuring.eye_patch import eye_patches
from gazetrainer.measuring.features import columns_of, eye_distance_mm, head_columns, lids, mirrored
from gazetrainer.measuring.head import mean_rotation, rotation_of
from gazetrainer.measuring.lids import openness_of
from gazetrainer.measuring.measure import Measure, Told, Untold
from gazetrainer.measuring.mesh import Landmarks, at_eye_level, client_axes, mean_mesh, similarity_to
from gazetrainer.measuring.ruler import Ruler

COMPONENTS: Final = 32
PENALTY: Final = 1000.0
"""On the squared pixel weights: the best of 200, 1000 and 5000 on people who had no part."""
FOLDS: Final = 4
_COPIES: Final = 2
"""Everybody is learned from as they are, and as they are in a mirror."""
HEADS_APART: Final = 3.0
"""How a turning head moves the picture of the eyes hangs on the shape of a face, and faces of another make differ in it
far more than those drawn here: a person's own points decide it, were people's weights so many times further apart."""
_AVERAGED: Final = 2
"""A direction is averaged over 70 ms: so many pictures at 30 Hz."""
_OPEN_ENOUGH: Final = 0.6
_RATE_HZ: Final = 30.0
_FIELD_OF_VIEW_DEG: Final = 62.0
"""Only ratios of distances are learned from, which any field of view gives."""
_NOTHING_KNOWN: Final = Doubt(np.ones(len(CAUSES)))


@dataclass(frozen=True, slots=True, eq=False)
class KnownPerson:
    """One person's faces with known eye-in-head directions.

    directions_deg: (n, 2). fixations: (n,), equal numbers belong together; 0 is neutral. shown: by the number of the
    fixation, the dots of a calibration and where they were; a person looks a little beside them.
    """

    faces: Sequence[FaceObservation]
    directions_deg: NDArray[np.float64]
    fixations: NDArray[np.int64]
    shown: dict[int, LookedAt]

    def during(self, fixation: int) -> list[FaceObservation]:
        """The faces of one fixation."""
        return [self.faces[int(i)] for i in np.flatnonzero(self.fixations == fixation)]


_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


class Each(Protocol):
    """Does something for each of several things, one after another as `map` does, or side by side."""

    def __call__(self, do: Callable[[_Task], _Result], tasks: Iterable[_Task], /) -> Iterable[_Result]:
        """The results, in the order of the tasks."""


def learn_population(
    people: Sequence[KnownPerson], name: str, schooling: Schooling | None, rng: Chance, each: Each = map
) -> GazePopulation:
    """Learn what patches tell, networks and priors of both eyes and of one, and the doubt; raises CalibrationError.

    schooling: None for no networks, which ask for hundreds of people. `each` does the long work.
    """
    appearance = _appearance(people)
    seen = list(each(partial(_seen, appearance=appearance), people))
    strangeness = float(np.median(list(each(partial(_strangeness, appearance=appearance), people))))
    causes, errors = [], []
    for fold in range(FOLDS):
        known = [every for number, every in enumerate(seen) if number % FOLDS != fold]
        priors = _priors(known, schooling, rng, each)
        population = GazePopulation(name, appearance, priors, _NOTHING_KNOWN, strangeness)
        for cause, error in chain.from_iterable(each(partial(_errors, population), people[fold::FOLDS])):
            causes.append(cause)
            errors.append(error)
    doubt = learn_doubt(np.array(causes), np.array(errors))
    return GazePopulation(name, appearance, _priors(seen, schooling, rng, each), doubt, strangeness)


def _priors(seen: Sequence[Person], schooling: Schooling | None, rng: Chance, each: Each) -> dict[Eyes, Population]:
    both_ways = [one for person in seen for one in (person, _in_a_mirror(person))]
    networks = {} if schooling is None else _networks(both_ways, schooling, rng, each)
    priors = {}
    for eyes in Eyes:
        points = [_of(eyes, person.points) for person in both_ways]
        heads = head_columns(points[0].features.shape[1])
        prior = train_population(points, networks.get(eyes), heads, _COPIES)
        priors[eyes] = prior.less_sure_of(heads, HEADS_APART)
    return priors


def _networks(people: Sequence[Person], schooling: Schooling, rng: Chance, each: Each) -> dict[Eyes, Network]:
    kinds = list(product(Eyes, range(schooling.members)))
    tasks = [(eyes, number, own) for (eyes, number), own in zip(kinds, rng.spawn(len(kinds)), strict=True)]
    learned = dict(zip(kinds, each(partial(_member, people, schooling), tasks), strict=True))
    return {eyes: together([learned[eyes, number] for number in range(schooling.members)]) for eyes in Eyes}


def _member(people: Sequence[Person], schooling: Schooling, task: tuple[Eyes, int, Chance]) -> Network:
    eyes, number, rng = task
    own = [Person(_of(eyes, person.frames), _of(eyes, person.points)) for person in people]
    return learn_member(own, number, schooling, rng, _COPIES)


def _of(eyes: Eyes, rows: PersonRows) -> PersonRows:
    """What is seen of both eyes, or of one alone."""
    return replace(rows, features=rows.features[:, columns_of(eyes, rows.features.shape[1])])


def _in_a_mirror(person: Person) -> Person:
    return Person(_turned_over(person.frames), _turned_over(person.points))


def _turned_over(rows: PersonRows) -> PersonRows:
    return replace(rows, features=mirrored(rows.features), directions_deg=rows.directions_deg * (-1.0, 1.0))


def _ruler(person: KnownPerson, appearance: Appearance) -> Ruler:
    neutral = person.during(0)
    mesh = mean_mesh([client_axes(face.landmarks_px) for face in neutral])
    return Ruler(mesh, mean_rotation(np.array([rotation_of(face.head_matrix) for face in neutral])), appearance)


def _seen(person: KnownPerson, appearance: Appearance) -> Person:
    ruler = _ruler(person, appearance)
    features = np.array([ruler.features(face) for face in person.faces])
    numbers, directions = np.unique(person.fixations), person.directions_deg
    means = [(features[own].mean(axis=0), directions[own].mean(axis=0)) for own in _each(person, numbers)]
    dots = [number for number in numbers if number in person.shown and person.shown[number].head is HeadTask.STILL]
    return Person(
        PersonRows(features, directions, np.isin(person.fixations, dots)),
        PersonRows(np.array([m for m, _ in means]), np.array([d for _, d in means]), np.isin(numbers, dots)),
    )


def _strangeness(person: KnownPerson, appearance: Appearance) -> float:
    """What the components leave of the eyes looking straight ahead."""
    ruler = _ruler(person, appearance)
    seen = [ruler.read(face, ruler.head(face)).eyes for face in person.during(0)]
    return float(np.median([eye.strangeness for eyes in seen for eye in eyes]))


def _each(person: KnownPerson, numbers: NDArray[np.int64]) -> Iterator[NDArray[np.bool_]]:
    return (person.fixations == number for number in numbers)


def _appearance(people: Sequence[KnownPerson]) -> Appearance:
    """What is read off patches, from patches and directions less each person's mean over the calibration."""
    patches, directions = [], []
    for person in people:
        mesh = mean_mesh([client_axes(face.landmarks_px) for face in person.during(0)])
        own = np.array([_patches(face, mesh) for face in person.faces])
        dots = np.isin(person.fixations, [n for n, line in person.shown.items() if line.head is HeadTask.STILL])
        patches.append(own - own[dots].mean(axis=0))
        directions.append(person.directions_deg - person.directions_deg[dots].mean(axis=0))
    return learn_appearance(np.concatenate(patches), np.concatenate(directions), COMPONENTS, PENALTY)


def _patches(face: FaceObservation, mesh: Landmarks) -> NDArray[np.float64]:
    if face.eyes is None:
        raise ValueError("a population is learned from faces with the picture around their eyes")
    points = client_axes(face.landmarks_px)
    laid = at_eye_level(similarity_to(mesh, points), mesh, points)
    return eye_patches(face.eyes, laid, mesh, face.brightness)


def _errors(population: GazePopulation, person: KnownPerson) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Causes (c,) and errors (2,) of an unseen person, calibrated anew with and without a nose dot."""
    phases = [Phase(line, person.during(number)) for number, line in person.shown.items()]
    without = [phase for phase in phases if phase.line.head is HeadTask.STILL]
    return [found for shown in (phases, without) for found in _errors_after(shown, person, population)]


def _errors_after(
    phases: Sequence[Phase], person: KnownPerson, population: GazePopulation
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Causes (c,) and error (2,) of a few frames at a time of a person calibrated with these phases."""
    camera = CameraInfo("known", *person.faces[0].image_size_px, _RATE_HZ)
    try:
        profile = profile_of(phases, CalibrationSetting("", camera, _FIELD_OF_VIEW_DEG, ""), population)
        measure = Measure(profile, Eyes.BOTH, population)
    except (CalibrationError, ProfileError):
        return
    for number in np.unique(person.fixations):
        if number not in person.shown:
            told = [_told(face, profile, measure) for face in person.during(number)]
            seen = [each for each in told if isinstance(each, Told)]
            truth = person.directions_deg[person.fixations == number].mean(axis=0)
            for start in range(0, len(seen), _AVERAGED):
                few = seen[start : start + _AVERAGED]
                direction = np.mean([(each.azimuth_deg, each.elevation_deg) for each in few], axis=0)
                yield np.mean([each.doubts.row() for each in few], axis=0), direction - truth


def _told(face: FaceObservation, profile: Profile, measure: Measure) -> Told | Untold | None:
    """What is measured of one face, None behind lids that are nearly shut."""
    openness = openness_of(lids(face), profile)
    if min(openness) < _OPEN_ENOUGH:
        return None
    eyes = EyeState(*openness, eye_distance_mm([face], _FIELD_OF_VIEW_DEG))
    return measure.measure(face, eyes, measure.head(face))
