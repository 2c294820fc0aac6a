"""Names of emoji in each language, from Unicode's annotations."""

from __future__ import annotations

from functools import lru_cache

from contrecoup.model.settings import Lang


@lru_cache(maxsize=1024)
def name(symbol: str, lang: Lang) -> str:
    """Return what Unicode calls an emoji, empty where it has no name."""
    import emoji

    said = emoji.demojize(symbol, language=lang, delimiters=("", ""))
    return "" if said == symbol else said.replace("_", " ").replace("\ufe0f", "")
