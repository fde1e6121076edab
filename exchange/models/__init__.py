"""What is done in bulk: jobs, their rows and files, and what is remembered of columns."""

from exchange.models.job import Job, JobRow
from exchange.models.upload import ColumnMemory, UploadPart

__all__ = ["ColumnMemory", "Job", "JobRow", "UploadPart"]
