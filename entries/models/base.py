"""What models share that are followed by the search index."""

from typing import Any

from django.db import models, transaction


class FollowedModel(models.Model):
    """Saves and deletes in a transaction, signals included.

    Whoever follows the archive is told of a change by a signal, and Django sends it after the
    transaction of the save itself: what is written then must be committed with the change or not
    at all. A model that overrides `save` or `delete` puts the whole of it into a transaction.
    """

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row and tell of it, together."""
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and tell of it, together."""
        return super().delete(*args, **kwargs)
