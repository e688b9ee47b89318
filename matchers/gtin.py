"""Trade item numbers: GTIN-8, UPC-A, EAN-13, GTIN-14 and ISBN-10 in one form, only with a right check digit."""


def gtin(text: str) -> str | None:
    """The 14-digit GTIN of a number, None when it is none (GS1 General Specifications 7.9; ISBN-10 per ISO 2108)."""
    digits = "".join(c for c in text if c not in " -").strip().upper()
    if (
        len(digits) == 10
        and digits[:9].isascii()
        and digits[:9].isdigit()
        and (digits[9].isdigit() or digits[9] == "X")
    ):
        weighed = sum((10 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(digits))
        return _with_check("0978" + digits[:9]) if weighed % 11 == 0 else None
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (8, 12, 13, 14):
        return None
    number = digits.zfill(14)
    return number if _with_check(number[:13]) == number and int(number) > 0 else None


def _with_check(thirteen: str) -> str:
    total = sum(int(c) * (3 if n % 2 == 0 else 1) for n, c in enumerate(thirteen))
    return thirteen + str(-total % 10)
