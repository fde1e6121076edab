import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from dates import HistoricalDate
from entries.choices import NameType
from entries.models import Entry, Name
from tests import make
from writing import fold, skeleton

pytestmark = pytest.mark.django_db


def add(entry: Entry, text: str, language: str, type_: str = NameType.VARIANT) -> Name:
    return Name.objects.create(entry=entry, text=text, language=language, type=type_)


def test_a_name_keeps_the_keys_it_is_found_by() -> None:
    person = make.make_person({})
    name = add(person, "  Троцкій ", "ru")

    assert name.text == "Троцкій"
    assert name.folded == fold("Троцкій")
    assert name.skeleton == skeleton("Троцкій", "ru") == skeleton("Trotsky", "en")

    name.text = "Бронштейнъ"
    name.save()
    name.refresh_from_db()
    assert name.folded == fold("Бронштейнъ")
    assert str(name) == "Бронштейнъ"


def test_labels_sort_keys_and_slug_follow_from_the_names() -> None:
    person = make.make_person()
    person.refresh_from_db()

    assert person.labels == make.TROTSKY
    assert person.slug == "leon-trotsky"
    assert len({person.sort_th, person.sort_en, person.sort_ru}) == 3


def test_entries_are_sorted_as_a_dictionary_of_the_language_would() -> None:
    # ตรอตสกี, ซีโนเวียฟ, เลนิน: a leading vowel does not count before its consonant.
    zinoviev = make.make_person({"en": "Zinoviev", "ru": "Зиновьев", "th": "ซีโนเวียฟ"})
    lenin = make.make_person({"en": "Lenin", "ru": "Ленин", "th": "เลนิน"})
    trotsky = make.make_person({"en": "Trotsky", "ru": "Троцкий", "th": "ตรอตสกี"})

    def order(language: str) -> list[int]:
        return [one.pk for one in Entry.objects.in_reading_order(language)]

    assert order("en") == [lenin.pk, trotsky.pk, zinoviev.pk]
    assert order("ru") == [zinoviev.pk, lenin.pk, trotsky.pk]
    assert order("th") == [zinoviev.pk, trotsky.pk, lenin.pk]


def test_a_renamed_entry_is_renamed_everywhere_but_in_its_address() -> None:
    place = make.make_place({"en": "Petrograd"})
    pid = place.pid
    name = place.names.get()
    name.text = "Leningrad"
    name.save()
    place.refresh_from_db()

    assert (place.labels, place.slug, place.pid) == ({"en": "Leningrad"}, "leningrad", pid)


def test_names_fetched_before_do_not_hide_one_saved_since() -> None:
    made = make.make_person({"en": "Trotsky"})
    person = Entry.objects.with_names().get(pk=made.pk)

    add(person, "Троцкий", "ru", NameType.PREFERRED)

    assert person.labels == {"en": "Trotsky", "ru": "Троцкий"}
    assert len(person.names.all()) == 2


def test_without_its_preferred_name_an_entry_falls_back_to_the_next() -> None:
    person = make.make_person({"ru": "Троцкий"})
    add(person, "Bronstein", "de")
    add(person, "Перо", "ru", NameType.COVER)

    person.names.get(type=NameType.PREFERRED).delete()
    person.refresh_from_db()
    assert person.labels == {"de": "Bronstein"}
    assert person.slug == "bronstein"

    for name in person.names.all():
        name.delete()
    person.refresh_from_db()
    assert person.labels == {}
    assert (person.slug, person.sort_en) == ("", "")
    assert str(person) == person.pid


def test_a_name_in_another_language_than_the_readers_is_marked() -> None:
    person = make.make_person({"ru": "Троцкий", "de": "Trotzki"})
    person.refresh_from_db()

    shown = person.label_in("ru")
    assert (shown.text, shown.foreign) == ("Троцкий", False)
    with translation.override("th"):
        assert person.label.foreign
        assert person.label.language in {"ru", "de"}
    assert str(person.label) == person.label.text


def test_a_latin_form_is_no_foreign_language_to_its_reader() -> None:
    person = make.make_person({"ru-Latn": "Trotskii"})
    person.refresh_from_db()

    assert person.label_in("ru").foreign is False
    assert person.label_in("en").foreign is True


def test_a_name_may_have_its_time() -> None:
    place = make.make_place({"ru": "Санкт-Петербург"})
    name = Name.objects.create(
        entry=place, text="Петроград", language="ru", date=HistoricalDate("1914/1924")
    )
    name.refresh_from_db()

    assert name.date is not None
    assert [name.date.years()[0], name.date.years()[-1]] == [1914, 1924]
    assert [one.text for one in Name.objects.preferred("ru")] == ["Санкт-Петербург"]


@pytest.mark.parametrize("tag", ["th", "ru-Latn", "sr-Cyrl", "en-GB", "chu"])
def test_a_language_tag_is_accepted(tag: str) -> None:
    Name(entry=make.make_person({}), text="Iskra", language=tag).clean_fields(exclude=["folded"])


@pytest.mark.parametrize("tag", ["", "russian", "RU", "ru_RU", "ru-latn"])
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValidationError, match="language"):
        Name(entry=make.make_person({}), text="Iskra", language=tag).clean_fields()


def test_a_very_long_name_keeps_keys_that_fit() -> None:
    name = add(make.make_person({}), "Щ" * 300, "ru")

    assert len(name.folded) <= 300
    assert len(name.skeleton) <= 300
