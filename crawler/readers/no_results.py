"""Whether a page says in words, of any language, that nothing was found."""

import re

from crawler.block_pages import visible_words
from crawler.page import Page

_EMPTY = re.compile(
    r"\b(?:no|0|zero) (?:results?|products?|items?|matches|articles|listings)\b(?! (?:per|selected|in your))|"
    r"did not match any|couldn't find any(?:thing)?|nothing (?:was )?found|no products were found|we found 0|"
    r"keine (?:ergebnisse|produkte|artikel|treffer)|0 (?:ergebnisse|treffer|artikel)|nichts gefunden|"
    r"aucun (?:résultat|produit|article)|0 résultats?|no se (?:han )?encontr(?:aron|ado)|sin resultados|"
    r"ningún (?:producto|resultado)|"
    r"nenhum (?:resultado|produto)|não encontramos|nessun (?:risultato|prodotto)|geen (?:resultaten|producten)|"
    r"inga (?:resultat|produkter|träffar)|ingen (?:resultater|treff|produkter)|ei (?:tuloksia|hakutuloksia)|"
    r"brak wyników|"
    r"nie znaleziono|nenalezen|nincs találat|niciun (?:rezultat|produs)|ничего не найдено|не найдено|"
    r"нічого не знайдено|"
    r"sonuç bulunamadı|ürün bulunamadı|tidak ditemukan|không tìm thấy|ไม่พบ|没有找到|沒有找到|未找到|暂无|"
    r"抱歉.{0,12}没有|"
    r"見つかりませんでした|該当する商品(?:は|が)ありません|검색 결과가 없|لا توجد (?:نتائج|منتجات)|لم يتم العثور|"
    r"לא נמצאו|δεν βρέθηκαν",
    re.IGNORECASE,
)


def says_empty(page: Page) -> bool:
    """Whether the page says in words that nothing was found."""
    return bool(_EMPTY.search(visible_words(page)))
