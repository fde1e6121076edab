"""The Thai words of dates. Thai puts no blanks between words, and a date may have none at all."""

import re
from typing import Final

from dates.words.figures import decade, whole_decade
from dates.words.tokens import Meanings, Rule, rule, sign

_MONTHS: Final = (
    r"มกราคม|มกรา|ม\.?ค\.", r"กุมภาพันธ์|กุมภา|ก\.?พ\.", r"มีนาคม|มีนา|มี\.?ค\.",
    r"เมษายน|เมษา|เม\.?ย\.", r"พฤษภาคม|พฤษภา|พ\.?ค\.", r"มิถุนายน|มิถุนา|มิ\.?ย\.",
    r"กรกฎาคม|กรกฎา|ก\.?ค\.", r"สิงหาคม|สิงหา|ส\.?ค\.", r"กันยายน|กันยา|ก\.?ย\.",
    r"ตุลาคม|ตุลา|ต\.?ค\.", r"พฤศจิกายน|พฤศจิกา|พ\.?ย\.", r"ธันวาคม|ธันวา|ธ\.?ค\.",
)  # fmt: skip
_SEASONS: Final = ("ฤดูใบไม้ผลิ", "ฤดูร้อน", "ฤดูใบไม้ร่วง", "ฤดูหนาว")


def _buddhist_century(match: re.Match[str]) -> Meanings:
    """The 25th Buddhist century is the years 2401 to 2500 of the era."""
    last = int(match[1]) * 100
    return [[("era", "be"), ("span", (last - 99, last))]]


RULES: Final[list[Rule]] = [
    *(sign(f"(?:เดือน)?(?:{name})", "month", number) for number, name in enumerate(_MONTHS, 1)),
    *(
        sign(f"{name}ในซีกโลก{half}", "season", code)
        for code, (half, name) in enumerate(
            ((half, name) for half in ("เหนือ", "ใต้") for name in _SEASONS), 25
        )
    ),
    sign("ฤดูใบไม้ผลิ", "season", 21),
    sign("ฤดูร้อน", "season", 22),
    sign("ฤดูใบไม้ร่วง", "season", 23),
    sign("ฤดูหนาว", "season", 24),
    sign("(?:คริสต์)?ทศวรรษ(?:ที่)?", "decade-word"),
    rule(r"(?:คริสต์)?ทศวรรษ(?:ที่)?\s*((?:1\d|2[0-2]|[1-9])00)(?![\d–-])", decade),
    rule(r"(?:คริสต์)?ทศวรรษ(?:ที่)?\s*(\d{2,3}0)\s?[-–]\s?\d{2,3}9(?!\d)", whole_decade),
    rule(r"(?:คริสต์)?ศตวรรษ(?:ที่)?\s*(\d{1,2})", lambda match: [[("century", int(match[1]))]]),
    sign("(?:ช่วง|ตอน)?ต้น", "portion", "early"),
    sign("(?:ช่วง|ตอน)?กลาง", "portion", "mid"),
    sign("(?:ช่วง|ตอน)?ปลาย|(?:ช่วง)?สิ้น", "portion", "late"),
    sign("(?:ช่วง)?(?:ครึ่งแรก(?:ของ)?|ครึ่งปีแรก)", "portion", "first-half"),
    sign("(?:ช่วง)?(?:ครึ่งหลัง(?:ของ)?|ครึ่งปีหลัง)", "portion", "second-half"),
    *(
        sign(f"(?:ช่วง)?ไตรมาส(?:ที่)? (?:{name}|{n})(?:ของ)?", "portion", f"quarter-{n}")
        for n, name in enumerate(("แรก|หนึ่ง", "สอง", "สาม", "สี่|สุดท้าย"), 1)
    ),
    *(
        sign(f"ช่วงสี่เดือน(?:ที่)? (?:{name}|{n})(?:ของ)?", "portion", f"third-{n}")
        for n, name in enumerate(("แรก|หนึ่ง", "สอง", "สาม|สุดท้าย"), 1)
    ),
    rule(r"พุทธศตวรรษ(?:ที่)?\s*(\d{1,2})", _buddhist_century),
    sign(r"ค\. ?ศ\.?|คศ\.?|คริสต์ศักราช", "era", "ce"),
    sign(r"พ\. ?ศ\.?|พศ\.?|พุทธศักราช", "era", "be"),
    sign(r"ร\. ?ศ\.?|รัตนโกสินทร์ศก", "era", "rs"),
    sign("(?:ปี)?ก่อน(?:คริสตกาล|คริสต์กาล|คริสต์ศักราช)", "era", "bc"),
    sign("(?:ตาม)?(?:ปฏิทินเก่า|ปฏิทินแบบเก่า|ปฏิทินจูเลียน|แบบเก่า)", "style", "julian"),
    sign("(?:ตาม)?(?:ปฏิทินใหม่|ปฏิทินแบบใหม่|ปฏิทินเกรกอเรียน|แบบใหม่)", "style", "gregorian"),
    sign("ราว(?: ๆ)?|ประมาณ", "circa"),
    sign("น่าจะ(?:เป็น)?|อาจ(?:จะ)?เป็น|สันนิษฐานว่า(?:เป็น)?", "doubt"),
    sign("จาก", "from"),
    sign("จนถึง|จนกระทั่งถึง|ถึง|จน|ต่อ(?=(?:เช้า)?วันที่)", "to"),
    sign("ระหว่าง", "between"),
    sign("และ|กับ", "and"),
    sign("หรือ", "or"),
    sign("ก่อน|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า", "before"),
    sign("ไม่ก่อน|อย่างเร็ว", "after"),
    sign("(?:ภาย)?หลัง(?:จาก)?", "after"),
    sign("ตั้งแต่|นับแต่|นับตั้งแต่", "since"),
    sign("เป็นต้นไป|เป็นต้นมา", "onwards"),
    sign(
        "(?:คืน|เช้า|บ่าย|เย็น|ค่ำ)?วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?",
        "skip",
    ),
    sign("(?:คืน|เช้า|บ่าย|เย็น|ค่ำ)?วันที่|วัน|เดือน|ปี|เมื่อ|ใน|ณ|ช่วง|ของ", "skip"),
]
