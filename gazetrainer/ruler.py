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
class Ruler:
    """mesh (478, 3), neutral_rotation (3, 3), and how patches become features."""

    mesh: Landmarks
    neutral_rotation: NDArray[np.float64]
    appearance: Appearance

    def head(self, face: FaceObservation) -> HeadPose:
        """Rotation of the head against neutral."""
        return head_pose(rotation_of(face.head_matrix), self.neutral_rotation)

    def features(self, face: FaceObservation) -> NDArray[np.float64]:
        """The row of gaze features; raises ValueError for a face whose eye picture was not kept."""
        if face.eyes is None:
            raise ValueError("gaze features need the picture around the eyes")
        return gaze_features(face, face.eyes, self.mesh, self.head(face), self.appearance)

    def eye_looks(self, face: FaceObservation) -> tuple[EyeLook, EyeLook]:
        """How the left and the right eye look; raises ValueError for a face whose eye picture was not kept."""
        if face.eyes is None:
            raise ValueError("how the eyes look needs the picture around the eyes")
        laid = similarity_to(self.mesh, client_axes(face.landmarks_px))
        return eye_looks(face, face.eyes, eye_patches(face.eyes, laid, self.mesh), self.appearance)
