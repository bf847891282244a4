"""What needs a look first, and why: from the facts of a sitting, and from those beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gazetrainer.report.answer import UNTOLD_SHARE
from gazetrainer.report.words import duration, share
from gazetrainer.review.facts import PositionFacts, SittingFacts
from gazetrainer.review.filed import Filed, Unreadable
from gazetrainer.staging.calibration import USABLE_BELOW_DEG
from targets.formats import apart, listed, number
from targets.language import _, ngettext

_FEWEST_OTHERS: Final = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """How often each client is in each folder, and how often each key sealed the sittings of each client."""

    clients: Mapping[str, Counter[str]]
    signers: Mapping[str, Counter[str]]


def beside(filed: Iterable[Filed]) -> Beside:
    """Count over all sittings of the desk."""
    clients: defaultdict[str, Counter[str]] = defaultdict(Counter)
    signers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in filed:
        if isinstance(each.what, SittingFacts):
            clients[each.folder][each.what.client] += 1
            if each.checked is not None and each.checked.signer:
                signers[each.what.client][each.checked.signer] += 1
    return Beside(clients, signers)


def looks_of(filed: Filed, others: Beside) -> tuple[str, ...]:
    """Why a sitting needs a look first, the gravest reason first; none: nothing stands out.

    others: all sittings of the desk, this one among them.
    """
    match filed.what:
        case Unreadable(why):
            return (why,)
        case SittingFacts() as facts:
            return (*_of_the_file(filed), *_of_the_person(filed, facts, others), *_of_the_sitting(facts))
        case _:
            return ()


def grave_looks_of(filed: Filed, others: Beside) -> tuple[str, ...]:
    """What of these puts all figures of a sitting in doubt: a changed file, another person, a part of a recording."""
    if not isinstance(filed.what, SittingFacts):
        return ()
    is_only_unsealed = filed.checked is not None and not filed.checked.signer and len(filed.checked.differing) == 1
    of_the_file = () if is_only_unsealed else _of_the_file(filed)
    return (*of_the_file, *_of_the_person(filed, filed.what, others), *_of_the_end(filed.what))


def _of_the_file(filed: Filed) -> Iterator[str]:
    if filed.checked is None:
        return
    if filed.checked.differing:
        yield _("Not verified: {why}").format(why=filed.checked.differing[0])


def _of_the_person(filed: Filed, facts: SittingFacts, others: Beside) -> Iterator[str]:
    if facts.client and facts.profile_person and facts.profile_person != facts.client:
        said = _("Perhaps another client: the calibration is that of {other}, the sitting is said to be of {client}.")
        yield said.format(other=apart(facts.profile_person), client=apart(facts.client))
    usual = _usual(others.clients.get(filed.folder, Counter()), facts.client) if filed.folder != "." else ""
    if usual and facts.client != usual:
        yield _("Perhaps another client: it lies among the sittings of {other}.").format(other=apart(usual))
    if filed.checked is not None and filed.checked.signer:
        known = _usual(others.signers.get(facts.client, Counter()), filed.checked.signer)
        if known and filed.checked.signer != known:
            yield _("Sealed on another computer than the other sittings of this client.")


def _of_the_end(facts: SittingFacts) -> Iterator[str]:
    if facts.stop_rule_met:
        yield _("The stop rule was met.")
    if facts.cut_short_at_s is not None:
        yield _("Cut short: the recording ends after {time}.").format(time=duration(facts.cut_short_at_s))


def _of_the_sitting(facts: SittingFacts) -> Iterator[str]:
    yield from _of_the_end(facts)
    if facts.error_deg is None:
        yield _("The error of the calibration is not known.")
    elif facts.error_deg > USABLE_BELOW_DEG:
        yield _("Poor calibration: an error of {error}° on average.").format(error=number(facts.error_deg, ".1f"))
    yield from (
        _("{position} can't be told for {share} of the time.").format(
            position=position.name, share=share(position.untold_s, position.active_s)
        )
        for position in facts.positions
        if _is_untold(position)
    )
    missed = [position.name for position in facts.positions if not position.is_held and not _is_untold(position)]
    if missed:
        said = ngettext("Not held as prescribed: {positions}.", "Not held as prescribed: {positions}.", len(missed))
        yield said.format(positions=listed(missed))


def _is_untold(position: PositionFacts) -> bool:
    return position.active_s > 0 and position.untold_s > UNTOLD_SHARE * position.active_s


def _usual(counted: Counter[str], own: str) -> str:
    """What most of the others have in common; empty when there are too few, or no such thing."""
    among = counted - Counter([own])
    most = among.most_common(1)
    return most[0][0] if most and most[0][1] >= _FEWEST_OTHERS and most[0][1] * 2 > among.total() else ""
