"""Saving a form as the admin does, looking at the outcome, and taking everything back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from entries.admin.base import EntryAdmin
from entries.models import Entry
from history.versions.keeping import unkept

if TYPE_CHECKING:
    _Admin = EntryAdmin
else:
    _Admin = object

IMAGES: Final = "images"
"""The prefix of the rows of pictures."""
MOST_ROWS: Final = 1_000
NOT_SAVING: Final = ("_continue", "_addanother", "_saveasnew", "_popup", "_to_field")

Look = Callable[[Entry], list[Any]]


class Seen(Exception):
    """Ends the transaction in which the form was saved, with what was seen of it."""

    def __init__(self, outcome: list[Any]) -> None:
        """Keep what was seen."""
        super().__init__()
        self.outcome = outcome


class TryingAdmin(_Admin):
    """The admin of a kind that looks at the entry when it has saved it, and then takes it back."""

    look: Look

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Look at a new entry."""
        raise Seen(self.look(obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Look at a changed entry."""
        raise Seen(self.look(obj))


class Heard:
    """Takes the place of the messages of a request, which would be shown on a later page."""

    used = False

    def __init__(self) -> None:
        """Begin with none."""
        self.texts: list[str] = []

    def add(self, level: int, message: object, extra_tags: str = "") -> None:
        """Remember a message, as `django.contrib.messages` does."""
        self.texts.append(str(message))

    def __iter__(self) -> Iterator[str]:
        """Yield the messages."""
        return iter(self.texts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.texts)


def try_form(
    request: HttpRequest, model: type[Entry], key: int | None, look: Look
) -> HttpResponse | Seen:
    """Save what was sent as the form of an entry of this kind, look, and take it back.

    Returns what was seen; or, where nothing can be saved, the admin's own answer: the form with
    its errors. Raises PermissionDenied as saving does. Nothing is left: no row, no identifier, no
    line in any log, no file. Pictures that are new are left out, for their files would be written.
    """
    request.POST = without_new_pictures(request.POST)
    vars(request)["_files"] = MultiValueDict()
    kind = type(site.get_model_admin(model))
    trying: Any = type("Trying", (TryingAdmin, kind), {"look": staticmethod(look)})
    with unkept():
        try:
            answer: HttpResponse = trying(model, site).changeform_view(
                request, str(key) if key is not None else None
            )
        except Seen as seen:
            return seen
    return answer


@contextmanager
def listening(request: HttpRequest) -> Iterator[Heard]:
    """Hear the messages of what happens inside."""
    state = vars(request)
    before, heard = state.get("_messages"), Heard()
    state["_messages"] = heard
    try:
        yield heard
    finally:
        state["_messages"] = before


def without_new_pictures(sent: QueryDict) -> Any:
    """Return what was sent with every new row of a picture marked as deleted, and none uploaded."""
    found = sent.copy()
    for name in NOT_SAVING:
        found.pop(name, None)
    total = found.get(f"{IMAGES}-TOTAL_FORMS", "")
    count = int(total) if total.isascii() and total.isdigit() and len(total) < 6 else 0
    for at in range(min(count, MOST_ROWS)):
        found.pop(f"{IMAGES}-{at}-upload", None)
        if not found.get(f"{IMAGES}-{at}-id"):
            found[f"{IMAGES}-{at}-DELETE"] = "on"
    return found
