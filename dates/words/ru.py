"""The Russian words of dates, in the cases they come in."""

import re
from typing import Final

from dates.words.figures import decade, two_decades, whole_decade
from dates.words.tokens import Meanings, Rule, rule, word

_MONTHS: Final = (
    r"январ(?:[ьяею]|[её]м)|янв\.?", r"феврал(?:[ьяею]|[её]м)|февр?\.?", r"март(?:а|е|у|ом)?|мар\.",
    r"апрел(?:[ьяею]|ем)|апр\.?", r"ма(?:[йяею]|ем)", r"июн(?:[ьяею]|ем)|июн\.",
    r"июл(?:[ьяею]|ем)|июл\.", r"август(?:а|е|у|ом)?|авг\.?", r"сентябр(?:[ьяею]|[её]м)|сент?\.?",
    r"октябр(?:[ьяею]|[её]м)|окт\.?", r"ноябр(?:[ьяею]|[её]м)|нояб?\.?",
    r"декабр(?:[ьяею]|[её]м)|дек\.?",
)  # fmt: skip
_WEEKDAYS: Final = (
    "понедельник|вторник|сред[аыу]|четверг|пятниц[аыу]|суббот[аыу]|воскресенье|воскресенья"
)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "х": 10, "і": 1}


_SEASONS: Final = ("весн[аы]", "лет[оа]", "осен[ьи]", "зим[аы]")
_HALVES: Final = {"1": "first-half", "2": "second-half"}
_FEMININE: Final = (
    "перв(?:ая|ой|ую)", "втор(?:ая|ой|ую)", "трет(?:ья|ьей|ью)",
    "(?:четв[её]рт(?:ая|ой|ую)|последн(?:яя|ей|юю))",
)  # fmt: skip
_MASCULINE: Final = (
    "перв(?:ый|ого|ом)", "втор(?:ой|ого|ом)", "трет(?:ий|ьего|ьем)",
    "(?:четв[её]рт(?:ый|ого|ом)|последн(?:ий|его|ем))",
)  # fmt: skip
_QUARTERS: Final = ("i", "ii", "iii", "iv")


def _decade_of_century(match: re.Match[str]) -> Meanings:
    """The twenties of the 20th century."""
    [[(_kind, century)]] = _roman_century(match)
    return [[("decade", (int(str(century)) - 1) * 100 + int(match["decade"]))]]


def _roman_century(match: re.Match[str]) -> Meanings:
    values = [_ROMAN[letter] for letter in match["century"].lower()]
    following = [*values[1:], 0]
    signed = (
        value if value >= after else -value for value, after in zip(values, following, strict=True)
    )
    return [[("century", sum(signed))]]


RULES: Final[list[Rule]] = [
    *(word(f"(?:{name})", "month", number) for number, name in enumerate(_MONTHS, 1)),
    *(
        word(rf"{name} \({half} полушарие\)", "season", code)
        for code, (half, name) in enumerate(
            ((half, name) for half in ("северное", "южное") for name in _SEASONS), 25
        )
    ),
    word("весн(?:а|ы|е|у|ой|ою)", "season", 21),
    word("лет(?:о|а|у|е|ом)", "season", 22),
    word("осен(?:ь|и|ью)", "season", 23),
    word("зим(?:а|ы|е|у|ой|ою)", "season", 24),
    rule(r"(\d{3}0)[-‑–]?(?:е|х|ые|ых|м)(?:\s*гг\.?|\s*год(?:ы|ов|ах))?(?!\w)", decade),
    rule(r"десятилети[еяю]\s+(\d{2,3}0)\s?[-–—]\s?\d{2,3}9(?!\d)", whole_decade),
    rule(
        r"(\d\d)(\d0)(?:-?(?:е|х|ые|ых))?\s?[-–—]\s?(\d0)-?(?:е|х|ые|ых)(?:\s*гг\.?|\s*год(?:ы|ов|ах))?(?!\w)",
        two_decades,
    ),
    rule(
        # The night from one day to another.
        r"(\d{1,2})(?:-го)?\s+на\s+(?=\d{1,2}(?:-[ео]е?)?\s*[а-я])",
        lambda match: [[("day", int(match[1])), ("to", 0)]],
    ),
    rule(r"(\d{4})[-‑–](?:го|й|м|ом|ый|ого)(?!\w)", lambda match: [[("number", int(match[1]))]]),
    rule(r"(\d{1,2})[-‑]?(?:го|ое|е|му)(?!\w)", lambda match: [[("day", int(match[1]))]]),
    rule(
        r"(\d{1,2})(?:[-‑]?(?:й|го|м|ый|ого))?\s*(?:век(?:а|е)?|в\.)(?!\w)",
        lambda match: [[("century", int(match[1]))]],
    ),
    rule(
        r"(?<!\w)(?P<decade>\d0)-(?:е|х|ые|ых)(?:\s*гг\.?|\s*год(?:ы|ов|ах))?\s+(?P<century>[ivxхі]+)"
        r"\s*(?:века?(?!\w)|в\.)",
        _decade_of_century,
    ),
    rule(r"(?<!\w)(?P<century>[ivxхі]+)\s*(?:век(?:а|е)?(?!\w)|в\.|в(?!\w))", _roman_century),
    word(r"начал(?:о|е|а|у)|нач\.|первых числах", "portion", "early"),
    word(r"середин(?:а|е|ы|у)|сер\.", "portion", "mid"),
    word(r"кон(?:ец|це|ца|цу)|кон\.|последних числах", "portion", "late"),
    word(r"перв(?:ая|ой|ую) половин(?:а|е|ы|у)", "portion", "first-half"),
    word(r"втор(?:ая|ой|ую) половин(?:а|е|ы|у)", "portion", "second-half"),
    rule(
        r"(?<!\w)([12])-[яйю]\s+пол(?:\.|овин[аеыу])(?!\w)",
        lambda match: [[("portion", _HALVES[match[1]])]],
    ),
    *(
        word(rf"(?:{name}|{n}-[яйю]) четверт[ьи]", "portion", f"quarter-{n}")
        for n, name in enumerate(_FEMININE, 1)
    ),
    *(
        word(rf"(?:{name}|{n}-[яйю]) трет(?:ь|и)", "portion", f"third-{n}")
        for n, name in enumerate((*_FEMININE[:2], "(?:трет(?:ья|ьей|ью)|последн(?:яя|ей|юю))"), 1)
    ),
    *(
        word(rf"(?:{name}|{n}-[йемго]+|{roman}) квартал[ае]?", "portion", f"quarter-{n}")
        for n, (name, roman) in enumerate(zip(_MASCULINE, _QUARTERS, strict=True), 1)
    ),
    word(r"н\. ?э\.?|нашей эры", "era", "ce"),
    word(r"до н\. ?э\.?|до нашей эры|до р\. ?х\.?", "era", "bc"),
    word(
        r"ст\. ?ст\.?|(?:по )?стар(?:ый|ому|ого) стил[ьюя]|(?:по )?юлианск(?:ий|ому) календар[ьюя]",
        "style", "julian",
    ),
    word(
        r"н(?:ов)?\. ?ст\.?|(?:по )?нов(?:ый|ому|ого) стил[ьюя]|"
        r"(?:по )?григорианск(?:ий|ому) календар[ьюя]",
        "style", "gregorian",
    ),
    word(r"около|ок\.?|примерно|приблизительно", "circa"),
    word("вероятно|возможно|предположительно", "doubt"),
    word("с|со|от|начиная с", "from"),
    word("по|до", "to"),
    word("между", "between"),
    word("и", "and"),
    word("или", "or"),
    word("ранее|не позднее|не позже|к|ко", "before"),
    word("не ранее|не раньше", "after"),
    word("после", "after"),
    word("(?:в )?ночь (?:с|на)", "skip"),
    word(r"в|во|г\.?|гг\.?|год(?:а|у|ы|ов|ах)?|дня|месяц(?:а|е)?", "skip"),
    word(f"(?:{_WEEKDAYS})", "skip"),
    word(r"(?:г\.|гг\.)?\s*буддийской эры", "era", "be"),
]  # fmt: skip
