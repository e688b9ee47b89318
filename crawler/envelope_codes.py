"""What error codes and error words of marketplaces' interfaces mean, and what can be done."""

import re
from dataclasses import dataclass

from domain.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Meaning:
    """An outcome, what the interface says, and what to do next."""

    outcome: Outcome
    says: str
    advice: str


SLOWER = Meaning(
    Outcome.RATE_LIMITED, "The interface limits the calls", "ask again later, and more seldom if this comes often"
)
DAY_USED = Meaning(
    Outcome.RATE_LIMITED,
    "The application's calls for today are used up",
    "the gateway counts anew from 00:00 GMT+8; ask for a higher quota if this comes daily",
)
RISK = Meaning(
    Outcome.BLOCKED,
    "The risk control of the platform holds the application back",
    "stop calling and look into the platform's developer console for a notice",
)
SECRET = Meaning(
    Outcome.AUTH_FAILED, "The interface refuses the signature", "the app secret is wrong or belongs to another app key"
)
KEY = Meaning(
    Outcome.AUTH_FAILED,
    "The interface does not know the application",
    "the app key (client id, API key) is wrong, missing, or not active yet",
)
CLIENT = Meaning(
    Outcome.AUTH_FAILED, "The interface refuses the credentials", "the client id or the client secret is wrong"
)
TOKEN = Meaning(
    Outcome.AUTH_FAILED,
    "The interface refuses the access token",
    "it has expired, was revoked, or belongs to another application: authorise the application again",
)
GRANT = Meaning(
    Outcome.AUTH_FAILED,
    "The token can't be renewed",
    "the refresh token or code has expired or was used: authorise the application again",
)
PERMISSION = Meaning(
    Outcome.AUTH_FAILED,
    "The application has no permission for this interface",
    "ask for the permission in the platform's developer console, or use an application that has it",
)
ACCOUNT = Meaning(
    Outcome.AUTH_FAILED,
    "The account may not use this interface",
    "the platform must approve the account first: look into its partner programme",
)
TAG = Meaning(
    Outcome.AUTH_FAILED,
    "The interface refuses the partner tag",
    "the tag is wrong or belongs to another marketplace or account",
)
REFERER = Meaning(
    Outcome.AUTH_FAILED,
    "The interface refuses the address that the request comes from",
    "the referer must be the site (or the IP address one) that is registered for the key",
)
IP_ADDRESS = Meaning(
    Outcome.AUTH_FAILED,
    "The interface refuses this machine's IP address",
    "put the address on the application's IP allow list",
)
CLOCK = Meaning(
    Outcome.AUTH_FAILED, "The interface refuses the request's time", "set the clock of this machine, it must be right"
)
PATH = Meaning(
    Outcome.AUTH_FAILED,
    "The application can't call this method",
    "check which gateway and permission group the application belongs to",
)
CAP = Meaning(
    Outcome.PARTIAL,
    "The interface shows no further results",
    "this many is all that it gives for one search: narrow the search to see the rest",
)
IGNORED = Meaning(
    Outcome.PARTIAL,
    "The interface ignored a part of the question",
    "what it gave may not be all of, or more than, what was asked for",
)
EMPTY = Meaning(Outcome.OK_EMPTY, "The interface has nothing to show", "nothing matches the question")
GONE = Meaning(Outcome.GONE, "The interface no longer knows the item", "it was taken down or never was")
CAPTCHA = Meaning(
    Outcome.CAPTCHA, "The site asks for a captcha", "leave it alone for a while; save pages by hand instead"
)
LOGIN = Meaning(Outcome.LOGIN_REQUIRED, "The site asks for a login", "save pages by hand instead")
SERVER = Meaning(Outcome.NETWORK_ERROR, "The interface failed on its own side", "run again later")
REQUEST = Meaning(
    Outcome.LAYOUT_CHANGED,
    "The interface no longer takes the request as it is made",
    "its parameters or version changed: the adapter needs repair",
)
UNKNOWN = Meaning(
    Outcome.LAYOUT_CHANGED, "The interface complains of something unknown", "look into its documentation of errors"
)

#: What words mean in an envelope of any kind, asked row by row; code, sub code and message are searched as one text.
_WORDS: tuple[tuple[str, Meaning], ...] = (
    (r"FAIL_SYS_USER_VALIDATE|RGV587|verify_auth_token|captcha", CAPTCHA),
    (r"blockScript|sec-cp-challenge|challengeURL|punish", CAPTCHA),
    (r"FAIL_SYS_(?:SESSION_EXPIRED|TOKEN_EX)|login.?required|need.?login|not.?logged.?in|请先?登录|未登录", LOGIN),
    (r"limited-by-app-access-count|DailyLimit|daily.{0,20}(?:limit|quota)|当日.{0,10}(?:上限|超限)", DAY_USED),
    (r"page \* limit exceeds", CAP),
    (r"(?:page|offset|start|skip)\w*\b.{0,60}(?:exceed|too (?:large|big|high|deep)|out of range)", CAP),
    (r"(?:page|offset|start|skip)\w*\b.{0,60}(?:maximum|must (?:not )?be .{0,20}(?:less|between|under|at most))", CAP),
    (r"超(?:过|出)?.{0,6}(?:最大)?页|最多.{0,8}页", CAP),
    (r"too.?many.?(?:requests|calls)|throttl|(?:rate|call|request|traffic|frequency).?limit|Qos\w*Limit|quota", SLOWER),
    (r"accesscontrol|exceed\w* .{0,20}(?:calls?|requests?|limit)|max.?cost.?exceeded|slow.?down|over.?limit", SLOWER),
    (r"limit exceeded|限流|频繁|超过.{0,6}(?:次数|频率)|流控", SLOWER),
    (r"风控|安全策略|risk.?control|black.?list|account.{0,12}(?:frozen|suspended|banned)|账号.{0,6}冻结", RISK),
    (r"\breferr?er|_REFERR?ER|invalid.?origin|(?:origin|domain).{0,20}not (?:allowed|registered)", REFERER),
    (
        r"\bip\b.{0,30}(?:white ?list|allow ?list|not allowed|denied|forbidden|restrict)|ip.{0,12}(?:白名单|无权)",
        IP_ADDRESS,
    ),
    (r"time.?stamp|RequestExpired|clock|时间戳|request.{0,12}(?:has )?expired", CLOCK),
    (r"invalid_grant|IllegalRefreshToken|refresh.?token|authorization.?code.{0,20}(?:invalid|expired)", GRANT),
    (r"token\b.{0,50}(?:expire|invalid|illegal|miss|revoke|malform|not (?:found|valid)|过期|失效|错误|无效)", TOKEN),
    (r"(?:invalid|expired|illegal|missing|bad|wrong|unknown|no)[ _-]{0,2}(?:\w+[ _-])?token", TOKEN),
    (r"(?:Invalid|Illegal|Expired)\w*Token", TOKEN),
    (r"(?:invalid|missing|expired) session|session.?(?:key)?.{0,12}(?:expired|invalid)|授权.{0,6}(?:过期|失效)", TOKEN),
    (r"need user authorized|authorization value not present", TOKEN),
    (r"invalid_client|unauthorized_client|client.?secret", CLIENT),
    (r"shared secret|UnrecognizedClient|Invalid\w* ?Credential", CLIENT),
    (r"\bsign\b|signature|签名", SECRET),
    (
        r"partner.?tag|InvalidAssociate|associate.?tag|tracking.?id.{0,20}invalid|推广位|\bpid\b.{0,12}(?:invalid|错误)",
        TAG,
    ),
    (r"AssociateNotEligible|eligib", ACCOUNT),
    (r"affiliate.{0,20}(?:invalid|not (?:found|approved))|account.{0,30}(?:not approved|pending)", ACCOUNT),
    (r"备案", ACCOUNT),
    (r"InvalidApiPath|invalid.?method|APIUnsupported|method.{0,12}not.{0,6}(?:exist|found|supported)|接口不存在", PATH),
    (
        r"(?:app|api|application|client|consumer|access|developer).?(?:key|id)\b.{0,60}(?:invalid|not|miss|wrong|错误|无效)",
        KEY,
    ),
    (r"(?:invalid|illegal|missing|unknown|wrong|valid|no) (?:app|api|application|client|consumer).?(?:key|id)\b", KEY),
    (r"(?:invalid|illegal|missing|wrong)[ _]access.?(?:key|id)\b", KEY),
    (r"AppKey\w*(?:NotFound|Invalid|NotExist)|InvalidApp\w*Key|appkey-not-exist|应用不存在", KEY),
    (r"permission|unauthori[sz]ed|not authori[sz]ed|access.?den(?:ied|y)", PERMISSION),
    (r"ACLDecline|PolicyAgent|\bno.?access|not entitled", PERMISSION),
    (
        r"not (?:been )?granted|insufficient.?(?:scope|privileg)|invalid_scope|无权|没有.{0,12}权限|未授权|权限不足",
        PERMISSION,
    ),
    (r"NoResults?\b|no (?:results?|data|products?|items?) (?:found|match)|(?:result|data)s? (?:is|are) empty", EMPTY),
    (r"无结果|没有(?:查到|找到)|结果为空|查无", EMPTY),
    (r"API Configuration", REQUEST),
    (
        r"item-not-exist|ItemNotAccessible|ITEM_ID_NOT_FOUND|not[ _]?found|已?下架|商品.{0,4}(?:不存在|已删除)",
        GONE,
    ),
    (r"(?:item|product|listing|resource|asin|offer)s?\b.{0,30}not.?(?:found|exist|accessible|available)", GONE),
    (r"product offline", GONE),
    (r"isp\.|Internal\w*(?:Failure|Error|Exception)|internal (?:server )?error", SERVER),
    (r"system.?error|remote service error", SERVER),
    (r"service.{0,14}unavailable|currently unavailable|temporar|time.?out|busy|maintenance", SERVER),
    (r"系统(?:错误|异常|繁忙)|服务.{0,6}(?:不可用|异常|错误)|超时", SERVER),
    (r"wrong_parameter|invalid_request|param|argument|ValidationException", REQUEST),
    (r"InvalidInput|isv\.|unsupported|not supported", REQUEST),
    (r"version|missing.{0,12}field|parse error|syntax|参数", REQUEST),
    (r"\[10020\]", SECRET),
)
BY_WORDS: tuple[tuple[re.Pattern[str], Meaning], ...] = tuple(
    (re.compile(words, re.IGNORECASE), meaning) for words, meaning in _WORDS
)

#: What codes mean in one kind of envelope; they go before words, as words come in the language of the account.
_CODES: tuple[tuple[str, str, Meaning], ...] = (
    ("top", "24 25", SECRET),
    ("top", "26 27", TOKEN),
    ("top", "28 29", KEY),
    ("top", "30 31", CLOCK),
    ("pdd", "54001", CAPTCHA),
    ("pdd", "40001", LOGIN),
    ("pdd", "41001 41002 41003", EMPTY),
    ("pdd", "20004", SECRET),
    ("pdd", "10019 20031 20032", TOKEN),
    ("pdd", "10016 10018 30001", KEY),
    ("pdd", "20005", IP_ADDRESS),
    ("pdd", "30000", PERMISSION),
    ("pdd", "20034 20035", PATH),
    ("pdd", "52101", SLOWER),
    ("pdd", "70031 70032 70033 70034 70035 70036", RISK),
    ("pdd", "50000 52001 52002 52102 52103", SERVER),
    ("pdd", "10000 10001 10017 21001 21002", REQUEST),
    ("jd", "201", EMPTY),
    ("jd", "202", CAP),
    ("jd", "403", PERMISSION),
    ("jd", "429", SLOWER),
    ("jd", "408", RISK),
    ("jd", "500", SERVER),
    ("jd", "400 401", REQUEST),
    ("ebay", "1001 1002 1003 1004", TOKEN),
    ("ebay", "1100", PERMISSION),
    ("ebay", "2001", SLOWER),
    ("ebay", "2002 2003 12000", SERVER),
    ("ebay", "11001 11002 11004 11006", GONE),
    ("ebay", "12029", CAP),
    ("ebay", "12002 12014 12015", IGNORED),
    ("graphql", "10000", SERVER),
    ("graphql", "10010 11001", REQUEST),
    ("graphql", "10030", SLOWER),
    ("graphql", "10031", PERMISSION),
    ("graphql", "10032 10035 11002", ACCOUNT),
    ("graphql", "10033 10034", RISK),
    ("1688", "400", REQUEST),
    ("1688", "401", TOKEN),
    ("1688", "403", PERMISSION),
    ("1688", "500", SERVER),
    ("rakuten", "too_many_requests", SLOWER),
    ("rakuten", "not_found", EMPTY),
    ("rakuten", "system_error service_unavailable", SERVER),
    ("meli", "forbidden", PERMISSION),
    ("meli", "unauthorized", TOKEN),
    ("meli", "not_found", GONE),
    ("meli", "local_rate_limited", SLOWER),
    ("shopee", "90309999", CAPTCHA),
    ("shopee", "4", GONE),
    ("shopee", "19", LOGIN),
)
BY_CODE: dict[tuple[str, str], Meaning] = {
    (kind, code): meaning for kind, codes, meaning in _CODES for code in codes.split()
}
