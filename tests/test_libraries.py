"""`dates` and `writing` are libraries: they work without Django, and say what they take."""

import importlib
import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BASE = Path(__file__).resolve().parent.parent
WITHOUT_DJANGO = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError("no Django here: " + name)

sys.meta_path.insert(0, Refuse())
"""
AT_WORK = {
    "dates": (
        "from dates import find, parse, readings\n"
        "assert parse('9 января 1905 г. ст. ст.').format('th').startswith('๙ มกราคม')\n"
        "assert len(readings('1900s')) == 2 and find('in May 1905')[0].date.edtf == '1905-05'\n"
    ),
    "writing": (
        "import writing\n"
        "assert writing.skeleton('Троцкий') == writing.skeleton('Trotzki')\n"
        "assert writing.tidy(' a  b') == 'a b' and writing.romanise('ตรอตสกี')\n"
        "assert writing.segment('การปฏิวัติ', 'th') and writing.sort_key('ไทย', 'th')\n"
    ),
}


@pytest.mark.parametrize("library", sorted(AT_WORK))
def test_a_library_works_where_there_is_no_django(library: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO + AT_WORK[library]],
        cwd=BASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr


def test_without_django_the_field_alone_cannot_be_had() -> None:
    """The refusal works: else the test above would show nothing."""
    answer = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO + "import dates.fields"],
        cwd=BASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "no Django here" in answer.stderr


@pytest.mark.parametrize("library", sorted(AT_WORK))
def test_what_a_library_offers_is_typed_and_described(library: str) -> None:
    module = importlib.import_module(library)
    offered = [getattr(module, name) for name in module.__all__]
    functions: list[Any] = [one for one in offered if inspect.isroutine(one)]
    for one in offered:
        if inspect.isclass(one):
            assert one.__doc__, one
            functions += [
                member.fget if isinstance(member, property) else member
                for name, member in vars(one).items()
                if not name.startswith("_")
                and (inspect.isroutine(member) or isinstance(member, property))
            ]
    assert functions
    for function in functions:
        plain = inspect.unwrap(getattr(function, "__func__", function))
        assert plain.__doc__, plain
        hints = inspect.signature(plain)
        assert hints.return_annotation is not hints.empty, plain
        assert all(
            one.annotation is not one.empty or name in ("self", "cls")
            for name, one in hints.parameters.items()
        ), plain
