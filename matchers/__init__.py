"""What is compared: pure functions from a listing and an index to evidence, and the verdict that weighs it.

`fingerprint` is computed once of each photo, `build_index` once of each catalog; `screen` asks every one of `MATCHERS`:
it is `examine`, which needs the listing alone, and `weigh`, which needs what surrounds it.
"""

from matchers.fingerprints import FINGERPRINT_VERSION, fingerprint
from matchers.index import Index, build_index, rescaled
from matchers.screening import MATCHERS, examine, screen, weigh
from matchers.subject import Examined

__all__ = [
    "FINGERPRINT_VERSION",
    "MATCHERS",
    "Examined",
    "Index",
    "build_index",
    "examine",
    "fingerprint",
    "rescaled",
    "screen",
    "weigh",
]
