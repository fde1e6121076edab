"""Who has the form of which entry open."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.Model):
    """An editor has an entry's form open. Forgotten after a while, and of no consequence.

    It names the entry by its identifier and not by a foreign key: it is no part of the entry, and
    neither merging nor deleting has to know of it.
    """

    pid = models.CharField(_("permanent identifier"), max_length=7)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), db_index=True)
    """When the form is taken to be closed, unless the browser says before that it is still open."""

    class Meta:
        verbose_name = _("open form")
        verbose_name_plural = _("open forms")
        constraints = [
            models.UniqueConstraint(fields=["pid", "user"], name="presence_once_an_editor"),
        ]

    def __str__(self) -> str:
        """Return the identifier of the entry."""
        return self.pid
