"""Keeping the index in step with the change log.

The database is the truth and the index may be deleted at any time. How far the log has been
applied is a document of the index itself, so it commits with the data: a crash at any moment
loses nothing, and applying a change twice does no harm.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction

from entries.models import Entry
from search import background, store
from search.changelog import head, is_uncommitted, known_state, tail
from search.columns.reading import view_of
from search.columns.shape import State
from search.columns.writing import Collected, note_changes
from search.documents import build_documents
from search.documents.shape import SearchDocument
from search.models import Change
from search.ordering import NoRoom, Places, places_anew
from search.schema import CURSOR_KEY, cursor_document, to_engine

logger = logging.getLogger(__name__)

BATCH: Final = 500
SEGMENT: Final = 36_000
"""At most so many entries are in a segment of a new index, and all have about as many. What is
below some 17,000 the engine merges with the small ones, after every seventh edit: an editor would
wait for large merges."""
REBUILD_HEAP: Final = 256_000_000
"""Bytes for the documents of a segment."""
MOST_CHANGED: Final = 5_000
"""Entries that may have changed before the columns are written anew, a second for 500,000."""
WAITING_BATCH: Final = 50
"""So many changes that waited are applied at a time, so that editors get their turn in between."""
PATIENCE: Final = 5.0
"""Seconds to wait for another process that writes, so that editors find what they saved."""


def follow() -> None:
    """Apply what has been committed. Called after each commit; waits for its own change."""
    try:
        with store.write_lock(PATIENCE):
            _apply_pending()
    except store.IndexBusy:
        logger.info("The index is being written; the change will be applied by the next search.")
    _catch_up(store.reader())


def fresh_reader(last: int | None = None) -> store.Reader:
    """Return a reader that shows all committed changes, as far as that is to be had at once.

    `last` is the number of the last change, from callers who know it; else it costs one query,
    unless a state of the archive is taken for granted: then it shows that state or a newer one. A
    process that finds another one writing reads on with the index it has, and so does a
    transaction that has changes of its own: they may be rolled back. Without any index it waits
    for one. Changes that may wait are not waited for.
    """
    reader = store.reader()
    if not _shows(reader, last):
        try:
            with store.write_lock(0.0 if reader is not None else 600.0):
                _apply_pending()
        except store.IndexBusy:
            pass
        reader = store.reader()
    if reader is None:
        raise RuntimeError("There is no search index, and none could be made.")
    return _catch_up(reader) or reader


def _shows(reader: store.Reader | None, last: int | None) -> bool:
    """Tell whether a reader has all that it can have for now."""
    if reader is None:
        return False
    known = known_state()
    if last is None and known is not None and reader.cursor >= known.number:
        # Another thread may have applied what was committed after that state was read.
        return True
    return reader.cursor == (head() if last is None else last) or is_uncommitted()


def apply_waiting() -> bool:
    """Apply some of the changes that may wait; tell whether there are more.

    Raises IndexBusy when another process writes.
    """
    with store.write_lock(PATIENCE):
        _apply_pending()
        reader = store.reader()
        if reader is None or not reader.waits:
            return False
        waiting = Change.objects.filter(pk__gt=reader.later_cursor, pk__lte=reader.cursor)
        rows = list(waiting.filter(later=True).values_list("pk", "entry_id")[:WAITING_BATCH])
        done = rows[-1][0] if len(rows) == WAITING_BATCH else reader.cursor
        _apply_or_rebuild(reader, {pk for _number, pk in rows}, reader.cursor, done)
        return done < reader.cursor


def _catch_up(reader: store.Reader | None) -> store.Reader | None:
    """See to it that what waits is applied; without a thread, now. Return the newest reader."""
    if reader is None or not reader.waits or is_uncommitted():
        return reader
    if settings.SEARCH_IN_BACKGROUND:
        background.start(apply_waiting)
        return reader
    while apply_waiting():
        pass
    return store.reader()


def rebuild() -> int:
    """Build a new index of all published entries and let readers change over; return how many."""
    with store.write_lock(600.0):
        return _rebuild()


def _apply_pending() -> None:
    """Apply all changes that are in the log, in order, but for those that may wait.

    The caller holds the lock.
    """
    reader = store.reader()
    last = head()
    if reader is None or not 0 <= reader.cursor <= last or _has_gap(reader.later_cursor):
        _rebuild()
        return
    while reader is not None and reader.cursor < last:
        new = Change.objects.filter(pk__gt=reader.cursor, pk__lte=last)
        rows = list(new.filter(later=False).values_list("pk", "entry_id")[: BATCH * 4])
        done = rows[-1][0] if len(rows) == BATCH * 4 else last
        waits = reader.waits or new.filter(later=True, pk__lte=done).exists()
        later = reader.later_cursor if waits else done
        reader = _apply_or_rebuild(reader, {pk for _number, pk in rows}, done, later)


def _apply_or_rebuild(
    reader: store.Reader, pks: set[int], position: int, later: int
) -> store.Reader | None:
    """Apply these changes and return a reader of the outcome, None if all was built anew."""
    try:
        _apply(reader, pks, (position, later))
        newer = store.reader()
    except NoRoom:
        newer = None
    except (ValueError, OSError):
        logger.exception("The index cannot be written to and is made anew.")
        newer = None
    if newer is None:
        _rebuild()
    return newer


def _has_gap(cursor: int) -> bool:
    """Tell whether the log no longer holds what comes after `cursor`."""
    return tail() > cursor + 1


def _apply(reader: store.Reader, pks: set[int], state: State) -> None:
    """Delete and add these entries, and move the cursors, in one commit."""
    places = Places(reader.searcher)
    changed: dict[int, SearchDocument | None] = dict.fromkeys(pks)
    with store.writer(store.current_name()) as writer:
        for batch in batched(sorted(pks), BATCH):
            for pk in batch:
                writer.delete_documents_by_term("key", str(pk))
            documents = build_documents(batch)
            changed.update((one.pk, one) for one in documents)
            order = places.of(documents)
            for document in documents:
                writer.add_document(to_engine(document, order[document.pk]))
        note_changes(reader.folder, (reader.cursor, reader.later_cursor), state, changed)
        writer.delete_documents_by_term("key", CURSOR_KEY)
        writer.add_document(cursor_document(*state))
        writer.commit()
    _renew_columns(store.reader())


def _renew_columns(reader: store.Reader | None) -> None:
    """Write the columns anew where so much has changed that counting takes longer."""
    view = view_of(reader) if reader is not None else None
    if reader is not None and view is not None and len(view.changed) > MOST_CHANGED:
        Collected.of(view).write(reader.folder, (reader.cursor, reader.later_cursor))


def _rebuild() -> int:
    """Build anew; the caller holds the lock.

    The cursor is read first: what is committed meanwhile is applied again afterwards. An index
    made of what may yet be rolled back has no place in the log, and is built again afterwards.
    """
    position = -1 if is_uncommitted() else head()
    name = store.create()
    places = places_anew()
    total = len(places)
    segment = -(-total // max(-(-total // SEGMENT), 1))
    count = 0
    columns = Collected()
    with store.writer(name, REBUILD_HEAP) as writer:
        for batch in batched(places, BATCH):
            for document in build_documents(batch):
                writer.add_document(to_engine(document, places[document.pk]))
                columns.add(document)
                count += 1
            if count % segment < len(batch) and total - count >= segment // 2:
                writer.commit()
        writer.add_document(cursor_document(position))
        writer.commit()
        writer.wait_merging_threads()
    columns.write(store.root() / name, (position, position))
    store.use(name)
    return count


@dataclass(slots=True)
class Report:
    """How index and database compare; keys are primary keys of entries."""

    lag: int
    missing: set[int]
    surplus: set[int]
    different: set[int]

    @property
    def is_clean(self) -> bool:
        """Whether they agree."""
        return not (self.lag or self.missing or self.surplus or self.different)


def verify() -> Report:
    """Compare every document with what the database would make of its entry now.

    All that is in the log is applied first, and what might wait as well.
    """
    while not is_uncommitted() and apply_waiting():
        pass
    reader = fresh_reader()
    with transaction.atomic():
        lag = head() - reader.cursor
        indexed = _indexed_digests(reader)
        built: dict[int, str] = {}
        pks = Entry.objects.published().order_by("pk").values_list("pk", flat=True)
        for batch in batched(pks, BATCH):
            built.update((one.pk, one.digest()) for one in build_documents(batch))
    return Report(
        lag=lag,
        missing=built.keys() - indexed.keys(),
        surplus=indexed.keys() - built.keys(),
        different={pk for pk in built.keys() & indexed.keys() if built[pk] != indexed[pk]},
    )


def _indexed_digests(reader: store.Reader) -> dict[int, str]:
    """Return the fingerprint of every document in the index; a doubled one counts as different."""
    from tantivy import Query

    searcher = reader.searcher
    total = max(searcher.num_docs, 1)
    digests: dict[int, str] = {}
    for _score, address in searcher.search(Query.all_query(), limit=total).hits:
        document = searcher.doc(address)
        key = str(document.get_first("key"))
        if key == CURSOR_KEY:
            continue
        pk = int(key)
        digests[pk] = "doubled" if pk in digests else str(document.get_first("digest"))
    return digests


def batched(pks: Iterable[int], size: int) -> Iterator[list[int]]:
    """Yield lists of at most `size` keys."""
    batch: list[int] = []
    for pk in pks:
        batch.append(pk)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
