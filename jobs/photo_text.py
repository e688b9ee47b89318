"""Reads the words in photos, Chinese and English, when the extra `ocr` is installed; everything works without it."""

import importlib
import importlib.util
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from domain.errors import ConfigError, UnusablePhoto
from matchers.fingerprints import decoded

REMEDY = "install Fakewatch with its extra: pip install 'fakewatch[ocr]'"
#: Longest side that lines are read from, and that they are looked for in.
READ_FROM, LOOKED_IN = 1280, 736
#: Surer lines count; of these so many, with two letters at least.
SURE, LINES = 0.75, 40


def installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


class PhotoReader:
    """Reads each photo once; its models come with the extra, nothing is fetched.

    Raises ConfigError when the extra is not installed.
    """

    def __init__(self) -> None:
        if not installed():
            raise ConfigError(f"Words in photos can't be read: {REMEDY}.")
        rapidocr: Any = importlib.import_module("rapidocr")
        models = Path(rapidocr.__file__).parent / "models"
        found = {part: next(iter(sorted(models.glob(f"*_{part}_*.onnx"))), None) for part in ("det", "rec")}
        if None in found.values():
            raise ConfigError(f"Words in photos can't be read: the models of rapidocr are missing in {models}.")
        self._ocr = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": LOOKED_IN,
                "Det.model_path": str(found["det"]),
                "Rec.model_path": str(found["rec"]),
            }
        )
        self._known: dict[str, tuple[str, ...]] = {}

    def words(self, sha256: str, body: bytes) -> tuple[str, ...]:
        """The lines that are written in a photo; none for one that can't be used."""
        if sha256 not in self._known:
            self._known[sha256] = self._read(body)
        return self._known[sha256]

    def _read(self, body: bytes) -> tuple[str, ...]:
        try:
            pixels, _ = decoded(body, READ_FROM)
            found = self._ocr(np.ascontiguousarray(pixels[:, :, ::-1]))
        except (UnusablePhoto, cv2.error, RuntimeError):
            return ()
        lines = zip(found.txts or (), found.scores or (), strict=True)
        return tuple(text.strip() for text, score in lines if score >= SURE and len(text.strip()) > 1)[:LINES]
