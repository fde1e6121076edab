"""The change log that every index follows."""

from django.db import models


class Change(models.Model):
    """One entry whose public face may have changed.

    Rows are written in the transaction of the change itself. Their order is the order of commits
    (see `search.changelog`), so that a follower which has applied everything up to a number has
    missed nothing below it.
    """

    entry_id = models.BigIntegerField()
    later = models.BooleanField(default=False)
    """Whether it may wait: one of very many that only show the name of an entry that changed."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(later=True), name="change_may_wait")
        ]

    def __str__(self) -> str:
        """Return number and entry."""
        return f"{self.pk}: {self.entry_id}"
