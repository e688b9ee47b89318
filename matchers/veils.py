"""What stands for one character of a name in Chinese, kana, Hangul or Thai: a sign, a letter, a twin, a picture."""

import re
import unicodedata
from functools import cache

from anyascii import anyascii

from matchers import sounds
from matchers.text import fold

#: Signs that are written for a character that shall not be read.
MASK = re.compile(r"(?:[*○●〇◯×✕✖╳□■◻△▲☆★♡♥✱∗#…某]|(?<![a-z])[xo](?![a-z]))(?:[*○●〇◯×✕✱]{0,2})")
#: Of these the ones that are no ornament, believed at the end of a name too.
BLUNT = frozenset("*○●〇◯×✕✖□■✱∗")
#: Signs that begin the entries of Japanese lists.
BULLETS = frozenset("■□▲△◆")
#: Signs that nobody writes between two characters of a name.
CUT = re.compile(r"(?:[^\w\s()（）\[\]【】「」『』《》〈〉<>\"“”'’:：;；!！?？。/,，、·・&+–—-]|_){1,3}")
#: Signs that part words too.
PARTED = re.compile(r"[\s/,，、·・&+–—-]{1,3}")
#: Digits and letters (two of Hangul look like strokes) that are put between two characters of Hangul or Thai.
CUT_LETTER = re.compile(r"[\dx\u1173\u1175]")
#: Latin letters that may be the sound of a character.
LATIN = re.compile(r"(?<![a-z0-9])[a-z]{1,6}(?![a-z0-9])")
#: Han characters that make a word with one Latin letter before or behind them (K歌, T恤, C位, 某B站).
LETTERED = frozenset("歌恤字领盘版光超型圈位罩级码班区款号站图楼栋座线形豆妆牌杯家宝鱼东类段")
#: Sizes, which stand behind a word.
SIZES = frozenset({"s", "m", "l", "xl", "xxl", "x", "xs"})

#: Characters that are printed like kana.
TWINS = dict(zip("力夕口二一工卜八儿千才三了厶又乂べぺへり", "カタロニーエトハルチオミアムヌメベペヘリ", strict=True))
#: Hangul syllables that are the Korean names of digits.
DIGITS = {
    "0": "영공",
    "1": "일원",
    "2": "이투",
    "3": "삼",
    "4": "사포",
    "5": "오",
    "6": "육",
    "7": "칠",
    "8": "팔",
    "9": "구",
}
#: What pictures show, in Chinese.
PICTURES = {
    "🐺": "狼", "🐔": "鸡", "🐓": "鸡", "🐴": "马", "🐎": "马", "🐯": "虎", "🐅": "虎", "🐶": "狗", "🐱": "猫",
    "🐰": "兔", "🐇": "兔", "🐭": "鼠", "🐮": "牛", "🐂": "牛", "🐷": "猪", "🐑": "羊", "🐏": "羊", "🐒": "猴",
    "🐵": "猴", "🐍": "蛇", "🐉": "龙", "🐲": "龙", "🦅": "鹰", "🐟": "鱼", "🐠": "鱼", "🐻": "熊", "🦁": "狮",
    "🐘": "象", "🦌": "鹿", "🦊": "狐", "🐝": "蜂", "🦋": "蝶", "🐦": "鸟", "🦢": "鹅", "🐊": "鳄", "🐢": "龟",
    "🦈": "鲨", "🐳": "鲸", "🐋": "鲸", "🌟": "星", "⭐": "星", "★": "星", "☆": "星", "🌙": "月", "🌛": "月",
    "☀": "日阳", "🌞": "日阳", "🌸": "花樱", "🌺": "花", "🌹": "玫花", "🍎": "苹果", "🔥": "火", "💧": "水",
    "🌊": "海浪", "⛰": "山", "🏔": "山", "🗻": "山", "🌳": "树木", "🌲": "松林", "☁": "云", "🌈": "虹",
    "👑": "冠王", "💎": "钻", "🏠": "家", "🚗": "车", "🔔": "铃", "❤": "心", "♥": "心", "🍚": "米饭",
    "🌾": "禾", "🍑": "桃", "🍊": "橙", "🌿": "草", "🍀": "草", "⚡": "电闪", "❄": "雪冰", "🗡": "剑",
    "👁": "眼", "👀": "眼", "✋": "手", "🎵": "音乐", "🎶": "音乐", "🥇": "金", "🏆": "杯", "🚪": "门",
    "🌉": "桥", "⚓": "锚",
}  # fmt: skip
#: Usual Japanese readings of characters of which names are made.
_READ = """
太郎タロウ 次郎ジロウ 一郎イチロウ 川カワ,ガワ 河カワ 星ホシ,セイ 山ヤマ 田タ,ダ 本モト,ホン 木キ 森モリ 村ムラ
石イシ 野ノ 月ツキ 花ハナ 空ソラ 海ウミ,カイ 風カゼ 心ココロ 光ヒカリ 桜サクラ 島シマ 金カネ,キン 銀ギン
火ヒ,カ 水ミズ 日ヒ,ニチ 人ヒト 子コ 目メ 手テ 也ヤ 夜ヤ 加カ 美ミ 真マ 亜ア 伊イ 宇ウ 江エ 佐サ 志シ 須ス 世セ
奈ナ 仁ニ 根ネ 羽ハ 部ベ 保ホ 武ム 芽メ 茂モ 矢ヤ 由ユ 良ラ 里リ 留ル 礼レ 路ロ 和ワ 絵エ 音オト,ネ 千チ 津ツ
戸ト 禅ゼン 全ゼン 善ゼン 前ゼン 九ク 久ク 古コ 五ゴ 三ミ,サン 四シ 七ナナ 八ハチ,ヤ 十ジュウ 奥オク 狩カリ
丸マル,ガン 浪ロン 論ロン 龍リュウ,ロン 香カ,コウ 樹キ,ジュ 家カ,ヤ 屋ヤ 都ト 土ト,ド 堂ドウ 門モン 原ハラ,ワラ
谷タニ,ヤ 沢サワ 岡オカ
"""
_SMALL = frozenset("ァィゥェォャュョヮッー")


@cache
def readings() -> dict[str, tuple[tuple[str, ...], ...]]:
    """One or two Chinese characters, folded -> their Japanese readings, each cut into the units of a kana name."""
    found = {}
    for entry in _READ.split():
        match = re.match("[^ァ-ヶ]+", entry)
        assert match is not None
        found[fold(match[0])] = tuple(units(one) for one in entry[match.end() :].split(","))
    return found


def katakana(character: str) -> str:
    """The katakana for a hiragana; other characters stay."""
    return chr(ord(character) + 0x60) if "\u3041" <= character <= "\u3096" else character


def units(letters: str) -> tuple[str, ...]:
    """The characters of a name of which each is hidden as one; small kana and marks belong to the one before."""
    found: list[str] = []
    for character in map(katakana, letters):
        if found and (character in _SMALL or unicodedata.category(character) == "Mn"):
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)


@cache
def latin(unit: str) -> frozenset[str]:
    """The Latin spelling of a character by ear, and how it begins."""
    whole = sounds.syllable(unit[0]) if "\u3400" <= unit[0] <= "\u9fff" else anyascii(unit).lower()
    digraph = {whole[:2]} if whole[:2] in ("zh", "ch", "sh") else set()
    return frozenset({whole, whole[:1], *digraph} - {""})


def jamo(text: str) -> tuple[str, list[int]]:
    """The letters of Hangul one by one, silent ones left out, and where each stands in the text."""
    letters, places = [], []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFD", character):
            if letter == "\u110b":
                continue
            letters.append(_leading().get(letter, letter))
            places.append(place)
    return "".join(letters), places


@cache
def _leading() -> dict[str, str]:
    """Letters at the end of a syllable -> the same at the beginning."""
    named = {unicodedata.name(chr(code)): chr(code) for code in range(0x1100, 0x1113)}
    tails = {chr(code): unicodedata.name(chr(code)).replace("JONG", "CHO") for code in range(0x11A8, 0x11C3)}
    return {tail: named[name] for tail, name in tails.items() if name in named}
