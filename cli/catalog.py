"""`fakewatch catalog`: what is genuine, in and out."""

from pathlib import Path
from typing import Annotated

import typer

from cli.screen_text import counting, out, say, table
from config.catalog_files import write_catalog
from config.settings import load_settings
from domain.errors import InputError
from jobs import catalog as job
from jobs import feed
from jobs.installation import open_installation

commands = typer.Typer(help="Brands, products, marks, authorised sellers: what is genuine.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(commands, name="catalog")


@commands.command("import")
def import_(
    sources: Annotated[list[str], typer.Argument(help="YAML, JSON, CSV or XLSX files, or one web address of a shop.")],
    brand: Annotated[str | None, typer.Option(help="The brand that a web shop's products belong to.")] = None,
    allow_network: Annotated[
        list[str] | None, typer.Option(help="A private network that may be read from, such as 127.0.0.0/8.")
    ] = None,
) -> None:
    """Imports brands and products, all or nothing; importing twice changes nothing.

    Examples: [bold]fakewatch catalog import catalog.yml[/bold]
    [bold]fakewatch catalog import https://shop.norvik.example --brand Norvik[/bold]
    """
    installation = open_installation(load_settings())
    urls = [source for source in sources if source.startswith(("http://", "https://"))]
    with counting("photos") as progress:
        task = progress.add_task("photos", total=None)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        allowed = tuple(allow_network or ())
        if not urls:
            files = [Path(source) for source in sources]
            changes = job.import_files(installation, files, allow_networks=allowed, progress=show)
        elif len(sources) > 1 or brand is None:
            raise InputError("A shop is imported alone and with its brand: fakewatch catalog import URL --brand NAME.")
        else:
            changes = feed.run(installation, urls[0], brand, allow_networks=allowed, progress=show)
    out.print(
        f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.unchanged)} unchanged.", markup=False
    )


@commands.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write: .yml, .json, .csv or .xlsx.")],
) -> None:
    """Writes the catalog to a file that can be imported again.

    Example: [bold]fakewatch catalog export catalog.xlsx[/bold]
    """
    left_out = write_catalog(job.stored(open_installation(load_settings())), file)
    out.print(f"wrote {file}", markup=False)
    if left_out:
        say(f"A sheet holds only products; left out: {', '.join(left_out)}. Export to .yml to have it all.")


@commands.command("list")
def list_() -> None:
    """Lists brands and products.

    Example: [bold]fakewatch catalog list[/bold]
    """
    rows = [
        (brand.name, p.sku, p.name, f"{p.price.amount} {p.price.currency}" if p.price else None, len(p.images))
        for brand, p in job.stored(open_installation(load_settings())).products()
    ]
    table(None, ("brand", "sku", "name", "price", "photos"), rows)


@commands.command()
def photos(
    sku: Annotated[str | None, typer.Option(help="Only this product's.")] = None,
    off: Annotated[str | None, typer.Option(help="Switch this photo off: the first 8 digits or more.")] = None,
    on: Annotated[str | None, typer.Option(help="Switch this photo on again.")] = None,
) -> None:
    """Lists the reference photos with who copies them, or switches one off: its matches say nothing any more.

    Examples: [bold]fakewatch catalog photos --sku SKU-1[/bold]
    [bold]fakewatch catalog photos --off 3f2a90bc71d4[/bold]
    """
    installation = open_installation(load_settings())
    if off and on:
        raise InputError("Switch one photo at a time: --off or --on.")
    if beginning := off or on:
        for use in job.switch(installation, beginning, off=off is not None):
            out.print(f"{'off' if off else 'on'}: {use.sku}, {use.bank}, {use.source}", markup=False)
        say("It counts from the next screening on.")
        return
    rows = [
        (use.sku, use.bank.value, use.source, use.sha256[:12], use.listings, use.sellers, "off" if use.off else "on")
        for use in job.photos(installation, sku)
    ]
    table(None, ("sku", "bank", "source", "photo", "listings", "sellers", "is"), rows)
