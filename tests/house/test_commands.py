"""Every command that a document shows exists with its options, and every command is shown."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from cli.commands import program
from tests.house.house import ROOT, blocks, documents

PROGRAM: Any = typer.main.get_command(program())


def written() -> Iterator[list[str]]:
    """The words of every command line in the documents, in shell blocks and inside sentences."""
    for path in documents():
        lines = [line for block in blocks(path, "", "sh", "bash", "console") for line in block.splitlines()]
        inline = re.findall(r"`((?:fakewatch|make) [^`\n]+)`", path.read_text(encoding="utf-8"))
        for part in (part for line in (*lines, *inline) for part in line.split(" && ")):
            if command := re.match(r"(?:\$ )?(?:\S*/)?((?:fakewatch|make) .*)", part.strip()):
                yield shlex.split(command[1], comments=True)


def commands(group: Any, path: tuple[str, ...] = ("fakewatch",)) -> Iterator[str]:
    """Every command that people type, with the words before it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        elif not command.hidden:
            yield " ".join((*path, name))


WRITTEN = sorted({tuple(words) for words in written()})


@pytest.mark.parametrize("words", [words for words in WRITTEN if words[0] == "fakewatch"], ids=" ".join)
def test_a_command_in_a_document_exists_with_its_options(words: tuple[str, ...]) -> None:
    command, rest = PROGRAM, list(words[1:])
    while hasattr(command, "commands"):
        name = rest.pop(0) if rest else "nothing"
        assert name in command.commands
        command = command.commands[name]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)} <= {*known, "--help"}


@pytest.mark.parametrize("words", [words for words in WRITTEN if words[0] == "make"], ids=" ".join)
def test_a_target_in_a_document_exists(words: tuple[str, ...]) -> None:
    targets = re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {word for word in words[1:] if re.fullmatch("[a-z]+", word)} <= set(targets)


@pytest.mark.parametrize("command", sorted(commands(PROGRAM)))
def test_every_command_stands_in_a_document(command: str) -> None:
    assert any(" ".join((*words, "")).startswith(f"{command} ") for words in WRITTEN)
