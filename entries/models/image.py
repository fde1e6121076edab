"""Images: portraits, page images of issues, illustrations."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import ImageRole
from entries.fields import LocalisedField
from entries.images import (
    MAX_SIDE,
    THUMBNAIL,
    clean_image,
    decode,
    encode,
    image_path,
    thumbnail_path,
)
from entries.models.entry import Entry


class Image(models.Model):
    """One picture of an entry. What was uploaded is decoded and written anew (see `images`).

    A file stays when its row is replaced or deleted: earlier versions of the entry refer to it.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="images", verbose_name=_("entry")
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=ImageRole.choices,
        default=ImageRole.ILLUSTRATION,
        help_text=_(
            "A portrait stands at the head of the page; page images make an issue readable."
        ),
    )
    file = models.ImageField(
        _("file"),
        upload_to=image_path,
        validators=[clean_image],
        help_text=_("JPEG, PNG, WebP or TIFF, at most 20 MB and 60 million pixels."),
    )
    thumbnail = models.ImageField(upload_to=thumbnail_path, blank=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    alt = LocalisedField(
        _("description"), help_text=_("What can be seen, for those who cannot see it.")
    )
    credit = models.CharField(
        _("credit"),
        max_length=300,
        blank=True,
        help_text=_("Photographer, artist or collection, as it is to be named."),
    )
    rights = models.CharField(
        _("rights"), max_length=300, blank=True, help_text=_("Licence or rights statement.")
    )
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Of a page: its number.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"),
        default=0,
        help_text=_("Order among images of the same role, from 0."),
    )

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["role", "position", "id"]

    def __str__(self) -> str:
        """Return role and label."""
        return f"{self.get_role_display()} {self.label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new upload anew, with a small copy, before the row is stored."""
        if self.file and not getattr(self.file, "_committed", True):
            picture = decode(self.file.file)
            self.file = encode(picture, (MAX_SIDE, MAX_SIDE))
            self.thumbnail = encode(picture, THUMBNAIL)
            # Django's own columns of size would open the file whenever a row is looked at.
            self.width, self.height = self.file.width, self.file.height
        super().save(*args, **kwargs)
