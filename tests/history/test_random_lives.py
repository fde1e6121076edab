"""Whatever editors do, in whatever order: addresses answer, versions stay, nothing is lost.

RANDOM_LIVES=300 script/test tests/history/test_random_lives.py -n 0      # a night's worth
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.history.lives.deeds import Lives

pytestmark = pytest.mark.django_db

LONG = int(os.environ.get("RANDOM_LIVES", "0"))
"""How many lives are lived beyond the few of every day, with everything checked at every step."""


class WatchedLives(Lives):
    """The same, looked at whole after every step."""

    every_step = True


def test_thirty_entries_live_by_chance_and_all_promises_hold() -> None:
    often = settings(
        max_examples=LONG or 6,
        stateful_step_count=60 if LONG else 25,
        derandomize=not LONG,
        phases=[Phase.generate],  # to shrink sixty steps would take hours
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(WatchedLives if LONG else Lives, settings=often)
