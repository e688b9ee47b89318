"""What several tests of alerts need."""

import pytest

from tests.alerts.certificates import Certificate, make


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make(tmp_path_factory.mktemp("tls"))
