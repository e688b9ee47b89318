"""Words that make a copy honest goods: licences, and the trades that live from copies (toys, models, costumes)."""

from collections.abc import Iterable, Sequence

from domain.lexicon import Lexicon
from matchers.phrases import Phrases
from matchers.text import Text


class Licences:
    """The licences and trades of all lexicons at once."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._licences = Phrases((phrase, phrase) for lexicon in lexicons for phrase in lexicon.licences)
        self._trades = Phrases((word, word) for lexicon in lexicons for word in lexicon.neutral_contexts)

    def licensed(self, texts: Iterable[Text]) -> bool:
        """Whether a listing calls its goods licensed, a fan version, a scale model or the like."""
        return any(True for text in texts for _ in self._licences.find(text))

    def of_trade(self, text: Text) -> bool:
        """Whether a text speaks of a trade in which replicas are honest goods."""
        return any(True for _ in self._trades.find(text))
