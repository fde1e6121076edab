"""Words and names in Thai, English and Russian, coined by rule from real ones.

A name is put together from syllables that exist in all three scripts, so its forms are those of
one name: what romanisation, skeletons and Thai segmentation do to it is what they do to real
names. Running text is drawn from a vocabulary in which, as in every language, the second word is
half as frequent as the first (Zipf); its head are real words, its tail is coined.
"""

import random
from bisect import bisect
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

LANGUAGES: Final = ("th", "en", "ru")


class Form(NamedTuple):
    """One name or word in three languages."""

    th: str
    en: str
    ru: str

    def __add__(self, other: object) -> "Form":
        """Put two parts together without a blank."""
        th, en, ru = other if isinstance(other, Form) else Form("", "", "")
        return Form(self.th + th, self.en + en, self.ru + ru)

    def then(self, other: "Form") -> "Form":
        """Put another word after this one: Thai words follow without a blank."""
        return Form(f"{self.th}{other.th}", f"{self.en} {other.en}", f"{self.ru} {other.ru}")

    def beside(self, other: "Form") -> "Form":
        """Put another name after this one, parted by a blank in every language."""
        return Form(f"{self.th} {other.th}", f"{self.en} {other.en}", f"{self.ru} {other.ru}")

    def titled(self) -> "Form":
        """Begin with a capital where there are any."""
        return Form(self.th, self.en[:1].upper() + self.en[1:], self.ru[:1].upper() + self.ru[1:])


def _forms(table: str) -> tuple[Form, ...]:
    """Read a table with one form a line: Thai, English, Russian, parted by bars."""
    lines = (line.split("|") for line in table.strip().splitlines())
    return tuple(Form(*(part.strip() for part in parts)) for parts in lines)


SYLLABLES: Final = _forms("""
    โตร|tro|тро
    เล|le|ле
    บรอน|bron|брон
    คา|ka|ка
    เม|me|ме
    ซิ|zi|зи
    โน|no|но
    วา|va|ва
    เปล|ple|пле
    ฮา|kha|ха
    มาร์|mar|мар
    ตอฟ|tov|тов
    ดาน|dan|дан
    ราด|rad|рад
    เบล|bel|бел
    ลู|lu|лу
    นา|na|на
    ชา|cha|ча
    โช|sho|шо
    กอร์|gor|гор
    เด|de|де
    วี|vi|ви
    สแตร์|ster|стер
    โบ|bo|бо
    กรา|gra|гра
    เปตร์|petr|петр
    อัน|an|ан
    โต|to|то
    ลี|li|ли
    เชอร์|cher|чер
    นึย|ny|ны
    คอฟ|kov|ков
    ซู|su|су
    โม|mo|мо
    รา|ra|ра
    ปัน|pan|пан
    เคร|kre|кре
    สติน|stin|стин
    เฟ|fe|фе
    โดร|dro|дро
    กลา|gla|гла
    ยา|ya|я
    โร|ro|ро
    บู|bu|бу
    คา|ha|ха
    ริน|rin|рин
    ตู|tu|ту
    ทา|ta|та
    ยู|yu|ю
    จู|dzhu|джу
    กา|ga|га
    พี|pi|пи
    ซา|za|за
    เนฟ|nev|нев
    สโม|smo|смо
    โก|go|го
""")

SURNAME_ENDINGS: Final = _forms("""
    สกี|sky|ский
    อฟ|ov|ов
    เยฟ|ev|ев
    อิน|in|ин
    เองโก|enko|енко
    ชไตน์|stein|штейн
    วิช|vich|вич
    แบร์ก|berg|берг
    ยัน|yan|ян
    อัดเซ|adze|адзе
    มัน|man|ман
""")

TOWN_ENDINGS: Final = _forms("""
    กราด|grad|град
    สค์|sk|ск
    บูร์ก|burg|бург
    โว|vo|во
    โพล|pol|поль
    อีโน|ino|ино
    คา|ka|ка
""")

GIVEN_NAMES: Final = _forms("""
    เลฟ|Lev|Лев
    วลาดีมีร์|Vladimir|Владимир
    ยูลี|Yuly|Юлий
    กริกอรี|Grigory|Григорий
    อะเลคซันดร์|Aleksandr|Александр
    อะเลคซันดรา|Aleksandra|Александра
    นาตาเลีย|Natalia|Наталья
    นิโคไล|Nikolai|Николай
    โรซา|Rosa|Роза
    คาร์ล|Karl|Карл
    อันตอน|Anton|Антон
    อาดอล์ฟ|Adolf|Адольф
    คริสเตียน|Christian|Христиан
    เยฟเกนีย์|Evgeny|Евгений
    ปาเวล|Pavel|Павел
    เวรา|Vera|Вера
    โอลกา|Olga|Ольга
    มารีอา|Maria|Мария
    ดมีตรี|Dmitry|Дмитрий
    เซียร์เกย์|Sergei|Сергей
    มิคาอิล|Mikhail|Михаил
    โยซิฟ|Iosif|Иосиф
    อิวาน|Ivan|Иван
    เฟลิคส์|Felix|Феликс
    อะนาโตลี|Anatoly|Анатолий
    เกออร์กี|Georgy|Георгий
    โมเสย์|Moisei|Моисей
    ดาวิด|David|Давид
    อันเจลิกา|Angelica|Анжелика
    คลารา|Klara|Клара
    ฌอร์ช|Georges|Жорж
    มักส์|Max|Макс
""")

THINGS: Final = _forms("""
    การปฏิวัติ|revolution|революция
    การประชุมสมัชชา|congress|съезд
    การนัดหยุดงาน|strike|стачка
    การจับกุม|arrest|арест
    การหลบหนี|escape|побег
    การเนรเทศ|exile|ссылка
    สงคราม|war|война
    การประชุม|conference|конференция
    การลุกฮือ|uprising|восстание
    สนธิสัญญา|treaty|договор
    การเดินขบวน|demonstration|демонстрация
    การพิจารณาคดี|trial|процесс
    การเลือกตั้ง|election|выборы
    การก่อตั้ง|foundation|основание
    ทฤษฎี|theory|теория
    นโยบาย|policy|политика
    คำถาม|question|вопрос
    ขบวนการ|movement|движение
    พรรค|party|партия
    สภา|council|совет
    สหภาพ|union|союз
    คณะกรรมการ|committee|комитет
    กลุ่ม|group|группа
    สันนิบาต|league|лига
    กองทัพ|army|армия
    โรงเรียน|school|школа
    รัฐบาล|government|правительство
    ชนชั้น|class|класс
    กรรมกร|workers|рабочие
    ชาวนา|peasants|крестьяне
    หนังสือพิมพ์|newspaper|газета
    วารสาร|journal|журнал
    แถลงการณ์|manifesto|манифест
    จดหมาย|letter|письмо
    บทความ|article|статья
    รายงาน|report|доклад
    หนังสือ|book|книга
    ใบปลิว|leaflet|листовка
    คุก|prison|тюрьма
    เสรีภาพ|freedom|свобода
    ความจริง|truth|правда
    คำพูด|word|слово
    เสียง|voice|голос
    ประกายไฟ|spark|искра
    การต่อสู้|struggle|борьба
    สันติภาพ|peace|мир
    ที่ดิน|land|земля
    อำนาจ|power|власть
    ประวัติศาสตร์|history|история
    บันทึก|notes|записки
""")

QUALITIES: Final = _forms("""
    สังคมนิยม|socialist|социалистический
    ถาวร|permanent|перманентный
    ประชาธิปไตย|democratic|демократический
    รัสเซีย|Russian|русский
    เยอรมัน|German|немецкий
    ฝรั่งเศส|French|французский
    สากล|international|международный
    ทั่วไป|general|общий
    ใหม่|new|новый
    เก่า|old|старый
    แรก|first|первый
    ที่สอง|second|второй
    ใต้ดิน|illegal|нелегальный
    ฝ่ายซ้าย|left|левый
    ฝ่ายขวา|right|правый
    กลาง|central|центральный
    ทางการทหาร|military|военный
    ทางการเมือง|political|политический
    แห่งชาติ|national|национальный
    ภาคเหนือ|northern|северный
    ภาคใต้|southern|южный
    แดง|red|красный
    ขาว|white|белый
    ลับ|secret|тайный
    ยิ่งใหญ่|great|великий
    เล็ก|small|малый
""")

_THAI = (
    "ที่ และ ใน ของ เป็น ได้ มี จาก ว่า ไม่ ให้ ถูก กับ โดย เขา ซึ่ง เมื่อ ปี หลัง ต่อ ไป มา ก่อน ถึง "
    "เพื่อ ระหว่าง อยู่ แต่ นี้ นั้น เขียน ทำงาน เดินทาง ก่อตั้ง เข้าร่วม ตีพิมพ์ ถูกจับ ย้าย อาศัย เสียชีวิต เกิด"
)
_ENGLISH = (
    "the of and in to a was he for with by on at from his as it that which had were after who "
    "their first new during against became published wrote joined moved lived worked edited "
    "founded arrested exiled returned died born led elected opposed"
)
_RUSSIAN = (
    "в и на с не по он был из к за что как от для его при это до года после был они под через "
    "против стал написал вступил переехал жил работал редактировал основал арестован сослан "
    "вернулся умер родился избран выступил"
)
SMALL_WORDS: Final = {"th": _THAI.split(), "en": _ENGLISH.split(), "ru": _RUSSIAN.split()}

VOCABULARY: Final = 30_000
"""Words of running text in each language."""


@cache
def vocabulary(language: str) -> list[str]:
    """Return the words of running text, the most frequent first."""
    place = LANGUAGES.index(language)
    real = [form[place] for form in (*THINGS, *QUALITIES)]
    dice = random.Random("vocabulary")
    words = [*SMALL_WORDS[language], *real]
    while len(words) < VOCABULARY:
        words.append(_coined(dice, dice.choice((2, 3, 3, 4)))[place])
    return words


@cache
def _frequencies() -> list[float]:
    """Return the accumulated frequencies of the vocabulary."""
    return list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))


def running_text(dice: random.Random, language: str, length: int) -> str:
    """Return sentences of together `length` words."""
    words = dice.choices(vocabulary(language), cum_weights=_frequencies(), k=length)
    if language == "th":
        parts = ["".join(words[at : at + 8]) for at in range(0, length, 8)]
        return " ".join(parts)
    parts = [" ".join(words[at : at + 14]).capitalize() for at in range(0, length, 14)]
    return ". ".join(parts) + "."


def _coined(dice: random.Random, syllables: int) -> Form:
    """Return a word that never was."""
    word = Form("", "", "")
    for _ in range(syllables):
        word += dice.choice(SYLLABLES)
    return word


def surname(dice: random.Random) -> Form:
    """Return a family name."""
    return (_coined(dice, dice.choice((1, 2, 2, 3))) + dice.choice(SURNAME_ENDINGS)).titled()


def town(dice: random.Random) -> Form:
    """Return the name of a town."""
    return (_coined(dice, dice.choice((2, 2, 3))) + dice.choice(TOWN_ENDINGS)).titled()


def person(dice: random.Random) -> tuple[Form, Form]:
    """Return the given names and the family name of a person."""
    given = dice.choice(GIVEN_NAMES)
    if dice.random() < 0.4:
        given = given.beside(dice.choice(GIVEN_NAMES))
    return given, surname(dice)


def title(dice: random.Random, where: Form) -> Form:
    """Return a title: of an event, a work, an organisation, a topic; mostly with a town."""
    thing, quality = dice.choice(THINGS), dice.choice(QUALITIES)
    ru, en = f"{quality.ru} {thing.ru}", f"{quality.en} {thing.en}"
    form = Form(thing.th + quality.th, en, ru).titled()
    end = Form(f"ที่{where.th}", f"of {where.en}", f"– {where.ru}")
    return form.beside(end) if dice.random() < 0.8 else form


class Zipf:
    """Draws ranks: a few are drawn often, most of them seldom (Zipf–Mandelbrot).

    `flat` evens out the head: the first of many thousand gets about one in three hundred.
    """

    def __init__(self, size: int, flat: int = 50) -> None:
        """Draw from 0 to `size` - 1."""
        self.sums = list(accumulate(1 / (rank + flat) for rank in range(size)))

    def draw(self, dice: random.Random) -> int:
        """Return a rank."""
        return bisect(self.sums, dice.random() * self.sums[-1])
