"""Corrections: what readers found wrong or missing, and what the editors answered."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from corrections.querysets import CorrectionQuerySet
from entries.models import Entry

CorrectionManager = models.Manager.from_queryset(CorrectionQuerySet)


def make_token() -> str:
    """Return the secret part of the address at which a reader finds the answer: 128 bits."""
    return secrets.token_urlsafe(16)


class Correction(models.Model):
    """One message about an entry or one of its statements, and its way through the desk."""

    class State(models.TextChoices):
        """Where it stands."""

        SUSPECT = "suspect", _("looks like spam")
        NEW = "new", _("received")
        IN_HAND = "in_hand", _("being looked into")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("not accepted")
        SPAM = "spam", _("spam")

    OPEN = (State.NEW, State.IN_HAND)
    CLOSED = (State.ACCEPTED, State.DECLINED, State.SPAM)

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("entry")
    )
    statement = models.CharField(
        _("statement"),
        max_length=20,
        blank=True,
        help_text=_("The anchor of the statement it is about; empty for the entry as a whole."),
    )
    message = models.TextField(_("what is wrong or missing"), max_length=5000)
    evidence = models.TextField(_("where it can be checked"), max_length=1000, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Erased when the matter is closed.")
    )
    wants_credit = models.BooleanField(_("wishes to be named"), default=False)
    language = models.CharField(_("language of the page"), max_length=2)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.NEW, db_index=True
    )
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("Shown to the reader at their own address.")
    )
    editors_note = models.TextField(
        _("editors' note"), blank=True, help_text=_("For editors only.")
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        limit_choices_to={"is_staff": True, "is_active": True},
        related_name="+",
        verbose_name=_("in the hands of"),
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    at = models.DateTimeField(_("received"), auto_now_add=True)
    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    sender = models.CharField(max_length=32, editable=False)
    """A keyed digest of the day and the sender's address: it tells floods apart, and nobody."""

    objects = CorrectionManager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["suspect", "new", "in_hand", "accepted", "declined", "spam"]
                ),
                name="correction_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(wants_credit=True, name=""), name="correction_credit_has_name"
            ),
        ]
        indexes = [models.Index(fields=["sender", "at"], name="correction_by_sender")]

    def __str__(self) -> str:
        """Return the beginning of the message."""
        return self.message[:60]

    @property
    def is_closed(self) -> bool:
        """Whether the editors have decided."""
        return self.state in self.CLOSED
