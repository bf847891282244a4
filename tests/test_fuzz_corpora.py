"""Files that were found by fuzzing to break a loader: each is read again, and only what is declared may come of it."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from benchmarks.fuzz import crash_of
from benchmarks.fuzz_loaders import LOADERS
from gazetrainer.calibrating.looked_at import parse_looked_at

CORPORA = Path(__file__).resolve().parent / "corpora"
FOUND = sorted(path for path in CORPORA.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_once_broke_a_loader_is_read_or_refused_in_a_sentence(path, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not crash_of(LOADERS[path.parent.name], path.read_bytes(), tmp_path)


@pytest.mark.parametrize("name", sorted(LOADERS))
def test_a_file_that_is_as_it_should_be_is_read(name, tmp_path):
    assert crash_of(LOADERS[name], LOADERS[name].valid(), tmp_path) is None


def test_a_table_from_a_spreadsheet_with_semicolons_and_decimal_commas_is_read():
    text = "time_s{0}azimuth_deg{0}elevation_deg{0}head\n0{0}0{0}0{0}still\n1,5{0}2,5{0}-3{0}still\n"
    plain = text.replace(",", ".").format(",")
    assert (
        parse_looked_at(text.format(";"), "x") == parse_looked_at(plain, "x") == parse_looked_at(text.format("\t"), "x")
    )
