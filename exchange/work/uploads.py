"""Uploaded files, in pieces in the database."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.core.files.base import File
from django.db import transaction

from exchange.models import Job, UploadPart

PIECE: Final = 1024 * 1024


@transaction.atomic
def store_upload(job: Job, file: File) -> None:  # type: ignore[type-arg]
    """Store a file, a piece in memory at a time; what the job had before goes."""
    job.parts.all().delete()
    file.seek(0)
    for position, content in enumerate(iter(lambda: file.read(PIECE), b"")):
        UploadPart.objects.create(job=job, position=position, content=content)


@contextmanager
def upload_on_disk(job: Job) -> Iterator[Path]:
    """Lend the uploaded file as one of this machine's own, and remove that afterwards."""
    with tempfile.NamedTemporaryFile(prefix="upload-") as file:
        for position in range(job.parts.count()):
            part = job.parts.get(position=position)
            file.write(bytes(part.content))
        file.flush()
        yield Path(file.name)
