"""`python -m bench.dates`: what reading dates and names costs the processor.

Nothing is answered from memory: what the libraries remember of a text is forgotten before each.
"""

from collections.abc import Callable, Sequence
from statistics import median
from time import process_time_ns
from typing import Final

from dates import bounds, edtf, find, parse
from dates.historical import HistoricalDate
from writing import skeleton, skeletons, typed_skeletons
from writing.skeletons import _key as key_of_word

EDTF: Final = (
    "1905", "1905-01", "1905-01-09", "1917-11-07T21:40:00+02:00", "1905?", "1905-06~", "193X",
    "18XX", "1905-XX", "1905-1X-09", "XXXX-12-25", "Y170000", "Y-17E7", "1950S2", "1904-24",
    "1905-33", "1907/1914", "1902/..", "1902/", "../1905-06", "1915-09-05/1915-09-08",
    "[1902,1905..1907]", "{1912-12,1905}", "[..1905-12-03]", "1917-?11-~07", "-0043-03-15",
)  # fmt: skip
WORDS: Final = (
    "9 January 1905", "January 9, 1905", "Sunday, 9 January 1905 O.S. (22 January N.S.)",
    "25 October (7 November) 1917", "early 1905", "late summer 1905", "mid-19th century", "1920s",
    "c. 1890", "before 1917", "between 1907 and 1914", "5–8 September 1915", "1904–5",
    "probably May 1912", "first half of 1926", "winter 1904/05", "5, 7 and 9 September 1915",
    "วันที่๒๖ตุลาคมค.ศ. ๑๘๗๙", "เดือนมกราคม ค.ศ. ๑๘๙๘", "ต้นเดือนมิถุนายน ค.ศ. ๑๙๐๒",
    "ปลายทศวรรษ ๑๙๒๐", "ปลายฤดูใบไม้ร่วง ค.ศ. ๑๙๐๒", "ค.ศ. ๑๙๐๔ ถึงต้น ค.ศ. ๑๙๐๕",
    "ระหว่างวันที่ ๕–๘ กันยายน ค.ศ. ๑๙๑๕", "มกราคม พ.ศ. 2480", "ราว ค.ศ. ๑๘๙๕", "คริสต์ศตวรรษที่ ๑๙",
    "9/22 января 1905", "9 января 1905 г. ст. ст.", "25 октября (7 ноября) 1917 г.",
    "в начале 1905 года", "зимой 1904/05 г.", "около 1895 г.", "XIX век", "1930-е годы",
    "с 5 по 8 сентября 1915 г.", "между 1907 и 1914 гг.", "не позднее мая 1905 г.", "21 авг. 1940",
)  # fmt: skip
NAMES: Final = (
    "Лев Давидович Троцкий", "Leon Trotsky", "เลออน ตรอตสกี", "Николай Николаевич Юденич",
    "Karlo Chkheidze", "โรซา ลุกเซมบูร์ก", "Наше слово", "Nashe Slovo", "Alexandra Sokolovskaya",
)  # fmt: skip
TEXT: Final = (
    "The paper, No. 25, came out on 9 January 1905; in February it was closed, and 1,905 copies "
    "were seized. เขาเกิดเมื่อวันที่๒๖ตุลาคมค.ศ. ๑๘๗๙ และย้ายไปเวียนนาใน ค.ศ. ๑๙๐๗ Выходила ежедневно "
    "с 29 января 1915 г. по 15 сентября 1916 г., вышло 213 номеров тиражом 2000 экземпляров.\n"
)
ROUNDS: Final = 40


def forget() -> None:
    """Empty what the libraries remember of texts already read."""
    edtf.read.cache_clear()
    bounds.bounds.cache_clear()
    skeleton.cache_clear()
    key_of_word.cache_clear()


def microseconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the median time of the processor for one text, each of them taken many times."""
    times = []
    for _ in range(ROUNDS):
        for text in texts:
            forget()
            start = process_time_ns()
            work(text)
            times.append(process_time_ns() - start)
    return median(times) / 1000


def main() -> None:
    """Print a table of medians."""
    rows = [
        ("a date from EDTF", microseconds(HistoricalDate, EDTF)),
        ("a date from words", microseconds(parse, WORDS)),
        ("a name's keys for the index", microseconds(skeletons, NAMES)),
        (
            "a typed word's keys",
            microseconds(typed_skeletons, [name.split()[-1] for name in NAMES]),
        ),
    ]
    for name, time in rows:
        print(f"{name:32} {time:8.1f} µs")
    text = TEXT * 20
    speed = len(text.encode()) / microseconds(find, [text]) * 1000
    print(f"{'finding dates in a text':32} {speed:8.0f} KB/s")


if __name__ == "__main__":
    main()
