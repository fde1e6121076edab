"""The WSGI entry point of the archive."""

import os

from django.core.wsgi import get_wsgi_application

from archive.memory import settle
from search.warming import warm_in_background

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()
settle()
warm_in_background()
