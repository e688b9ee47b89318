"""Messages and the channels that carry them."""

from collections.abc import Callable

from alerts import smtp, webhook
from alerts.delivery import DeliverySettings
from domain.alert import Channel, Message

__all__ = ["CHANNELS", "DeliverySettings", "send"]

#: Every way a message travels: a function that returns when it was taken over, or raises DeliveryError.
CHANNELS: tuple[tuple[Channel, Callable[[Message, DeliverySettings], None]], ...] = (
    (Channel.EMAIL, smtp.deliver),
    (Channel.WEBHOOK, webhook.deliver),
)


def send(message: Message, settings: DeliverySettings) -> None:
    """Hands a message to its recipient's channel; raises DeliveryError(permanent=…)."""
    dict(CHANNELS)[message.recipient.channel](message, settings)
