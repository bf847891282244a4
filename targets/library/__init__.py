"""Plans that come with the program: demonstrations only, never a treatment."""

from __future__ import annotations

from importlib.resources import files

from targets.faults import Fault, PrescriptionError
from targets.language import _
from targets.prescription import Prescription
from targets.reading import parse_prescription

_ENDING = ".toml"


def library_plans() -> tuple[str, ...]:
    """Name the plans that come with the program, in alphabetical order."""
    names = (item.name for item in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def load_library_plan(name: str) -> Prescription:
    """Read a plan that comes with the program; raises PrescriptionError when there is none of this name.

    >>> load_library_plan("demonstration").demonstration
    True
    """
    known = library_plans()
    if name not in known:
        allowed = _("is not in the library; known are {names}").format(names=", ".join(known))
        raise PrescriptionError((Fault(name, None, None, "", "", allowed),))
    text = files(__name__).joinpath(name + _ENDING).read_text(encoding="utf-8")
    return parse_prescription(text, name + _ENDING)
