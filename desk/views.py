"""What the admin asks while somebody types."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from dates import HistoricalDate
from dates.box import choices, from_box, to_box
from dates.calendars import CALENDARS
from dates.errors import DateError
from dates.forms import explain
from entries.hints import name_hints
from entries.languages import INTERFACE_LANGUAGES

LONGEST = 300


@require_GET
@staff_member_required
def date_echo(request: HttpRequest) -> JsonResponse:
    """Answer how a date is understood: `?text=9 January 1905 O.S.`, optionally `&calendar=julian`.

    JSON: `edtf`, `calendar` and `readings` (by language), or `error`, naming the part at fault, and
    for an ambiguous text `choices`, each in `words` and as the `text` that means it. An empty text
    answers neither.
    """
    text = request.GET.get("text", "")[:LONGEST].strip()
    if not text:
        return JsonResponse({})
    try:
        date = from_box(text)
        calendar = request.GET.get("calendar", "")
        if calendar in CALENDARS and calendar != date.calendar:
            date = HistoricalDate(date.edtf, calendar, date.written)
    except DateError as error:
        language = get_language() or "en"
        offered = [
            {"words": one.format(language), "text": to_box(one)} for one in choices(error, text)
        ]
        return JsonResponse({"error": " ".join(explain(error).messages), "choices": offered})
    readings = {language: date.format(language) for language in INTERFACE_LANGUAGES}
    return JsonResponse({"edtf": date.edtf, "calendar": date.calendar, "readings": readings})


@require_GET
@staff_member_required
def name_echo(request: HttpRequest) -> JsonResponse:
    """Answer what a name suggests: `?text=Троцкий`. JSON: `hints`, a list of sentences."""
    return JsonResponse({"hints": name_hints(request.GET.get("text", "")[:LONGEST])})
