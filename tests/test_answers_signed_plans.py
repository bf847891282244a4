"""Signatures of plans: what they survive, what breaks them, and how a key stands."""

from __future__ import annotations

from datetime import date

import pytest
from answers_helpers import MOMENT, PLAN, signed
from hypothesis import given
from hypothesis import strategies as st
from seal_helpers import ONE, OTHER

from gazetrainer.errors import SharingError
from gazetrainer.trust.plan_signature import plan_signature, refuse_expired, sign_plan, without_signature
from gazetrainer.trust.practitioners import MOST_KNOWN, KnownPractitioners, Practitioner, Standing, origin_of
from gazetrainer.trust.practitioners_file import load_practitioners, save_practitioners
from gazetrainer.trust.signature import SignedKind, signature_over
from targets import load_plan, parse_plan

AGE_KEY = "age1z7sgu3h68s6m7lvf6wd5jkfn7cp293z3r0a2wejpjzp5m4ny8ylq2adm36"


def known(name="Practice by the lake", key=ONE):
    return KnownPractitioners().taking(Practitioner(name=name, public_key=key.public_key.hex(), since="2026"))


def test_a_signed_plan_is_the_same_plan_and_names_its_key():
    assert parse_plan(signed(), "x").draft == parse_plan(PLAN, "x").draft
    signature = plan_signature(signed(valid_until=date(2027, 3, 1)), "x")
    assert signature is not None
    assert (signature.public_key, signature.valid_until) == (ONE.public_key, date(2027, 3, 1))
    assert signature.signed_at == MOMENT.isoformat()
    assert plan_signature(PLAN, "x") is None


@pytest.mark.parametrize(
    "on_its_way",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text + "\r\n \n",
        lambda text: text.rstrip("\n"),
    ],
)
def test_a_signature_survives_what_mail_and_editors_do_to_a_text(on_its_way, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(on_its_way(signed()).encode())
    text = path.read_bytes().decode()
    signature = plan_signature(text, "x")
    assert signature is not None
    assert signature.public_key == ONE.public_key
    assert load_plan(path).draft == parse_plan(PLAN, "x").draft


@given(place=st.integers(0, len(signed()) - 2), sign=st.sampled_from("x0# \n"))
def test_a_changed_sign_anywhere_shows(place, sign):
    text = signed()
    changed = text[:place] + sign + text[place + 1 :]
    if changed == text:
        return
    try:
        parse_plan(changed, "x")
    except Exception:
        return
    with pytest.raises(SharingError, match="changed after it was signed"):
        plan_signature(changed, "x")


@pytest.mark.parametrize("table", ["signature = 1\n" + PLAN, PLAN + "[signature]\n", PLAN + "[ signature ]\nx = 1\n"])
def test_what_only_looks_like_a_signature_is_not_taken_for_none(table):
    with pytest.raises(SharingError):
        plan_signature(table, "x")


def test_what_is_put_behind_or_before_a_signature_breaks_it():
    for changed in (signed() + "[[steps]]\nazimuth_deg = 1\nelevation_deg = 1\n", "x = 1\n" + signed()):
        with pytest.raises(SharingError):
            plan_signature(changed, "x")


def test_a_plan_changed_on_purpose_is_signed_anew():
    changed = without_signature(signed()).replace("Morning", "Evening")
    again = sign_plan(changed, OTHER, signed_at=MOMENT)
    assert again.count("[signature]") == 1
    assert plan_signature(again, "x").public_key == OTHER.public_key


def test_signing_twice_changes_nothing():
    assert signed(signed()) == signed()


def test_a_plan_counts_on_its_last_day_and_not_after_it():
    signature = plan_signature(signed(valid_until=date(2026, 11, 22)), "x")
    refuse_expired(signature, "x", date(2026, 11, 22))
    with pytest.raises(SharingError, match="Ask your practitioner for a new one"):
        refuse_expired(signature, "x", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("name", "key", "standing"),
    [
        ("Practice by the lake", ONE, Standing.KNOWN),
        ("Under another name", ONE, Standing.KNOWN),
        ("practice  by the LAKE", OTHER, Standing.CHANGED),
        ("Somebody else", OTHER, Standing.NEW),
        ("Practice by the lake", None, Standing.NO_LONGER_SIGNED),
        ("Somebody else", None, Standing.UNSIGNED),
    ],
)
def test_a_key_stands_by_what_was_taken_before(name, key, standing):
    origin = origin_of(name, key and key.public_key, known())
    assert origin.standing is standing
    if standing is Standing.KNOWN:
        assert origin.name == "Practice by the lake"


def test_a_name_has_one_key_and_the_earlier_one_counts_no_longer():
    both = known().taking(Practitioner(name="practice by the lake", public_key=OTHER.public_key.hex(), since="2027"))
    assert origin_of("x", ONE.public_key, both).standing is Standing.NEW
    assert origin_of("x", OTHER.public_key, both).standing is Standing.KNOWN


def test_who_is_known_is_kept_and_a_damaged_file_is_not_taken_for_nobody(tmp_path):
    path = tmp_path / "deep" / "practitioners.json"
    assert load_practitioners(path).known == ()
    save_practitioners(known(), path)
    assert load_practitioners(path) == known()
    path.write_text("{}x")
    with pytest.raises(SharingError):
        load_practitioners(path)


def test_a_key_that_comes_under_a_new_name_is_still_kept_once():
    renamed = known().taking(Practitioner(name="Lake practice", public_key=ONE.public_key.hex(), since="2027"))
    assert [each.name for each in renamed.known] == ["Lake practice"]


def test_who_is_forgotten_is_new_again_and_the_others_stay():
    both = known().taking(Practitioner(name="By the hill", public_key=OTHER.public_key.hex(), since="2027"))
    left = both.without("PRACTICE by the  lake")
    assert origin_of("Practice by the lake", ONE.public_key, left).standing is Standing.NEW
    assert origin_of("By the hill", OTHER.public_key, left).standing is Standing.KNOWN


def test_the_list_of_who_is_known_can_be_read_again_however_many_were_taken(tmp_path):
    many = KnownPractitioners()
    for number in range(MOST_KNOWN + 2):
        many = many.taking(Practitioner(name=f"Practice {number}", public_key=f"{number:064x}", since="2026"))
        many = many.taking_unsigned(f"{number:064x}")
    save_practitioners(many, tmp_path / "practitioners.json")
    again = load_practitioners(tmp_path / "practitioners.json")
    assert (len(again.known), len(again.unsigned_plans)) == (MOST_KNOWN, MOST_KNOWN)
    assert again.named(f"Practice {MOST_KNOWN + 1}") is not None
    assert again.named("Practice 1") is None


def test_a_signature_made_for_something_else_is_none_for_a_plan():
    text = signed()
    before, line = text.split("signature = ", 1)
    for_an_answer = signature_over(before.encode(), SignedKind.ANSWER, ONE).hex()
    assert len(line.strip().strip('"')) == len(for_an_answer)
    with pytest.raises(SharingError, match="changed after it was signed"):
        plan_signature(f'{before}signature = "{for_an_answer}"\n', "x")


def test_a_kind_of_signature_that_is_not_known_is_refused_even_with_a_key_that_fits():
    before = signed().split("signature = ", 1)[0].replace('kind = "ed25519"', 'kind = "rot13"')
    made = signature_over(before.encode(), SignedKind.PLAN, ONE).hex()
    with pytest.raises(SharingError):
        plan_signature(f'{before}signature = "{made}"\n', "x")


def test_a_last_day_that_is_no_day_is_refused_even_when_it_was_signed():
    before = signed(valid_until=date(2027, 3, 1)).split("signature = ", 1)[0].replace("2027-03-01", "2027-13-01")
    made = signature_over(before.encode(), SignedKind.PLAN, ONE).hex()
    with pytest.raises(SharingError):
        plan_signature(f'{before}signature = "{made}"\n', "x")
