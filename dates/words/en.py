"""The English words of dates."""

import re
from typing import Final

from dates.words.tokens import Meanings, Rule, rule, sign, word

_MONTHS: Final = (
    r"jan(?:uary|\.)?", r"feb(?:ruary|r?\.)?", r"mar(?:ch|\.)?", r"apr(?:il|\.)?", r"may",
    r"june|jun\.?", r"july|jul\.?", r"aug(?:ust|\.)?", r"sept?(?:ember|\.)?", r"oct(?:ober|\.)?",
    r"nov(?:ember|\.)?", r"dec(?:ember|\.)?",
)  # fmt: skip
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip
_WEEKDAYS: Final = (
    r"mon(?:day|\.)?|tue(?:sday|s?\.)?|wed(?:nesday|\.)?|thu(?:rsday|rs?\.?|\.)?|fri(?:day|\.)?|"
    r"sat(?:urday|\.)?|sun(?:day|\.)?"
)


def _decade(match: re.Match[str]) -> Meanings:
    first = int(match[1])
    if first % 100:
        return [[("decade", first)]]
    return [[("decade", first)], [("century", first // 100 + 1)]]


RULES: Final[list[Rule]] = [
    *(word(name, "month", number) for number, name in enumerate(_MONTHS, 1)),
    word("spring", "season", 21),
    word("summer", "season", 22),
    word("autumn|fall", "season", 23),
    word("winter", "season", 24),
    rule(r"(\d{3}0)['’]?s(?!\w)", _decade),
    rule(r"(\d{1,2})(?:st|nd|rd|th)(?!\w)", lambda match: [[("day", int(match[1]))]]),
    rule(
        r"(\d{1,2})(?:st|nd|rd|th)[\s-]+century(?!\w)",
        lambda match: [[("century", int(match[1]))]],
    ),
    *(word(rf"{name}[\s-]+century", "century", n) for n, name in enumerate(_ORDINALS, 1)),
    word(r"early|(?:the )?(?:beginning|start) of", "portion", "early"),
    sign(r"(?<![^\W\d_])mid(?:dle of)?(?![^\W\d_])-?", "portion", "mid"),
    word(r"late|(?:the )?end of", "portion", "late"),
    word(r"(?:the )?first half(?: of)?", "portion", "first-half"),
    word(r"(?:the )?second half(?: of)?", "portion", "second-half"),
    word(r"a\. ?d\.?|c\. ?e\.?", "era", "ce"),
    word(r"b\. ?c\.?(?: ?e\.?)?", "era", "bc"),
    word(r"ad|ce", "era", "ce"),
    word(r"bce?", "era", "bc"),
    word(r"b\. ?e\.?|be", "era", "be"),
    word(r"r\. ?s\.?", "era", "rs"),
    word(r"o\. ?s\.?|os|old -? style|julian(?: calendar)?", "style", "julian"),
    word(r"n\. ?s\.?|ns|new -? style|gregorian(?: calendar)?", "style", "gregorian"),
    word(r"c\.?|ca\.?|circa|about|around|approximately|approx\.?|roughly", "circa"),
    word(r"probably|possibly|perhaps|presumably", "doubt"),
    word("from", "from"),
    word("to|until|till|through|up to", "to"),
    word("between", "between"),
    word("and", "and"),
    word("or", "or"),
    word("before|prior to", "before"),
    word("after", "after"),
    word("since", "since"),
    word("on|onwards?", "onwards"),
    word("the|of|in|at|during|years?|month|day", "skip"),
    word(_WEEKDAYS, "skip"),
]
