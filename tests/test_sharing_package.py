"""What a received package may hold, and what becomes of one that holds something else."""

from __future__ import annotations

import io
import os
import stat
import time
from zipfile import ZIP_BZIP2, ZIP_DEFLATED

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sharing_helpers import MARK, bomb, contents, with_size, zip_of

from gazetrainer.errors import OutputError, SharingError
from gazetrainer.sharing import LARGEST_BYTES, is_unpacking, names_in, read_package, unpack, write_package

GOOD = zip_of(("sitting.mcap", b"recorded" * 40), ("sitting.notes.txt", b"tired"), method=ZIP_DEFLATED)
ELSEWHERE = [
    "../sitting.mcap",
    "/tmp/sitting.mcap",
    "..\\sitting.mcap",
    "C:\\sitting.mcap",
    "c:sitting.mcap",
    "inner/sitting.mcap",
    "sitting.mcap/",
    ".sitting.mcap",
    "..mcap",
    "-o.mcap",
    "nul.mcap",
    "COM1.today.mcap",
    "sitting\n.mcap",
    "sitting .mcap",
    "sitting\u202exe.mcap",
    ".mcap",
    "s" * 300 + ".mcap",
]


def open_quietly(data):
    """Everything that is done with bytes from outside, but for writing them to the disk."""
    try:
        return contents(data)
    except SharingError:
        return None


def test_what_is_packed_is_unpacked(tmp_path):
    files = {"Übung 1.mcap": b"recorded", "Übung 1.mcap.seal": b"sealed", "Übung 1.notes.txt": b"tired"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    output, folder = io.BytesIO(), tmp_path / "there"
    write_package([tmp_path / name for name in files], output)
    folder.mkdir()
    places = unpack(read_package(output), folder)
    assert {place.name: place.read_bytes() for place in places} == files
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)
    assert all(stat.S_IMODE(place.stat().st_mode) == 0o600 for place in places)


def test_a_package_holds_recording_seal_report_and_note_at_once():
    names = names_in(["a.mcap"])
    assert names is not None
    assert set(contents(zip_of(*((name, b"x") for name in names.all)))) == set(names.all)


@pytest.mark.parametrize("mark", [b"", b"another program's files", b"x" * len(MARK)])
def test_files_packed_by_something_else_are_no_package(mark):
    with pytest.raises(SharingError, match="no package of this program"):
        contents(zip_of(("sitting.mcap", b"recorded" * 40), mark=mark))


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_name_that_could_lead_elsewhere_is_refused(name):
    with pytest.raises(SharingError, match="nothing was unpacked"):
        contents(zip_of((name, b"")))


@given(st.lists(st.text("aÜ./\\:-\0 ", min_size=1, max_size=8).map(lambda text: f"{text}.mcap"), max_size=2))
def test_names_that_are_taken_stay_in_their_folder(names):
    if names_in(names) is not None:
        assert all(os.path.basename(name) == name and name[0] not in ".-" and "\\" not in name for name in names)
        assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_only_plain_files_are_taken(kind):
    with pytest.raises(SharingError, match="nothing was unpacked"):
        contents(zip_of(("sitting.mcap", b"/etc/passwd"), mode=kind | 0o777))


@pytest.mark.parametrize(
    "names",
    [[], ["sitting.html"], ["a.mcap", "b.mcap"], ["a.mcap", "b.html"], ["a.mcap", "a.exe"], ["a.mcap", "A.mcap"]],
)
def test_one_recording_and_what_belongs_to_it_is_all_that_is_taken(names):
    with pytest.raises(SharingError):
        contents(zip_of(*((name, b"") for name in names)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_there_twice_is_refused():
    with pytest.raises(SharingError, match="nothing was unpacked"):
        contents(zip_of(("sitting.mcap", b"first"), ("sitting.mcap", b"second")))


def test_ten_gigabytes_are_refused_before_anything_is_unpacked():
    squeezed = with_size(bomb(1_000_000), LARGEST_BYTES + 1)
    start_s = time.process_time()
    with pytest.raises(SharingError, match="2 GB"):
        read_package(io.BytesIO(squeezed))
    assert time.process_time() - start_s < 0.1


def test_no_more_is_unpacked_than_a_package_says_it_has():
    said = 1000
    package = read_package(io.BytesIO(with_size(bomb(5_000_000), said)))
    unpacked = []
    with pytest.raises(SharingError, match="damaged"):
        unpacked.extend(package.content(package.parts[0]))
    assert sum(map(len, unpacked)) <= said


def test_a_long_list_of_files_is_refused_before_it_is_read():
    with pytest.raises(SharingError, match="nothing was unpacked"):
        contents(zip_of(*((f"{number}.mcap", b"") for number in range(5000))))


def test_other_ways_of_packing_are_refused():
    for data in (zip_of(("sitting.mcap", b"x"), mark=b""), zip_of(("sitting.mcap", b"x"), method=ZIP_BZIP2), b"PK"):
        assert open_quietly(data) is None


def test_a_damaged_package_leaves_nothing_behind(tmp_path):
    damaged = bytearray(zip_of(("sitting.mcap", b"recorded"), ("sitting.notes.txt", b"tired")))
    damaged[damaged.index(b"tired")] ^= 1
    with pytest.raises(SharingError, match="damaged"):
        unpack(read_package(io.BytesIO(damaged)), tmp_path)
    assert list(tmp_path.iterdir()) == []


class Killed(BaseException):
    """What nobody catches, as nobody catches a kill."""


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_an_opening_that_was_killed_shows_no_recording_and_is_done_again(tmp_path, monkeypatch, renames):
    data = zip_of(("sitting.mcap", b"recorded"), ("sitting.mcap.seal", b"sealed"), ("sitting.notes.txt", b"tired"))
    left = [os.replace] * renames

    def replace(*ways):
        if not left:
            raise Killed
        left.pop()(*ways)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        package = read_package(io.BytesIO(data))
        with pytest.raises(Killed):
            unpack(package, tmp_path)
    assert not (tmp_path / "sitting.mcap").exists()
    assert is_unpacking(tmp_path)
    places = unpack(read_package(io.BytesIO(data)), tmp_path)
    assert [place.read_bytes() for place in places] == [b"recorded", b"sealed", b"tired"]
    assert sorted(tmp_path.iterdir()) == sorted(places)
    assert not is_unpacking(tmp_path)


def test_another_file_of_the_same_name_is_not_overwritten_even_after_a_kill(tmp_path):
    (tmp_path / "sitting.mcap.part").write_bytes(b"reco")
    (tmp_path / "sitting.notes.txt").write_bytes(b"mine!")
    with pytest.raises(OutputError, match="already there"):
        unpack(read_package(io.BytesIO(GOOD)), tmp_path)
    assert (tmp_path / "sitting.notes.txt").read_bytes() == b"mine!"


@pytest.mark.parametrize("in_the_way", ["sitting.mcap", "sitting.notes.txt.part"])
def test_no_file_is_overwritten_and_no_link_is_followed(tmp_path, in_the_way):
    elsewhere, folder = tmp_path / "elsewhere.txt", tmp_path / "there"
    elsewhere.write_text("mine")
    folder.mkdir()
    (folder / in_the_way).symlink_to(elsewhere)
    with pytest.raises(OutputError, match="already there"):
        unpack(read_package(io.BytesIO(GOOD)), folder)
    assert elsewhere.read_text() == "mine"
    assert [path.name for path in folder.iterdir()] == [in_the_way]


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_sharing_error(data):
    assert open_quietly(data) is None
    open_quietly(data + MARK)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(1, 255)), min_size=1, max_size=6))
@example([(GOOD.index(b"PK\x01\x02") + 8, 1)])  # says that it is encrypted in ZIP's own way
def test_a_changed_package_is_refused_or_holds_what_it_held(changes):
    changed = bytearray(GOOD)
    for place, by in changes:
        changed[place] ^= by
    found = open_quietly(bytes(changed))
    assert found is None or set(found.values()) <= set(contents(GOOD).values())


@given(st.integers(0, len(GOOD) - 1))
def test_a_package_cut_short_is_refused(length):
    assert open_quietly(GOOD[:length]) is None
