"""Ruler: a person's own mesh, neutral head and the population's looks, against which a face is measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetrainer.appearance import Appearance
from gazetrainer.eye_look import EyeLook, eye_looks
from gazetrainer.eye_patch import eye_patches
from gazetrainer.face import FaceObservation
from gazetrainer.features import gaze_features
from gazetrainer.gaze import HeadPose
from gazetrainer.head import head_pose, rotation_of
from gazetrainer.mesh import Landmarks, client_axes, similarity_to


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One face measured: the head against neutral, the row of gaze features (k,), how the left and right eye look."""

    head: HeadPose
    row: NDArray[np.float64]
    eyes: tuple[EyeLook, EyeLook]


@dataclass(frozen=True, slots=True, eq=False)
class Ruler:
    """mesh (478, 3), neutral_rotation (3, 3), and how patches become features."""

    mesh: Landmarks
    neutral_rotation: NDArray[np.float64]
    appearance: Appearance

    def head(self, face: FaceObservation) -> HeadPose:
        """Rotation of the head against neutral."""
        return head_pose(rotation_of(face.head_matrix), self.neutral_rotation)

    def read(self, face: FaceObservation) -> Reading:
        """Everything that tells where the eyes point; raises ValueError for a face whose eye picture was not kept."""
        if face.eyes is None:
            raise ValueError("gaze features need the picture around the eyes")
        points = client_axes(face.landmarks_px)
        laying = similarity_to(self.mesh, points)
        patches = eye_patches(face.eyes, laying, self.mesh)
        head = self.head(face)
        row = gaze_features(laying.apply(points), face.blendshapes, self.appearance.features(patches), head)
        return Reading(head, row, eye_looks(face, face.eyes, patches, self.appearance))

    def features(self, face: FaceObservation) -> NDArray[np.float64]:
        """The row of gaze features alone; raises ValueError for a face whose eye picture was not kept."""
        return self.read(face).row
