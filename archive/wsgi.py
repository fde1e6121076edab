"""The WSGI entry point of the archive."""

import os

from django.core.wsgi import get_wsgi_application

from archive.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()

from search.warming import warm_in_background  # noqa: E402  needs settings and rooms that are ready

settle()
warm_in_background()
