"""The interface in Thai and Russian: no message is missing, broken or left in English."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as project
from django.contrib import admin
from django.test import Client
from pytest_django import Settings

from browse.addresses import entry_url
from desk.words import ADMIN_MESSAGES
from tests import make
from tests.browse.pages import words

LOCALE = Path(project.BASE_DIR) / "locale"
PLURAL_FORMS = {"th": 1, "ru": 3}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAG = re.compile(r"</?\w[^<>]*>")
CYRILLIC_OR_THAI = re.compile(r"[\u0400-\u04ff\u0e00-\u0e7f]")
# Words of the interface that no name, title or address of the records below contains.
ENGLISH = re.compile(
    r"\b(?:About|Browse|Main|Skip|Search|Filters|Sort|Show|Years|Remove|Nothing|Language|Languages"
    r"|Names|Type|Kind|Role|Person|Persons|Publication|Publications|entry|entries|Cite|Copy|Copied"
    r"|Evidence|evidence|statement|statements|archive|permanent|probable|disputed|preferred)\b"
)
READ_ALOUD = re.compile(r'\b(?:alt|aria-label|content|data-done|placeholder|title)="([^"]*)"')


def read_catalogue(language: str) -> Catalog:
    """Answer the catalogue of a language, obsolete messages left out."""
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Answer the messages without the header."""
    return (message for message in catalogue if message.id)


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """Answer the forms of a message or a translation: one, or as many as there are plurals."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def marks(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """Answer how often each placeholder or tag stands in a text."""
    return Counter(pattern.findall(text))


def whole_text(html: str) -> str:
    """Answer what a page shows and what it has read aloud, without names of languages."""
    shown = re.sub(r'<nav class="langs".*?</nav>', "", html, flags=re.DOTALL)
    return " ".join([words(shown), *map(unescape, READ_ALOUD.findall(shown))])


@pytest.fixture
def _compiled(settings: Settings, tmp_path: Path) -> None:
    """Translate with the catalogues as they are written now, compiled or not."""
    for language in PLURAL_FORMS:
        folder = tmp_path / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, read_catalogue(language))
    # The setting's change makes Django forget what it has read.
    settings.LOCALE_PATHS = [tmp_path / "locale"]


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_every_message_is_translated_and_none_is_a_guess(language: str) -> None:
    catalogue = read_catalogue(language)
    found = list(messages(catalogue))

    assert len(found) > 500
    assert [one.id for one in found if not all(forms(one.string))] == []
    assert [one.id for one in found if one.fuzzy] == []
    assert not catalogue.fuzzy


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_a_translation_keeps_placeholders_and_tags(language: str) -> None:
    for message in messages(read_catalogue(language)):
        wanted = forms(message.id)[-1]
        for text in forms(message.string):
            assert marks(PLACEHOLDER, text) == marks(PLACEHOLDER, wanted), message.id
            assert marks(TAG, text) == marks(TAG, wanted), message.id


@pytest.mark.parametrize(("language", "count"), PLURAL_FORMS.items())
def test_plurals_have_the_forms_of_their_language(language: str, count: int) -> None:
    catalogue = read_catalogue(language)
    plurals = [one for one in messages(catalogue) if not isinstance(one.id, str)]

    assert catalogue.num_plurals == count
    assert plurals
    assert {len(forms(one.string)) for one in plurals} == {count}


def test_both_catalogues_hold_the_same_messages() -> None:
    keys = [
        {(one.context, forms(one.id)) for one in messages(read_catalogue(language))}
        for language in PLURAL_FORMS
    ]

    assert keys[0] == keys[1]


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_what_has_english_words_is_written_in_the_letters_of_its_language(language: str) -> None:
    """Codes and names that are the same everywhere are all that stays."""
    same = {
        forms(one.id)[0]
        for one in messages(read_catalogue(language))
        if re.search(r"[a-z]{3}", PLACEHOLDER.sub("", forms(one.id)[0]))
        and not all(CYRILLIC_OR_THAI.search(text) for text in forms(one.string))
    }

    assert same <= {"schema.org", "Wikidata"}


def test_what_we_translate_for_django_is_still_said_by_it() -> None:
    path = Path(admin.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        said = {forms(one.id)[0] for one in messages(read_po(file))}

    assert [message for message in ADMIN_MESSAGES if message not in said] == []


def test_russian_never_shouts() -> None:
    texts = [text for one in messages(read_catalogue("ru")) for text in forms(one.string)]

    assert [text for text in texts if "!" in text] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_compiled")
@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_pages_show_no_english_words_of_the_interface(client: Client, language: str) -> None:
    texts = read_pages(client, language)

    for address, text in texts.items():
        assert ENGLISH.findall(text) == [], address


@pytest.mark.django_db
def test_in_english_every_page_shows_some_of_these_words(client: Client) -> None:
    """Were it not so, the test above could not fail."""
    for address, text in read_pages(client, "en").items():
        assert len(set(ENGLISH.findall(text))) > 5, address


def read_pages(client: Client, language: str) -> dict[str, str]:
    """Answer the text of the pages a reader comes to first, by address."""
    summary = {"en": "Led the Soviet.", "ru": "Глава Совета.", "th": "ประธานสภา"}
    trotsky = make.make_person(summary=summary)
    paper = make.make_publication(summary={"en": "A daily.", "ru": "Газета.", "th": "รายวัน"})
    editor = {"en": "edited", "ru": "редактор", "th": "บรรณาธิการ"}
    make.make_property("edited", label=editor, inverse_label=editor, role_label=editor)
    make.make_statement(trotsky, "edited", paper, date="1915", certainty="probable")
    addresses = [
        f"/{language}/",
        f"/{language}/browse/",
        f"/{language}/browse/?kind=person&from=1900",
        f"/{language}/browse/?q=zzzz",
        f"/{language}/about/",
        entry_url(trotsky, language),
        entry_url(paper, language),
    ]
    texts = {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, (address, response.status_code)
        texts[address] = whole_text(response.content.decode())
    return texts
