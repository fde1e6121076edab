"""Merging: what goes where, what is folded, and that nothing is lost on the way."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from entries.choices import NameType, Rank, Status, TextRole
from entries.models import AuditRecord, Entry, Identifier, Image, Name, Statement, Text
from history.merging.carry_out import Merged, carry_out
from history.merging.choices import BOTH, LEFT_OUT, NOTHING, Choices, SelfRelation
from history.merging.plan import plan
from people.models import Person
from sources.models import Citation
from tests import make

pytestmark = pytest.mark.django_db

BRONSTEIN = {"en": "Lev Bronstein", "ru": "Лев Бронштейн"}


@pytest.fixture
def krupskaya() -> User:
    """A publisher."""
    return make.make_editor()


def merge(user: User, survivor: Entry, *others: Entry, **choices: object) -> Merged:
    """Merge with these choices."""
    found = plan(others, survivor, Choices(**choices))  # type: ignore[arg-type]
    return carry_out(found, user, "the same person")


def plain(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def test_statements_move_from_every_end_and_the_report_counts_them(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    paper, lenin = make.make_publication(), make.make_person(make.LENIN)
    edited = make.make_statement(bronstein, "edited", paper)
    met = make.make_statement(lenin, "met", bronstein)
    own = make.make_statement(trotsky, "member-of", make.make_organisation())

    done = merge(krupskaya, trotsky, bronstein)

    edited.refresh_from_db()
    met.refresh_from_db()
    assert (edited.subject_id, met.object_id) == (trotsky.pk, trotsky.pk)
    assert (done.counts.moved, done.counts.folded, done.counts.dropped) == (2, 0, 0)
    assert str(done) == "Statements: moved 2, folded 0, dropped 0."
    assert list(plain(trotsky).statements.all()) == [own, edited]


def test_the_merged_entry_leads_to_the_survivor(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)

    merge(krupskaya, trotsky, bronstein)

    merged = plain(bronstein)
    assert (merged.status, merged.merged_into_id) == (Status.MERGED, trotsky.pk)
    assert plain(trotsky).status == Status.PUBLISHED


def test_identical_statements_become_one_with_all_their_evidence(krupskaya: User) -> None:
    trotsky, bronstein, paper = (
        make.make_person(),
        make.make_person(BRONSTEIN),
        make.make_publication(),
    )
    one = make.make_statement(trotsky, "edited", paper, date="1915", note="from January")
    two = make.make_statement(bronstein, "edited", paper, date="1915", note="with Martov")
    both, second = make.make_source("Deutscher"), make.make_source("Broué")
    make.cite(one, both, "p. 214")
    make.cite(two, both, "p. 214")
    make.cite(two, second, "p. 90", stance="contradicts", note="later")

    done = merge(krupskaya, trotsky, bronstein)

    (kept,) = Statement.objects.all()
    assert kept.pk == one.pk
    evidence = [(c.source_id, c.locator, c.stance, c.note) for c in kept.citations.all()]
    assert evidence == [
        (both.pk, "p. 214", "supports", {}),
        (second.pk, "p. 90", "contradicts", {"en": "later"}),
    ]
    assert kept.note == {"en": "from January · with Martov"}
    assert (done.counts.moved, done.counts.folded) == (0, 1)


@pytest.mark.parametrize(
    "columns",
    [
        {"date": "1916"},
        {"date": "1915 O.S."},
        {"qualifier": "publisher"},
        {"rank": Rank.DEPRECATED},
    ],
)
def test_statements_that_differ_stay_side_by_side(
    krupskaya: User, columns: dict[str, object]
) -> None:
    trotsky, bronstein, paper = (
        make.make_person(),
        make.make_person(BRONSTEIN),
        make.make_publication(),
    )
    make.make_statement(trotsky, "edited", paper, date="1915")
    make.make_statement(bronstein, "edited", paper, **{"date": "1915", **columns})

    done = merge(krupskaya, trotsky, bronstein)

    assert (done.counts.moved, done.counts.folded) == (1, 0)
    assert plain(trotsky).statements.count() == 2


def test_two_that_were_identical_before_are_left_alone(krupskaya: User) -> None:
    trotsky, bronstein, paper = (
        make.make_person(),
        make.make_person(BRONSTEIN),
        make.make_publication(),
    )
    for person in (trotsky, trotsky, bronstein):
        make.make_statement(person, "edited", paper)

    done = merge(krupskaya, trotsky, bronstein)

    assert done.counts.folded == 1
    assert plain(trotsky).statements.count() == 2


def test_a_symmetric_statement_is_the_same_from_both_ends(krupskaya: User) -> None:
    make.make_property("met", symmetric=True)
    trotsky, bronstein, lenin = (
        make.make_person(),
        make.make_person(BRONSTEIN),
        make.make_person(make.LENIN),
    )
    make.make_statement(trotsky, "met", lenin, date="1902")
    make.make_statement(lenin, "met", bronstein, date="1902")

    assert merge(krupskaya, trotsky, bronstein).counts.folded == 1


def test_a_statement_between_the_parties_waits_for_a_decision(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    between = make.make_statement(bronstein, "met", trotsky)
    between_uid = between.uid

    found = plan([bronstein], trotsky)

    assert [one.row.uid for one in found.statements.self_related] == [between_uid]
    assert found.problems == ["Decide about the statements that would relate the entry to itself."]
    with pytest.raises(ValidationError):
        carry_out(found, krupskaya)
    assert Statement.objects.filter(uid=between_uid).exists()


def test_such_a_statement_is_dropped_only_when_told_so(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    between = make.make_statement(bronstein, "met", trotsky)

    done = merge(krupskaya, trotsky, bronstein, statements={between.uid: SelfRelation.DROP})

    assert done.counts.dropped == 1
    assert not Statement.objects.exists()


def test_or_its_other_end_becomes_words(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    between = make.make_statement(trotsky, "met", bronstein)

    merge(krupskaya, trotsky, bronstein, statements={between.uid: SelfRelation.WORDS})

    between.refresh_from_db()
    assert (between.subject_id, between.object_id) == (trotsky.pk, None)
    assert between.value == BRONSTEIN


def test_names_are_united_and_duplicates_folded_with_their_evidence(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    pen = Name.objects.create(
        entry=bronstein, text="Leon Trotsky", language="en", type=NameType.PEN
    )
    make.cite(pen, make.make_source("Deutscher"), "p. 1")

    done = merge(krupskaya, trotsky, bronstein)

    names = {(one.text, one.type) for one in Name.objects.filter(entry=trotsky)}
    assert names == {
        ("Leon Trotsky", NameType.PREFERRED),
        ("Лев Давидович Троцкий", NameType.PREFERRED),
        ("เลออน ตรอตสกี", NameType.PREFERRED),
        ("Lev Bronstein", NameType.VARIANT),
        ("Лев Бронштейн", NameType.VARIANT),
    }
    assert Name.objects.get(entry=trotsky, text="Leon Trotsky").citations.count() == 1
    assert (done.counts.names, done.counts.names_folded) == (2, 1)


def test_the_editor_chooses_the_preferred_name_and_leaves_one_out(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    english = Name.objects.get(entry=bronstein, language="en")
    russian = Name.objects.get(entry=bronstein, language="ru")

    merge(
        krupskaya,
        trotsky,
        bronstein,
        names={english.pk: NameType.PREFERRED, russian.pk: LEFT_OUT},
    )

    assert plain(trotsky).labels["en"] == "Lev Bronstein"
    assert plain(trotsky).slug == "lev-bronstein"
    assert not Name.objects.filter(entry=trotsky, text="Лев Бронштейн").exists()
    assert Name.objects.get(entry=trotsky, text="Leon Trotsky").type == NameType.VARIANT


def test_two_preferred_names_in_a_language_are_refused(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    both = Name.objects.filter(language="en").values_list("pk", flat=True)

    found = plan([bronstein], trotsky, Choices(names=dict.fromkeys(both, NameType.PREFERRED)))

    assert any("two preferred names" in one for one in found.problems)


def test_texts_are_those_of_the_survivor_or_what_was_written_instead(krupskaya: User) -> None:
    trotsky = make.make_person(summary={"en": "A revolutionary."})
    bronstein = make.make_person(BRONSTEIN, summary={"en": "A student.", "ru": "Студент."})
    written = "A student who became a revolutionary."

    found = plan([bronstein], trotsky)
    assert [(one.language, one.body) for one in found.texts] == [
        ("en", "A revolutionary."),
        ("ru", "Студент."),
    ]
    merge(krupskaya, trotsky, bronstein, texts={(TextRole.SUMMARY, "en"): written})

    texts = dict(Text.objects.filter(entry=trotsky).values_list("language", "body"))
    assert texts == {"en": written, "ru": "Студент."}


def test_identifiers_move_and_two_of_one_authority_are_pointed_out(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    Identifier.objects.create(entry=trotsky, scheme="wikidata", value="Q33391")
    Identifier.objects.create(entry=bronstein, scheme="wikidata", value="Q1")
    Identifier.objects.create(entry=bronstein, scheme="viaf", value="71432846")

    found = plan([bronstein], trotsky)
    done = carry_out(found, krupskaya)

    assert found.notices == ["Different identifiers of Wikidata: Q1, Q33391. Are these the same?"]
    assert done.counts.identifiers == 2
    assert Identifier.objects.filter(entry=trotsky).count() == 3


def test_pictures_and_evidence_of_the_whole_are_united(krupskaya: User) -> None:
    trotsky, bronstein, source = make.make_person(), make.make_person(BRONSTEIN), make.make_source()
    for person, files in ((trotsky, ["a"]), (bronstein, ["a", "b"])):
        make.cite(person, source, "p. 1")
        for name in files:
            Image.objects.create(
                entry=person, role="portrait", file=f"images/{name}.jpg", width=1, height=1
            )

    merge(krupskaya, trotsky, bronstein)

    files = [str(image.file) for image in Image.objects.filter(entry=trotsky)]
    assert files == ["images/a.jpg", "images/b.jpg"]
    assert Citation.objects.filter(entry=trotsky).count() == 1


def test_columns_fill_up_and_lists_are_united(krupskaya: User) -> None:
    trotsky = make.make_person()
    bronstein = make.make_person(BRONSTEIN, gender=Person.Gender.MALE)
    writer = make.make_term("occupation", "writer", "writer")
    soldier = make.make_term("occupation", "soldier", "soldier")
    trotsky.occupations.add(writer)
    bronstein.occupations.add(writer, soldier)

    merge(krupskaya, trotsky, bronstein)

    trotsky = Person.objects.get(pk=trotsky.pk)
    assert trotsky.gender == Person.Gender.MALE
    assert set(trotsky.occupations.all()) == {writer, soldier}


def test_a_column_is_chosen_field_by_field(krupskaya: User) -> None:
    pravda = make.make_publication("Pravda", languages=["ru"])
    other = make.make_publication("Правда", languages=["ru", "uk"])

    found = plan([other], pravda, Choices(columns={"languages": pravda.pid}))

    assert {one.name: one.value for one in found.columns}["languages"] == ["ru"]
    assert {one.name: one.choice for one in plan([other], pravda).columns}["languages"] == BOTH


def test_columns_of_other_entries_lead_to_the_survivor(krupskaya: User) -> None:
    paper, double = make.make_publication(), make.make_publication("Nashe slovo (Paris)")
    issue = make.make_issue(double)
    work = make.make_work(publication=double, issue=issue)

    done = merge(krupskaya, paper, double)

    issue.refresh_from_db()
    work.refresh_from_db()
    assert (issue.publication_id, work.publication_id) == (paper.pk, paper.pk)
    work.clean()
    assert done.counts.columns == 2


def test_a_place_does_not_become_a_part_of_itself(krupskaya: User) -> None:
    kherson = make.make_place("Kherson Governorate")
    yanovka = make.make_place(part_of=kherson)
    double = make.make_place("Ianovka", part_of=yanovka)

    found = plan([double], yanovka, Choices(columns={"part_of": double.pid}))
    assert {one.name: one.value for one in found.columns}["part_of"] == kherson
    merge(krupskaya, double, yanovka)

    double.refresh_from_db()
    assert double.part_of_id == kherson.pk


def test_a_longer_circle_is_seen_before_it_closes(krupskaya: User) -> None:
    one = make.make_topic("Socialism")
    middle = make.make_topic("Marxism", broader=one)
    other = make.make_topic("Socialist thought", broader=middle)

    found = plan([other], one)

    assert any("a part of itself" in problem for problem in found.problems)
    with pytest.raises(ValidationError):
        carry_out(found, krupskaya)
    carry_out(plan([other], one, Choices(columns={"broader": NOTHING})), krupskaya)


def test_citations_of_a_merged_source_cite_the_survivor(krupskaya: User) -> None:
    source, double = make.make_source(), make.make_source("Encyclopaedia, Trotsky")
    statement = make.make_statement(make.make_person(), "born", make.make_place())
    make.cite(statement, source, "p. 1")
    make.cite(statement, double, "p. 1")
    make.cite(statement, double, "p. 2")

    done = merge(krupskaya, source, double)

    cited = [(one.source_id, one.locator) for one in statement.citations.all()]
    assert cited == [(source.pk, "p. 1"), (source.pk, "p. 2")]
    assert (done.counts.cited, done.counts.cited_folded) == (1, 1)


def test_redirects_to_the_merged_entry_lead_to_the_survivor_in_one_step(krupskaya: User) -> None:
    first, second, last = (make.make_person(name) for name in ("Bronstein", "Trotzki", "Trotsky"))
    merge(krupskaya, second, first)

    merge(krupskaya, last, second)

    assert plain(first).merged_into_id == last.pk


def test_three_become_one_at_once(krupskaya: User) -> None:
    paper = make.make_publication()
    people = [make.make_person(name) for name in ("Bronstein", "Trotzki", "Trotsky")]
    for person in people:
        make.make_statement(person, "edited", paper)

    done = merge(krupskaya, people[2], *people[:2])

    assert done.counts.folded == 2
    assert Statement.objects.get().subject_id == people[2].pk


def test_the_log_of_every_party_tells_of_it_and_earlier_lines_stay(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    AuditRecord.objects.create(entry=bronstein, action="create", revision=0)

    merge(krupskaya, trotsky, bronstein)

    told = {(one.entry_id, one.action) for one in AuditRecord.objects.all()}
    assert told == {
        (bronstein.pk, "create"),
        (bronstein.pk, "merge"),
        (trotsky.pk, "merge"),
    }
