"""Every page walked by the Tab key: all that can be used is reached, in order, and is seen.

Seen means that the focus has a line of its own and that nothing lies over it (WCAG 2.4.7, 2.4.11):
what stays in place while the page moves must not cover any part of it.
"""

import pytest
from playwright.sync_api import Page

from tests.browser.corpus.conftest import Site

TROTSKY, LENIN, SEDOVA = "cf3x6qp", "hrpzfg3", "mbnc38z"
NETWORK = "/en/browse/network/?kind=person&nodes=30"
TIMELINE = "/en/browse/timeline/?at=1917"
COMPARE = f"/en/compare/?with={LENIN}&with={SEDOVA}"
PAGES = {
    "home": "/en/",
    "browse": "/en/browse/?kind=person",
    "facet": "/en/browse/facet/place/",
    "entry": f"/en/persons/{LENIN}/",
    "timeline": TIMELINE,
    "map": "/en/browse/map/",
    "network": NETWORK,
    "compare": COMPARE,
    "path": f"/en/path/?with={TROTSKY}&with={LENIN}",
    "together": f"/en/together/?with={TROTSKY}",
    "on this day": "/en/on-this-day/?month=11&day=7",
    "reading list": f"/en/reading-list/?id={TROTSKY}&id={LENIN}",
    "changes": "/en/changes/",
    "corrections": "/en/corrections/",
    "help": "/en/help/searching/",
}
MADE = ("correct", "correction")
"""Pages whose address is made with the corpus."""
ENLARGED = {
    "timeline": TIMELINE,
    "network": "/en/browse/network/?kind=person",
    "compare": f"/en/compare/?with={TROTSKY}&with={LENIN}",
}
"""Pages that at 400 % have least room beside what stays in place or is moved by itself."""
WATCH = """() => {
    const name = (one) => one.outerHTML.replace(/\\s+/g, " ").slice(0, 120);
    const canBeUsed = (one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden"
        && one.checkVisibility({ visibilityProperty: true });
    const kinds = "a[href], button, input, select, textarea, summary, [tabindex]";
    const left = new Set([...document.querySelectorAll(kinds)].filter(canBeUsed));
    const isMarked = (one) => {
        const style = getComputedStyle(one);
        const reach = one.querySelector(".reach, .ground");
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            || Boolean(reach && getComputedStyle(reach).stroke !== "none");
    };
    // Nine points of each line of it; of what is larger than the window, of the part within.
    const parts = [0.1, 0.5, 0.9];
    const between = (from, to, most) => to - from > most
        ? [Math.max(from, 0), Math.min(to, most)] : [from, to];
    const points = (one) => [...one.getClientRects()].flatMap((box) => {
        const [left, right] = between(box.left, box.right, innerWidth);
        const [top, bottom] = between(box.top, box.bottom, innerHeight);
        return parts.flatMap((x) => parts.map((y) =>
            [left + (right - left) * x, top + (bottom - top) * y]));
    });
    // What takes the pointer around another symbol is transparent.
    const uppermost = (one, [x, y]) => document.elementsFromPoint(x, y)
        .find((other) => one.contains(other) || !other.matches(".reach"));
    const staysInPlace = (other, one) => {
        for (let at = other; at && !at.contains(one); at = at.parentElement) {
            if (["sticky", "fixed"].includes(getComputedStyle(at).position)) return true;
        }
        return false;
    };
    const faults = [];
    let before = null;
    const look = (back) => {
        const one = document.activeElement;
        if (!one || one === document.body) return;
        left.delete(one);
        const over = points(one).map((point) => uppermost(one, point));
        // The thumbs of a slider have the line and take the pointer: no script can look at them.
        if (one.type !== "range") {
            if (!isMarked(one)) faults.push(`without a line: ${name(one)}`);
            if (!over.some((other) => one.contains(other))) faults.push(`not seen: ${name(one)}`);
        }
        if (over.some((other) => other && !one.contains(other) && staysInPlace(other, one))) {
            faults.push(`covered: ${name(one)}`);
        }
        const onward = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
        if (before && !(before.compareDocumentPosition(one) & onward)) {
            faults.push(`out of order: ${name(one)}`);
        }
        before = one;
    };
    window.endOfWalk = () => {
        if (document.activeElement !== document.body) faults.push("no way out at the end");
        return faults.concat([...left].map((one) => `not reached: ${name(one)}`));
    };
    // Where a key has led is looked at when the next comes: all has come to rest by then.
    const onKey = ({ key, shiftKey }) => { if (key === "Tab") look(shiftKey); };
    addEventListener("keydown", onKey, true);
    return left.size;
}"""


def walk(tab: Page, key: str) -> list[str]:
    """Hold a key down until all has been passed, and return what is wrong."""
    usable = tab.evaluate(WATCH)
    assert usable > 10
    *held, last = key.split("+")
    for one in held:
        tab.keyboard.down(one)
    for _time in range(usable + 1):
        tab.keyboard.down(last)
    return list(tab.evaluate("endOfWalk()"))


@pytest.mark.parametrize("name", [*PAGES, *MADE])
def test_the_tab_key_leads_through_all_in_order_and_shows_where_one_is(
    tab: Page, archive: Site, name: str
) -> None:
    tab.goto(PAGES[name] if name in PAGES else archive.path(name, "en"))

    assert walk(tab, "Tab") == []


@pytest.mark.parametrize("name", ENLARGED)
def test_and_back_again_at_400_per_cent(tab: Page, name: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 256})
    tab.goto(ENLARGED[name])
    tab.evaluate("scrollTo(0, document.body.scrollHeight)")

    assert walk(tab, "Shift+Tab") == []
