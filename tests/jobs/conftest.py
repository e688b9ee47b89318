"""A shop, a mail server and an installation for tests of whole rounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.inbox import MailBox, open_mail
from tests.jobs.street import Place, Shop, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as opened:
        yield opened


@pytest.fixture
def mail() -> Iterator[tuple[str, MailBox]]:
    with open_mail() as opened:
        yield opened


@pytest.fixture
def place(tmp_path: Path, mail: tuple[str, MailBox]) -> Place:
    return Place(folder=tmp_path, smtp_url=mail[0])


@pytest.fixture
def box(mail: tuple[str, MailBox]) -> MailBox:
    return mail[1]
