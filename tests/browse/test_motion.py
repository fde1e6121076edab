"""What moves on a page, moves only for those who did not ask for rest."""

import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "static"
ASKED = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}", re.DOTALL)
MOVES = re.compile(r"(?<![\w-])(?:transition|animation|scroll-behavior)\b[^;}]*|@keyframes")


def test_no_style_moves_anything_for_those_who_asked_for_rest() -> None:
    styles = {path.name: path.read_text() for path in (STATIC / "css").glob("*.css")}

    assert MOVES.search(styles["base.css"])  # something moves for all others
    assert {
        name: MOVES.findall(rest)
        for name, text in styles.items()
        if MOVES.search(rest := ASKED.sub("", text))
    } == {}


def test_no_script_moves_the_page_smoothly() -> None:
    scripts = list((STATIC / "js").glob("*.js"))

    assert scripts
    assert [path.name for path in scripts if "smooth" in path.read_text()] == []
