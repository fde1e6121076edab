"""What the tests of versions share: an entry that changed twice, with its log."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from dates import HistoricalDate
from entries import actions
from entries.models import Entry, Name, Statement
from history.models import Version
from people.models import Person
from sources.models import Source
from tests import make
from works.models import Publication

SUMMARY = "A revolutionary who edited *Nashe Slovo* in Paris."
LATER_SUMMARY = "A revolutionary and writer who edited *Nashe Slovo* in Paris."


@dataclass
class Story:
    """A person in three versions, the paper he edited, a source, and who wrote the log."""

    editor: User
    person: Person
    paper: Publication
    source: Source
    statement: Statement

    @property
    def pid(self) -> str:
        """The identifier of the person."""
        return self.person.pid


def log(entry: Entry, user: User, action: str = "change") -> None:
    """Write the log as the desk does after everything is saved; so versions come about."""
    actions.record(entry, user, action, "a note for editors alone")


def make_story() -> Story:
    """Make a person with three versions.

    2 has another year, another word in the summary and evidence; 3 has one name more. The paper
    is renamed after that.
    """
    user = make.make_editor()
    person = make.make_person(summary=SUMMARY)
    paper, source = make.make_publication(), make.make_source()
    statement = make.make_statement(person, "edited", paper, date="1915")
    for entry in (source, paper, person):
        log(entry, user, "publish")

    statement.date = HistoricalDate("1914")
    statement.save()
    person.texts.update(body=LATER_SUMMARY)
    make.cite(statement, source, "p. 214")
    log(person, user)

    Name.objects.create(entry=person, text="Leo Trotzki", language="de", type="variant")
    log(person, user)

    paper.names.filter(language="en").update(text="Our Word")
    paper.labels = {**paper.labels, "en": "Our Word"}
    paper.save()
    log(paper, user)
    return Story(user, person, paper, source, statement)


def set_days(entry: Entry, *ages: float) -> list[dt.datetime]:
    """Let the versions of an entry be so many days old, the first first; return their times."""
    now = timezone.now().replace(microsecond=500_000)
    times = [now - dt.timedelta(days=age) for age in ages]
    for number, at in enumerate(times, 1):
        Version.objects.filter(entry=entry.pk, number=number).update(at=at)
    return times
