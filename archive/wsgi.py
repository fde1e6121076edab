"""The WSGI entry point of the archive."""

import os

from django.core.wsgi import get_wsgi_application

from archive.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

application = get_wsgi_application()
settle()
