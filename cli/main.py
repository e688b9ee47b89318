"""The `fakewatch` program: whatever happens, a user gets one sentence and an exit code."""

import io
import logging
import os
import sys
import tempfile
import traceback
from typing import NoReturn, TextIO

from cli.plain import plain
from domain.errors import FakewatchError

NOISY = ("apscheduler", "httpx2", "httpcore2", "alembic", "scrapy", "twisted", "PIL", "asyncio")
STOPPED = 130


def main() -> None:
    """Runs the command line: exit code 0 on success, 1 on failure, 2 on wrong use, 130 when a person stopped it."""
    try:
        _set_up()
        # Loading takes seconds, in which Ctrl-C must not end in a traceback either.
        from cli.commands import program

        program(sys.argv[1:])()
    except FakewatchError as error:
        _end(f"Error: {error}", 1)
    except KeyboardInterrupt:
        _end("Stopped.", STOPPED)
    except SystemExit as end:
        if end.code == STOPPED:
            _end("Stopped.", STOPPED)
        _flush(sys.stdout)
        raise
    except OSError as error:
        _end(f"Error: {error.filename or 'The output'} can't be read or written: {error.strerror or error}.", 1)
    except Exception as error:  # noqa: BLE001 - the last place to keep a traceback from a user
        _end(_unexpected(error), 1)


def _set_up() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    # A log file on a full disk must not become a traceback.
    logging.raiseExceptions = False
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that can't show a title shows its code points; in JSON they mean the same.
            stream.reconfigure(errors="backslashreplace")


def _unexpected(error: Exception) -> str:
    said = traceback.format_exception_only(error)[-1].strip()
    sentence = f"Error: Something went wrong that Fakewatch did not expect ({said})."
    try:
        with tempfile.NamedTemporaryFile("w", prefix="fakewatch-error-", suffix=".txt", delete=False) as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return sentence
    return f"{sentence} Please report it with {file.name}."


def _end(sentence: str, code: int) -> NoReturn:
    _flush(sys.stdout)
    sys.stderr.write(f"{plain(sentence)}\n")
    _flush(sys.stderr)
    sys.exit(code)


def _flush(stream: TextIO) -> None:
    """Writes what is left; where nobody listens any more (`| head`), the interpreter must not complain at its end."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
