"""What cannot be brought back, a sentence each."""

from django.utils.translation import gettext as _

from desk.past.speaking import Speaker
from history.restoring.fitting import STAYS, Fitted, Loss, Reason


def pids_of(fitted: Fitted) -> set[str]:
    """Return the identifiers of the entries that the sentences name."""
    return {pid for one in fitted.losses for pid in (one.pid, one.to) if pid}


def say_losses(fitted: Fitted, speaker: Speaker, *, is_there: bool) -> list[str]:
    """Return what is left out or leads elsewhere; `is_there` unless the entry itself was deleted.

    The speaker must know the revision's own document and the entries of `pids_of`.
    """
    return [_say(one, speaker, is_there=is_there) for one in fitted.losses]


def _say(loss: Loss, speaker: Speaker, *, is_there: bool) -> str:
    told = {
        "what": _what(loss, speaker),
        "gone": speaker.entry(loss.pid),
        "other": speaker.entry(loss.to),
    }
    sentences = {
        Reason.GONE: _("“%(gone)s” has been deleted."),
        Reason.MERGED: _("“%(gone)s” is merged into “%(other)s”, which is put in its place."),
        Reason.ITSELF: _("“%(gone)s” is merged into this entry."),
        Reason.ELSEWHERE: _("The statement belongs to “%(other)s” now."),
        Reason.HELD: _("“%(other)s” has this identifier now."),
        Reason.NO_FILE: _("The file is lost."),
        Reason.NO_WORDS: _("It lacks a description, a credit or rights, and the entry is public."),
        Reason.NO_PROPERTY: _("There is no such property any more."),
        Reason.NO_TERM: _("There is no such term any more."),
        Reason.ROUND: _("The entry would be a part of itself."),
    }
    why = sentences[loss.reason] % told
    effect = _effect(loss, speaker, is_there=is_there)
    return f"{told['what']}: {why} {effect}".strip()


def _what(loss: Loss, speaker: Speaker) -> str:
    if loss.section == "fields":
        return f"{speaker.field_label(loss.what)} ({speaker.field(loss.what, loss.row)})"
    return speaker.row(loss.section, loss.row)


def _effect(loss: Loss, speaker: Speaker, *, is_there: bool) -> str:
    """Return what happens instead."""
    if not loss.is_left_out:
        return ""
    if loss.section == "fields" and not speaker.column(loss.what).many_to_many:
        return _("The field stays as it is now.") if is_there else _("The field stays empty.")
    if loss.what == STAYS:
        return _("It stays as it is now.")
    if loss.section == "statements" and loss.what in {"place", "event"}:
        return _("The statement comes back without it.")
    return _("It is left out.")
