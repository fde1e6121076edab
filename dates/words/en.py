"""The English words of dates."""

from typing import Final

from dates.words.figures import decade, two_decades, whole_decade
from dates.words.tokens import Rule, rule, sign, word

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

# "The day after" a day is the next one, and not whatever came after it.
_NO_NEIGHBOUR: Final = "".join(rf"(?<!\b{one}\s)" for one in ("day", "week", "month", "year"))
_SEASONS: Final = ("spring", "summer", "(?:autumn|fall)", "winter")
_HALVES: Final = {"1": "first-half", "2": "second-half"}


RULES: Final[list[Rule]] = [
    *(word(name, "month", number) for number, name in enumerate(_MONTHS, 1)),
    *(
        word(rf"{half} {name}", "season", code)
        for code, (half, name) in enumerate(
            ((half, name) for half in ("northern", "southern") for name in _SEASONS), 25
        )
    ),
    rule(r"decade\s+(\d{2,3}0)\s?[-–]\s?(\d{2,3}9|\d)(?!\d)", whole_decade),
    word("spring", "season", 21),
    word("summer", "season", 22),
    word("autumn|fall", "season", 23),
    word("winter", "season", 24),
    rule(r"(\d{3}0)['’]?s(?!\w)", decade),
    rule(r"(\d{1,2})(?:st|nd|rd|th)(?!\w)", lambda match: [[("day", int(match[1]))]]),
    rule(
        r"(\d{1,2})(?:st|nd|rd|th)[\s-]+(?:century|cent\.|c\.)(?!\w)",
        lambda match: [[("century", int(match[1]))]],
    ),
    *(word(rf"{name}[\s-]+century", "century", n) for n, name in enumerate(_ORDINALS, 1)),
    rule(r"(\d\d)(\d0)s?\s?[-–]\s?['’]?(\d0)['’]?s(?!\w)", two_decades),
    word(r"early(?: in(?: the)?)?|(?:the )?(?:beginning|start) of(?: the)?", "portion", "early"),
    sign(r"(?<![^\W\d_])mid(?:dle of)?(?![^\W\d_])-?", "portion", "mid"),
    word(r"late(?: in(?: the)?)?|(?:the )?end of(?: the)?", "portion", "late"),
    word(r"(?:the )?first half(?: of)?", "portion", "first-half"),
    word(r"(?:the )?second half(?: of)?", "portion", "second-half"),
    *(
        word(rf"(?:the )?{name} quarter(?: of)?", "portion", f"quarter-{n}")
        for n, name in enumerate((*_ORDINALS[:3], "(?:fourth|last)"), 1)
    ),
    *(
        word(rf"(?:the )?{name} third(?: of)?", "portion", f"third-{n}")
        for n, name in enumerate((*_ORDINALS[:2], "(?:third|last)"), 1)
    ),
    rule(r"(?<!\w)[Qq]([1-4])(?!\w)", lambda match: [[("portion", f"quarter-{match[1]}")]]),
    rule(r"(?<!\w)[Hh]([12])(?!\w)", lambda match: [[("portion", _HALVES[match[1]])]]),
    rule(
        r"(?:the )?([1-4])(?:st|nd|rd|th) quarter(?: of)?(?!\w)",
        lambda match: [[("portion", f"quarter-{match[1]}")]],
    ),
    rule(
        r"(?:the )?([12])(?:st|nd) half(?: of)?(?!\w)",
        lambda match: [[("portion", _HALVES[match[1]])]],
    ),
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
    word(
        rf"{_NO_NEIGHBOUR}(?:on or )?before|prior to|(?:not|no) later than|at the latest"
        "|by(?: the)?",
        "before",
    ),
    word(rf"{_NO_NEIGHBOUR}(?:on or )?after|(?:not|no) (?:earlier than|before)", "after"),
    word("since", "since"),
    word("on|onwards?", "onwards"),
    word("the|of|in|at|during|years?|month|day", "skip"),
    word("(?:night|morning|evening|afternoon) of", "skip"),
    word(_WEEKDAYS, "skip"),
]
