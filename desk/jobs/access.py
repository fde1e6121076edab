"""Who may look at jobs: editors, and whoever may all that they may."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from entries import rights
from exchange.models import Job

View = Callable[..., HttpResponseBase]


def for_editors(view: View) -> View:
    """Let in editors and publishers; others log in, or are refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.may_review(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return staff_member_required(guarded)


def find_job(pk: str) -> Job:
    """Return a job with its user (one query); raises Http404."""
    job: Job = get_object_or_404(Job.objects.select_related("user"), pk=int(pk))
    return job


def to_job(job: Job) -> HttpResponseRedirect:
    """Lead to the page of a job."""
    return HttpResponseRedirect(reverse("desk:job", args=[job.pk]))
