"""Memory of a process that answers requests."""

import gc
from typing import Final

from django.urls import get_resolver

BETWEEN: Final = 20_000
"""Objects made before Python looks for those that only hold one another; 700 unless told."""


def settle() -> None:
    """Let Python look for what can be given back in what requests make, not in the code.

    Called once, when everything is loaded. A request that reads some ten thousand rows would else
    have hundreds of thousands of objects searched several times: a third of its time.
    """
    _ = get_resolver().url_patterns  # all views, with what they need
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN, 20, 20)
