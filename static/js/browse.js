// Without this file everything works. It opens the filters on wide screens for browsers that
// cannot show a closed <details>, and keeps them open while a phone's reader chooses several.
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
settle();
