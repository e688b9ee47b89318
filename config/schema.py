"""Strict blocks of keys, and what is wrong with one as sentences that name place, field and remedy."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from config.sources import Source

#: So many problems of one file are listed at once.
SHOWN = 10

_SENTENCES = {
    "string_type": "must be a text",
    "string_too_short": "must be a text",
    "tuple_type": "must be a list, such as [a, b]",
    "model_type": "must be a block of keys with values",
    "dict_type": "must be a block of keys with values",
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "decimal_parsing": "must be a plain amount such as 149.00",
    "finite_number": "must be a number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
}

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def matching(pattern: str, remedy: str) -> AfterValidator:
    """Accepts texts that match a pattern as a whole; the complaint about others tells the remedy."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"is '{text:.60}': {remedy}.")
        return text

    return AfterValidator(check)


class Strict(BaseModel):
    """A block of keys that refuses unknown ones; a key without a value counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_unset(cls, block: Any) -> Any:
        if not isinstance(block, dict):
            return block
        return {key: value for key, value in block.items() if value is not None or key not in cls.model_fields}


def nearest(name: str, known: list[str]) -> str:
    """The ending of a sentence about an unknown name: the known one that was probably meant, or all of them."""
    by_lower = {word.lower(): word for word in known}
    if close := get_close_matches(name.lower(), by_lower, 1):
        return f"did you mean '{by_lower[close[0]]}'?"
    return f"known are {', '.join(sorted(known))}."


def problems(found: ValidationError, source: Source, model: type[BaseModel]) -> list[str]:
    """Each error of a validation as one sentence."""
    return [_sentence(error, source, model) for error in found.errors(include_url=False)]


def listed(source: Source, sentences: list[str]) -> str:
    """All problems of a file as one message; beyond ten they are counted."""
    if len(sentences) == 1:
        return f"{source.path}{', ' if sentences[0].startswith(('line ', 'row ')) else ': '}{sentences[0]}"
    rest = [f"and {len(sentences) - SHOWN} more."] if len(sentences) > SHOWN else []
    return "\n  ".join([f"{source.path} has {len(sentences)} problems:", *sentences[:SHOWN], *rest])


def located(source: Source, trail: tuple[str | int, ...], sentence: str) -> str:
    """A sentence about the value at the end of a trail of keys, with its place in front when it is known."""
    place = source.place(trail)
    return f"{place}: {sentence}" if place else sentence


def _sentence(error: ErrorDetails, source: Source, model: type[BaseModel]) -> str:
    trail = error["loc"]
    name = _named(trail, source.data)
    if error["type"] == "extra_forbidden":
        what = f"is an unknown key: {nearest(str(trail[-1]), _known_keys(model, trail[:-1]))}"
    elif error["type"] == "value_error":
        what = str(error["ctx"]["error"])
    elif error["type"] == "enum":
        what = f"is {_shown(error['input'])}: it must be {error['ctx']['expected']}."
    elif error["type"] == "missing":
        what = "is missing."
    else:
        rule = _SENTENCES.get(error["type"])
        said = rule.format_map(error.get("ctx", {})) if rule else f"is wrong ({error['msg']})"
        what = f"{said}, not {_shown(error['input'])}."
    return located(source, trail, f"{name} {what}" if name else what)


def _named(trail: tuple[str | int, ...], data: Any) -> str:
    """The trail as people read it, list items by their own name, e.g. `products 'SKU-1'.price.amount`."""
    words: list[str] = []
    for step in trail:
        data = data.get(step) if isinstance(data, dict) else data[step] if _holds(data, step) else None
        if isinstance(step, str):
            words.append(step)
        else:
            label = _label(data)
            words[-1] += f" '{label}'" if label else f" item {step + 1}"
    return ".".join(words)


def _holds(data: Any, step: str | int) -> bool:
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _label(block: Any) -> str | None:
    keys = ("sku", "name", "to", "webhook", "text", "marketplace")
    name = next((block[key] for key in keys if block.get(key)), None) if isinstance(block, dict) else None
    return " ".join(str(name).split())[:60] if name else None


def _known_keys(model: type[BaseModel], trail: tuple[str | int, ...]) -> list[str]:
    for step in trail:
        if field := model.model_fields.get(str(step)):
            model = next(_models(field.annotation), model)
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _shown(value: Any) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a block"
    return "empty" if value in (None, "") else f"'{value!s:.60}'"
