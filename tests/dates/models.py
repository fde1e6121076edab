"""Models with historical dates: inherited from an abstract one, and by a child table."""

from django.db import models

from dates.fields import HistoricalDateField


class Dated(models.Model):
    date = HistoricalDateField()

    class Meta:
        abstract = True
        app_label = "dates_tests"


class Happening(Dated):
    title = models.CharField(max_length=50)

    class Meta:
        app_label = "dates_tests"


class Congress(Happening):
    convened = HistoricalDateField("convened on", blank=False)

    class Meta:
        app_label = "dates_tests"


class Report(models.Model):
    happening = models.ForeignKey(Happening, models.CASCADE)

    class Meta:
        app_label = "dates_tests"
