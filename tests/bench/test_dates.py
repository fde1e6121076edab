"""The benchmark of dates measures what it says: texts that can be read, read anew each time."""

import pytest

from bench import dates as bench
from dates import edtf, parse
from dates.historical import HistoricalDate


def test_every_date_in_it_is_one() -> None:
    assert all(HistoricalDate(text).edtf for text in bench.EDTF)
    assert all(parse(text).written == text for text in bench.WORDS if " " in text)


def test_nothing_is_answered_from_memory() -> None:
    HistoricalDate("1905-01-09")
    bench.forget()
    assert edtf.read.cache_info().currsize == 0


def test_it_prints_a_line_for_each_thing_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "ROUNDS", 1)
    bench.main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines] == ["µs", "µs", "µs", "µs", "KB/s"]
