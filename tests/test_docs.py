"""The pages in docs/ say what is true: names, tables, examples and links are held to the code."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import find_commands
from django.urls import URLPattern, URLResolver, get_resolver

from dates import DateError
from dates.box import from_box
from entries.choices import PLURALS, Certainty, Kind, NameType, Rank, Status, Theme
from entries.schemes import SCHEMES
from records.columns import column_names
from records.read import parse_record
from script.scenes import PICTURES
from search.facets import EVIDENCE_LABELS, FACETS
from search.filters import ORDER, SORT_LABELS

ROOT = Path(settings.BASE_DIR)
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
PUBLIC_ROOMS = ("browse", "interop")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
MOST_BYTES = 1_500_000
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")


def read(name: str) -> str:
    """Return the text of a page in docs/."""
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its level or above."""
    level = heading.partition(" ")[0]
    _before, found, after = text.partition(f"\n{heading}\n")
    assert found, f"there is no heading {heading!r}"
    return re.split(rf"\n#{{1,{len(level)}}} ", after)[0]


def first_cells(text: str) -> list[str]:
    """Return the first cell of every row of the tables in a text, headings left out."""
    lines = text.splitlines()
    return [
        line.strip("|").split(" | ")[0].strip()
        for line, before in zip(lines[1:], lines, strict=False)
        if line.startswith("|") and before.startswith("|") and not line.startswith("| ---")
    ]


def quoted(text: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, made as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    bare = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in bare}


def leads(page: Path, target: str) -> bool:
    """Tell whether a link from a page to another leads to a file and a heading that exist."""
    path, _, anchor = target.partition("#")
    goal = (page.parent / path).resolve() if path else page
    if not goal.exists():
        return False
    return not anchor or anchor in anchors(goal.read_text(encoding="utf-8"))


def count_kinds(path: Path) -> int:
    """Return how many kinds of entry a file names, as members of `Kind` or by their codes."""
    source = path.read_text(encoding="utf-8")
    return sum(bool(re.search(rf'\bKind\.{kind.name}\b|"{kind.value}"', source)) for kind in Kind)


def public_names(patterns: list[URLPattern | URLResolver], room: str = "") -> Iterator[str]:
    """Yield the full names of the addresses of our rooms."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from public_names(pattern.url_patterns, pattern.app_name or room)
        elif room in PUBLIC_ROOMS and pattern.name:
            yield f"{room}:{pattern.name}"
        elif not room and pattern.name:
            yield pattern.name


# Operators


def test_the_operators_guide_names_every_setting_that_is_read_and_no_other() -> None:
    source = (ROOT / "archive" / "settings.py").read_text(encoding="utf-8")
    table = section(read("operators-guide.md"), "## Settings")

    in_order = re.findall(r'(?:env\.\w+|read_\w+)\(\s*"([A-Z_]+)"', source)

    assert len(set(in_order)) > 15
    assert {quoted(cell)[0] for cell in first_cells(table)} == set(in_order)


def test_the_operators_guide_names_every_command_of_our_rooms() -> None:
    guide = section(read("operators-guide.md"), "## Commands")
    ours = [
        command
        for config in apps.get_app_configs()
        if Path(config.path).parent == ROOT
        for command in find_commands(str(Path(config.path) / "management"))
    ]
    documented = {quoted(cell)[0].split()[0] for cell in first_cells(guide)}

    assert {"search", "load_records", "dump_records"} <= set(ours)
    assert [command for command in ours if command not in documented] == []


def test_the_operators_guide_names_what_the_search_command_does() -> None:
    from search.management.commands.search import Command

    guide = section(read("operators-guide.md"), "## Commands")
    parser = Command().create_parser("manage.py", "search")
    (what,) = [action for action in parser._actions if action.dest == "what"]

    assert [one for one in what.choices or () if f"`search {one}" not in guide] == []


# Addresses


def test_every_public_address_is_in_the_table_of_addresses() -> None:
    documented = {quoted(cell)[0] for cell in first_cells(read("addresses.md")) if ":" in cell}
    documented.add("healthz")
    names = set(public_names(get_resolver().url_patterns))

    assert {"interop:entry", "browse:browse", "healthz"} <= names
    assert names - documented == set()
    assert documented - names == set()


def test_the_parameters_stand_in_the_table_in_their_canonical_order() -> None:
    table = section(read("addresses.md"), "## Parameters of the list")

    assert tuple(name for cell in first_cells(table) for name in quoted(cell)) == ORDER


def test_the_addresses_name_every_plural_of_a_kind() -> None:
    page = read("addresses.md")

    assert [plural for plural in PLURALS.values() if f"`{plural}`" not in page] == []


# Researchers


def test_the_researchers_guide_explains_every_filter_in_its_order() -> None:
    rows = section(read("researchers-guide.md"), "## Filters").splitlines()
    codes = [quoted(row)[0] for row in rows if row.startswith("| ") and "`" in row]

    assert codes == [*(facet.code for facet in FACETS), "well_evidenced"]


def test_the_researchers_guide_names_every_parameter_sort_and_degree_of_evidence() -> None:
    named = set(quoted(read("researchers-guide.md")))

    assert {*ORDER, *SORT_LABELS, *EVIDENCE_LABELS} - {"q"} - named == set()


# Data model


@pytest.mark.parametrize(
    ("heading", "codes"),
    [("## Names", NameType.values), ("## Statements and properties", Theme.values)],
)
def test_the_data_model_lists_names_and_themes_as_the_code_does(
    heading: str, codes: list[str]
) -> None:
    cells = first_cells(section(read("data-model.md"), heading))

    assert [quoted(cell)[0] for cell in cells if cell.startswith("`")] == codes


def test_the_data_model_names_every_status_rank_certainty_and_authority_file() -> None:
    page = read("data-model.md")
    codes = [*Status.values, *Rank.values, *Certainty.values]

    assert [code for code in codes if f"`{code}`" not in page] == []
    assert [one.label for one in SCHEMES.values() if one.label not in page] == []


def test_the_data_model_lists_every_kind_with_all_its_columns() -> None:
    table = section(read("data-model.md"), "## Entries and their kinds")
    rows = {quoted(row)[0]: row for row in table.splitlines() if row.startswith("| `")}

    assert list(rows) == Kind.values
    for kind, row in rows.items():
        assert set(quoted(row)) - {kind, PLURALS[Kind(kind)]} == set(column_names(kind))


def test_the_example_of_a_record_is_a_record() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", read("data-model.md"), re.DOTALL)

    record = parse_record.validate_json(example)

    assert record.pid == "k3vc1zv"
    assert set(json.loads(example)["fields"]) <= set(column_names(record.kind))


# Editors


def date_rows(heading: str) -> list[list[str]]:
    """Return the cells of a table of dates in the editor's guide; it is the first or second."""
    dates = read("guide/dates.md")
    tables = re.findall(r"(?:^\|.*\n)+", dates, re.MULTILINE)
    (table,) = [one for one in tables if heading in one.splitlines()[0]]
    return [
        [cell.strip() for cell in row.strip("| ").split(" | ")] for row in table.splitlines()[2:]
    ]


@pytest.mark.parametrize(("written", "edtf", "calendar"), date_rows("Understood as"))
def test_a_date_in_the_editors_guide_is_understood_as_it_says(
    written: str, edtf: str, calendar: str
) -> None:
    date = from_box(written.strip("`"))

    assert (date.edtf, date.calendar) == (edtf.strip("`"), calendar)


@pytest.mark.parametrize(("written", "_reason", "instead"), date_rows("What is wrong"))
def test_a_date_that_the_editors_guide_calls_wrong_is_refused(
    written: str, _reason: str, instead: str
) -> None:
    with pytest.raises(DateError):
        from_box(written.strip("`"))
    for suggestion in quoted(instead):
        assert from_box(suggestion).edtf


# All pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    broken = [one for one in targets if not re.match(r"[a-z]+:", one) and not leads(page, one)]

    assert broken == []


def test_every_picture_is_there_said_in_words_and_made_by_the_script() -> None:
    shown = [
        (alt, (page.parent / path).resolve())
        for page in PAGES
        for alt, path in PICTURE.findall(page.read_text(encoding="utf-8"))
    ]
    files = set((DOCS / "pictures").iterdir())

    assert {path for _alt, path in shown} == files
    assert {path.name for path in files} == {f"{name}.png" for name in PICTURES}
    assert [alt for alt, _path in shown if len(alt.split()) < 3] == []
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_the_index_leads_to_every_page_and_every_decision() -> None:
    pages = {path.name for path in DOCS.glob("*.md")} - {"README.md"}
    decisions = {path.name for path in (DOCS / "decisions").glob("*.md")} - {"README.md"}

    assert pages - set(LINK.findall(read("README.md"))) == set()
    assert decisions - set(LINK.findall(read("decisions/README.md"))) == set()


def test_the_editors_guide_leads_to_every_topic_and_a_first_entry_is_in_three_languages() -> None:
    topics = {f"guide/{path.name}" for path in (DOCS / "guide").glob("*.md")}

    assert topics - set(LINK.findall(read("editors-guide.md"))) == set()
    assert {f"guide/first-entry{end}.md" for end in ("", ".th", ".ru")} <= topics


def test_decisions_are_numbered_without_gap_or_repetition() -> None:
    numbers = [int(path.name[:3]) for path in sorted((DOCS / "decisions").glob("[0-9]*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_readme_can_be_read_in_a_few_minutes() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_every_term_of_the_glossary_has_its_words_in_three_scripts() -> None:
    rows = [line.split(" | ") for line in read("glossary.md").splitlines()[4:]]
    terms = [row for row in rows if row[0].startswith("| ") and "---" not in row[0]]

    assert len(terms) >= 45
    for english, thai, russian, meaning in terms:
        assert re.search(r"[a-zA-Z]", english)
        assert re.search(r"[\u0e00-\u0e7f]", thai) or thai == "EDTF"
        assert re.search(r"[а-яё]", russian, re.IGNORECASE) or russian == "EDTF"
        assert meaning
    names = [row[0].lower() for row in terms]
    assert len(names) == len(set(names))


def test_contributing_names_every_file_that_lists_the_kinds() -> None:
    """A file that tells five kinds apart is one that a new kind has to be entered in."""
    adding = section(
        (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "## Adding a kind of entry"
    )
    named = " ".join(quoted(adding))
    rooms = [Path(config.path) for config in apps.get_app_configs()]
    listed = [
        path.relative_to(ROOT).as_posix()
        for room in rooms
        if room.parent == ROOT
        for path in room.rglob("*.py")
        if "migrations" not in path.parts and count_kinds(path) >= 5
    ]

    assert "records/columns.py" in listed
    assert [path for path in listed if path not in named] == []
    paths = [one for one in quoted(adding) if re.fullmatch(r"[a-z_/]+\.(py|json)", one)]
    assert [one for one in paths if not (ROOT / one).exists()] == []
