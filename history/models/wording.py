"""Wordings: what properties and terms were called before somebody renamed them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wording(models.Model):
    """The labels of a property or term until a moment. What it is called now stands with itself."""

    scheme = models.CharField(_("list"), max_length=20)
    """`property`, or the list that a term belongs to."""
    code = models.CharField(_("code"), max_length=40)
    labels = models.JSONField(_("labels"))
    """By column, and in each by language."""
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("former wording")
        verbose_name_plural = _("former wordings")
        ordering = ["scheme", "code", "until"]
        indexes = [models.Index(fields=["until"], name="wording_by_moment")]

    def __str__(self) -> str:
        """Return what it is the wording of."""
        return f"{self.scheme}:{self.code}"
