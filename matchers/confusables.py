"""Letters and signs that are read as other letters, with every reading."""

#: Folded letter of another script -> the Latin letters that it, or its capital, is read as.
LOOKALIKES = {
    # Cyrillic
    "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t", "у": "y",
    "х": "x", "ѕ": "s", "і": "i", "ј": "j", "ԁ": "d", "һ": "h", "ԛ": "q", "ԝ": "w", "ԍ": "g", "ь": "b", "п": "n",
    "г": "r", "и": "nu", "я": "r", "ѡ": "w", "ү": "y", "ӏ": "l", "ѵ": "v", "ґ": "r",
    # Greek
    "α": "a", "β": "b", "γ": "y", "δ": "d", "ε": "e", "ζ": "z", "η": "nh", "ι": "i", "κ": "k", "λ": "l", "μ": "um",
    "ν": "vn", "ο": "o", "π": "n", "ρ": "p", "σ": "o", "τ": "t", "υ": "uy", "χ": "x", "ω": "w",
    # Latin letters that no normalisation form decomposes
    "ƒ": "f", "ɑ": "a", "ɡ": "g", "ı": "i", "ɩ": "i", "ɪ": "i", "ʀ": "r", "ɴ": "n", "ʟ": "l", "ᴀ": "a", "ᴄ": "c",
    "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w",
    "ᴢ": "z", "ɢ": "g", "ʜ": "h", "ʏ": "y", "ꜱ": "s", "ʙ": "b",
    # Armenian, Coptic, Cherokee
    "օ": "o", "ս": "u", "ո": "n", "հ": "h", "զ": "q", "ց": "g", "ⲟ": "o", "ⲣ": "p", "ⲥ": "c", "ⲕ": "k", "ⲭ": "x",
    "Ꭺ": "a", "Ꭼ": "e", "Ꮋ": "h", "Ꮮ": "l", "Ꮇ": "m", "Ꮲ": "p", "Ꭱ": "r", "Ꮪ": "s", "Ꭲ": "t", "Ꮤ": "w",
}  # fmt: skip

#: Enclosed and flag letters, which no normalisation form turns into letters.
ENCLOSED = {chr(start + n): chr(ord("a") + n) for start in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for n in range(26)}

#: Digits and signs written for letters; several have two readings.
LEET = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "€": "e", "£": "l", "!": "il", "|": "il", "+": "t", "¥": "y", "¢": "c",
}  # fmt: skip
