"""`teach`: a position that is taken and held becomes part of a person's calibration."""

from __future__ import annotations

from gazetrainer.calibrating.profile import Profile
from gazetrainer.calibrating.profile_file import require_same_camera, save_profile
from gazetrainer.calibrating.taught import TaughtPosition, Untaught, taught_from, with_taught
from gazetrainer.cli.measure import observe
from gazetrainer.cli.options import TeachWish
from gazetrainer.cli.parts import Parts, chosen_camera, console, is_recorded, tracked
from gazetrainer.cli.personal import profile_file, usable_profile
from gazetrainer.cli.places import now, profile_path
from gazetrainer.cli.window import Window, opened_window
from gazetrainer.errors import GazeTrainerError
from gazetrainer.estimate import estimate
from gazetrainer.flows.teaching import teach_position
from gazetrainer.loop import Stopped
from gazetrainer.staging.setup import moment_scene
from gazetrainer.staging.teaching import taught_in_words
from targets.formats import number
from targets.language import _
from targets.taught_steps import is_name


def teach(wish: TeachWish) -> None:
    """Take a position from recorded pictures, or let the client take it now; keep it in the profile."""
    if not is_name(wish.name):
        raise GazeTrainerError(_("The name of a position has 1 to 60 printable signs. Choose another one."))
    path = wish.profile or profile_path(wish.person)
    profile = usable_profile(path)
    profile_file(path)
    camera = chosen_camera(wish.camera)
    is_from_recording = is_recorded(camera) or not wish.from_s is wish.to_s is None
    taught = _from_recorded(wish, profile) if is_from_recording else _from_client(wish, profile)
    if taught is None:
        console.print(_("Stopped. Nothing was changed."))
        return
    save_profile(profile.model_copy(update={"taught": with_taught(profile.taught, taught)}), path)
    console.print(f"{taught.name}: {taught_in_words(taught)}", markup=False)
    console.print(_('In a plan: taught = "{name}"').format(name=taught.name), markup=False)
    console.print(_("Profile: {path}").format(path=path), markup=False)


def _from_recorded(wish: TeachWish, profile: Profile) -> TaughtPosition:
    from_s, to_s = wish.from_s or 0.0, float("inf") if wish.to_s is None else wish.to_s
    if to_s <= from_s:
        raise GazeTrainerError(
            _("--to ({to_s}) should be later than --from ({from_s}).").format(
                to_s=number(to_s, "g"), from_s=number(from_s, "g")
            )
        )
    seen = observe(wish.camera, wish.face_model, profile)[1]
    held = [gaze for gaze in estimate(seen, profile, profile.eyes_used) if from_s <= gaze.time_s < to_s]
    taught = taught_from(held, name=wish.name, taken_at=now().isoformat())
    if isinstance(taught, Untaught):
        raise GazeTrainerError(
            _('"{name}" was not learned. {sentence}').format(name=wish.name, sentence=taught.sentence)
        )
    return taught


def teach_in(window: Window, wish: TeachWish) -> TaughtPosition | None:
    """Let the client take a position in an open window and keep it in the profile; None: stopped, nothing changed."""
    path = wish.profile or profile_path(wish.person)
    profile = usable_profile(path)
    profile_file(path)
    taught = _taken(window, wish, profile)
    if taught is not None:
        save_profile(profile.model_copy(update={"taught": with_taught(profile.taught, taught)}), path)
    return taught


def _from_client(wish: TeachWish, profile: Profile) -> TaughtPosition | None:
    chosen_camera(wish.camera)
    with opened_window(wish.screen) as window:
        return _taken(window, wish, profile)


def _taken(window: Window, wish: TeachWish, profile: Profile) -> TaughtPosition | None:
    camera = chosen_camera(wish.camera)
    window.display.draw(moment_scene(_("The camera is starting.")))
    with tracked(camera, wish.face_model) as tracker:
        require_same_camera(profile, camera.info)
        parts = Parts(camera, tracker, window.display, window.guide)
        try:
            return parts.carry(teach_position(wish.name, profile, parts.display, taken_at=now().isoformat()))
        except Stopped:
            return None
