"""Learning a population: faces of many people whose eye directions are known become the prior for everybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import PersonRows, train_population
from gazetrainer.appearance import learn_appearance
from gazetrainer.eye_patch import eye_patches
from gazetrainer.eyes import Eyes
from gazetrainer.face import FaceObservation
from gazetrainer.features import columns_of
from gazetrainer.head import mean_rotation, rotation_of
from gazetrainer.mesh import Landmarks, client_axes, mean_mesh, similarity_to
from gazetrainer.population import GazePopulation
from gazetrainer.ruler import Ruler

COMPONENTS: Final = 24
PENALTY: Final = 1000.0
"""On the squared pixel weights: the best of 300, 1000 and 3000 on people who had no part."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownPerson:
    """One person's faces with known eye-in-head directions (n, 2), and which of them are neutral and calibration."""

    faces: Sequence[FaceObservation]
    directions_deg: NDArray[np.float64]
    is_neutral: NDArray[np.bool_]
    is_calibration: NDArray[np.bool_]


def learn_population(people: Sequence[KnownPerson], name: str) -> GazePopulation:
    """Learn patches' features and the priors of both eyes and of one; raises CalibrationError for too few people."""
    meshes = [_mesh(person) for person in people]
    looks = [_centred_looks(person, mesh) for person, mesh in zip(people, meshes, strict=True)]
    appearance = learn_appearance(
        np.concatenate([patches for patches, _ in looks]),
        np.concatenate([directions for _, directions in looks]),
        COMPONENTS,
        PENALTY,
    )
    rows = [
        np.array([Ruler(mesh, _neutral_rotation(person), appearance).features(face) for face in person.faces])
        for person, mesh in zip(people, meshes, strict=True)
    ]
    by_eyes = {
        eyes: train_population(
            [
                PersonRows(own[:, columns_of(eyes, own.shape[1])], person.directions_deg, person.is_calibration)
                for person, own in zip(people, rows, strict=True)
            ]
        )
        for eyes in Eyes
    }
    return GazePopulation(name, appearance, by_eyes)


def _neutral_faces(person: KnownPerson) -> list[FaceObservation]:
    return [face for face, neutral in zip(person.faces, person.is_neutral, strict=True) if neutral]


def _mesh(person: KnownPerson) -> Landmarks:
    return mean_mesh([client_axes(face.landmarks_px) for face in _neutral_faces(person)])


def _neutral_rotation(person: KnownPerson) -> NDArray[np.float64]:
    return mean_rotation(np.array([rotation_of(face.head_matrix) for face in _neutral_faces(person)]))


def _centred_looks(person: KnownPerson, mesh: Landmarks) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Patches (n, 2, p) and directions (n, 2), both less their mean over the calibration."""
    patches = np.array([_patches(face, mesh) for face in person.faces])
    directions, known = person.directions_deg, person.is_calibration
    return patches - patches[known].mean(axis=0), directions - directions[known].mean(axis=0)


def _patches(face: FaceObservation, mesh: Landmarks) -> NDArray[np.float64]:
    if face.eyes is None:
        raise ValueError("a population is learned from faces with the picture around their eyes")
    return eye_patches(face.eyes, similarity_to(mesh, client_axes(face.landmarks_px)), mesh)
