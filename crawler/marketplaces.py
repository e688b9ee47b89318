"""Which marketplaces are read, told from the names of the spiders' files without loading a spider."""

from pathlib import Path


def marketplaces() -> tuple[str, ...]:
    """The names that a watch's `marketplace` may have; a spider's file bears the spider's name."""
    files = (Path(__file__).parent / "spiders").glob("[a-z]*.py")
    return tuple(sorted(file.stem for file in files))
