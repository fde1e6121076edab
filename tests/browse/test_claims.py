from typing import Any

import pytest

from browse.pages.claims import claim_rows, in_order_of
from entries.models import Statement
from tests import make

pytestmark = pytest.mark.django_db


def test_rows_sorted_here_are_in_the_order_of_the_database() -> None:
    trotsky, others = make.make_person(), [make.make_person(f"Comrade {at}") for at in range(8)]
    dates = [
        "3 October 1908",
        "",
        "1912",
        "44 BC",
        "before 1912",
        "1908 to 1912",
        "",
        "October 1908",
    ]
    for at, (date, other) in enumerate(zip(dates, others, strict=True)):
        ends = (trotsky, "met", other) if at % 2 else (other, "met", trotsky)
        columns: dict[str, Any] = {"date": date} if date else {}
        make.make_statement(*ends, position=at % 3, **columns)
    about = Statement.objects.public().about(trotsky)

    sorted_here = in_order_of(claim_rows(about.order_by("-pk")), trotsky.pk)

    assert sorted_here == list(claim_rows(about.in_order_of(trotsky)))
    assert len(sorted_here) == len(dates)
