"""Contacts in a listing's texts, each written in one way whatever separators, scripts and nicknames it hides behind."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: How much of each text is read.
_LONGEST = 6_000
_HANDLE = r"[a-z0-9][a-z0-9_.\-]{3,31}"
#: Words that stand where a handle would, and are none.
_NO_HANDLE = frozenset(
    "here below above about contact message more info number with from your this that only have details link "  # noqa: SIM905
    "available please order orders now shipping price send group channel service support account business app "
    "same payment accepted welcome seller".split()
)
_ASK = (
    r"(?P<ask>(?:\s|me\b|us\b|id\b|no\b|number\b|账号|号码|号|號|番号|아이디|:|"
    r"=|-|–|is\b|at\b|@|\.|,|\+|➕|加|联系|문의|\()*)"
)
#: What asks for a handle: without it only one with a figure or a line in it is taken.
_ASKING = re.compile(r"[:=@+➕号號加(]|\bid\b|아이디")
_KINDS = {
    "e-mail": (r"(?<![\w.+-])(?P<value>[a-z0-9][\w.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,3})(?![\w-])",),
    "WeChat id": (
        rf"(?<![a-z])(?:we\s?chat|weixin|微\s?信|薇\s?信|威信|徽信|微❤|v\s?信|vx|wx|v❤)(?![a-z]){_ASK}(?P<value>{_HANDLE})",
        rf"(?:加|\+)\s*(?:vx|wx|v|微|薇)(?![a-z]){_ASK}(?P<value>{_HANDLE})",
    ),
    "WhatsApp number": (
        r"(?:wa\.me/|api\.whatsapp\.com/send\?phone=)\+?(?P<value>\d{7,15})",
        rf"(?:whats\s?app|whatapp|watsapp|wsp|ватсап|вотсап|вацап|واتساب|واتس){_ASK}(?P<value>\+?\d[\d\s().\-]{{6,20}}\d)",
    ),
    "WhatsApp id": (
        rf"(?:whats\s?app|ватсап|вотсап|واتساب){_ASK}(?P<value>[a-z]{_HANDLE})",
        (r"(?<![\w@.])(?P<value>[a-z][a-z_.]{2,20}\d[\w.]{0,10})\s"
         r"(?:on|via|in|auf|sur|en|no|на|в)\s(?:my |our )?whats\s?app"),
    ),
    "Telegram id": (
        rf"(?:t\.me|telegram\.me)/(?:joinchat/|\+)?(?P<value>{_HANDLE})",
        rf"(?<![a-z])(?:telegram|телеграм\w?|телега|тг|tg)(?![a-zа-я]){_ASK}(?P<value>{_HANDLE})",
    ),
    "Line id": (
        rf"line\.me/(?:ti/p/|r/ti/p/)[~@]?(?P<value>{_HANDLE})",
        rf"(?<![a-z])line\s?(?:id|@|:|：){_ASK}(?P<value>{_HANDLE})",
    ),
    "Kakao id": (rf"(?:카톡|카카오톡|kakao(?:talk)?){_ASK}(?P<value>{_HANDLE})",),
    "QQ number": (r"(?<![a-z])(?:qq|企鹅|扣扣)(?![a-z])\s*(?:号|群|:|：|=)*\s*(?P<value>[1-9]\d{4,10})(?!\d)",),
    "Yupoo album": (r"(?:https?://)?(?P<value>[a-z0-9][a-z0-9-]{2,40})\.(?:x\.)?yupoo\.com",),
    "Instagram id": (
        rf"instagram\.com/(?P<value>{_HANDLE})",
        rf"(?<![a-z])(?:insta|ig)\s?[:：@]{_ASK}(?P<value>{_HANDLE})",
    ),
    "phone number": (
        r"(?<![\w+])(?P<value>\+\d[\d\s().\-]{7,18}\d)(?!\d)",
        (r"(?:\btel|phone|mobile|cell|call|hotline|zalo|viber|电话|手机|電話|联系方式|連絡先|전화|연락처|тел|☎|📞|📱)"
         r"[^\d+]{0,12}(?P<value>\+?\d[\d\s().\-]{5,18}\d)(?!\d)"),
        r"(?<![\w.\-])(?P<value>1[3-9]\d{9})(?![\w.])",
    ),
}  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, patterns in _KINDS.items() for pattern in patterns)
_NUMBERS = frozenset({"phone number", "WhatsApp number"})
#: What packages and labels honestly show of their maker.
_PRINTED = frozenset({"phone number", "e-mail"})
#: Letters and then figures, which hardly two people choose alike: who has such a name has it with every messenger.
_OWN_NAME = re.compile(r"(?<![\w.@])[a-z][a-z_.]{3,20}\d{3,8}(?![\w.@])")
#: Words for asking and writing, right before such a name, and how far before it they are sought.
_WRITE_TO = re.compile(
    r"(?:联系|咨询|私聊|微信|v信|加|連絡|合わせ|문의|연락|톡|chat|contact\w*|kontakt\w*|inbox|ib|dm|pm|msg|zalo|viber|signal|"
    r"line|telegram|whats\s?app|wechat|vx|insta\w*|kakao\w*|написать|пишите|связ\w*|телеграм\w*|тг|iletişim|yazın|ulaşın|"
    r"liên hệ|hubungi|wa|ทัก|ติดต่อ|แอด|ไลน์|تواصل|راسل\w*|واتساب|scriv\w*|escrib\w*|écri\w*|chama\w*)"
    r"(?:\s|[:：@=\-–]|me|us|id|ke|al|a|at|on|à|an|мне|нам|نا|ني){0,6}$"
)
_BEFORE = 24
#: Addresses and names that belong to the platform or to an example, not to a seller.
_NOBODY = re.compile(r"(?:example|test|noreply|no-reply|donotreply)")


def contacts(texts: Iterable[str], *, in_photo: bool = False) -> frozenset[tuple[str, str]]:
    """The contacts in texts as pairs of kind and normalised value; a number is the same called or written to.

    Of texts in photos only those of messengers and albums: packages show their maker's telephone and address.
    """
    found: set[tuple[str, str]] = set()
    for text in texts:
        found.update(_contacts(_plain(text[:_LONGEST]), _PRINTED if in_photo else frozenset()))
    return frozenset(found)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char) != "Cf")


def _contacts(text: str, without: frozenset[str]) -> Iterator[tuple[str, str]]:
    for match in _OWN_NAME.finditer(text):
        if _WRITE_TO.search(text[max(0, match.start() - _BEFORE) : match.start()]) and not _NOBODY.search(match[0]):
            yield "name to write to", match[0]
    for kind, pattern in _PATTERNS:
        if kind in without:
            continue
        for match in pattern.finditer(text):
            value = match["value"].strip(" .-_")
            if kind in _NUMBERS:
                # Country prefixes are written or not: the last digits name the line.
                digits = "".join(char for char in value if char.isdecimal()).lstrip("0")
                if 7 <= len(digits) <= 15 and len(set(digits)) > 2:
                    yield "phone number", digits[-10:]
            elif len(value) > 3 and value not in _NO_HANDLE and not _NOBODY.search(value):
                if kind == "WeChat id" and re.fullmatch(r"1[3-9]\d{9}", value):
                    yield "phone number", value[-10:]
                asked = match.groupdict().get("ask")
                if asked is None or _ASKING.search(asked) or re.search(r"[\d_]", value):
                    yield kind, value
