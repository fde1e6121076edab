"""A filter of django-filter for historical dates."""

from typing import Any

import django_filters

from dates.forms import HistoricalDateFormField


class HistoricalDateFilter(django_filters.Filter):
    """Takes what an editor would type (`May 1905`, `193X`, `ต้น ค.ศ. ๑๙๐๕`) and asks the database.

    `lookup_expr` is one of `dates.lookups`, `overlaps` unless said otherwise. What is not
    understood is an error of the form, which names the part.
    """

    field_class = HistoricalDateFormField

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("lookup_expr", "overlaps")
        super().__init__(*args, **options)
