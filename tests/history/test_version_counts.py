"""How much each version changed, and the words of its time."""

from collections import Counter
from typing import Any

import pytest

from entries.models import Entry, Name, Property, Term
from history.closing import close
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Version
from history.versions.counting import count_changes
from history.versions.differences import differences
from history.versions.reading import read_version
from history.versions.vocabulary import vocabulary_at
from tests import make
from tests.versions import log, make_story

pytestmark = pytest.mark.django_db


def version(entry: Entry, number: int) -> Version:
    return Version.objects.get(entry=entry.pk, number=number)


def listed(entry: Entry, number: int) -> Counter[Any]:
    """Count the differences that are told when two versions are compared."""
    before, after = (read_version(version(entry, n)).document for n in (number - 1, number))
    return Counter(one.section for one in differences(before, after))


def test_what_is_counted_is_what_is_listed() -> None:
    story = make_story()
    person = story.person
    person.gender = "male"
    person.descriptive = True
    person.save()
    make.cite(person, story.source, "p. 1")
    other = make.make_statement(person, "met", make.make_person(make.LENIN))
    log(person, story.editor)
    other.delete()
    person.names.filter(language="de").delete()
    log(person, story.editor)

    counts = count_changes(person, 1, 5)

    assert counts == {number: listed(person, number) for number in (2, 3, 4, 5)}
    assert counts[2] == {"texts": 1, "statements": 1}
    assert counts[4]["fields"] == 2
    assert count_changes(person, 4, 4) == {4: counts[4]}


def test_a_renamed_name_counts_once_and_another_order_not_at_all() -> None:
    person, editor = make.make_person(), make.make_editor()
    paper = make.make_publication()
    first = make.make_statement(person, "edited", paper, position=1)
    make.make_statement(person, "met", make.make_person(make.LENIN), position=2)
    log(person, editor)
    person.names.filter(language="en").update(text="Lev Trotsky")
    log(person, editor)
    first.position = 3
    first.save()
    log(person, editor)

    assert count_changes(person, 2, 3) == {2: {"names": 1}, 3: {}}


def test_counting_takes_two_queries(django_assert_num_queries: Any) -> None:
    person, editor = make.make_person(), make.make_editor()
    log(person, editor)
    for number in range(8):
        Name.objects.create(entry=person, text=f"Pero {number}", language="en", type="pen")
        log(person, editor)

    for last in (3, 9):
        with django_assert_num_queries(2):
            assert len(count_changes(person, 1, last)) == last - 1


def test_properties_and_terms_read_as_they_did_then() -> None:
    editor = make.make_editor()
    person = make.make_person()
    journalist = make.make_term("occupation", "journalist", {"en": "journalist"})
    person.occupations.add(journalist)
    make.make_statement(person, "edited", make.make_publication())
    log(person, editor)
    edited = Property.objects.get(code="edited")
    edited.label = {"en": "was an editor of"}
    edited.save()
    journalist.label = {"en": "newspaperman"}
    journalist.save()

    snapshot = read_version(version(person, 1))
    vocabulary = vocabulary_at(snapshot.document, snapshot.version.at)

    assert vocabulary.properties["edited"].label == {"en": "edited"}
    assert vocabulary.terms["occupation", "journalist"].label == {"en": "journalist"}
    assert vocabulary.as_document() == {
        "property": {"edited": {"label": {"en": "edited"}, "inverse_label": {"en": "edited by"}}},
        "occupation": {"journalist": {"label": {"en": "journalist"}}},
    }


def test_what_was_deleted_from_the_vocabulary_still_has_its_words() -> None:
    editor, person = make.make_editor(), make.make_person()
    journalist = make.make_term("occupation", "journalist", {"en": "journalist"})
    person.occupations.add(journalist)
    log(person, editor)
    person.occupations.clear()
    Term.objects.get(pk=journalist.pk).delete()

    snapshot = read_version(version(person, 1))
    vocabulary = vocabulary_at(snapshot.document, snapshot.version.at)

    assert vocabulary.terms["occupation", "journalist"].shown.text == "journalist"


def test_what_was_merged_into_a_closed_entry_is_not_named_either() -> None:
    editor = make.make_editor()
    person, one, other = (make.make_person(name) for name in (make.TROTSKY, "Vera", "V. Z."))
    make.make_statement(person, "met", one)
    for entry in (person, one, other):
        log(entry, editor)
    carry_out(plan([one], other), editor, "")
    close(Entry.objects.get(pk=other.pk), editor, "privacy", {"en": "asked for"}, "a letter")

    snapshot = read_version(version(person, 1))

    assert snapshot.document["statements"] == []
    assert one.pid not in snapshot.labels
