"""`manage.py search`: rebuild, status, verify, prune."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from entries.models import Name
from search.changelog import head
from search.models import Change
from tests.search.making import found_by, make_paper, make_person

pytestmark = pytest.mark.django_db


def search(what: str, **options: object) -> str:
    out = StringIO()
    call_command("search", what, stdout=out, skip_checks=True, **options)
    return out.getvalue().strip()


def test_status_without_an_index_fails() -> None:
    with pytest.raises(CommandError, match="no index"):
        search("status")


def test_rebuild_status_and_verify_tell_what_there_is() -> None:
    make_person()
    make_paper()
    assert search("rebuild") == "2 entries indexed"
    assert search("status").startswith("2 entries, 0 changes behind, in v")
    assert search("verify") == "Index and database agree."
    before = head()
    make_person("Vladimir Lenin")
    assert search("status").startswith(f"2 entries, {head() - before} changes behind")


def test_verify_fails_when_they_differ() -> None:
    trotsky = make_person()
    search("rebuild")
    Name.objects.filter(entry=trotsky).update(text="Ulyanov")
    with pytest.raises(CommandError, match="0 missing, 0 too many, 1 different"):
        search("verify")


def test_prune_keeps_recent_changes_and_the_last_one() -> None:
    trotsky = make_person()
    make_paper()
    assert search("prune") == "0 changes removed from the log"
    Change.objects.update(at=timezone.now() - timedelta(days=40))
    count, last = Change.objects.count(), head()
    assert search("prune", days=60) == "0 changes removed from the log"
    assert search("prune", days=30) == f"{count - 1} changes removed from the log"
    assert head() == last
    assert found_by("Trotsky") == [trotsky.pk]
