"""Whose plan or answer it is: the pages that ask the first time, and those that warn; nothing here is hurried."""

from __future__ import annotations

from datetime import date

from gazetrainer.fingerprint import spoken_fingerprint
from gazetrainer.scene import Key, KeyHint, ListScene, PageScene, Paragraph, Row
from gazetrainer.trust.practitioners import Origin, Standing
from targets.formats import date_in_words, listed
from targets.language import _


def first_time_scene(origin: Origin) -> PageScene:
    """A key that was never seen here: the main key takes it."""
    told = _("Ask by telephone whether these are the words that {name} sees. If they are, take it.")
    paragraphs = [
        Paragraph(origin.name, _("Something signed by this key comes to this computer for the first time.")),
        Paragraph(_("The words of the key"), spoken_fingerprint(origin.public_key)),
        Paragraph("", told.format(name=origin.name)),
    ]
    if origin.known_names:
        known = _("So far you know: {names}.").format(names=listed(origin.known_names))
        paragraphs.append(Paragraph("", known))
    hints = (KeyHint(Key.MAIN, _("take it, remember the key")), KeyHint(Key.STOP, _("leave it for now")))
    return PageScene(_("Whose is this?"), tuple(paragraphs), hints=hints)


def warning_scene(origin: Origin, at: int) -> ListScene:
    """A name that is known by another key, or signed so far; the first row leaves everything as it is."""
    if origin.standing is Standing.CHANGED:
        title, take = _("Another key than so far"), _("The words are the same: take it")
        said = _(
            "{name} has signed with another key so far. This one has the words: {words}. It may be a new computer, or "
            "somebody else. Ask {name} by telephone which words they see."
        )
    else:
        title, take = _("Not signed, unlike so far"), _("Take it all the same")
        said = _(
            "{name} has signed plans so far; this one has no signature, so it cannot be seen here whether it is as "
            "{name} wrote it. Ask {name} by telephone whether it is theirs."
        )
    words = spoken_fingerprint(origin.public_key) if origin.public_key else ""
    return ListScene(
        title=title,
        rows=(Row(_("Leave it for now")), Row(take)),
        chosen=at,
        sentence=said.format(name=origin.name, words=words),
        hints=(KeyHint(Key.MAIN, _("choose")), KeyHint(Key.STOP, _("leave it"))),
    )


def whose_in_words(origin: Origin, valid_until: date | None = None) -> str:
    """Whose plan it is, in a sentence or two."""
    said = {
        Standing.KNOWN: _("Signed by {name}, whose key you know."),
        Standing.NEW: _("Signed by {name}, for the first time."),
        Standing.CHANGED: _("Signed by another key than {name} had so far."),
        Standing.UNSIGNED: _("It has no signature. If you know whom it is from, that is fine."),
        Standing.NO_LONGER_SIGNED: _("It has no signature, unlike the plans of {name} so far."),
    }[origin.standing].format(name=origin.name)
    if valid_until is None:
        return said
    return f"{said} " + _("To be practised until {date}.").format(date=date_in_words(valid_until))


def whose_with_words(origin: Origin) -> str:
    """The same with the words of the key, where there is one."""
    said = whose_in_words(origin)
    return f"{said} {spoken_fingerprint(origin.public_key)}" if origin.public_key else said
