"""Loading, loading again and dumping the corpus."""

import filecmp
from pathlib import Path

from exchange.package import dump_package, load_package
from records.read import Outcome
from search.models import Change
from tests.corpus.conftest import FIXTURES, Corpus


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*.json")}


def test_an_empty_archive_takes_every_record_as_new(corpus: Corpus) -> None:
    records = len(files_below(FIXTURES)) - 3  # the vocabularies and retired.json hold lists
    assert corpus.outcomes == {Outcome.CREATED: records, Outcome.UPDATED: 0, Outcome.UNCHANGED: 0}


def test_loading_twice_changes_nothing(corpus: Corpus) -> None:
    changes = Change.objects.count()

    outcomes = load_package(FIXTURES)

    created = corpus.outcomes[Outcome.CREATED]
    assert outcomes == {Outcome.CREATED: 0, Outcome.UPDATED: 0, Outcome.UNCHANGED: created}
    assert Change.objects.count() == changes


def test_new_only_leaves_an_editors_work_alone(corpus: Corpus) -> None:
    trotsky = corpus.entry("Leon Trotsky")
    trotsky.editors_note = "Compare with the Geneva papers."
    trotsky.save()

    load_package(FIXTURES, new_only=True)

    trotsky.refresh_from_db()
    assert trotsky.editors_note == "Compare with the Geneva papers."


def test_a_dump_is_the_package_it_came_from_byte_for_byte(tmp_path: Path) -> None:
    dump_package(tmp_path / "dump")

    names = files_below(FIXTURES)
    assert files_below(tmp_path / "dump") == names
    same, different, missing = filecmp.cmpfiles(FIXTURES, tmp_path / "dump", names, shallow=False)
    assert (different, missing) == ([], [])
    assert len(same) == len(names)
