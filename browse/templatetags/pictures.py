"""Pictures that are drawn by Python: a template would take many times as long."""

from django import template
from django.utils.safestring import SafeString

from browse.charts import Histogram

register = template.Library()


@register.simple_tag
def draw_stretches(years: Histogram, name: str = "", crawl: object = False) -> SafeString:
    """Return the years as bars, each stretch of them a link (see `browse.charts.Stretch.link`)."""
    links = [one.link(name or "", crawl=bool(crawl)) for one in years.linked]
    return SafeString("\n".join(links))
