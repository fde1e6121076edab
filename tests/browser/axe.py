"""What axe finds on a page: rules of WCAG 2.2 A and AA, and the best practices of axe-core.

axe comes out of an installed package.
"""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(tab: Any) -> list[str]:
    """Return what axe finds, a line each."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    response = Axe().run(tab, options=options).response
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in response["violations"]
        for node in one["nodes"]
    ]
