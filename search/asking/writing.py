"""A tree as text again, whole or changed: what is written is read as the same tree."""

from collections.abc import Callable

from search.asking.tree import And, Form, Leaf, Node, Not, Or

Change = Callable[[Leaf], Leaf | None]
"""Takes a leaf and gives what stands in its place, None for nothing."""


def write(node: Node | None) -> str:
    """Return the text of a tree. A leaf that holds no words of its own is not written."""
    if node is None:
        return ""
    if isinstance(node, Leaf):
        return _leaf(node)
    if isinstance(node, Not):
        return f"-{_inside(node.part)}"
    if isinstance(node, Or):
        return " OR ".join(write(part) for part in node.parts)
    return " ".join(_inside(part) if isinstance(part, Or) else write(part) for part in node.parts)


def changed(node: Node | None, change: Change) -> Node | None:
    """Return a tree with every leaf changed; what was around a leaf that is gone is gone too."""
    if node is None:
        return None
    if isinstance(node, Leaf):
        return change(node)
    if isinstance(node, Not):
        part = changed(node.part, change)
        return None if part is None else Not(part)
    parts = tuple(part for one in node.parts if (part := changed(one, change)) is not None)
    if len(parts) < 2:
        return parts[0] if parts else None
    return type(node)(parts)


def without(node: Node | None, gone: Leaf) -> Node | None:
    """Return a tree without one of its leaves, wherever it occurs."""
    return changed(node, lambda leaf: None if leaf == gone else leaf)


def _inside(node: Node) -> str:
    return f"({write(node)})" if isinstance(node, And | Or) else write(node)


def _leaf(leaf: Leaf) -> str:
    field = f"{leaf.field}:" if leaf.field else ""
    if leaf.form is Form.PHRASE:
        return f'{field}"{leaf.text}"'
    return f"{field}{leaf.text}{'*' if leaf.form is Form.BEGINNING else ''}"
