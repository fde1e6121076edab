"""The addresses of versions, for templates that have only the entry."""

from django import template

from browse.versions.addresses import versions_url

register = template.Library()
register.simple_tag(versions_url)
