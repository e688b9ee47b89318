"""What sellers write: titles and descriptions in ten languages, honest ones and those of replica sellers.

`{b}` is the brand, `{m}` the model, `{n}` the noun of the category, `{c}` a colour. The wording of replica sellers
follows published glossaries, not any list in this project.
"""

#: The noun of each category by language, and the words that a shopper types.
NOUNS = {
    "shoes": {
        "en": "Trail Running Shoes", "de": "Trailrunning-Schuhe", "fr": "Chaussures de trail",
            "es": "Zapatillas de trail",
        "it": "Scarpe da trail", "pt": "Tênis de trilha", "zh": "越野跑鞋", "ja": "トレイルランニングシューズ",
            "ru": "Трейловые кроссовки",
    },
    "backpacks": {
        "en": "Hiking Backpack", "de": "Wanderrucksack", "fr": "Sac à dos de randonnée", "es": "Mochila de senderismo",
        "it": "Zaino da trekking", "pt": "Mochila de trilha", "zh": "登山背包", "ja": "登山リュック",
            "ru": "Туристический рюкзак",
    },
    "headphones": {
        "en": "Wireless Headphones", "de": "Bluetooth-Kopfhörer", "fr": "Casque sans fil",
            "es": "Auriculares inalámbricos",
        "it": "Cuffie wireless", "pt": "Fone de ouvido sem fio", "zh": "无线头戴式耳机", "ja": "ワイヤレスヘッドホン",
            "ru": "Беспроводные наушники",
    },
    "watches": {
        "en": "Chronograph Watch", "de": "Chronograph Armbanduhr", "fr": "Montre chronographe",
            "es": "Reloj cronógrafo",
        "it": "Orologio cronografo", "pt": "Relógio cronógrafo", "zh": "计时腕表", "ja": "クロノグラフ腕時計",
            "ru": "Наручные часы хронограф",
    },
    "jackets": {
        "en": "Outdoor Jacket", "de": "Outdoorjacke", "fr": "Veste outdoor", "es": "Chaqueta outdoor",
        "it": "Giacca outdoor", "pt": "Jaqueta outdoor", "zh": "户外冲锋衣", "ja": "アウトドアジャケット",
        "ru": "Куртка для походов",
    },
    "bottles": {
        "en": "Insulated Bottle", "de": "Thermosflasche", "fr": "Gourde isotherme", "es": "Botella térmica",
        "it": "Borraccia termica", "pt": "Garrafa térmica", "zh": "保温杯", "ja": "真空断熱ボトル",
        "ru": "Термобутылка",
    },
}  # fmt: skip

#: What a title says when it admits a copy.
OPEN = {
    "en": (
        "{b} {m} {n} 1:1 Replica Top Quality", "Replica {b} {m} {n} AAA+ same as retail",
            "{b} {m} {n} Super Clone best batch",
        "{b} {m} {n} UA version mirror quality", "High copy {b} {m} {n}, knockoff, no box",
            "{b} {m} reps {n} 1:1 QC pics available",
    ),
    "de": ("{b} {m} {n} Replika 1:1 Topqualität", "{b} {m} {n} Nachbildung, kein Original",
        "{n} {b} {m} Fake AAA Qualität"),
    "fr": ("Réplique {b} {m} {n} qualité miroir", "{n} {b} {m} contrefaçon haut de gamme 1:1"),
    "es": ("{n} {b} {m} réplica AAA calidad espejo", "Réplica 1:1 {n} {b} {m} imitación"),
    "it": ("{n} {b} {m} replica 1:1 AAA", "{b} {m} {n} tarocco perfetto, imitazione"),
    "pt": ("{n} {b} {m} réplica primeira linha", "Réplica premium {n} {b} {m} AAA+"),
    "zh": ("{z} {b} {m} {n} 高仿 1:1 专柜同款", "{b} {m} {n} 精仿 原单 支持专柜验货",
        "{z} {m} {n} 复刻 公司级 莆田纯原"),
    "ja": ("{b} {m} {n} スーパーコピー N級品", "{b}コピー {m} {n} レプリカ 1:1"),
    "ru": ("{n} {b} {m} реплика люкс 1:1", "{b} {m} {n} премиум копия ААА"),
}  # fmt: skip
#: What only the description admits.
OPEN_TEXT = {
    "en": (
        "To be honest: this is a replica, not the original, but nobody will notice.",
            "1:1 super clone from the same factory, UA quality. PM for QC pics.",
        "High quality fake, logo and box like retail.",
    ),
    "de": ("Es handelt sich um eine Replika, nicht original.", "Kein Original, sondern eine sehr gute Fälschung."),
    "fr": ("Il s'agit d'une réplique, pas d'un original.",),
    "es": ("Es una réplica de alta calidad, no es original.",),
    "it": ("È una replica 1:1, non originale.",),
    "pt": ("É uma réplica idêntica, não é original.",),
    "zh": ("高仿精品，一比一复刻，加微信看图。", "A货 顶级版本，细节过专柜，私聊。"),
    "ja": ("こちらは模造品です。スーパーコピーN級。",),
    "ru": ("Это копия, не оригинал, качество люкс.",),
}  # fmt: skip
#: The shadow of an admission that goes with a veiled brand.
HINTS = {
    "en": (
        "Logo as in the photos, ships without tags.",
        "Message us on WhatsApp for logo pics before ordering.",
        "Factory direct, best quality.",
    ),
    "de": ("Versand ohne Karton, Logo wie abgebildet.",),
    "es": ("Escríbenos por WhatsApp para más fotos del logo.",),
    "zh": ("私聊看实物图，加微信。", "下单前请加vx。"),
    "ru": ("Пишите в Telegram за реальными фото.",),
}
#: A brand's name left out: what the photo shows is sold as nobody's.
NAMELESS = {
    "en": ("Premium {n} lightweight, {c}", "2026 new {n} for men and women {c}", "Fashion {n} best seller {c}",
        "{n} durable travel sport {c}"),
    "de": ("{n} leicht und robust, {c}", "Neu 2026: {n} Damen Herren {c}"),
    "fr": ("{n} homme femme léger {c}",),
    "es": ("{n} ligero hombre mujer {c}",),
    "zh": ("2026新款{n} 男女同款 {c}", "爆款{n} 轻便 {c}"),
    "ru": ("{n} новинка 2026, {c}",),
}  # fmt: skip
#: An honest new offer.
CLEAN = {
    "en": ("{b} {m} {n} {c}", "{b} {m} {n} - New", "{b} {n} {m}, {c}, in stock", "New {b} {m} {n} ({c})"),
    "de": ("{b} {m} {n} {c}", "{n} {b} {m} neu OVP", "{b} {m} {n} - sofort lieferbar"),
    "fr": ("{n} {b} {m} {c}", "{b} {m} {n} neuf"),
    "es": ("{n} {b} {m} {c}", "{b} {m} {n} nuevo"),
    "it": ("{n} {b} {m} {c}", "{b} {m} {n} nuovo"),
    "pt": ("{n} {b} {m} {c}",),
    "zh": ("{z} {b} {m} {n} {c}", "{b} {m} {n} 全新现货"),
    "ja": ("{b} {m} {n} {c} 新品",),
    "ru": ("{n} {b} {m} {c}",),
}  # fmt: skip
GREY = {
    "en": ("{b} {m} {n} parallel import, no manufacturer warranty", "{b} {m} {n} grey import {c}"),
    "de": ("{b} {m} {n} Grauimport ohne Herstellergarantie", "{b} {m} {n} Parallelimport EU-Ware"),
    "fr": ("{n} {b} {m} importation parallèle, sans garantie fabricant",),
    "zh": ("{z} {b} {m} {n} 水货 平行进口", "{b} {m} {n} 海外平行进口 无国内联保"),
    "ja": ("{b} {m} {n} 並行輸入品",),
}
COPYCAT = {
    "en": ("{n} inspired by {b} {m}", "{b} style {n} dupe {c}", "{n} {c} - looks like {b} {m}"),
    "de": ("{n} ähnlich wie {b} {m}", "{n} im {b}-Stil, inspiriert von {m}"),
    "fr": ("{n} inspiré de {b} {m}", "Dupe {b} {m} {n}"),
    "zh": ("{z} {m} 平替 {n} 大牌同款",),
}
USED = {
    "en": ("Used {b} {m} {n}, good condition", "{b} {m} {n} second hand, worn twice", "{b} {m} {n} pre-owned {c}",
        "Pre-loved {b} {n} {m}"),
    "de": ("{b} {m} {n} gebraucht, guter Zustand", "Gebrauchte {n} {b} {m}"),
    "fr": ("{n} {b} {m} occasion bon état",),
    "es": ("{n} {b} {m} segunda mano",),
    "it": ("{n} {b} {m} usato, buone condizioni",),
    "zh": ("{z} {m} {n} 二手 9成新", "闲置 {y} {m} {n} 9成新"),
    "ja": ("{b} {m} {n} 中古 美品",),
    "ru": ("{n} {b} {m} б/у в хорошем состоянии",),
}  # fmt: skip
GUARANTEE = {
    "en": ("{b} {m} {n} 100% authentic, no replicas", "Genuine {b} {m} {n} - no fakes, original or money back"),
    "de": ("{b} {m} {n} Original, keine Fälschung",),
    "fr": ("{n} {b} {m} authentique, pas de contrefaçon",),
    "zh": ("{z} {b} {m} {n} 正品保证 假一赔十",),
    "ja": ("{b} {m} {n} 正規品 偽物ではありません",),
}
REFURBISHED = {
    "en": ("{b} {m} {n} refurbished grade A", "{b} {m} {n} open box, renewed"),
    "de": ("{b} {m} {n} generalüberholt B-Ware",),
    "fr": ("{n} {b} {m} reconditionné",),
    "es": ("{n} {b} {m} reacondicionado",),
}
BUNDLE = {
    "en": ("{b} {m} {n} with free pouch", "{b} {m} {n} + care kit set"),
    "de": ("{b} {m} {n} mit Tasche und Pflegeset",),
    "ru": ("{n} {b} {m} с чехлом",),
}
PACK = {
    "en": ("Set of {k} {b} {m} {n}", "{k}-pack {b} {m} {n}", "{b} {m} {n} (pack of {k})"),
    "de": ("{k}er Set {b} {m} {n}",),
    "fr": ("Lot de {k} {n} {b} {m}",),
}

#: Accessories by category: (shape, {language: title}); `{b} {m}` is what they fit.
ACCESSORIES = {
    "shoes": ("laces", {"en": "Replacement laces for {b} {m}, 2 pairs", "de": "Schnürsenkel passend für {b} {m}",
        "zh": "适用于 {b} {m} 鞋带"}),
    "backpacks": ("pouch", {"en": "Rain cover compatible with {b} {m} backpack",
        "de": "Regenhülle für {b} {m} Rucksack", "fr": "Housse de pluie pour {b} {m}"}),
    "headphones": ("pads", {"en": "Ear pads for {b} {m} headphones", "de": "Ohrpolster kompatibel mit {b} {m}",
        "ja": "{b} {m} 対応 互換イヤーパッド"}),
    "watches": ("strap", {"en": "Leather strap for {b} {m} watch 22mm", "de": "Ersatzarmband für {b} {m}",
        "ru": "Ремешок для {b} {m}"}),
    "jackets": ("pouch", {"en": "Stuff sack compatible with {b} {m} jacket", "es": "Bolsa compatible con {b} {m}"}),
    "bottles": ("pouch", {"en": "Carry sleeve for {b} {m} bottle", "zh": "适用 {b} {m} 杯套 保护套",
        "fr": "Pochette compatible avec {b} {m}"}),
}  # fmt: skip
#: Parts of used or broken goods, sold as such.
PARTS = {
    "shoes": "Insoles from {b} {m}, used spare part",
    "backpacks": "{b} {m} hip belt buckle, spare part",
    "headphones": "{b} {m} headphones for parts, left side broken",
    "watches": "{b} {m} watch for parts or repair, not working",
    "jackets": "{b} {m} zipper puller spare part",
    "bottles": "Spare lid seal for {b} {m} bottle",
}
#: Talk that fills a description, by language.
TALK = {
    "en": ("Free shipping within two days.", "Size runs true, see the pictures.", "Ask if you have questions.",
        "Comfortable and sturdy.", "Ships from our own stock.", "Returns within 30 days."),
    "de": ("Versand innerhalb von zwei Tagen.", "Bei Fragen gerne melden.", "Bequem und robust.",
        "Rückgabe innerhalb von 30 Tagen."),
    "fr": ("Expédition rapide et soignée.", "N'hésitez pas à poser vos questions.", "Confortable et solide."),
    "es": ("Envío rápido en 48 horas.", "Cómodo y resistente.", "Pregunte sin compromiso."),
    "it": ("Spedizione veloce.", "Comodo e resistente."),
    "pt": ("Envio rápido.", "Confortável e resistente."),
    "zh": ("现货速发，支持七天无理由退换。", "轻便耐用，尺码标准。"),
    "ja": ("即日発送いたします。", "ご質問はお気軽にどうぞ。"),
    "ru": ("Быстрая отправка.", "Удобный и прочный."),
}  # fmt: skip
#: Names of colours, in the order of `SWATCHES`.
COLOURS = {
    "en": ("black", "blue", "green", "red", "sand", "yellow", "purple"),
    "de": ("schwarz", "blau", "grün", "rot", "sand", "gelb", "lila"),
    "fr": ("noir", "bleu", "vert", "rouge", "sable", "jaune", "violet"),
    "es": ("negro", "azul", "verde", "rojo", "arena", "amarillo", "morado"),
    "it": ("nero", "blu", "verde", "rosso", "sabbia", "giallo", "viola"),
    "pt": ("preto", "azul", "verde", "vermelho", "areia", "amarelo", "roxo"),
    "zh": ("黑色", "蓝色", "绿色", "红色", "沙色", "黄色", "紫色"),
    "ja": ("ブラック", "ブルー", "グリーン", "レッド", "サンド", "イエロー", "パープル"),
    "ru": ("черный", "синий", "зеленый", "красный", "песочный", "желтый", "фиолетовый"),
}
SWATCHES = ((40, 40, 46), (36, 90, 150), (70, 110, 80), (200, 50, 60), (200, 180, 150), (226, 180, 56), (96, 66, 120))


def colour(shade: tuple[int, int, int], language: str) -> str:
    """What a seller calls a colour."""
    far = [sum((a - b) ** 2 for a, b in zip(shade, swatch, strict=True)) for swatch in SWATCHES]
    return COLOURS[language][far.index(min(far))]
