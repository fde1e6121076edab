"""Images: portraits, page images of issues, illustrations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from entries.choices import ImageRole
from entries.fields import LocalisedField
from entries.images import (
    Prepared,
    clean_image,
    image_path,
    prepare,
    thumbnail_path,
)
from entries.models.entry import Entry
from entries.regions import Region


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
    region = models.CharField(
        _("part for the portrait"),
        max_length=47,
        blank=True,
        help_text=_("What small portraits show; empty for the whole. The picture stays as it is."),
    )
    alt = LocalisedField(
        _("description"),
        help_text=_(
            "What can be seen, for those who cannot see it. All three languages, before the entry "
            "is published."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=300,
        blank=True,
        help_text=_("Photographer, artist or collection, as it is to be named."),
    )
    rights = models.CharField(
        _("rights"),
        max_length=300,
        blank=True,
        help_text=_("How the picture stands in law, or what its owner allows."),
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
        indexes = [models.Index(fields=["file"], name="image_file")]

    def __str__(self) -> str:
        """Return role and label."""
        return f"{self.get_role_display()} {self.label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new upload anew, with a small copy, before the row is stored."""
        if self.file and not getattr(self.file, "_committed", True):
            new = self.file.file
            ready = new if isinstance(new, Prepared) else prepare(new)
            self.file, self.thumbnail = ready, ready.small
            # Django's own columns of size would open the file whenever a row is looked at.
            self.width, self.height = ready.width, ready.height
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Raise ValidationError for a part that is not one of the picture."""
        super().clean()
        size = self.pixels
        try:
            region = Region.read(self.region)
        except ValueError as error:
            message = _("Four whole numbers are wanted: left, top, width, height.")
            raise ValidationError({"region": message}) from error
        if region is not None and size is not None and not region.lies_in(*size):
            message = _("This part lies outside of the picture, which has %(width)d × %(height)d.")
            told = {"width": size[0], "height": size[1]}
            raise ValidationError({"region": message % told})

    @property
    def pixels(self) -> tuple[int, int] | None:
        """Width and height, of a new file too, once that has been written anew."""
        new = self.file.file if self.file and not getattr(self.file, "_committed", True) else None
        if isinstance(new, Prepared):
            return new.width, new.height
        return (self.width, self.height) if self.width and self.height else None
