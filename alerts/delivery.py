"""What the channels are told about the world they send into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings:
    """How messages leave: `smtp_url` as in `alerts.smtp`, `secrets` by the name of their environment variable.

    `allow_networks` are CIDR networks of private addresses that a webhook may lie in; `console_url` is where a case
    can be looked at as `{console_url}/cases/{number}`, None when no console runs.
    """

    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str = "fakewatch@localhost"
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    allow_networks: Sequence[str] = ()
    console_url: str | None = None
