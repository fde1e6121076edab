"""Cutting a typed text into words, phrases, signs and brackets, as many as are allowed."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from search.analysis import typed_words
from search.asking.fields import FIELDS
from search.asking.tree import Fault, Form, Remark

MAX_WORDS: Final = 12
MAX_DEPTH: Final = 5
LEAST_BEGINNING: Final = 2
"""Letters a word has before its *."""

QUOTES: Final = '"“”„‟«»＂'
_TOKEN: Final = re.compile(
    rf"(?P<quote>[{QUOTES}])|(?P<open>\()|(?P<close>\))|(?P<or>\|)"
    rf"|(?P<minus>(?<![^\s(:|])-+(?=[^\s\-]))|(?P<word>[^\s()|{QUOTES}]+)"
)
_CLOSING: Final = re.compile(rf"[{QUOTES}]")
_FIELD: Final = re.compile(r"([^\s:/.,\d-]{2,20}):(?!//)")


class Token(NamedTuple):
    """`kind` is leaf, field, not, and, or, open or close; `text` what was typed."""

    kind: str
    text: str
    start: int = 0
    end: int = 0
    form: Form = Form.WORD


class Tokens:
    """Cuts a text."""

    def __init__(self, text: str, remarks: list[Remark]) -> None:
        self.text = text
        self.remarks = remarks
        self.words = 0

    def balanced(self) -> list[Token]:
        """Return the tokens with a closing bracket for every opening one, and not too deep."""
        kept: list[Token] = []
        depth = ignored = 0
        for token in self._all():
            if token.kind == "open":
                if depth == MAX_DEPTH:
                    self.remarks.append(Remark(Fault.DEEP))
                    ignored += 1
                    continue
                depth += 1
            elif token.kind == "close":
                if ignored:
                    ignored -= 1
                    continue
                if not depth:
                    self.remarks.append(Remark(Fault.CLOSE))
                    continue
                depth -= 1
            kept.append(token)
        if depth:
            self.remarks.append(Remark(Fault.OPEN))
        return kept + [Token("close", ")")] * depth

    def _all(self) -> Iterator[Token]:
        at = 0
        while found := _TOKEN.search(self.text, at):
            at = found.end()
            if found["quote"]:
                at = self._closing(at)
                yield from self._phrase(found.start(), at)
            elif found["word"]:
                token, at = self._word(found["word"], found.start())
                if token is not None:
                    yield token
            else:
                kind = "not" if found["minus"] else str(found.lastgroup)
                yield Token(kind, found[0], found.start(), at)

    def _closing(self, at: int) -> int:
        """Return where the phrase ends that begins at `at`, its quote included."""
        closing = _CLOSING.search(self.text, at)
        if closing is None:
            self.remarks.append(Remark(Fault.QUOTE, self.text[at:].strip()))
            return len(self.text)
        return closing.end()

    def _phrase(self, start: int, end: int) -> Iterator[Token]:
        inner = self.text[start:end].strip(QUOTES).strip()
        if self._has_room(inner):
            yield Token("leaf", inner, start, end, Form.PHRASE)

    def _word(self, word: str, start: int) -> tuple[Token | None, int]:
        """Return the token that a run of signs begins with, and where to go on."""
        end = start + len(word)
        if word in ("AND", "OR", "NOT"):
            return Token(word.lower(), word, start, end), end
        named = _FIELD.match(word)
        if named and named[1].casefold() in FIELDS:
            return Token("field", named[1], start, start + named.end()), start + named.end()
        if named and named.end() < len(word) and typed_words(word[named.end() :]):
            self.remarks.append(Remark(Fault.FIELD, named[1]))
        text, form = self._without_star(word)
        token = Token("leaf", text, start, end, form) if self._has_room(text) else None
        return token, end

    def _without_star(self, word: str) -> tuple[str, Form]:
        bare = word.rstrip("*")
        typed = typed_words(bare)
        if "*" in bare and typed:
            self.remarks.append(Remark(Fault.STAR, word))
        if bare == word or not typed:
            return bare, Form.WORD
        if len(typed[-1][0]) < LEAST_BEGINNING:
            self.remarks.append(Remark(Fault.SHORT, word))
            return bare, Form.WORD
        return bare, Form.BEGINNING

    def _has_room(self, text: str) -> bool:
        """Tell whether a leaf has words, and not more than may still come."""
        count = len(typed_words(text))
        if not count:
            return False
        self.words += count
        if self.words > MAX_WORDS:
            self.remarks.append(Remark(Fault.MANY))
        return self.words <= MAX_WORDS
