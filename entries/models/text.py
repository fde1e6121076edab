"""Texts of an entry: summary and article, one a language."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import TextRole
from entries.models.base import FollowedModel
from entries.models.entry import Entry
from writing import tidy_lines

TEXT_LANGUAGES = [("th", "ไทย"), ("en", "English"), ("ru", "Русский")]


class Text(FollowedModel):
    """A text in Markdown; `[[pid|words]]` links to another entry."""

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="texts", verbose_name=_("entry")
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=TEXT_LANGUAGES,
        help_text=_("The language this text is written in."),
    )
    role = models.CharField(
        _("role"),
        max_length=7,
        choices=TextRole.choices,
        default=TextRole.SUMMARY,
        help_text=_("A summary is two or three sentences; an article may be long."),
    )
    body = models.TextField(
        _("text"),
        help_text=_("Markdown. Link to an entry with [[identifier|words]]."),
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        ordering = ["role", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "language", "role"],
                name="text_one_per_language_and_role",
                violation_error_message=_("There is such a text in this language already."),
            ),
        ]

    def __str__(self) -> str:
        """Return the beginning of the text."""
        return self.body[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the text without what nobody can see in it."""
        self.body = tidy_lines(self.body)
        super().save(*args, **kwargs)
