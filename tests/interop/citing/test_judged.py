"""citeproc-js and our writers agree, except where it was decided otherwise."""

import pytest

from interop.citing.styles import BY_CODE, write
from tests.interop.citing.cases import CASES
from tests.interop.citing.decided import DECIDED
from tests.interop.citing.judge import STYLES, judged, tidy


@pytest.mark.parametrize("code", STYLES)
def test_citeproc_writes_the_same(code: str) -> None:
    verdicts = judged(CASES, code)
    language = STYLES[code][1][:2]
    decided = DECIDED[code]

    for item in CASES:
        ours = tidy(str(write(item, BY_CODE[code], language).html))
        if item["id"] in decided:
            assert ours == decided[item["id"]][1]
            assert ours != verdicts[item["id"]], f"{item['id']}: there is nothing to decide"
        else:
            assert ours == verdicts[item["id"]]


def test_every_type_of_thing_is_judged_on_forty_and_more() -> None:
    assert len(CASES) >= 40
    assert {item["type"] for item in CASES} == {
        *("article-journal", "article-newspaper", "book", "chapter", "document"),
        *("entry-encyclopedia", "manuscript", "pamphlet", "periodical", "personal_communication"),
        *("report", "speech", "thesis", "webpage"),
    }
    assert all(len(decided) <= 5 for code, decided in DECIDED.items() if code != "gost")
