import pytest

from dates import HistoricalDate
from dates.lookups import overlaps
from entries.choices import Scheme
from events.models import Event
from tests import make

pytestmark = pytest.mark.django_db


def test_an_event_has_its_type_its_place_and_its_whole() -> None:
    congress = make.make_term(Scheme.EVENT_TYPE, "congress", {"en": "congress"})
    place = make.make_place({"en": "Zimmerwald"})
    whole = make.make_event({"en": "Zimmerwald movement"})
    event = make.make_event(type=congress, place=place, part_of=whole)

    stored = Event.objects.get(pk=event.pk)
    assert (stored.type, stored.place, stored.part_of) == (congress, place, whole)
    assert list(whole.parts.all()) == list(place.events.all()) == [stored]


def test_events_are_found_by_the_time_they_share() -> None:
    revolution = make.make_event({"en": "1905"}, date=HistoricalDate("1905"))
    sunday = make.make_event({"en": "Bloody Sunday"}, date=HistoricalDate("1905-01-09", "julian"))
    make.make_event({"en": "October"}, date=HistoricalDate("1917-10-25", "julian"))

    day = HistoricalDate("1905-01-22")
    found = Event.objects.filter(overlaps("date", day.earliest, day.latest)).order_by("pk")

    assert list(found) == [revolution, sunday]
