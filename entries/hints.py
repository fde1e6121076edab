"""What a name, as it is being typed, suggests to its editor."""

from django.utils.translation import gettext as _

from writing import detect_script, mixed_script_words, propose_language, romanise


def name_hints(text: str) -> list[str]:
    """Return sentences about a name: mixed letters, the language its script proposes, Latin form.

    All are suggestions. The Latin form is for readers, by our own rules for Thai and those of
    anyascii for the rest; no library's standard.
    """
    hints = [
        _("“%(word)s” mixes letters of two scripts that look alike.") % {"word": word}
        for word in mixed_script_words(text)
    ]
    if not hints and detect_script(text) not in {"Latn", "Zyyy"}:
        language = propose_language(text)
        if language:
            hints.append(_("Language, proposed: %(language)s") % {"language": language})
        # Thai has no capitals, a Latin name has.
        words = [word[:1].upper() + word[1:] for word in romanise(text).split()]
        if words:
            hints.append(_("Latin form, suggested: %(latin)s") % {"latin": " ".join(words)})
    return hints
