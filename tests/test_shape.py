"""The shape of the tree: files short enough to read, and nothing in them of one machine."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LONGEST = 400
LONG_BY_NATURE = re.compile(r"(^|/)(migrations|fixtures|locale)/|^LICENSE$|\.(csv|geojson|svg)$")
CODE = re.compile(r"\.(py|js|css|html|md|sh|toml|txt|yml|yaml|json)$|^(script|\.ci)/|^Makefile$")

# A path in somebody's home, a scratch folder with a name in it, or a drive with users on it.
OF_ONE_MACHINE = re.compile(
    r"/(?:home|Users)/(?!\W)[\w.-]+|/root/\w+|[A-Z]:\\Users\\|/tmp/\w+", re.IGNORECASE
)
MARKS_MESSAGE = re.compile(r"_|(?:\w+\.)?n?p?gettext(?:_lazy)?")
LEFTOVER = re.compile(r"^(?:<{7}|>{7}) |\bXXX\b(?!X)|\bFIXME\b|\bTODO\b")


def tracked_files() -> list[str]:
    """Return the files that are under version control, or all but what tools make."""
    try:
        listed = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this tree is not under version control")
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def lines_of(name: str) -> list[str]:
    """Return the lines of a file."""
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def code_files() -> list[str]:
    """Return the files that people read, without those that are long by nature."""
    return [one for one in tracked_files() if CODE.search(one) and not LONG_BY_NATURE.search(one)]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {name: len(lines_of(name)) for name in code_files()}

    assert len(lengths) > 100
    assert {name: count for name, count in lengths.items() if count > LONGEST} == {}


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = [
        f"{name}:{number}: {line.strip()}"
        for name in code_files()
        if name != "tests/test_shape.py"
        for number, line in enumerate(lines_of(name), 1)
        if OF_ONE_MACHINE.search(line)
    ]

    assert found == []


def test_nothing_is_left_half_done() -> None:
    found = [
        f"{name}:{number}: {line.strip()}"
        for name in code_files()
        if name != "tests/test_shape.py"
        for number, line in enumerate(lines_of(name), 1)
        if LEFTOVER.search(line)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    ["DATA_DIR=/home/anna/var", "open('/Users/anna/x')", "cd /root/slovo", "/tmp/slovo-var"],
)
def test_a_path_of_one_machine_would_be_noticed(line: str) -> None:
    assert OF_ONE_MACHINE.search(line)


@pytest.mark.parametrize("line", ["href='/th/home/'", "root/current", "tmp_path / 'index'"])
def test_an_address_is_not_taken_for_a_path_of_one_machine(line: str) -> None:
    assert not OF_ONE_MACHINE.search(line)


def hidden_messages(code: str) -> list[str]:
    """Return the messages within f-strings, where they are not found for the catalogues."""
    return [
        ast.unparse(call)
        for text in ast.walk(ast.parse(code))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and MARKS_MESSAGE.fullmatch(ast.unparse(call.func))
    ]


def test_no_message_is_hidden_from_the_catalogues() -> None:
    modules = [name for name in code_files() if name.endswith(".py")]
    found = {name: hidden_messages((ROOT / name).read_text(encoding="utf-8")) for name in modules}

    assert {name: hidden for name, hidden in found.items() if hidden} == {}


def test_a_hidden_message_would_be_noticed() -> None:
    assert hidden_messages("f'<p>{escaped(_(\"matched:\"))}</p>'") == ["_('matched:')"]
