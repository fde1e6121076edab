"""The archive's settings, made quick and closed for tests and for the type checker."""

import os

os.environ.setdefault("SECRET_KEY", "a-key-for-tests-that-signs-nothing-of-worth-0123456789")

from archive.settings import *  # noqa: F403

DEBUG = False
DEMO = False
BEHIND_TLS = False

# Nothing here has to outlive a power cut.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405

# One round instead of a million: tests log in often.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
# A thread would not see what a test's transaction holds.
SEARCH_IN_BACKGROUND = False
PUBLISH_DUE_SECONDS = 0
JOBS_IN_BACKGROUND = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are looked up where they lie; nothing is collected first.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
