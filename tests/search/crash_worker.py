"""A process that edits without end, to be killed: `python -m tests.search.crash_worker <what>`.

`setup` makes the tables and some entries. `edit` first says how index and database compare, then
edits and says so after every commit. `verify` only compares.
"""

import random
import sys

import django
from django.core.management import call_command
from django.db import OperationalError, transaction

django.setup()

from entries.models import Entry, Statement  # noqa: E402
from people.models import Person  # noqa: E402
from search import follower  # noqa: E402
from search.columns.verifying import differing_fields  # noqa: E402
from tests.search.making import (  # noqa: E402
    make_paper,
    make_person,
    rename,
    set_status,
    state,
    summarise,
)
from works.models import Publication  # noqa: E402


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


# Often enough that some are killed while they write the columns anew.
follower.MOST_CHANGED = 10  # type: ignore[misc]


def setup() -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    with transaction.atomic():
        people = [make_person(f"Delegate {number}") for number in range(12)]
        papers = [make_paper(f"Novosti {number}") for number in range(6)]
        for number, person in enumerate(people):
            state(person, papers[number % 6], str(1900 + number))


def verify() -> None:
    follower.fresh_reader()
    report, fields = follower.verify(), differing_fields()
    say("clean" if report.is_clean and not fields else f"not clean: {report} {fields}")


def edit() -> None:
    verify()
    chance = random.Random()
    while True:
        try:
            with transaction.atomic():
                for _ in range(chance.randint(1, 3)):
                    edit_something(chance)
        except OperationalError as error:
            # Of two that edit several entries in opposite order PostgreSQL ends one, and nothing of
            # it is stored: whoever edits tries again.
            if "deadlock detected" not in str(error):
                raise
            continue
        say("edited")


def edit_something(chance: random.Random) -> None:
    entry: Entry = chance.choice(list(Person.objects.all()))
    step = chance.randrange(5)
    if step == 0:
        rename(entry, f"Delegate {chance.randint(0, 999)}")
    elif step == 1:
        set_status(entry, chance.choice(["published", "published", "withdrawn"]))
    elif step == 2:
        statement = chance.choice(list(Statement.objects.all()))
        statement.object = chance.choice(list(Publication.objects.all()))
        statement.save()
    elif step == 3:
        new = make_person(f"Guest {chance.randint(0, 999)}")
        summarise(new, "Spoke against the motion.")
        state(new, chance.choice(list(Publication.objects.all())), "1903")
    elif Person.objects.count() > 8:
        entry.delete()


if __name__ == "__main__":
    {"setup": setup, "verify": verify, "edit": edit}[sys.argv[1]]()
