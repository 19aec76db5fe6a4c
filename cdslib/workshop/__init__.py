"""The half-day course for officials: lessons with checks, hints and questions, and what a trainer needs.

Learners type three names, Vietnamese without marks: ``mo_bai`` (open a lesson), ``kiem_tra`` (check an exercise) and
``trac_nghiem`` (a short quiz).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cdslib.workshop.checking import check as kiem_tra
    from cdslib.workshop.opening import open_lesson as mo_bai
    from cdslib.workshop.quiz import quiz as trac_nghiem

_PLACE_OF = {
    "kiem_tra": ("checking", "check"),
    "mo_bai": ("opening", "open_lesson"),
    "trac_nghiem": ("quiz", "quiz"),
}

__all__ = ["kiem_tra", "mo_bai", "trac_nghiem"]


def __getattr__(name: str) -> Any:
    """Load what a learner asks for; the command line beside it needs none of it."""
    if name not in _PLACE_OF:
        raise AttributeError(name)
    room, attribute = _PLACE_OF[name]
    return getattr(import_module(f"cdslib.workshop.{room}"), attribute)
