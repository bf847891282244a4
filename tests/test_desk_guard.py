from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from desk_helpers import PORT, TOKEN, browser_for, desk_on, no_mistakes, read_all, served, text_of
from recording_helpers import PLAN, header
from starlette.testclient import TestClient

from gazetrainer.adapters.desk.guard import LARGEST_UPLOAD_BYTES
from gazetrainer.adapters.desk.server import application, listening
from gazetrainer.errors import OutputError
from gazetrainer.events import SittingEnded, SittingOutcome, SittingStarted
from gazetrainer.recording import Recorder

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "desk"
    place.mkdir()
    return place


@pytest.fixture
def stranger(folder: Path) -> TestClient:
    """A client that has no cookie."""
    app = application(desk_on(folder), port=PORT, token=TOKEN, tell=no_mistakes)
    return TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False)


def hostile_recording(path: Path) -> Path:
    plan = {"schema": 1, **PLAN, "title": HOSTILE, "steps": [{**PLAN["steps"][0], "name": HOSTILE}]}  # type: ignore[dict-item]
    with Recorder(path, header(plan=plan, client=HOSTILE)) as recorder:
        recorder.on_event(SittingStarted(0.0))
        recorder.on_event(SittingEnded(1.0, SittingOutcome.FINISHED))
    return path


@pytest.mark.parametrize("address", ["/", "/?token=", "/?token=another", "/progress", "/static/desk.css", "/sitting/0"])
def test_without_the_token_nothing_is_shown(stranger: TestClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 403
    assert "<" not in answer.text


def test_a_wrong_cookie_opens_nothing(stranger: TestClient) -> None:
    stranger.cookies.set(f"desk-{PORT}", "another")
    assert stranger.get("/").status_code == 403


def test_the_token_leaves_the_address_at_once_and_becomes_a_strict_cookie(stranger: TestClient) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("host", ["desk.example", f"desk.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_a_name_that_was_rebound_to_this_computer_is_refused(folder: Path, host: str) -> None:
    browser = browser_for(desk_on(folder))
    assert browser.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://desk.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1"])
def test_another_origin_may_ask_for_nothing(folder: Path, origin: str) -> None:
    browser = browser_for(desk_on(folder))
    assert browser.get("/progress", headers={"origin": origin}).status_code == 403
    assert browser.post("/open", headers={"origin": origin}, data={"parcel": "x"}).status_code == 403


def test_a_link_from_elsewhere_and_a_form_without_origin_are_refused(folder: Path) -> None:
    browser = browser_for(desk_on(folder))
    assert browser.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.get("/", headers={"sec-fetch-site": "same-site"}).status_code == 403
    del browser.headers["origin"]
    assert browser.post("/open", data={"parcel": "x"}).status_code == 403


@pytest.mark.parametrize(
    "way",
    ["/static/../pages.py", "/static/..%2fpages.py", "/static/%2e%2e/%2e%2e/seal.py", "/static//etc/passwd",
     "/sitting/..%2f..%2fsecret", "/sitting/../secret.mcap", "/sitting/secret/answer/file", "/client/../secret"],
)  # fmt: skip
def test_no_file_outside_the_folder_is_served(folder: Path, way: str) -> None:
    (folder.parent / "secret.mcap").write_bytes(b"a secret")
    browser = browser_for(desk_on(folder))
    answer = browser.get(way)
    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert "import" not in answer.text


def test_links_in_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    hostile_recording(tmp_path / "elsewhere.mcap")
    (folder / "link.mcap").symlink_to(tmp_path / "elsewhere.mcap")
    (folder / "way").symlink_to(tmp_path)
    desk = read_all(desk_on(folder))
    assert desk.filed() == ()


def test_texts_of_a_recording_are_shown_as_text(folder: Path) -> None:
    hostile_recording(folder / "hostile.mcap")
    desk = read_all(desk_on(folder))
    browser = browser_for(desk)
    sitting = desk.filed()[0].id
    client = browser.get("/").text.split('href="/client/')[1].split('"')[0]
    for address in ("/", f"/client/{client}", f"/sitting/{sitting}", f"/sitting/{sitting}/answer"):
        page = browser.get(address).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_every_answer_forbids_scripts_frames_and_addresses_from_elsewhere(folder: Path) -> None:
    browser = browser_for(desk_on(folder))
    for address in ("/", "/not/there", "/static/desk.js"):
        policy = browser.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy


def test_no_page_names_an_outside_address(folder: Path) -> None:
    hostile_recording(folder / "one.mcap")
    desk = read_all(desk_on(folder))
    browser = browser_for(desk)
    for address in ("/", f"/sitting/{desk.filed()[0].id}/answer", "/static/desk.js", "/static/desk.css"):
        text = browser.get(address).text.replace("http://www.w3.org/2000/svg", "")
        assert "//" not in "".join(part for part in text.split() if "http" in part)


def test_an_upload_of_a_gigabyte_is_refused_before_it_is_read(folder: Path) -> None:
    browser = browser_for(desk_on(folder))
    taken = 0

    def gigabyte():
        nonlocal taken
        for _ in range(1024):
            taken += 2**20
            yield bytes(2**20)

    headers = {"content-length": str(2**30), "content-type": "multipart/form-data; boundary=x"}
    assert browser.post("/upload", content=b"", headers=headers).status_code == 413
    assert taken == 0
    assert not (folder / "received").exists()


def test_an_upload_that_does_not_say_how_long_it_is_ends_at_the_limit(folder: Path) -> None:
    app = application(desk_on(folder), port=PORT, token=TOKEN, tell=no_mistakes)
    sent: list[dict[str, object]] = []
    given = 0

    async def receive() -> dict[str, object]:
        nonlocal given
        given += 64 * 2**20
        head = (
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.mcap"\r\n\r\n'
            if given == 64 * 2**20
            else b""
        )
        return {"type": "http.request", "body": head + bytes(64 * 2**20), "more_body": True}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    own = f"127.0.0.1:{PORT}"
    headers = {
        "host": own,
        "origin": f"http://{own}",
        "cookie": f"desk-{PORT}={TOKEN}",
        "content-type": "multipart/form-data; boundary=x",
    }
    scope = {
        "type": "http", "method": "POST", "path": "/upload", "query_string": b"", "root_path": "",
        "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", PORT), "client": ("127.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 413
    assert given <= LARGEST_UPLOAD_BYTES + 128 * 2**20
    assert not (folder / "received").exists()


def test_a_form_of_more_than_a_megabyte_is_refused(folder: Path) -> None:
    browser = browser_for(desk_on(folder))
    assert browser.post("/open", data={"parcel": "x" * 2**21}).status_code == 413


OUT_OF_PLACE = ["../out.mcap", "/etc/out.mcap", "run.exe", ".hidden.mcap", "con.mcap", "a\\b.mcap", ".mcap"]


@pytest.mark.parametrize("name", OUT_OF_PLACE)
def test_only_plainly_named_recordings_and_packages_are_taken(folder: Path, name: str) -> None:
    browser = browser_for(desk_on(folder))
    answer = browser.post("/upload", files={"files": (name, b"content")})
    assert answer.status_code == 400
    assert list(folder.parent.rglob("out.mcap")) == []
    assert not (folder / "received").exists()


def test_what_is_dropped_lies_in_a_folder_of_its_own_and_is_listed(folder: Path, tmp_path: Path) -> None:
    recording = hostile_recording(tmp_path / "monday.mcap")
    desk = desk_on(folder)
    browser = browser_for(desk)
    for _ in range(2):
        page = browser.post("/upload", files=[("files", ("monday.mcap", recording.read_bytes()))]).text
    assert "1 file was added." in text_of(page)
    names = [filed.name for filed in read_all(desk).filed()]
    assert names == ["received/2026-11-24-090000-2/monday.mcap", "received/2026-11-24-090000/monday.mcap"]


def test_it_listens_on_this_computer_alone(folder: Path) -> None:
    with served(desk_on(folder)) as address:
        port = int(address.split(":")[2].split("/")[0])
        if sys.platform == "linux":
            listening_on = {
                line.split()[1].split(":")[0]
                for table in ("/proc/net/tcp", "/proc/net/tcp6")
                for line in Path(table).read_text(encoding="ascii").splitlines()[1:]
                if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")
            }
            assert listening_on == {"0100007F"}
        with socket.create_connection(("127.0.0.1", port), 5):
            pass
        with pytest.raises(OSError, match=r".*"), socket.create_connection((_own_address(), port), 5):
            pass


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with listening(0) as opened:
        opened.listen()
        with pytest.raises(OutputError, match=r"Port \d+ cannot be used"), listening(opened.getsockname()[1]):
            pass


def _own_address() -> str:
    """An address of this computer that is not the loopback's; one that nobody has where there is none."""
    told = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=False).stdout.split()
    return next((each for each in told if "." in each and not each.startswith("127.")), "127.0.0.2")
