"""Two rounds at once, Ctrl-C, changed watch files, poor consoles: nothing breaks, and what is said is true."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from tests.jobs.inbox import SECRET, MailBox, open_hook
from tests.jobs.street import Place, Shop, norvik

pytestmark = pytest.mark.process


def stock(shop: Shop) -> None:
    shop.sell("fake", "Norvik Trail Runner 3 复刻 replica", "25.00", 1)
    shop.sell("cheap", "Norvik City Pack 20", "30.00", 2)


def test_of_two_rounds_at_once_one_reads_and_both_end(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.write(shop, norvik())
    second_ended = threading.Event()
    shop.on_hit = lambda path: second_ended.wait() if path == "/item/cheap" else None
    with place.start("run") as first:
        assert shop.wait_for("/item/cheap")
        second = place.run("run", code=1)
        second_ended.set()
        out, err = first.communicate()
    assert first.returncode == 0, err
    assert "is being done by process" in second.stderr
    assert second.stderr.splitlines()[-1].startswith("Error: Not read to its end: shop")
    assert "new cases: 2" in out
    assert len(box.messages) == 1
    (report,) = place.json("runs", "--json")
    assert report["outcome"] == "ok"


def test_ctrl_c_ends_a_round_in_one_line_with_its_run_on_record(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    for number in range(20):
        shop.sell(f"kettle{number}", f"Kettle {number}", "25.00", number)
    place.write(shop, norvik(), block={"delay": 0.3})
    with place.start("run") as process:
        assert shop.wait_for("/item/cheap")
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err.splitlines()[-1] == "Stopped."
    assert "Traceback" not in err
    (report,) = place.json("runs", "--json")
    assert report["outcome"] == "partial"
    assert 0 < report["listings"] < 22
    assert box.messages == []


def test_a_changed_watch_file_holds_for_what_still_waits(shop: Shop, place: Place, box: MailBox) -> None:
    stock(shop)
    place.extra["HOOK_SECRET"] = SECRET
    box.refuse = "451 later"
    with open_hook() as hook:
        mistyped = {"webhook": hook.url, "secret_env": "HOOK_SECRTE"}
        place.write(shop, norvik(), alerts=[{"to": "left@norvik.example"}, mistyped])
        failed = place.run("run")
        assert "set HOOK_SECRTE" in failed.stderr
        box.refuse = None
        place.write(shop, norvik(), alerts=[{**mistyped, "secret_env": "HOOK_SECRET"}], block={"name": "renamed"})
        changed = place.run("notify", "--now", code=1)
        assert "left@norvik.example no longer stands in the watch file" in changed.stderr
        assert "messages sent: 1" in changed.stdout
        assert len(hook.ids) == 1
    again = place.run("run")
    assert "renamed: ok, 2 listings, 0 new or changed" in again.stdout
    assert "new cases: 0" in again.stdout
    assert place.run("notify", "--now").stderr == ""
    assert box.messages == []


def test_a_console_without_chinese_a_closed_pipe_and_a_full_device_end_well(shop: Shop, place: Place) -> None:
    stock(shop)
    place.write(shop, norvik())
    place.run("run")

    def shell(command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.replace("fakewatch", f"{sys.executable} -m cli.main")],
            cwd=place.folder,
            env={**place.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    ascii_only = shell("fakewatch cases list", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (ascii_only.returncode, ascii_only.stderr) == (0, "")
    assert r"\u590d\u523b replica" in ascii_only.stdout
    closed = shell("fakewatch cases list | true")
    assert (closed.returncode, closed.stderr) == (1, "")
    closed = shell("fakewatch export fetches --format csv | true")
    assert (closed.returncode, closed.stderr) == (1, "")
    full = shell("fakewatch cases list --json > /dev/full")
    assert (full.returncode, full.stderr) == (
        1,
        "Error: The output can't be read or written: No space left on device.\n",
    )
