// Without this file everything works. It opens the filters on wide screens for browsers that
// cannot show a closed <details>, keeps them open while a phone's reader chooses several, and
// tells Zotero of a new list.
const wide = window.matchMedia("(min-width: 56.0625rem)");
const canShowClosed = CSS.supports("selector(::details-content)");
let open = false;

function fold() {
  return document.querySelector(".fold");
}

function settle() {
  if (!fold()) return;
  fold().open = open || (wide.matches && !canShowClosed);
}

document.addEventListener("htmx:beforeSwap", () => { open = !wide.matches && fold().open; });
document.addEventListener("htmx:afterSettle", settle);
// Zotero looks at a page once; this asks it to look at the new list.
document.addEventListener("htmx:afterSettle", () => {
  document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
});
settle();
