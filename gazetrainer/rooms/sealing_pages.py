"""What is asked at the start when a sitting was not closed properly."""

from __future__ import annotations

from gazetrainer.scene import Key, KeyHint, ListScene, MessageScene, Row
from targets.language import _, ngettext


def left_open_scene(count: int, at: int) -> ListScene:
    """Asks whether to seal what a crash left; the first row does."""
    return ListScene(
        title=_("Not closed properly"),
        rows=(Row(_("Seal as cut short")), Row(_("Leave for now"))),
        chosen=at,
        sentence=ngettext(
            "The last sitting broke off, perhaps because the computer went off. What was recorded is there. Sealed, "
            "it shows any later change.",
            "{count} sittings broke off, perhaps because the computer went off. What was recorded is there. Sealed, "
            "they show any later change.",
            count,
        ).format(count=count),
        hints=(KeyHint(Key.MAIN, _("choose")), KeyHint(Key.STOP, _("leave it"))),
    )


def sealed_scene(count: int) -> MessageScene:
    """They are sealed now."""
    said = ngettext("The sitting is sealed as cut short.", "{count} sittings are sealed as cut short.", count)
    return MessageScene(_("Sealed"), said.format(count=count), hints=(KeyHint(Key.MAIN, _("go on")),))
