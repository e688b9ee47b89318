"""Reads the shipped lexicons, one YAML file a language, into domain values; a wrong file is refused with its place."""

from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from domain.errors import ConfigError
from domain.lexicon import Lexicon, Negation, Sense, Term

FOLDER = Path(__file__).with_name("lexicons")
#: Keeps every scalar a text ("no" and "1:1" are words here) and builds no objects; in C where the wheel has it.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Term(_Strict):
    text: str
    variants: list[str] = []
    unless: list[str] = []
    contexts: list[str] = []
    beside_brand: bool = False
    in_title: bool = False
    unnamed: bool = False
    trade: bool = False
    counted: bool = False
    source: str | None = None
    note: str | None = None


class _Negation(_Strict):
    before: list[str] = []
    after: list[str] = []
    between: list[str] = []
    refusals: list[str] = []
    returns: list[str] = []
    reversed_by: list[str] = []
    doubted: list[str] = []
    assured: list[str] = []
    together: dict[str, tuple[list[str], list[str]]] = {}


def _sense(name: Any) -> Sense:
    return Sense(name)


def _from_text(item: Any) -> Any:
    return {"text": item} if isinstance(item, str) else item


class _File(_Strict):
    language: str
    version: str
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    source: str
    negation: _Negation = _Negation()
    guarantees: list[str] = []
    neutral_contexts: list[str] = []
    licences: list[str] = []
    fillers: list[str] = []
    ordinary: list[str] = []
    kinds: dict[str, list[str]] = {}
    qualities: list[str] = []
    terms: dict[Annotated[Sense, BeforeValidator(_sense)], list[Annotated[_Term, BeforeValidator(_from_text)]]]


def read_lexicon(path: Path) -> Lexicon:
    """One lexicon file; raises ConfigError naming file, field and what is wrong with it."""
    try:
        file = _File.model_validate(yaml.load(path.read_text("utf-8"), Loader=LOADER))  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{path} can't be read as YAML: {error}. Mend the file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: {field}: {first['msg']}. Mend the file.") from error
    return Lexicon(
        language=file.language,
        version=file.version,
        date=file.date,
        terms=tuple(_term(term, sense, file.source) for sense, terms in file.terms.items() for term in terms),
        negation=_negation(file.negation),
        guarantees=tuple(file.guarantees),
        neutral_contexts=tuple(file.neutral_contexts),
        licences=tuple(file.licences),
        fillers=tuple(file.fillers),
        ordinary=tuple(file.ordinary),
        kinds=tuple((kind, tuple(words)) for kind, words in file.kinds.items()),
        qualities=tuple(file.qualities),
    )


def _negation(negation: _Negation) -> Negation:
    return Negation(
        before=tuple(negation.before),
        after=tuple(negation.after),
        between=tuple(negation.between),
        refusals=tuple(negation.refusals),
        returns=tuple(negation.returns),
        reversed_by=tuple(negation.reversed_by),
        doubted=tuple(negation.doubted),
        assured=tuple(negation.assured),
        together=tuple((name, tuple(one), tuple(other)) for name, (one, other) in negation.together.items()),
    )


def _term(term: _Term, sense: Sense, source: str) -> Term:
    return Term(
        text=term.text,
        sense=sense,
        source=term.source or source,
        variants=tuple(term.variants),
        unless=tuple(term.unless),
        contexts=tuple(term.contexts),
        beside_brand=term.beside_brand,
        in_title=term.in_title,
        unnamed=term.unnamed,
        trade=term.trade,
        counted=term.counted,
        note=term.note,
    )


@cache
def load_lexicons() -> tuple[Lexicon, ...]:
    """All shipped lexicons, by language code."""
    return tuple(read_lexicon(path) for path in sorted(FOLDER.glob("*.yml")))
