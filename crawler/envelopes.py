"""Error envelopes of marketplaces' interfaces, as outcomes with what to do next."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.envelope_codes import BY_CODE, BY_WORDS, IGNORED, UNKNOWN, Meaning
from domain.outcome import Outcome

#: Codes by which interfaces say that nothing is wrong.
_WELL = frozenset({"", "0", "200", "10000", "ok", "success", "true", "none", "null", "1000"})
_RESULTS = re.compile(
    r"(?:items?|products?|goods|offers?|listings?|results?)(?:_?(?:list|summaries|result|results))?|data", re.IGNORECASE
)
#: What may be a key or token that the answer repeats: it must not get into a sentence.
_SECRET = re.compile(r"[\w+/=|-]*\d[\w+/=|-]{14,}|[\w+/=|-]{14,}\d[\w+/=|-]*|(?<==)\S+")
#: Kinds of envelope that also hold what is no complaint.
_UNSURE = frozenset({"iop", "message", "amazon", "wall"})
_BAN = re.compile(r"(?:ban|block)\w* will last for (\d+) more second", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Complaint:
    """One thing said: the kind of envelope, its code, and all of its words."""

    kind: str
    code: str
    words: str

    def meaning(self) -> Meaning | None:
        """What it means: a code that its kind of envelope defines goes first, then its words."""
        if self.kind == "warning":
            return IGNORED
        known = BY_CODE.get((self.kind, self.code.lower()))
        return known or next((row for pattern, row in BY_WORDS if pattern.search(f"{self.code} {self.words}")), None)


def answer_outcome(answer: Any, status: int) -> tuple[Outcome, str] | None:
    """How an answer of an interface ended, with a sentence on what to do; None for one that complains of nothing known.

    `answer` is parsed JSON. An answer that gives results and complains besides is `partial`: read its results too.
    An `auth_failed` sentence names the kind of setting that is wrong (secret, token, permission, referer).
    """
    if not isinstance(answer, Mapping):
        return None
    complaints = list(_complaints(answer, status))
    told = [(complaint, meaning) for complaint in complaints if (meaning := complaint.meaning())]
    if not told and status <= 400:
        told = [(complaint, UNKNOWN) for complaint in complaints if complaint.words and complaint.kind not in _UNSURE]
    if not told:
        return None
    complaint, meaning = min(told, key=lambda pair: pair[1].outcome is Outcome.PARTIAL)
    if _has_results(answer) and meaning.outcome is not Outcome.OK_EMPTY:
        return Outcome.PARTIAL, f"The interface gave results and complained: {_quoted(complaint)}."
    advice = meaning.advice
    if meaning.outcome is Outcome.RATE_LIMITED and (ban := _BAN.search(complaint.words)):
        advice = f"ask again in {ban[1]} seconds"
    return meaning.outcome, f"{meaning.says}: {advice} ({_quoted(complaint)})."


def _quoted(complaint: _Complaint) -> str:
    words = _SECRET.sub("…", complaint.words)
    code = "" if complaint.code.lower() in complaint.words.lower() else f"{complaint.code} "
    text = " ".join(f"{code}{words}".split())
    return (text if len(text) <= 160 else f"{text[:159]}…").rstrip(" .")


def _complaints(answer: Mapping[str, Any], status: int) -> Iterator[_Complaint]:
    """Everything in the answer that looks like a complaint."""
    for name in ("error_response", "errorResponse", "fault"):
        if isinstance(said := answer.get(name), Mapping):
            yield _of("pdd" if "error_code" in said else "top", said)
    for name in ("errors", "Errors", "error", "warnings"):
        yield from _listed(name, answer.get(name), answer)
    for name, value in answer.items():
        if isinstance(value, Mapping) and re.search(r"_respon[sc]e$|^result$", name):
            yield from _wrapped(value)
    if isinstance(said := answer.get("ret"), list) and said and not str(said[0]).upper().startswith("SUCCESS"):
        yield _Complaint("mtop", str(said[0]).partition("::")[0], str(said[0]))
    if any(name in answer for name in ("__type", "reason", "fieldList")) and (
        "message" in answer or "Message" in answer
    ):
        yield _of(
            "amazon", {**answer, "code": str(answer.get("__type") or answer.get("type") or "").rpartition("#")[2]}
        )
    if "error_code" in answer:
        yield _of("1688" if "error_message" in answer else "pdd", answer)
    elif not isinstance(answer.get("error"), Mapping | str) and ("code" in answer or "err_no" in answer):
        yield _of("iop", answer)
    elif status >= 400 and isinstance(answer.get("message"), str):
        yield _Complaint("message", "", answer["message"])
    for name in ("rgv587_flag", "captcha-delivery", "blockScript", "sec-cp-challenge", "challengeURL", "captchaUrl"):
        if name in answer or (name == "captcha-delivery" and name in str(answer.get("url", ""))):
            yield _Complaint("wall", name, name)
    if isinstance(address := answer.get("redirectUrl") or answer.get("url"), str) and re.match(
        r"/blocked\?|.*/punish\?", address
    ):
        yield _Complaint("wall", "blocked", "punish")


def _listed(name: str, said: Any, answer: Mapping[str, Any]) -> Iterator[_Complaint]:
    """The complaints under `errors`, `error` or `warnings`, whether text, number, object or a list of them."""
    if isinstance(said, list):
        for one in said:
            yield from _listed(name, one, {})
    elif isinstance(said, Mapping):
        kind = "ebay" if "errorId" in said else "graphql" if "extensions" in said else ""
        yield _of("warning" if name == "warnings" else kind, said)
    elif isinstance(said, str) and said and name != "warnings":
        kind = (
            "meli"
            if "cause" in answer or "blocked_by" in answer
            else "rakuten"
            if "error_description" in answer
            else ""
        )
        yield _Complaint(kind, said, _text({**answer, "code": said}))
    elif isinstance(said, int) and not isinstance(said, bool) and said:
        yield _Complaint("shopee", str(said), _text(answer))


def _wrapped(value: Mapping[str, Any]) -> Iterator[_Complaint]:
    """The complaint inside the answer of one method: JD's query result, AliExpress's result code."""
    for inner in (value, value.get("result"), value.get("resp_result"), value.get("queryResult")):
        if isinstance(inner, str) and inner.startswith("{"):
            try:
                inner = json.loads(inner)
            except ValueError:
                continue
        if isinstance(inner, Mapping):
            kind = "jd" if inner is not value and "queryResult" in value else "iop"
            if inner is value and "queryResult" in value and str(inner.get("code")) in _WELL:
                continue
            yield _of(kind, inner)


def _of(kind: str, said: Mapping[str, Any]) -> _Complaint:
    extensions = said.get("extensions")
    nested: Mapping[str, Any] = extensions if isinstance(extensions, Mapping) else {}
    codes = ("errorId", "error_code", "code", "Code", "errorCode", "resp_code", "rsp_code", "err_no", "status")
    code = next(
        (str(value) for where in (said, nested) for name in codes if isinstance(value := where.get(name), str | int)),
        "",
    )
    if code.lower() in _WELL and (kind, code) not in BY_CODE:
        return _Complaint(kind, "", "")
    return _Complaint(kind, code, _text(said))


def _text(said: Mapping[str, Any]) -> str:
    names = (
        *(
            "code",
            "Code",
            "sub_code",
            "subCode",
            "status",
            "reason",
            "msg",
            "message",
            "Message",
            "errorMessage",
            "longMessage",
        ),
        *(
            "error_msg",
            "error_message",
            "sub_msg",
            "error_description",
            "description",
            "resp_msg",
            "rsp_msg",
            "zh_desc",
        ),
        *("en_desc", "info", "detail", "details", "faultstring", "blocked_by"),
    )
    words = (str(value) for name in names if isinstance(value := said.get(name), str | int) and str(value))
    return " ".join(dict.fromkeys(words))


def _has_results(answer: Mapping[str, Any]) -> bool:
    return any(_RESULTS.fullmatch(name) and _full(value) for name, value in answer.items())


def _full(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_full(one) for one in value.values())
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
