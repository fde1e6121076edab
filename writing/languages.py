"""Which language to show when the one asked for is missing. Tags are BCP 47."""

from collections.abc import Mapping, Sequence

# Readers of Latin script can read a romanised Russian name before they can read Cyrillic; a
# Russian reader reads Cyrillic first and most often some English. The archive's own three
# languages come before nothing at all.
_CHAINS = {
    "th": ("th", "en", "ru-Latn", "ru"),
    "en": ("en", "ru-Latn", "th-Latn", "th", "ru"),
    "ru": ("ru", "ru-Latn", "en", "th"),
}
_OTHERS = ("en", "ru-Latn", "th-Latn", "ru", "th")


def chain_for(lang: str) -> tuple[str, ...]:
    """The languages a reader of `lang` is offered, best first; `en-GB` before `en`."""
    own = lang.partition("-")[0].casefold()
    chain = _CHAINS.get(own, (own, *_OTHERS))
    return chain if lang.casefold() == own else (lang, *chain)


def fallback(texts: Mapping[str, str], chain: Sequence[str]) -> tuple[str, str] | None:
    """The best text and its language tag; None if there is no text at all.

    Takes the first language of the chain that has a text that is not blank, then any language, in
    the order of `texts`. `en` in the chain also accepts `en-GB`, and `en-GB` accepts `en`, but
    neither accepts another script: `ru` is not served by `ru-Latn`.
    """
    filled = {tag: text for tag, text in texts.items() if text.strip()}
    for wanted in chain:
        for same in (_is_tag, _is_language):
            for tag, text in filled.items():
                if same(tag, wanted):
                    return text, tag
    return next(((text, tag) for tag, text in filled.items()), None)


def _is_tag(tag: str, wanted: str) -> bool:
    return tag.casefold() == wanted.casefold()


def _is_language(tag: str, wanted: str) -> bool:
    return _language_and_script(tag) == _language_and_script(wanted)


def _language_and_script(tag: str) -> tuple[str, str]:
    """BCP 47: the language stands first, a script is the only part of four letters after it."""
    language, *rest = tag.casefold().split("-")
    return language, next((part for part in rest if len(part) == 4 and part.isalpha()), "")
