"""Image URLs of the big photo hosts: the full-size original, and a key that is the same at every size."""

import re
from urllib.parse import urlsplit, urlunsplit

from crawler.page import absolute, joined

_EXTENSION = r"\.(?:jpe?g|png|webp|gif|avif|bmp)"

#: Hosts and what makes their URLs full-size: (host, pattern, replacement), every row of a host applied in order to the
#: path with its query. Source: the rules of the maxurl project, checked on stored pages.
_SUFFIXES: tuple[tuple[str, str, str], ...] = (
    (r"(?:alicdn\.com|aliexpress-media\.com|tbcdn\.cn)$", r"\?.*$", ""),
    (r"(?:alicdn\.com|aliexpress-media\.com|tbcdn\.cn)$", rf"({_EXTENSION})_.*$", r"\1"),
    (r"(?:alicdn\.com|aliexpress-media\.com|tbcdn\.cn)$", rf"\.\d+x\d+({_EXTENSION})$", r"\1"),
    (r"(?:alicdn\.com|aliexpress-media\.com|tbcdn\.cn)$", rf"(/kf/[^/.]+)/\d+x\d+({_EXTENSION})$", r"\1\2"),
    (r"(?:alicdn\.com|aliexpress-media\.com|tbcdn\.cn)$", r"~crop~[^/]*?(?=_!!)", ""),
    (r"(?:alicdn\.com|tbcdn\.cn)$", rf"\.(?:search|summ)({_EXTENSION})$", r"\1"),
    (r"ebayimg\.com$", r"/thumbs/images/", "/images/"),
    (r"ebayimg\.com$", r"/s-l\d+\.(?:webp|jpg|jpeg|png)$", "/s-l1600.jpg"),
    (r"(?:media-amazon\.com|images-amazon\.com)$", rf"(/[^/.]+)\._[^/]*_({_EXTENSION})$", r"\1\2"),
    (r"etsystatic\.com$", r"/il_(?:\d+x(?:\d+|N))\.", "/il_fullxfull."),
    (r"360buyimg\.com$", r"(?:!q\d+)?(?:\.dpg|\.avif|\.webp)+$", ""),
    (r"360buyimg\.com$", r"^/.*?jfs/", "/imgzone/jfs/"),
    (r"mlstatic\.com$", r"(/D_(?:NQ_)?(?:NP_)?)2X_", r"\1"),
    (r"mlstatic\.com$", r"-[A-Z](\.\w+)$", r"-F\1"),
    (r"(?:slatic\.net|lazcdn\.com)$", rf"({_EXTENSION})_.*$", r"\1"),
    (r"susercontent\.com$", r"(?:@resize[^/]*|_tn)$", ""),
    (r"walmartimages\.com$", r"\?.*$", ""),
    (r"(?:pddpic\.com|yangkeduo\.com|kwcdn\.com)$", r"\?.*$", ""),
    (r"image\.rakuten\.co\.jp$", r"\?_ex=.*$", ""),
    (r"(?:image\.rakuten\.co\.jp|r10s\.jp)$", r"\?(?:downsize|fitin|composite-to)=.*$", ""),
    (r"^thumbnail\.image\.rakuten\.co\.jp$", r"^/@0_mall/", "//shop.r10s.jp/"),
    (r"tokopedia\.net$", r"/img/cache/[^/]+/", "/img/"),
    (r"coupangcdn\.com$", r"^/thumbnails/remote/[^/]+/", "/"),
    (r"ozone?(?:usercontent)?\.(?:ru|com)$", r"/wc\d+/", "/"),
    (r"wbbasket\.ru$", r"/images/[ct]\w*\d+x\d+/", "/images/big/"),
    (r"dhresource\.com$", r"/\d+x\d+/", "/0x0/"),
    (r"allegroimg\.com$", r"^/s\d+/", "/original/"),
)
#: Rows whose hosts also show pages.
_PAGES_TOO = frozenset({r"(?:pddpic\.com|yangkeduo\.com|kwcdn\.com)$", r"ozone?(?:usercontent)?\.(?:ru|com)$"})
_SHOPIFY_SIZE = re.compile(
    rf"(?:_(?:\d*x\d*|pico|icon|thumb|small|compact|medium|large|grande|master|crop_[a-z]+))+(?:@\dx)?(?={_EXTENSION}$)"
)
_SHOPIFY_QUERY = re.compile(r"^(?:v|width|height|crop|quality|format|pad_color)=")
_WORDPRESS_SIZE = re.compile(rf"-\d{{2,4}}x\d{{2,4}}(?={_EXTENSION}$)")
_PATH_PARAMETERS = re.compile(r"(?:;(?:max(?:height|width)|width|height|quality)=\d+)+$", re.IGNORECASE)
_ALI_TOKEN = re.compile(r"(?:/kf/([A-Z][0-9a-f]{32}[0-9A-Za-z])|/((?:O1CN|TB)[0-9A-Za-z]+))")


def full_size(url: str) -> str:
    """The URL of the original upload as far as the host's naming tells it, else the absolute form of the given one.

    Empty when the given one can't be read.
    """
    if url.startswith(("data:", "blob:")):
        return url
    if not joined("", url):
        return ""
    parts = urlsplit(absolute(url))
    host, path, query = parts.netloc.lower(), parts.path, parts.query
    target = f"{path}?{query}" if query else path
    for suffix, pattern, replacement in _SUFFIXES:
        if re.search(suffix, host):
            target = re.sub(pattern, replacement, target)
    if target.startswith("//"):
        host, _, target = target[2:].partition("/")
        parts, target = parts._replace(netloc=host), f"/{target}"
    path, _, query = target.partition("?")
    if host == "cdn.shopify.com" or "/cdn/shop/" in path:
        path = _SHOPIFY_SIZE.sub("", path)
        query = "&".join(part for part in query.split("&") if part and not _SHOPIFY_QUERY.match(part))
    elif "/wp-content/uploads/" in path:
        path = _WORDPRESS_SIZE.sub("", path)
    path = _PATH_PARAMETERS.sub("", path)
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def is_image(url: str) -> bool:
    """Whether a URL is one of a photo, as far as its ending or its host tells."""
    parts = urlsplit(full_size(url))
    hosts = any(re.search(suffix, parts.netloc.lower()) for suffix, *_ in _SUFFIXES if suffix not in _PAGES_TOO)
    return hosts or bool(re.search(rf"{_EXTENSION}$", parts.path, re.IGNORECASE))


def key(url: str) -> str | None:
    """The same text for every size of one upload, on hosts that shops share across shops; None where unknowable."""
    if not url or url.startswith(("data:", "blob:")):
        return None
    parts = urlsplit(full_size(url))
    host, path = parts.netloc.lower(), parts.path
    if not host or host.endswith("fbcdn.net"):
        return None
    if host.endswith(("alicdn.com", "aliexpress-media.com", "tbcdn.cn")) and (token := _ALI_TOKEN.search(path)):
        return f"ali:{token[1] or token[2]}"
    if host.endswith("ebayimg.com") and (segment := re.search(r"/[gz]/([^/]+)", path)):
        return f"ebay:{segment[1]}"
    if host.endswith(("media-amazon.com", "images-amazon.com")):
        return f"amz:{path.rpartition('/')[2].partition('.')[0]}"
    if host.endswith("etsystatic.com") and (upload := re.search(r"/il/[^/]+/(\d+)/|\.(\d+)_", path)):
        return f"etsy:{upload[1] or upload[2]}"
    if host.endswith("360buyimg.com") and "/jfs/" in path:
        return f"jd:{path.partition('/jfs/')[2]}"
    if host == "cdn.shopify.com":
        return f"shopify:{path}"
    return f"{host}{path}"
