"""Models with historical dates: inherited from an abstract one, and by a child table."""

from typing import ClassVar

from django.db import models

from dates.fields import HistoricalDateField


class Dated(models.Model):
    date = HistoricalDateField()

    class Meta:
        abstract = True
        app_label = "dates_tests"


class Happening(Dated):
    title = models.CharField(max_length=50)

    objects: ClassVar[models.Manager["Happening"]] = models.Manager()

    class Meta:
        app_label = "dates_tests"


class Congress(Happening):
    convened = HistoricalDateField("convened on", blank=False)

    objects: ClassVar[models.Manager["Congress"]] = models.Manager()

    class Meta:
        app_label = "dates_tests"


class Report(models.Model):
    happening = models.ForeignKey(Happening, models.CASCADE)

    objects: ClassVar[models.Manager["Report"]] = models.Manager()

    class Meta:
        app_label = "dates_tests"
