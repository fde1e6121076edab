"""Where somebody is signed in, and what was done to rights."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """A session at the desk, as its owner may see and end it. No address, no page is kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="visits",
        verbose_name=_("user"),
    )
    session_key = models.CharField(_("session"), max_length=40, unique=True)
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    """In a word or two, such as "Firefox, Windows"; empty if it was not said or not known."""
    begun_at = models.DateTimeField(_("signed in"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last seen"))
    """To five minutes."""

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        """Return whose it is, and in which browser."""
        return f"{self.user_id} {self.browser}"


class RightsRecord(models.Model):
    """One action on accounts, groups or their rights. Rows are added and never changed.

    Names stand as they were then, so that a row outlives whoever it speaks of.
    """

    class Action(models.TextChoices):
        """What was done."""

        USER_MADE = "user_made", _("account made")
        USER_DELETED = "user_deleted", _("account deleted")
        USER_RENAMED = "user_renamed", _("account renamed")
        ENABLED = "enabled", _("account enabled")
        DISABLED = "disabled", _("account disabled")
        STAFF_GIVEN = "staff_given", _("let in to the desk")
        STAFF_TAKEN = "staff_taken", _("shut out of the desk")
        SUPERUSER_GIVEN = "superuser_given", _("all rights given")
        SUPERUSER_TAKEN = "superuser_taken", _("all rights taken")
        PASSWORD_SET = "password_set", _("password set")
        GROUPS_GIVEN = "groups_given", _("groups given")
        GROUPS_TAKEN = "groups_taken", _("groups taken")
        RIGHTS_GIVEN = "rights_given", _("rights given")
        RIGHTS_TAKEN = "rights_taken", _("rights taken")
        GROUP_MADE = "group_made", _("group made")
        GROUP_RENAMED = "group_renamed", _("group renamed")
        GROUP_DELETED = "group_deleted", _("group deleted")
        FACTOR_SET = "factor_set", _("second factor set up")
        FACTOR_OFF = "factor_off", _("second factor turned off")
        FACTOR_RESET = "factor_reset", _("second factor reset by an administrator")
        CODES_MADE = "codes_made", _("new backup codes made")
        CODE_USED = "code_used", _("backup code used")
        SESSIONS_ENDED = "sessions_ended", _("sessions ended")

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    actor = models.CharField(_("by"), max_length=150, blank=True)
    """Empty if it was done by a command, not by somebody who was signed in."""
    subject = models.CharField(_("account or group"), max_length=150)
    action = models.CharField(_("action"), max_length=20, choices=Action.choices)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("action on rights")
        verbose_name_plural = _("log of rights")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        """Return the action and whom it was done to."""
        return f"{self.get_action_display()}: {self.subject}"
