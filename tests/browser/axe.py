"""What axe finds on a page: rules of WCAG 2.2 A and AA, and the best practices of axe-core.

axe comes out of an installed package.
"""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe

WCAG: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS: Final = [*WCAG, "best-practice"]


def violations(tab: Any, tags: list[str] = TAGS, within: str = "") -> list[str]:
    """Return what axe finds by the rules with these tags, a line each; in a part, if it is named.

    A part is named by a selector. Rules about a whole page then find nothing.
    """
    options = {
        "runOnly": {"type": "tag", "values": tags},
        "resultTypes": ["violations"],
        # Only an experimental rule reads the style sheets, and one that imports another is then
        # put into a style element, which the policy of our pages refuses.
        "preload": False,
    }
    response = Axe().run(tab, context=within or None, options=options).response
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in response["violations"]
        for node in one["nodes"]
    ]
