// Without this file the years are chosen by two boxes and by the links of the picture. With it they
// are dragged: by two handles, which keys move too, or across the picture itself.
const PATIENCE = 400; // milliseconds after the last key, before the list is asked for
const CLICK = 5; // pixels that a click may move
let waiting = 0;
let drag = null;

const picker = () => document.querySelector(".picker");
const handles = () => [document.getElementById("handle-from"), document.getElementById("handle-to")];

function axis() {
  return { start: Number(picker().dataset.start), end: Number(picker().dataset.end) };
}

// Shows what is chosen, in the picture, in the boxes and in words.
function draw() {
  const { start, end } = axis();
  const [low, high] = handles();
  const [first, last] = [Number(low.value), Number(high.value)];
  const between = picker().querySelector(".between");
  between.style.left = `${(100 * (first - start)) / (end - start)}%`;
  between.style.right = `${(100 * (end - last - 1)) / (end - start)}%`;
  const words = first === last ? String(first) : `${first}–${last}`;
  picker().querySelector("output").textContent = words;
  // Where both are at one place, the one that has room to move lies above.
  low.classList.toggle("above", first - start > end - 1 - last);
  low.setAttribute("aria-valuetext", String(first));
  high.setAttribute("aria-valuetext", String(last));
}

function choose(first, last, { shown = true } = {}) {
  const { start, end } = axis();
  const [low, high] = handles();
  low.value = first;
  high.value = last;
  document.getElementById("from").value = first > start ? first : "";
  document.getElementById("to").value = last < end - 1 ? last : "";
  picker().querySelector("output").hidden = !shown;
  draw();
}

function ask() {
  clearTimeout(waiting);
  document.getElementById("filters").requestSubmit();
}

function yearAt(x) {
  const { start, end } = axis();
  const box = picker().querySelector("svg").getBoundingClientRect();
  const year = start + Math.floor(((x - box.left) / box.width) * (end - start));
  return Math.min(Math.max(year, start), end - 1);
}

function reveal() {
  const part = picker()?.querySelector(".handles");
  if (!part) return;
  part.hidden = false;
  draw();
}

// One handle never passes the other: it stops there.
document.addEventListener("input", ({ target }) => {
  if (target.parentElement?.className !== "handles") return;
  const [low, high] = handles();
  const [first, last] = [Number(low.value), Number(high.value)];
  if (target === low) choose(Math.min(first, last), last);
  else choose(first, Math.max(first, last));
});
document.addEventListener("change", ({ target }) => {
  if (target.parentElement?.className !== "handles") return;
  clearTimeout(waiting);
  waiting = setTimeout(ask, PATIENCE);
});

document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.(".picker")) event.preventDefault();
});
document.addEventListener("pointerdown", (event) => {
  if (event.button === 0 && event.target.closest?.(".picker svg")) {
    drag = { x: event.clientX, year: yearAt(event.clientX), moved: false };
  }
});
document.addEventListener("pointermove", (event) => {
  if (!drag || !picker()) return;
  if (Math.abs(event.clientX - drag.x) > CLICK) drag.moved = true;
  if (!drag.moved) return;
  const year = yearAt(event.clientX);
  choose(Math.min(drag.year, year), Math.max(drag.year, year));
});
document.addEventListener("pointerup", () => {
  if (drag?.moved && picker()) ask();
  // The click that follows is part of the drag.
  setTimeout(() => { drag = null; });
});
document.addEventListener("pointercancel", () => { drag = null; });

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".results .years a");
  if (!link) return;
  if (drag?.moved) { event.preventDefault(); return; }
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const asked = new URL(link.href.baseVal, window.location.href).searchParams;
  choose(Number(asked.get("from")), Number(asked.get("to")), { shown: false });
  document.getElementById("from").value = asked.get("from");
  document.getElementById("to").value = asked.get("to");
  ask();
});

document.addEventListener("htmx:afterSwap", reveal);
reveal();
