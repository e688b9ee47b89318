"""A person's sign-in with a source, of which the token is kept and refreshed from then on."""

from config.settings import Settings, load_secrets
from config.source_records import source_record
from crawler.credentials import Credentials
from crawler.sign_in import code_in, exchanged, sign_in_address
from domain.errors import ConfigError
from domain.source import Source
from jobs.installation import Installation, open_installation
from jobs.sources import SIGNED_IN, lacking
from jobs.tokens import TokenFolder


def address(name: str, redirect: str, *, api: str | None = None) -> str:
    """The address at which a person signs in; raises ConfigError when the source needs no sign-in or lacks its key."""
    source = _signed_in(name)
    key = source.requires[0]
    return sign_in_address(load_secrets([key])[key], redirect, api)


def run(settings: Settings, name: str, code: str, *, api: str | None = None) -> str:
    """Exchanges a code for a token and keeps it; says until when it holds."""
    source, installation = _signed_in(name), open_installation(settings)
    key, secret = source.requires[:2]
    token = exchanged(
        code_in(code),
        Credentials(load_secrets(source.requires)),
        (key, secret),
        allow_networks=_networks(installation),
        api=api,
    )
    TokenFolder(installation.folder / "tokens").put(source.name, token)
    refreshed = "runs refresh it from now on" if token.refresh else "sign in again before then"
    return f"{source.title}: the token holds until {token.ends:%Y-%m-%d %H:%M} UTC; {refreshed}."


def _signed_in(name: str) -> Source:
    """The source of this name, of which a person signs in, with its key set."""
    source = source_record(name)
    if source.name not in SIGNED_IN:
        tokens = [variable for variable in source.requires if variable.endswith("_TOKEN")]
        if tokens:
            raise ConfigError(f"{source.title} needs no sign-in here: put the token of your app into {tokens[0]}.")
        needed = f"it needs {', '.join(source.requires)}" if source.requires else "it needs no key"
        raise ConfigError(f"{source.title} needs no sign-in: {needed}.")
    if missing := lacking(source):
        raise ConfigError(f"{', '.join(missing)} must be set first: put the values into .env or the environment.")
    return source


def _networks(installation: Installation) -> tuple[str, ...]:
    """The operator's own networks; there may be no watch file yet."""
    return installation.watch_file().allow_networks if installation.settings.watch_file.is_file() else ()
