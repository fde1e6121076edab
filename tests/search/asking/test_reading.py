"""How a typed text is read: what binds what, and what is said of what cannot be read."""

import pytest

from search.asking import MAX_LENGTH, read
from search.asking.fields import FIELDS, RELATIONS, WORDS, years_of
from search.asking.tokens import MAX_DEPTH, MAX_WORDS
from search.asking.tree import And, Fault, Form, Leaf, Node, Not, Or, Remark, leaves
from search.facets import FACETS

PAVEL, IVAN, OLGA = Leaf("Pavel"), Leaf("Ivan"), Leaf("Olga")


def tree(text: str) -> Node | None:
    """Answer the tree of a text in which nothing is amiss."""
    reading = read(text)
    assert reading.remarks == ()
    return reading.tree


def faults(text: str) -> list[Fault]:
    return [remark.fault for remark in read(text).remarks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pavel", PAVEL),
        ("Pavel Ivan", And((PAVEL, IVAN))),
        ("Pavel AND Ivan", And((PAVEL, IVAN))),
        ("Pavel OR Ivan", Or((PAVEL, IVAN))),
        ("Pavel | Ivan|Olga", Or((PAVEL, IVAN, OLGA))),
        ("Pavel Ivan OR Olga", Or((And((PAVEL, IVAN)), OLGA))),
        ("Pavel (Ivan OR Olga)", And((PAVEL, Or((IVAN, OLGA))))),
        ("((Pavel)) (Ivan Olga)", And((PAVEL, IVAN, OLGA))),
        ("-Pavel", Not(PAVEL)),
        ("NOT Pavel", Not(PAVEL)),
        ("NOT -Pavel", PAVEL),
        ("Pavel -(Ivan OR Olga)", And((PAVEL, Not(Or((IVAN, OLGA)))))),
        ("Pavel - Ivan", And((PAVEL, IVAN))),
        ("or and not", And((Leaf("or"), Leaf("and"), Leaf("not")))),
        ("Alma-Ata", Leaf("Alma-Ata")),
    ],
)
def test_what_binds_what(text: str, expected: Node) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    "text",
    ['"Наше слово"', "«Наше слово»", "“Наше слово”", "„Наше слово“", '" Наше слово "'],
)
def test_quotes_of_every_country_make_a_phrase(text: str) -> None:
    assert tree(text) == Leaf("Наше слово", Form.PHRASE)


def test_a_star_makes_a_beginning_in_any_script() -> None:
    assert tree("ปฏิวั*") == Leaf("ปฏิวั", Form.BEGINNING)
    assert tree("революц*") == Leaf("революц", Form.BEGINNING)
    assert tree("name:Trotz*") == Leaf("Trotz", Form.BEGINNING, "name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name:Pravda", Leaf("Pravda", field="name")),
        ("NAME: Pravda", Leaf("Pravda", field="name")),
        ("имя:Правда", Leaf("Правда", field="name")),
        ("ชื่อ:ปราฟดา", Leaf("ปราฟดา", field="name")),
        ('place:"Saint Petersburg"', Leaf("Saint Petersburg", Form.PHRASE, "place")),
        ("-place:Paris", Not(Leaf("Paris", field="place"))),
        ("place:-Paris", Not(Leaf("Paris", field="place"))),
        (
            "place:(Paris OR Vienna)",
            Or((Leaf("Paris", field="place"), Leaf("Vienna", field="place"))),
        ),
        ("year:1905-1907", Leaf("1905-1907", field="year")),
    ],
)
def test_a_field_says_where_to_look(text: str, expected: Node) -> None:
    assert tree(text) == expected


def test_a_leaf_knows_its_place_in_the_text() -> None:
    text = 'Pavel -name:"Ivan" OR place:Olga*'

    found = [text[leaf.start : leaf.end] for leaf in leaves(read(text).tree)]

    assert found == ["Pavel", 'name:"Ivan"', "place:Olga*"]


@pytest.mark.parametrize(
    ("text", "expected", "remark"),
    [
        ('Ivan "Pavel', And((IVAN, Leaf("Pavel", Form.PHRASE))), Remark(Fault.QUOTE, "Pavel")),
        ("(Pavel Ivan", And((PAVEL, IVAN)), Remark(Fault.OPEN)),
        ("Pavel) Ivan", And((PAVEL, IVAN)), Remark(Fault.CLOSE)),
        ("Pavel OR", PAVEL, Remark(Fault.OPERATOR, "OR")),
        ("| Pavel", PAVEL, Remark(Fault.OPERATOR, "OR")),
        ("AND Pavel", PAVEL, Remark(Fault.OPERATOR, "AND")),
        ("Pavel AND", PAVEL, Remark(Fault.OPERATOR, "AND")),
        ("Pavel NOT", PAVEL, Remark(Fault.OPERATOR, "NOT")),
        ("colour:Pavel", Leaf("colour:Pavel"), Remark(Fault.FIELD, "colour")),
        ("Pavel name:", PAVEL, Remark(Fault.EMPTY_FIELD, "name")),
        ("Pav*el", Leaf("Pav*el"), Remark(Fault.STAR, "Pav*el")),
        ("P*", Leaf("P"), Remark(Fault.SHORT, "P*")),
        ("year:Pavel", PAVEL, Remark(Fault.YEAR, "Pavel")),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_read(
    text: str, expected: Node, remark: Remark
) -> None:
    reading = read(text)

    assert (reading.tree, reading.remarks) == (expected, (remark,))


@pytest.mark.parametrize(
    "text", ["https://example.org/a", "10:30", "Event: Zimmerwald", "name", "*", "…", "a:", "5*5"]
)
def test_what_only_looks_like_a_sign_is_left_alone(text: str) -> None:
    assert Fault.FIELD not in faults(text)


def test_everything_is_bounded() -> None:
    assert faults("word " * 13) == [Fault.MANY]
    assert len(list(leaves(read("word " * 30).tree))) == MAX_WORDS
    assert faults("a" * (MAX_LENGTH + 1)) == [Fault.LONG]
    assert faults("(" * MAX_DEPTH + "word" + ")" * MAX_DEPTH) == []
    assert faults("(" * (MAX_DEPTH + 1) + "word" + ")" * (MAX_DEPTH + 1)) == [Fault.DEEP]
    assert read("NOT " * 49 + "word").tree == Not(Leaf("word"))
    assert read("(" * 200).tree is None


def test_only_what_is_wanted_can_be_more_or_less_there() -> None:
    assert read("Pavel -Ivan").ranks
    assert not read("-Ivan").ranks
    assert not read("").ranks


def test_every_field_has_its_own_word_in_every_language() -> None:
    words = [word for code in WORDS for word in WORDS[code].values()]

    assert set(RELATIONS) == {facet.code for facet in FACETS if facet.is_integer}
    assert set(RELATIONS) <= set(WORDS)
    assert all(set(one) == {"th", "en", "ru"} for one in WORDS.values())
    assert len(set(words)) == len(words)
    assert all(FIELDS[word.casefold()] for word in words)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1905", (1905, 1905)),
        ("๑๙๐๕", (1905, 1905)),
        ("1905-1907", (1905, 1907)),
        ("1907–1905", (1905, 1907)),
        ("1905..1907", (1905, 1907)),
        ("99999", None),
        ("ten", None),
        ("1 2 3", None),
    ],
)
def test_years_may_be_one_or_a_range(text: str, years: tuple[int, int] | None) -> None:
    assert years_of(text) == years
