"""The commented files that `fakewatch init` writes to start from."""

from importlib.resources import files
from pathlib import Path

from domain.errors import InputError

#: What a file is called in the package and in the folder of the user.
TEMPLATES = (("watch.yml", "watch.yml"), ("catalog.yml", "catalog.yml"), ("env", ".env"))


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Writes the files that the folder has not, makes it when needed, and tells which were written.

    Only their owner can read `.env`, which is to hold passwords. Raises InputError when the folder can't be written to.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kept, name in TEMPLATES:
            path = folder / name
            if not path.exists():
                path.touch(mode=0o600 if name == ".env" else 0o666)
                path.write_bytes((files("config") / "templates" / kept).read_bytes())
                written.append(path)
    except OSError as problem:
        raise InputError(f"{folder} can't be written to: {problem.strerror or problem}.") from None
    return tuple(written)
