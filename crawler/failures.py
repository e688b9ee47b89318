"""Why a request gave no page: each cause as an Outcome with its sentence."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from domain.outcome import Outcome


class NotFetched(IgnoreRequest):
    """A request that ends without a page, with its outcome and the sentence for the operator."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


class AddressRefused(NotFetched):
    """The guard refused the address before anything was sent."""

    def __init__(self, reason: str) -> None:
        super().__init__(Outcome.NETWORK_ERROR, f"Not fetched. {reason}")


class HostLeft(NotFetched):
    """The host is left alone for the rest of the run."""


#: What the framework raises, in the order in which it is looked up.
CAUSES: tuple[tuple[type[Exception], Outcome, str], ...] = (
    (CannotResolveHostError, Outcome.NETWORK_ERROR, "The host name is not known."),
    (DownloadConnectionRefusedError, Outcome.NETWORK_ERROR, "The server refused the connection."),
    (DownloadTimeoutError, Outcome.NETWORK_ERROR, "The server did not answer in time."),
    (ResponseDataLossError, Outcome.NETWORK_ERROR, "The connection broke in the middle of the answer."),
    (DownloadCancelledError, Outcome.UNEXPECTED_TYPE, "The answer is larger than what is read."),
    (DownloadFailedError, Outcome.NETWORK_ERROR, "The connection failed."),
)


def explained(error: Exception) -> tuple[Outcome, str]:
    """The outcome of a request that raised this error, and its sentence."""
    if isinstance(error, NotFetched):
        return error.outcome, error.reason
    if isinstance(error, IgnoreRequest):
        if "max redirections" in str(error):
            return Outcome.NETWORK_ERROR, "It redirects again and again."
        return Outcome.UNEXPECTED_TYPE, "The answer unpacks to more than what is read."
    for kind, outcome, reason in CAUSES:
        if isinstance(error, kind):
            return outcome, reason
    first_line = str(error).strip().partition("\n")[0]
    return Outcome.NETWORK_ERROR, f"The request failed: {first_line or type(error).__name__}."
