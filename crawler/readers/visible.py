"""What the visible page says of the product near its heading: the careful reader for shops without structured data."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from crawler.page import Page, joined
from crawler.readers.pruned import Element, Pruned, marks
from crawler.readers.text import content, folded
from crawler.readers.visible_photos import photos
from crawler.readers.wording import availability_words, condition
from domain.listing import SHOP, Availability, Condition, Listing, Seller

_LABEL = re.compile(r"^\s*([^:：\n]{2,40}?)\s*[:：]\s*(\S.{0,199}?)\s*$", re.DOTALL)
_ITEM_LABEL = re.compile(
    r"^(?:item(?: number| no\.?| ?#| code| id)?|sku|product (?:code|number|no\.?|id|#)|article(?: number|"
    r" no\.?)?|art\.?[ -]?(?:nr|no)\.?|"
    r"artikel(?:nummer|-?nr\.?)|(?:produkt|bestell|artikel)nummer|référence|réf\.?|ref(?:erence|erencia)?\.?|"
    r"código|codice(?: articolo| prodotto)?|cod\.?|artikelnr\.?|varenummer|varenr\.?|artikelnummer|"
    r"kod(?: produktu)?|артикул|"
    r"код товара|商品编号|货号|商品コード|品番|商品番号|상품번호|رقم (?:المنتج|الصنف)|catalogue? (?:number|"
    r"no\.?)|part (?:number|no\.?|#)|stock code|model no\.?)$",
    re.IGNORECASE,
)
_GTIN_LABEL = re.compile(
    r"^(?:ean(?:-?1[34]|-?8)?|upc|gtin(?:-?1[234]|-?8)?|isbn(?:-?1[03])?|barcode|jan(?:コード)?|条形码)$", re.IGNORECASE
)
_MPN_LABEL = re.compile(
    r"^(?:mpn|manufacturer(?:'s)? part (?:number|no\.?)|mfr\.? ?(?:part|#|no).*|herstellernummer|hersteller-nr\.?)$",
    re.IGNORECASE,
)
_BRAND_LABEL = re.compile(
    r"^(?:brand|marke|hersteller|manufacturer|marque|marca|merk|varumärke|marka|бренд|品牌|ブランド|브랜드|"
    r"الماركة|العلامة التجارية)$",
    re.IGNORECASE,
)
_CONDITION_LABEL = re.compile(r"^(?:condition|zustand|état|estado|condizioni|staat|成色)$", re.IGNORECASE)
_SELLER = re.compile(
    r"^\W*(?:sold(?: and shipped| & shipped)? by|seller|vendor|merchant|verkauf(?:t)?(?: und versand)? durch|"
    r"verkäufer|vendu(?: et expédié)? par|"
    r"vendeur|vendido(?: y enviado| e entregue)? por|vendedor|venduto(?: e spedito)? da|venditore|verkocht door|"
    r"verkoper|säljs av|"
    r"sprzedawca|продавец|販売元|販売業者|卖家|店铺|掌柜|satıcı|البائع|بواسطة)(?:\s*[:：]\s*|\s+|$)(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SELLER_PATH = re.compile(
    r"/(?:shops?|stores?|sellers?|vendors?|merchants?|usr)/([^/?#]{2,60})/?(?:[?#]|$)", re.IGNORECASE
)
_SELLER_MARK = re.compile(r"(?:seller|vendor|merchant|shop|store)-?_?name", re.IGNORECASE)
_STOCK_MARK = re.compile(r"stock|avail|verfügbar|lieferbar|disponib", re.IGNORECASE)
_STOCK_LABEL = re.compile(
    r"^\W*(?:availability|stock(?: status)?|verfügbarkeit|disponibilit[éàà]|disponibilidad|库存|在庫|наличие)\W*$",
    re.IGNORECASE,
)
_NOT_STATED = re.compile(
    r"^save|^\d|number of|reviews?|rating|price|tax|qty|quantity|menge|"
    r"quantité|versand|shipping|share|delivery|warenkorb|"
    r"cart|basket|panier",
    re.IGNORECASE,
)
_DESCRIPTION_MARK = re.compile(
    r"description|beschreibung|descripcion|descricao|descrizione|omschrijving", re.IGNORECASE
)


def listing(page: Page, tree: Pruned) -> Listing:
    """Title, numbers, brand, stock, seller, attributes and photos near the heading; no price, no `listing_id`."""
    around = surroundings(tree)
    stated = attributes(around) if around is not None else ()
    return Listing(
        marketplace=SHOP,
        listing_id="",
        title=tree.title,
        description=_description(around, tree),
        brand=_value(stated, _BRAND_LABEL),
        gtin=_gtin(_value(stated, _GTIN_LABEL)),
        mpn=_value(stated, _MPN_LABEL),
        sku=_value(stated, _ITEM_LABEL),
        category=_breadcrumbs(page, tree.title),
        attributes=tuple((name, value) for name, value in stated if not _NOT_STATED.search(name)),
        condition=_condition(_value(stated, _CONDITION_LABEL)),
        availability=_labelled_state(stated) or (_availability(around) if around is not None else None),
        seller=_seller(page, around) if around is not None else Seller(),
        images=photos(around, tree, page.base_url) if around is not None else (),
    )


def surroundings(tree: Pruned) -> Element | None:
    """The part of the readable page that is about the product: `main`, an article, or everything below the body."""
    if tree.heading is None:
        return None
    for element in tree.heading.iterancestors():
        kind = str(element.get("itemtype") or "") + str(element.get("role") or "")
        if element.tag in ("main", "body") or "Product" in kind or "main" in kind:
            return element
    return tree.root


#: An element that holds one of these directly is no line of its own.
_BLOCKS = frozenset({"p", "ul", "ol", "dl", "table"})


def attributes(around: Element) -> tuple[tuple[str, str], ...]:
    """Pairs that tables, definition lists and `label: value` lines state, the first of each name."""
    found: dict[str, str] = {}
    for name, value in _pairs(around):
        name = name.strip(" :：")
        if 1 < len(name) <= 40 and value and len(value) <= 200:
            found.setdefault(name, value)
    return tuple(found.items())


def _pairs(around: Element) -> Iterator[tuple[str, str]]:
    for row in around.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("th", "td")]
        if len(cells) == 2 and row.find(".//table") is None and row.find(".//h1") is None:
            yield content(cells[0]), content(cells[1])
    for term in around.iter("dt"):
        value = term.getnext()
        if value is not None and value.tag == "dd":
            yield content(term), content(value)
    for line in around.iter("li", "p", "div", "span", "td"):
        words = content(line) if len(line) <= 6 and not any(part.tag in _BLOCKS for part in line) else ""
        if words and len(words) <= 160 and len(re.findall("[:：]", words)) == 1 and (pair := _LABEL.match(words)):
            yield pair[1], pair[2]
        elif line.tail and len(words) <= 40 and words.endswith(":"):
            yield words, " ".join(line.tail.split())
        elif words.endswith((":", "：")) and len(words) <= 40 and (after := line.getnext()) is not None:
            yield words, content(after)


def _value(stated: tuple[tuple[str, str], ...], label: re.Pattern[str]) -> str | None:
    return next((value for name, value in stated if label.match(name.strip()) and len(value) <= 60), None)


def _gtin(value: str | None) -> str | None:
    digits = re.sub(r"[\s-]", "", value or "")
    return digits if re.fullmatch(r"\d{8}|\d{12,14}|\d{9}[\dX]", digits) else None


def _condition(value: str | None) -> Condition | None:
    return condition(value) if value else None


def _labelled_state(stated: tuple[tuple[str, str], ...]) -> Availability | None:
    value = next((value for name, value in stated if _STOCK_LABEL.match(name)), None)
    return availability_words(value) if value else None


def _availability(around: Element) -> Availability | None:
    """What an element that is marked as, or labelled, stock says; then any short line that says nothing else."""
    for element in around.iter():
        if not isinstance(element.tag, str) or element.tag in ("a", "option", "button"):
            continue
        marked = bool(_STOCK_MARK.search(marks(element)))
        words = content(element) if marked or len(element) <= 2 else ""
        if not words or len(words) > (90 if marked else 60):
            continue
        labelled = bool(
            re.match(
                r"\W*(?:availability|stock|verfügbarkeit|disponibilité|disponibilidad|disponibilità)\b",
                words,
                re.IGNORECASE,
            )
        )
        if not (marked or labelled or len(words) <= 30):
            continue
        if words.endswith("?") or words.lower().startswith(("check", "notify", "when", "alert")):
            continue
        if state := availability_words(words):
            return state
    return None


def _seller(page: Page, around: Element) -> Seller:
    return next(_sellers(page, around), Seller())


def _sellers(page: Page, around: Element) -> Iterator[Seller]:
    """By the words `sold by`, by markup that names a seller, then by a link to the shop of the name that it bears."""
    for element in around.iter("span", "div", "p", "li", "td", "a", "strong", "dd"):
        words = content(element)
        if not 0 < len(words) <= 90:
            continue
        link = element if element.tag == "a" else element.find(".//a[@href]")
        named = _SELLER.match(words)
        if not named and not (_SELLER_MARK.search(marks(element)) and link is not None):
            continue
        name = content(link) if link is not None and content(link) else named[1].strip() if named else ""
        if name and not _SELLER.fullmatch(name) and len(name) <= 80:
            url = link.get("href") if link is not None else None
            yield Seller(
                name=folded(name), url=joined(page.base_url, url) or None if url and not url.startswith("#") else None
            )
    for link in page.selector.root.iter("a"):
        path = _SELLER_PATH.search(link.get("href") or "")
        if path and (name := content(link)) and _letters(name) == _letters(path[1]):
            yield Seller(name=folded(name), url=joined(page.base_url, link.get("href").partition("?")[0]) or None)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unquote(text)).casefold()


def _description(around: Element | None, tree: Pruned) -> str | None:
    if around is None or tree.heading is None:
        return None
    for element in around.iter():
        if not isinstance(element.tag, str) or not _DESCRIPTION_MARK.search(marks(element)):
            continue
        words = content(element)
        if len(words) < 60 and (after := element.getnext()) is not None and after.tag in ("p", "div", "article"):
            words = content(after)
        if 60 <= len(words) <= 20_000 and tree.heading not in element.iter():
            return words
    return None


def _breadcrumbs(page: Page, title: str | None) -> tuple[str, ...]:
    """The names of the page's breadcrumb trail, without the start page and the product itself."""
    trails = page.selector.xpath(
        "//*[self::nav or self::ol or self::ul or self::div]"
        "[contains(translate(concat(@class, ' ', @id, ' ', @aria-label), 'BC', 'bc'), 'breadcrumb')]"
    )
    for trail in trails[:3]:
        names = [folded(link.xpath("string()").get()) for link in trail.xpath(".//a")]
        kept = [
            name
            for name in names
            if name
            and name != title
            and not re.fullmatch(r"home|start(?:seite)?|accueil|inicio|首页|ホーム", name, re.IGNORECASE)
        ]
        if kept:
            return tuple(kept)
    return ()
