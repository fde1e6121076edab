"""What editors upload, and which column a heading meant to them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from exchange.models.job import Job


class UploadPart(models.Model):
    """A piece of an uploaded file.

    It lies in the database, where every node finds it, and nobody but editors; it goes when the
    job is written or given up.
    """

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of an upload")
        verbose_name_plural = _("parts of uploads")
        ordering = ["job", "position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="upload_part_once"),
        ]

    def __str__(self) -> str:
        """Return the position."""
        return str(self.position)


class ColumnMemory(models.Model):
    """Which column of a table an editor let a heading mean last; empty if none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=12)
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("remembered column")
        verbose_name_plural = _("remembered columns")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "table", "heading"], name="column_remembered_once"
            ),
        ]

    def __str__(self) -> str:
        """Return the heading."""
        return self.heading
