"""The language of questions: from what a reader types to a tree.

    Trotsky Vienna         both must occur (AND may stand between them)
    Pravda OR Iskra        one must occur (so may | stand); AND binds closer than OR
    "Nashe Slovo"          side by side; “ ”, « » and „ “ are quotes too
    -Vienna, NOT Vienna    must not occur
    revol*                 begins so
    name:Pravda            in one place only; a group may follow: place:(Paris OR Vienna)
    ( … )                  a group

Operators are capitals, so that no word of a title is one. Nothing is an error: what cannot be read
as it stands is read as words or left out, and a `Remark` says so. Everything is bounded.
"""

from typing import Final

from search.asking.fields import FIELDS, years_of
from search.asking.tokens import Token, Tokens
from search.asking.tree import And, Fault, Leaf, Node, Not, Or, Reading, Remark

MAX_LENGTH: Final = 200


def read(text: str) -> Reading:
    """Return how a text is read. Never raises, whatever the text."""
    remarks = [Remark(Fault.LONG)] if len(text) > MAX_LENGTH else []
    tokens = Tokens(text[:MAX_LENGTH], remarks)
    tree = _Parser(tokens.balanced(), remarks).one_of()
    return Reading(tree, tuple(dict.fromkeys(remarks)))


class _Parser:
    """Reads balanced tokens."""

    def __init__(self, tokens: list[Token], remarks: list[Remark]) -> None:
        self.tokens = tokens
        self.remarks = remarks
        self.at = 0

    def one_of(self, field: str = "") -> Node | None:
        """Read what OR joins, up to the end or a closing bracket."""
        parts: list[Node] = []
        dangles = False
        while True:
            part = self._all_of(field)
            if part is not None:
                parts.append(part)
            token = self._next("or")
            dangles = dangles or (part is None and (token is not None or bool(parts)))
            if token is None:
                break
        if dangles:
            self.remarks.append(Remark(Fault.OPERATOR, "OR"))
        return _joined(Or, parts)

    def _all_of(self, field: str) -> Node | None:
        parts: list[Node] = []
        needs_more = False
        while self._peek() not in ("", "or", "close"):
            if self._next("and"):
                needs_more = True
                if not parts:
                    self.remarks.append(Remark(Fault.OPERATOR, "AND"))
                continue
            part = self._item(field)
            if part is not None:
                parts.append(part)
                needs_more = False
        if needs_more and parts:
            self.remarks.append(Remark(Fault.OPERATOR, "AND"))
        return _joined(And, parts)

    def _item(self, field: str) -> Node | None:
        """Read one thing with what stands before it; None where nothing follows."""
        if token := self._next("not"):
            part = self._item(field) if self._follows() else None
            if part is None:
                self.remarks.append(Remark(Fault.OPERATOR, token.text))
                return None
            return part.part if isinstance(part, Not) else Not(part)
        if token := self._next("field"):
            part = self._item(FIELDS[token.text.casefold()]) if self._follows() else None
            if part is None:
                self.remarks.append(Remark(Fault.EMPTY_FIELD, token.text))
                return None
            return _from(part, token.start)
        if self._next("open"):
            group = self.one_of(field)
            self._next("close")
            return group
        token = self.tokens[self.at]
        self.at += 1
        if field == "year" and years_of(token.text) is None:
            self.remarks.append(Remark(Fault.YEAR, token.text))
            field = ""
        return Leaf(token.text, token.form, field, token.start, token.end)

    def _follows(self) -> bool:
        """Tell whether there is something to stand before."""
        return self._peek() in ("leaf", "open", "field", "not")

    def _peek(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def _next(self, kind: str) -> Token | None:
        """Take the next token if it is of this kind."""
        if self._peek() != kind:
            return None
        self.at += 1
        return self.tokens[self.at - 1]


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node | None:
    """Return several parts as one; the same kind within itself is one level."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _from(node: Node, start: int) -> Node:
    """Return a leaf that begins where its field does; a group as it is."""
    if isinstance(node, Leaf):
        return Leaf(node.text, node.form, node.field, start, node.end)
    return node
