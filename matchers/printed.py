"""Reads the codes that are printed in a photo: QR codes, and bar codes with a trade item number."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from matchers.codes import gtin

Pixels = NDArray[Any]
#: Longest side of the picture that a found code is read from, and margin around it as a share of its own side.
READ_FROM, MARGIN = 1344, 0.3
#: Longest sides that the part with a code is read at.
SIDES = (384, 256, 640)
#: Longer content is no code of goods.
LONGEST = 300


def printed(grey: Pixels, larger: Callable[[int], Pixels]) -> tuple[str, ...]:
    """What the codes in a photo say: `qr:` and the content, `gtin:` and 14 digits; empty when none can be read.

    `grey` is the photo made small, in which codes are looked for; `larger(side)` gives it (RGB) with `side` pixels.
    """
    try:
        found = [*_corners(cv2.QRCodeDetector().detect(grey)), *_corners(cv2.barcode.BarcodeDetector().detect(grey))]
        return _read(grey, found, larger) if found else ()
    except cv2.error:
        # OpenCV's detectors give up on some degenerate corners with an error.
        return ()


def _corners(found: Any) -> list[Pixels]:
    return list(np.reshape(found[1], (-1, 4, 2))) if found[0] and found[1] is not None else []


def _read(grey: Pixels, found: list[Pixels], larger: Callable[[int], Pixels]) -> tuple[str, ...]:
    whole = cv2.cvtColor(larger(READ_FROM), cv2.COLOR_RGB2GRAY)
    scale = max(whole.shape) / max(grey.shape)
    said: list[str] = []
    for corners in found[:4]:
        low, high = corners.min(axis=0), corners.max(axis=0)
        rim = (high - low).max() * MARGIN
        left, top = np.maximum((low - rim) * scale, 0).astype(int)
        right, bottom = np.maximum((high + rim) * scale, 0).astype(int)
        part = np.ascontiguousarray(whole[top:bottom, left:right])
        if part.size:
            said += _said(part)
    return tuple(dict.fromkeys(said))


def _said(part: Pixels) -> list[str]:
    """The content of the code in a part; what can't be read at one size often can at another."""
    for side in SIDES:
        scale = side / max(part.shape)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        seen = cv2.resize(part, None, fx=scale, fy=scale, interpolation=method)
        if min(seen.shape) < 16:
            continue
        content = cv2.QRCodeDetector().detectAndDecode(seen)[0].strip()
        if content and len(content) <= LONGEST:
            return [f"qr:{content}"]
        if number := gtin(cv2.barcode.BarcodeDetector().detectAndDecode(seen)[0] or ""):
            return [f"gtin:{number}"]
    return []
