"""`to_record` and `from_record` are inverse: for every kind, over generated records."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from entries.choices import Kind
from entries.models import Entry
from records.read import Outcome, from_record, parse_record
from records.schema import EntryRecord
from records.write import Scope, to_record
from tests.records.strategies import SUBJECT, make_world, records

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    make_world()


def stored() -> Entry:
    """Return the entry that the records are of."""
    return Entry.objects.get(pid=SUBJECT)


@pytest.mark.parametrize("kind", Kind.values)
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate, Phase.target],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_was_read_is_written_the_same_again(kind: str, data: st.DataObject) -> None:
    first: EntryRecord = data.draw(records(kind))
    second: EntryRecord = data.draw(records(kind))

    # Whatever stood before, the entry is then what the record says, and nothing else.
    from_record(second)
    assert from_record(first) in {Outcome.UPDATED, Outcome.UNCHANGED}
    assert to_record(stored(), Scope.FULL) == first

    revision = stored().revision
    assert from_record(first) == Outcome.UNCHANGED
    assert stored().revision == revision

    as_json = to_record(stored(), Scope.FULL).model_dump_json()
    assert parse_record.validate_json(as_json) == first
