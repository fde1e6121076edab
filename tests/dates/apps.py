"""The application of the test models, installed by the tests that need it."""

from django.apps import AppConfig


class DatesTestsConfig(AppConfig):
    name = "tests.dates"
    label = "dates_tests"
    default_auto_field = "django.db.models.BigAutoField"
