"""The folder of the index: the lock, the pointer, and several processes at once."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from search import follower, store
from search.schema import VERSION, cursor_document

pytestmark = pytest.mark.django_db


def test_there_is_no_index_at_first() -> None:
    assert store.current_name() == ""
    assert store.reader() is None


def test_a_reader_is_kept_until_there_is_a_new_commit() -> None:
    first = follower.fresh_reader()
    assert store.reader() is first
    with store.writer(store.current_name()) as writer:
        writer.delete_documents_by_term("key", "cursor")
        writer.add_document(cursor_document(7))
        writer.commit()
    second = store.reader()
    assert second is not None
    assert second is not first
    assert second.cursor == 7
    assert second.generation != first.generation


def test_names_tell_the_version() -> None:
    follower.rebuild()
    assert store.current_name().startswith(f"v{VERSION}-")


def test_one_writes_and_the_other_does_not_wait_longer_than_it_wants() -> None:
    busy = threading.Event()
    done = threading.Event()

    def write() -> None:
        with store.write_lock(0):
            busy.set()
            done.wait(10)

    thread = threading.Thread(target=write)
    thread.start()
    busy.wait(10)
    with pytest.raises(store.IndexBusy), store.write_lock(0.02):
        pass  # pragma: no cover
    done.set()
    with store.write_lock(10):
        thread.join(10)
    assert not thread.is_alive()


def test_the_lock_of_a_process_that_dies_is_free() -> None:
    script = (
        "import fcntl, os, sys; file = open(sys.argv[1], 'a');"
        "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
    )
    path = str(store.root() / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(store.IndexBusy), store.write_lock(0):
            pass  # pragma: no cover
        other.kill()
        other.wait(10)
        with store.write_lock(0):
            pass


def test_a_folder_that_is_not_in_use_is_removed_by_the_next_rebuild() -> None:
    follower.rebuild()
    left_over = Path(settings.SEARCH_INDEX_DIR) / f"v{VERSION}-000000000000"
    left_over.mkdir()
    follower.rebuild()
    folders = [path.name for path in Path(settings.SEARCH_INDEX_DIR).iterdir() if path.is_dir()]
    assert folders == [store.current_name()]
