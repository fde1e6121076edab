"""citeproc-js, which judges our writers over the same items."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from interop.citing.items import Item

HERE: Final = Path(__file__).parent
JUDGES: Final = Path(os.environ.get("JUDGES_DIR", HERE.parents[2] / ".judges"))
STYLES: Final = {
    "chicago-note": ("chicago-notes-bibliography", "en-US"),
    "chicago-bibliography": ("chicago-notes-bibliography", "en-US"),
    "chicago-author-date": ("chicago-author-date", "en-US"),
    "mla": ("modern-language-association", "en-US"),
    "apa": ("apa", "en-US"),
    "gost": ("gost-r-7-0-5-2008", "ru-RU"),
}
"""Our styles by the names of theirs, and the language in which they are compared."""


def need_judge() -> str:
    """Answer the path of node; without the judge the test is skipped, or in CI fails."""
    node = shutil.which("node")
    if node is None or not (JUDGES / "versions").exists():
        reason = "citeproc-js was not found: run script/judges (it needs node and npm)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return node


def judged(items: Sequence[Item], code: str) -> dict[str, str]:
    """Answer what citeproc-js makes of the items in a style, by id, with <i>; empty for nothing."""
    style, locale = STYLES[code]
    asked = {
        "items": items,
        "style": style,
        "locale": locale,
        "note": code == "chicago-note",
        "judges": str(JUDGES.resolve()),
    }
    done = subprocess.run(
        [need_judge(), str(HERE / "judge.js")],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    return {key: tidy(text) for key, text in json.loads(done.stdout).items()}


def tidy(html: str) -> str:
    """Answer a citation without the blocks around it and the number that GOST gives it."""
    bare = unescape(re.sub(r"</?(div|span)[^>]*>", "", html)).strip()
    return re.sub(r"^1\. ", "", bare)
