"""The command line as a user meets it: help with an example, exit codes, one sentence for an error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from cli.commands import FAMILIES, program
from cli.screen_text import table
from domain.wire import listing_line
from tests.factory import listing

ROOT = Path(__file__).parents[2]
COMMANDS = [
    *("demo", "init", "check", "crawl", "screen", "notify", "run", "schedule", "runs"),
    "import",
    *("read", "identify", "sources", "authorise", "searches", "match", "export", "purge"),
    *(
        "catalog import",
        "catalog export",
        "catalog list",
        "catalog photos",
        "cases list",
        "cases show",
        "cases judge",
        "cases replay",
    ),
    "evaluate",
    "learn",
    "rates update",
    *("db upgrade", "db current", "db backup"),
]


def fakewatch(*arguments: str, cwd: Path, told: str | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(cwd)},
        input=told,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(program(command.split()), [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output
    assert f"fakewatch {command}" in " ".join(result.output.split())


def test_the_list_of_commands_is_whole() -> None:
    app = program()
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    names = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands if not c.hidden}
    for name, group in groups.items():
        assert group is not None
        names |= {f"{name} {c.name or (c.callback.__name__ if c.callback else '')}" for c in group.registered_commands}
    assert names == set(COMMANDS)


def test_wrong_use_is_two_and_failure_is_one(tmp_path: Path) -> None:
    assert fakewatch("read", cwd=tmp_path).returncode == 2
    failed = fakewatch("read", "gone.html", "--url", "https://x.example/1", cwd=tmp_path)
    assert failed.returncode == 1
    assert failed.stderr.startswith("Error: gone.html can't be read")
    assert failed.stdout == ""


def test_init_writes_files_that_check_accepts(tmp_path: Path) -> None:
    assert fakewatch("init", ".", cwd=tmp_path).returncode == 0
    assert {"watch.yml", "catalog.yml", ".env"} <= {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
    checked = fakewatch("check", cwd=tmp_path)
    assert "ok   database" in checked.stdout
    before = (tmp_path / "watch.yml").read_bytes()
    fakewatch("init", ".", cwd=tmp_path)
    assert (tmp_path / "watch.yml").read_bytes() == before


def test_identify_says_what_each_url_means(tmp_path: Path) -> None:
    text = (
        "【淘宝】https://m.tb.cn/h.abc?tk=x 「包」\nhttps://i.ebayimg.com/thumbs/images/g/h4oA/s-l225.jpg\n\nnothing\n"
    )
    done = fakewatch("identify", "//www.etsy.com/uk/listing/1330259870/lamp", "-", cwd=tmp_path, told=text)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0] == {
        "v": 1,
        "marketplace": "etsy",
        "listing_id": "1330259870",
        "url": "https://www.etsy.com/listing/1330259870",
        "short": False,
        "seller": None,
    }
    assert [line.get("short") for line in lines] == [False, True, None, False]
    assert lines[2]["full"] == "https://i.ebayimg.com/images/g/h4oA/s-l1600.jpg"
    assert lines[2]["key"] == "ebay:h4oA"
    assert lines[3]["marketplace"] is None


def test_match_answers_every_line_in_order_and_never_crashes(tmp_path: Path) -> None:
    (tmp_path / "catalog.yml").write_text("brands: [{name: Norvik, products: [{sku: A, name: Norvik Trail Runner 3}]}]")
    lines = [
        json.dumps(listing_line(listing(title="Norvik Trail Runner 3 1:1 replica"))),
        "",
        "not json",
        json.dumps({"marketplace": "m", "listing_id": "2", "title": None, "label": "unknown keys are left alone"}),
        json.dumps({"marketplace": "m", "listing_id": "3", "price": {"amount": "-5", "currency": "XXQ"}}),
        json.dumps({"marketplace": "m", "listing_id": "4", "title": "\ud800 lone \u202e surrogate"}),
        json.dumps({"marketplace": "m", "listing_id": "5", "images": [{"path": "missing.jpg"}]}),
        json.dumps({"listing_id": "6"}),
        json.dumps({"marketplace": "m", "listing_id": "7", "title": "x" * 1_000_000}),
        json.dumps({"marketplace": "m", "listing_id": "8", "images": [{"path": "/dev/zero"}, {"path": "big.jpg"}]}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    with (tmp_path / "big.jpg").open("wb") as file:
        file.truncate(16_000_000)
    done = fakewatch("match", "in.jsonl", "--catalog", "catalog.yml", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [answer["listing_id"] for answer in answers] == ["1001", None, "2", "3", "4", "5", "6", "7", "8"]
    assert answers[5]["error"] == "images[0].path 'missing.jpg' can't be used: There is no such file."
    assert answers[8]["error"] == "images[1].path 'big.jpg' can't be used: The file has more than 15 MB."
    assert answers[0]["product"] == "A"
    assert any(f["kind"] == "counterfeit" and f["action"] == "alert" for f in answers[0]["findings"])
    assert "error" in answers[1]
    assert answers[1]["findings"] == []
    schema = json.loads((ROOT / "config/schemas/match.schema.json").read_text())
    for answer in answers:
        Draft202012Validator(schema).validate(answer)


def test_each_command_is_found_where_the_program_looks_for_it() -> None:
    for commands in FAMILIES.values():
        for command in commands:
            app = program([command])
            names = {c.name or (c.callback.__name__ if c.callback else "") for c in app.registered_commands}
            assert command in names | {group.name for group in app.registered_groups}


def test_what_a_stranger_wrote_does_nothing_to_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    table(None, ("title",), [("\x1b]0;owned\x07Shoe \\[/bold] [red]\u202e\x9b31m",)])
    assert capsys.readouterr().out.split("\n")[1].strip() == "]0;ownedShoe \\[/bold] [red]31m"
