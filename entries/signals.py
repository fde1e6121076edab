"""Told to whoever follows the archive: something public may have changed in these entries.

Models tell of their own saves through Django's signals. Whoever writes rows in bulk, past
`save()`, sends `entries_changed` with the primary keys inside the same transaction.
"""

from django.dispatch import Signal

entries_changed = Signal()
"""Sent with `pks`: the primary keys of the entries whose public face may have changed.

`shown_by`, which may be left out, holds those that did not change themselves but show one that did.
"""
