"""Words that shops put products' names together from, to invent catalogs with."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


SYLLABLES = _words("""
    al an ar bel bor can cor dan del dor el en far fen gal gra hal hel in is jo ka kel kor la len lor ma mer mir
    na nel nor o or pel ra ren ri sal sen sol ta tel tor u va vel ver vi vor wen xan ya zel zor
""")
SERIES = _words("""
    air trail ultra core nova flex storm peak wave pulse edge prime aqua terra solar swift metro urban classic
    sport active power smart master studio royal silver night day pure fresh deep soft clear bright rapid turbo
    magic dream star moon sun sky cloud ocean river stone iron steel carbon spirit soul heart mind vision focus
    logic link net web disk print photo sound music movie game quest empire legend hero dragon tiger eagle wolf
    bear fox hawk falcon panther cobra viper shadow ghost phantom thunder lightning arctic desert forest garden
    kitchen home office school family travel world city street road race speed run walk jump climb swim ride drive
    fly
""")
QUALITIES = _words("""
    waterproof wireless portable digital compact lightweight breathable rechargeable adjustable professional
    automatic foldable leather cotton wooden stainless electric hydrating organic mesh padded slim heavy duty high
    performance low noise fast quiet large small wide men women kids outdoor indoor running hiking training travel
    daily anti slip long lasting multi function all weather hands free touch screen full hd dual band
""")
SPAM = _words("""
    new hot sale 2024 2025 100% original authentic genuine free shipping fast delivery best price quality brand
    sealed box gift official store top rated limited offer discount in stock original packaging with invoice us
    seller ships today
""")
COLOURS = _words("""
    black white red blue green grey silver pink yellow gold purple orange brown
""")
FURTHER = _words("""
    max lite mini pro plus x se neo gt evo
""")
SHOPS = _phrases("""
    amazon, buy online, best price, free uk delivery, wholesale, price comparison, shop, store, deals, outlet,
    retail, oem, bulk, null
""")
EDITIONS = _phrases("""
    professional, standard, premium, deluxe, home, student, ultimate, upgrade, full version, basic, business, mac,
    windows
""")
ASIDE = _phrases("""
    case, replacement battery, charger, cleaning kit, strap, cover, manual, refill, adapter, stand, travel bag,
    lens cap, filter, screen protector
""")
#: A kind of goods: its names, how its models are told apart, the units that its variants have.
KINDS: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (
    (
        _phrases("shoes, sneakers, trainers, zapatillas, chaussures, schuhe, 跑鞋, кроссовки, scarpe"),
        "version",
        ("size",),
    ),
    (_phrases("camera, digital camera, cámara, appareil photo, kamera, 相机, камера"), "code", ("mp", "colour")),
    (_phrases("software, , program, logiciel"), "edition", ("user",)),
    (_phrases("game, , video game, jeu, spiel"), "version", ()),
    (_phrases("book, , paperback, hardcover"), "words", ()),
    (_phrases("perfume, eau de parfum, fragrance, edp, 香水, духи"), "words", ("ml",)),
    (_phrases("serum, face serum, sérum, 精华"), "words", ("ml",)),
    (_phrases("headphones, earbuds, earphones, kopfhörer, auriculares, 耳机, наушники"), "code", ("colour",)),
    (_phrases("printer, laser printer, imprimante, drucker, 打印机"), "code", ()),
    (_phrases("toner cartridge, ink cartridge, cartridge, toner"), "code", ("pack", "colour")),
    (_phrases("router, wireless router, wlan router"), "code", ()),
    (_phrases("hard drive, hdd, internal drive, festplatte, disque dur"), "code", ("gb",)),
    (_phrases("memory, ram, memory module, sdram"), "code", ("gb", "pack")),
    (_phrases("usb flash drive, flash drive, usb stick, pen drive"), "words", ("gb",)),
    (_phrases("watch, wristwatch, reloj, montre, uhr, 手表, часы"), "code", ("colour",)),
    (_phrases("backpack, bag, rucksack, sac à dos, mochila, 背包, рюкзак"), "version", ("l", "colour")),
    (_phrases("blender, mixer, licuadora, mixeur"), "code", ("w", "colour")),
    (_phrases("drill, cordless drill, perceuse, bohrmaschine, taladro"), "code", ("v",)),
    (_phrases("jacket, coat, veste, jacke, chaqueta, куртка"), "words", ("size", "colour")),
    (_phrases("tv, lcd tv, television, hdtv, fernseher"), "code", ("inch",)),
    (_phrases("cable, cord, lead, kabel"), "words", ("ft", "colour")),
    (_phrases("batteries, battery, akku, pilas"), "code", ("pack",)),
    (_phrases("vitamins, capsules, supplement"), "words", ("count", "mg")),
    (_phrases("case, cover, sleeve, hülle, funda"), "words", ("colour", "inch")),
    (_phrases("helmet, casque, helm, casco"), "version", ("colour", "size")),
)
