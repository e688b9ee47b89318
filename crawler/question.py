"""One request beyond a plain page: to an interface, with a body, with a key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http.request import NO_CALLBACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is sent: a JSON value or a form as the body of a POST, else a GET.

    `shown` is recorded in place of the URL. A `keyed` question is put to an official interface with the operator's
    key: robots.txt does not speak of it, and no redirect is followed, as it would carry the key away. `keep` says
    whether the answer's body may be stored.
    """

    url: str
    json: Any = None
    form: Mapping[str, str] | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    shown: str = ""
    keyed: bool = False
    keep: bool = True


def request_of(question: Question) -> Request:
    """The request that puts a question."""
    meta = {"keyed": True, "dont_redirect": True} if question.keyed else {}
    request = Request(question.url, callback=NO_CALLBACK, headers=dict(question.headers), meta=meta)
    if question.form is not None:
        typed = {**question.headers, "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        return request.replace(method="POST", body=urlencode(dict(question.form)), headers=typed)
    if question.json is not None:
        typed = {"Content-Type": "application/json", **question.headers}
        body = question.json if isinstance(question.json, str) else json.dumps(question.json)
        return request.replace(method="POST", body=body, headers=typed)
    return request
