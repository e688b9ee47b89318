"""`fakewatch authorise`: lets Fakewatch ask a source in the name of an account."""

from typing import Annotated

import typer

from cli.screen_text import result
from config.settings import load_settings
from jobs import authorise as authorising


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(authorise)


def authorise(
    source: Annotated[str, typer.Argument(help="The source, such as aliexpress.")],
    redirect: Annotated[str | None, typer.Option(help="The callback address that your app is registered with.")] = None,
    code: Annotated[str | None, typer.Option(help="The code, or the whole address to which the sign-in led.")] = None,
    api: Annotated[str | None, typer.Option(help="Another host than the usual one, such as a gateway to test.")] = None,
) -> None:
    """Signs in with a source: first without a code, which prints where; then with the code that this gives.

    Example: [bold]fakewatch authorise aliexpress --redirect https://norvik.example/callback[/bold]
    """
    if code:
        result(authorising.run(load_settings(), source, code, api=api))
        return
    where = authorising.address(source, redirect or "", api=api)
    if not redirect:
        raise typer.BadParameter("name the callback address that your app is registered with: --redirect https://…")
    result("Open this address, sign in with the account that owns the app, and let it in:")
    result(where)
    result("You are led to your callback address. Copy the address that you then see, and within 30 minutes run")
    result(f"fakewatch authorise {source} --code 'THAT ADDRESS'")
