"""What an operator can set is written down, and what is written down can be set."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_readme_names_every_setting_that_is_read_and_no_other() -> None:
    source = (ROOT / "archive" / "settings.py").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in readme.splitlines() if line.startswith("| `")]
    # SECRET_KEY_FILE is named in the row of SECRET_KEY.
    documented = set(re.findall(r"`([A-Z_]+)`", "".join(rows))) | {"SECRET_KEY_FILE"}

    read = set(re.findall(r'(?:env\.\w+|read_\w+)\(\s*"([A-Z_]+)"', source))

    assert len(read) > 15
    assert documented == read
