"""Child processes: told to end when this one is, and dead as soon as this one is dead."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

Starter = Callable[[Sequence[str], Mapping[str, str]], int]


@contextmanager
def children() -> Iterator[Starter]:
    """Gives what runs `fakewatch ARGUMENTS` in an environment to its end, and its exit code; threads may share it.

    SIGTERM and SIGINT are passed on, so that the children end in good order; then the block raises KeyboardInterrupt.
    """
    alive: set[subprocess.Popen[bytes]] = set()
    stopping = False

    def start(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        if stopping:
            return -signal.SIGTERM
        command = [sys.executable, "-m", "cli.main", *arguments]
        with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE) as child:  # noqa: S603
            alive.add(child)
            try:
                return child.wait()
            finally:
                alive.discard(child)

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True
        for child in tuple(alive):
            child.send_signal(signal.SIGTERM)

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        for number in before:
            signal.signal(number, stop)
    except ValueError:
        # Only the main thread may handle signals.
        before = {}
    try:
        yield start
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stopping:
        raise KeyboardInterrupt


def die_with_parent() -> None:
    """Kills this process once its standard input ends, which is when the one that started it is gone.

    A crawl without its parent would keep its lock, and the next round would find the watch taken.
    """

    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()
