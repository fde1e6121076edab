// Without this file everything works. It opens the filters on wide screens for browsers that
// cannot show a closed <details>, keeps them open while a phone's reader chooses several, keeps
// focus and eyes where they are when the list comes anew, and tells Zotero of it.
const wide = window.matchMedia("(min-width: 56.0625rem)");
const canShowClosed = CSS.supports("selector(::details-content)");
let open = false;
let held = null; // what had the focus, and how far from the top of the window

function fold() {
  return document.querySelector(".fold");
}

function settle() {
  if (!fold()) return;
  fold().open = open || (wide.matches && !canShowClosed);
}

document.addEventListener("htmx:beforeSwap", () => {
  open = !wide.matches && Boolean(fold()?.open);
  const focused = document.activeElement;
  const inside = focused?.closest("#browse");
  held = inside ? { id: focused.id, top: focused.getBoundingClientRect().top } : null;
});
document.addEventListener("htmx:afterSettle", () => {
  settle();
  if (held) {
    const same = held.id ? document.getElementById(held.id) : null;
    if (same) {
      same.closest("details:not([open])")?.setAttribute("open", "");
      same.focus({ preventScroll: true });
      window.scrollBy({ top: same.getBoundingClientRect().top - held.top, behavior: "instant" });
    } else {
      // What was chosen is gone from the page: one goes on with what came of it.
      document.getElementById("total")?.focus({ preventScroll: true });
    }
    held = null;
  }
  // Zotero looks at a page once; this asks it to look at the new list.
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
});
settle();
