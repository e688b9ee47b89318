"""What marketplaces' interfaces complain of becomes the right outcome, with a sentence that helps."""

import json
from typing import Any

import pytest

from crawler.envelopes import answer_outcome
from domain.outcome import Outcome

AUTH, RATE, PARTIAL, EMPTY = Outcome.AUTH_FAILED, Outcome.RATE_LIMITED, Outcome.PARTIAL, Outcome.OK_EMPTY
GONE, SERVER, REQUEST, CAPTCHA = Outcome.GONE, Outcome.NETWORK_ERROR, Outcome.LAYOUT_CHANGED, Outcome.CAPTCHA


def top(code: int, msg: str, sub_code: str = "", sub_msg: str = "") -> dict[str, Any]:
    return {"error_response": {"code": code, "msg": msg, "sub_code": sub_code, "sub_msg": sub_msg, "request_id": "a1"}}


def pdd(code: int, msg: str = "业务错误") -> dict[str, Any]:
    return {
        "error_response": {"error_code": code, "error_msg": msg, "sub_code": None, "sub_msg": "", "request_id": "1"}
    }


def iop(code: str, message: str) -> dict[str, Any]:
    return {"type": "ISV", "code": code, "message": message, "request_id": "210410"}


def coded(code: str, message: str) -> dict[str, Any]:
    return {"errors": [{"code": code, "message": message}]}


def oauth(error: str, description: str) -> dict[str, Any]:
    return {"error": error, "error_description": description}


def creators(kind: str, reason: str, message: str) -> dict[str, Any]:
    return {"type": kind, "reason": reason, "message": message}


def graphql(code: int | str, message: str = "x") -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code}}], "data": None}


def affiliate(code: int, message: str) -> dict[str, Any]:
    return {"aliexpress_affiliate_product_query_response": {"resp_result": {"resp_code": code, "resp_msg": message}}}


def jd(code: int, message: str) -> dict[str, Any]:
    result = json.dumps({"code": code, "message": message, "requestId": "o_1"})
    return {"jd_union_open_goods_query_responce": {"code": "0", "queryResult": result}}


def ebay(number: int, message: str, name: str = "errors", **more: Any) -> dict[str, Any]:
    return {name: [{"errorId": number, "domain": "API_BROWSE", "category": "REQUEST", "message": message}], **more}


@pytest.mark.parametrize(
    ("answer", "outcome", "words"),
    [
        (
            top(
                7,
                "App Call Limited",
                "accesscontrol.limited-by-api-access-count",
                "This ban will last for 41 more seconds",
            ),
            RATE,
            "41 seconds",
        ),
        (top(7, "App Call Limited", "accesscontrol.limited-by-app-access-count"), RATE, "00:00 GMT+8"),
        (top(7, "App Call Limited", "accesscontrol.limited-by-app-api-access-count"), RATE, "limits the calls"),
        (top(25, "Invalid signature"), AUTH, "app secret"),
        (top(29, "Invalid app Key"), AUTH, "app key"),
        (top(27, "Invalid session"), AUTH, "token"),
        (top(11, "Insufficient isv permissions", "isv.permission-api-package-empty"), AUTH, "permission"),
        (top(31, "Invalid timestamp"), AUTH, "clock"),
        (top(15, "Remote service error", "50001", "无结果"), EMPTY, "nothing"),
        (top(15, "Remote service error", "isv.item-not-exist", "商品不存在"), GONE, "item"),
        (top(15, "Remote service error", "isp.top-remote-connection-timeout"), SERVER, "later"),
        (top(41, "Invalid arguments:page_size", "isv.invalid-parameter"), REQUEST, "repair"),
        ({"error_response": {"code": "12", "zh_desc": "无效签名", "en_desc": "Invalid signature"}}, AUTH, "app secret"),
        (
            iop("IncompleteSignature", "The request signature does not conform to platform standards"),
            AUTH,
            "app secret",
        ),
        (iop("IllegalAccessToken", "The specified access token is invalid or expired"), AUTH, "token"),
        (iop("InvalidAppKey", "The specified App Key is invalid"), AUTH, "app key"),
        (iop("InvalidApiPath", "The specified API path is invalid"), AUTH, "permission group"),
        (iop("InsufficientPermission", "App does not have permission to access this api"), AUTH, "permission"),
        (
            iop("ApiCallLimit", "The request has exceeded the limit. This ban will last for 1 more seconds"),
            RATE,
            "1 seconds",
        ),
        (iop("IllegalRefreshToken", "The specified refresh token is invalid or expired"), AUTH, "refresh token"),
        (iop("0", ""), None, ""),
        (affiliate(405, "The result is empty"), EMPTY, ""),
        (affiliate(200, "Call succeeds"), None, ""),
        (pdd(52101, "当前接口被限流"), RATE, ""),
        (pdd(70031), Outcome.BLOCKED, "risk control"),
        (pdd(20004, "签名sign校验失败"), AUTH, "app secret"),
        (pdd(10019, "access_token已过期"), AUTH, "token"),
        (pdd(30000, "没有调用此target接口权限"), AUTH, "permission"),
        (pdd(50000, "系统内部错误"), SERVER, ""),
        ({"error_code": 54001, "verify_auth_token": "x"}, CAPTCHA, ""),
        ({"error_code": 40001, "error_msg": "login"}, Outcome.LOGIN_REQUIRED, ""),
        ({"error_code": 41002}, EMPTY, ""),
        (jd(401, "参数错误"), REQUEST, "parameters"),
        (jd(201, "未查询到满足条件的商品"), EMPTY, "nothing matches"),
        (jd(403, "无访问权限"), AUTH, "permission"),
        (jd(408, "unionid被限制调用"), Outcome.BLOCKED, "notice"),
        (jd(429, "请求频率超过限制"), RATE, ""),
        (jd(202, "页数超限"), PARTIAL, "narrow"),
        (jd(200, "success"), None, ""),
        ({"jd_union_open_goods_query_response": {"queryResult": {"code": 403, "message": "no"}}}, AUTH, "permission"),
        (ebay(1001, "Invalid access token"), AUTH, "token"),
        (ebay(2001, "Too many requests"), RATE, ""),
        (ebay(11001, "The specified item Id was not found."), GONE, ""),
        (ebay(12029, "The 'offset' value is above the maximum."), PARTIAL, "narrow"),
        (ebay(12002, "Invalid filter", "warnings", total=3, itemSummaries=[{"itemId": "1"}]), PARTIAL, "12002"),
        (ebay(12014, "Invalid filter", "warnings"), PARTIAL, "ignored"),
        ({"total": 1, "itemSummaries": [{"itemId": "1"}]}, None, ""),
        (oauth("invalid_client", "client authentication failed"), AUTH, "client secret"),
        (oauth("invalid_grant", "refresh token is expired"), AUTH, "authorise"),
        (oauth("invalid_scope", "The requested scope is invalid"), AUTH, "permission"),
        (
            {
                "__type": "com.amazon.x#TooManyRequestsException",
                "Errors": [{"Code": "TooManyRequests", "Message": "x"}],
            },
            RATE,
            "",
        ),
        (coded("UnrecognizedClient", "The Access Key Id or security token is invalid."), AUTH, ""),
        (coded("InvalidPartnerTag", "The partner tag is not mapped to a valid associate"), AUTH, "tag"),
        (coded("NoResults", "No results found for your request."), EMPTY, ""),
        (coded("ItemNotAccessible", "The ItemId B0 is not accessible"), GONE, ""),
        (
            creators("AccessDeniedException", "AssociateNotEligible", "Your account does not meet the requirements."),
            AUTH,
            "approve",
        ),
        (creators("UnauthorizedException", "ExpiredToken", "x"), AUTH, "token"),
        ({"type": "ThrottleException", "message": "Request was throttled", "reason": None}, RATE, ""),
        (
            {
                "errors": [
                    {
                        "code": "QuotaExceeded",
                        "message": "You exceeded your quota for the requested resource.",
                        "details": "",
                    }
                ]
            },
            RATE,
            "",
        ),
        (
            {
                "errors": [
                    {
                        "code": "Unauthorized",
                        "message": "Access to requested resource is denied.",
                        "details": "The access token you provided has expired.",
                    }
                ]
            },
            AUTH,
            "token",
        ),
        (coded("InvalidInput", "x"), REQUEST, ""),
        ({"error_code": "gw.SignatureInvalid", "error_message": "Invalid signature"}, AUTH, "app secret"),
        ({"error_code": "gw.QosAppFrequencyLimit", "error_message": "x"}, RATE, ""),
        ({"error_code": "gw.APIACLDecline", "error_message": "x"}, AUTH, "permission"),
        ({"error_code": "401", "error_message": "Request need user authorized"}, AUTH, "token"),
        (oauth("wrong_parameter", "specify valid applicationId"), AUTH, "app key"),
        (oauth("wrong_parameter", "page must be a number between 1 and 100"), PARTIAL, ""),
        (oauth("wrong_parameter", "API Configuration not found"), REQUEST, "repair"),
        (oauth("too_many_requests", "number of allowed requests has been exceeded"), RATE, ""),
        (oauth("not_found", "not found"), EMPTY, ""),
        ({"errors": {"errorCode": 403, "errorMessage": "REQUEST_CONTEXT_BODY_HTTP_REFERRER_MISSING"}}, AUTH, "referer"),
        (graphql(10020, "Invalid Signature"), AUTH, "app secret"),
        (graphql(10030, "x"), RATE, ""),
        (graphql(10035, "x"), AUTH, "approve"),
        (graphql("THROTTLED", "Throttled"), RATE, ""),
        ({"errors": "Page * Limit exceeds the 25000 limit."}, PARTIAL, "narrow"),
        ({"errors": "[API] Invalid API key or access token (unrecognized login or wrong password)"}, AUTH, ""),
        (coded("4001", "Invalid or missing consumer id"), AUTH, "app key"),
        ({"error": "API key not found or not active, or incorrect shared secret for API key."}, AUTH, "secret"),
        ({"message": "forbidden", "error": "forbidden", "status": 403, "cause": []}, AUTH, "permission"),
        (
            {
                "code": "PA_UNAUTHORIZED_RESULT_FROM_POLICIES",
                "blocked_by": "PolicyAgent",
                "message": "x",
                "status": 403,
            },
            AUTH,
            "",
        ),
        ({"message": "invalid access token", "error": "unauthorized", "status": 401, "cause": []}, AUTH, "token"),
        ({"error": 90309999, "is_login": False}, CAPTCHA, ""),
        ({"error": 0, "data": {"items": []}}, None, ""),
        ({"err_no": 40003, "message": "sign error", "sub_code": "isv.signature-invalid"}, AUTH, "app secret"),
        ({"ret": ["FAIL_SYS_USER_VALIDATE"], "data": {"url": "x"}}, CAPTCHA, ""),
        ({"ret": ["SUCCESS::调用成功"], "data": {}}, None, ""),
        ({"url": "https://geo.captcha-delivery.com/captcha/?initialCid=A"}, CAPTCHA, ""),
        ({"appId": "PXu6b0qd2S", "blockScript": "/captcha.js", "uuid": "1"}, CAPTCHA, ""),
        ({"redirectUrl": "/blocked?url=L2lw"}, CAPTCHA, ""),
        ({"products": [{"id": 1, "title": "Invalid signature mug", "vendor": "Access denied"}]}, None, ""),
        ({"id": 1, "title": "Sign", "message": "Engrave: too many requests", "type": "gift"}, None, ""),
        ({"code": 0, "message": "ok", "data": []}, None, ""),
        ([1], None, ""),
        ({"result": {"status": {"code": 200, "data": "success"}, "item": {"title": "Lamp"}}}, None, ""),
        (top(999, "Zorblax"), REQUEST, "Zorblax"),
        ({"error": "Not Found"}, GONE, ""),
        ({"errors": []}, None, ""),
        ({"errors": None, "error": None, "code": None, "ret": []}, None, ""),
    ],
)
def test_an_envelope_becomes_an_outcome(answer: Any, outcome: Outcome | None, words: str) -> None:
    said = answer_outcome(answer, 200)
    assert (said[0] if said else None) is outcome, said
    if said:
        assert words in said[1]
        assert said[1].endswith(".")


def test_a_bare_message_counts_when_the_status_is_one_of_failure() -> None:
    said = answer_outcome({"message": "API rate limit exceeded"}, 429)
    assert said
    assert said[0] is RATE
    assert answer_outcome({"message": "API rate limit exceeded"}, 200) is None


def test_what_the_answer_repeats_of_a_key_is_not_told_on() -> None:
    answer = {"error": "invalid_token", "error_description": "token 500006012345abcdefG77 of app=4f9a8b is invalid"}
    said = answer_outcome(answer, 401)
    assert said
    assert "500006" not in said[1]
    assert "4f9a8b" not in said[1]


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], {}, [[]], {"code": {}}, {"errors": [[None]]}, "{", {"x": 1}, True, -1, 1e400]
)
@pytest.mark.parametrize(
    "name", ["error_response", "errors", "error", "ret", "code", "result", "x_response", "warnings"]
)
def test_odd_answers_never_raise(name: str, value: Any) -> None:
    answer_outcome({name: value}, 200)
    answer_outcome({name: value, "message": value, "queryResult": "{"}, 500)
