"""Addresses of the desk beside the admin."""

from django.urls import path
from django.views.i18n import set_language

from desk import views

app_name = "desk"

urlpatterns = [
    path("date-echo/", views.date_echo, name="date-echo"),
    path("language/", set_language, name="language"),
]
