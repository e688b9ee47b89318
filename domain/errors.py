"""Every deliberate error, one class for each decision that a caller can take."""


class FakewatchError(Exception):
    """Something went wrong that Fakewatch expected; the message says what to do next."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class ConfigError(FakewatchError):
    """A setting, watch file or catalog is wrong: mend it and start again."""


class InputError(FakewatchError):
    """A file given by a person can't be read: mend the file, nothing was stored."""


class StorageError(FakewatchError):
    """The database or the disk can't be used right now: what was stored before is safe, run again later."""


class Busy(FakewatchError):
    """Another process does this work right now: nothing to do here."""


class CrawlFailed(FakewatchError):
    """A source was not read to its end although it may be well: run again later."""


class PageChanged(FakewatchError):
    """The page is not built as its reader expects: the reader needs repair."""


class Refused(FakewatchError):
    """The address is not allowed (private network, scheme or port): it is never fetched."""


class UnusablePhoto(FakewatchError):
    """The bytes are no photo that can be used: skip the photo, keep the listing."""


class DeliveryError(FakewatchError):
    """A message could not be delivered; `permanent` says whether trying again is useless."""

    def __init__(self, message: str | None = None, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
