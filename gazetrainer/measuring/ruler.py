"""Ruler: a person's own mesh, neutral head and the population's looks, against which a face is measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetrainer.face import FaceObservation
from gazetrainer.gaze import HeadPose
from gazetrainer.measuring.appearance import Appearance
from gazetrainer.measuring.eye_look import EyeLook, eye_looks
from gazetrainer.measuring.eye_patch import eye_patches
from gazetrainer.measuring.features import gaze_features
from gazetrainer.measuring.head import head_pose, rotation_of
from gazetrainer.measuring.limbus import limbus_features
from gazetrainer.measuring.mesh import Landmarks, at_eye_level, client_axes, misfit, moved, similarity_to


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One face measured: the head against neutral, the row of gaze features (k,), how the left and right eye look.

    edges_unclear: how far the edges of the left and the right iris lie from a circle, in its radii.
    misfit: how badly the face lies on the person's mesh, in its units. moved: how far brows and mouth are from its.
    """

    head: HeadPose
    row: NDArray[np.float64]
    eyes: tuple[EyeLook, EyeLook]
    edges_unclear: tuple[float, float]
    misfit: float
    moved: float


@dataclass(frozen=True, slots=True, eq=False)
class Ruler:
    """mesh (478, 3), neutral_rotation (3, 3), and how patches become features."""

    mesh: Landmarks
    neutral_rotation: NDArray[np.float64]
    appearance: Appearance

    def head(self, face: FaceObservation) -> HeadPose:
        """Rotation of the head against neutral."""
        return head_pose(rotation_of(face.head_matrix), self.neutral_rotation)

    def read(self, face: FaceObservation, head: HeadPose) -> Reading:
        """Everything that tells where the eyes point; raises ValueError for a face whose eye picture was not kept."""
        if face.eyes is None:
            raise ValueError("gaze features need the picture around the eyes")
        points = client_axes(face.landmarks_px)
        laying = similarity_to(self.mesh, points)
        level = at_eye_level(laying, self.mesh, points)
        patches = eye_patches(face.eyes, level, self.mesh, face.brightness)
        limbus = limbus_features(face, face.eyes, laying)
        seen, strangeness = self.appearance.read(patches)
        read = np.concatenate([seen, limbus], axis=1)
        row = gaze_features(laying.apply(points), face.blendshapes, read, head)
        unclear = float(limbus[0, -1]), float(limbus[1, -1])
        looks = eye_looks(face, face.eyes, patches, strangeness)
        ill_fitting, lively = misfit(laying, self.mesh, points), moved(level, self.mesh, points)
        return Reading(head, row, looks, unclear, ill_fitting, lively)

    def features(self, face: FaceObservation) -> NDArray[np.float64]:
        """The row of gaze features alone; raises ValueError for a face whose eye picture was not kept."""
        return self.read(face, self.head(face)).row
