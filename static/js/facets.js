// Without this file a link leads to the page of all values of a filter. With it they are searched
// where they stand, and what was opened and typed stays so when the list comes anew, or is left for
// another page and come back to; the browser forgets it with the tab.
const WAIT = 250; // milliseconds after the last key
const KEPT = "filters";
const states = new Map(remembered()); // by filter: whether it is open, and what is looked for

function remembered() {
  try {
    return Object.entries(JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"));
  } catch {
    return []; // the browser keeps nothing, or something else
  }
}

function remember() {
  for (const rest of rests()) {
    states.set(rest.dataset.facet, { ...states.get(rest.dataset.facet), open: rest.open });
  }
}

function rests() {
  return document.querySelectorAll("#filters .rest[data-facet]");
}

// A value that was found may stand before “more” too. Then what was found is only another handle of
// that box: it has no name, so that the form sends the value once, and hands on what is done to it.
function standIn(row, rest) {
  const box = row.querySelector("input");
  const real = [...rest.parentElement.querySelectorAll("input")].find(
    (one) => !rest.contains(one) && one.name === box.name && one.value === box.value);
  if (!real) return;
  const hand = (one, event) => {
    event.preventDefault();
    event.stopPropagation();
    one.focus({ preventScroll: true }); // where one goes on when the list comes anew
    one.click();
  };
  box.removeAttribute("name");
  box.removeAttribute("id");
  box.checked = real.checked;
  box.addEventListener("change", (event) => hand(real, event));
  real.addEventListener("change", () => { box.checked = real.checked; });
  const not = row.querySelector("button");
  const realNot = real.closest(".value").querySelector("button");
  if (!not) return;
  if (!realNot) { not.remove(); return; }
  not.removeAttribute("name");
  not.removeAttribute("id");
  not.addEventListener("click", (event) => hand(realNot, event));
}

function offer(rest) {
  const link = rest.querySelector(".all-link");
  const rows = rest.querySelector(".rows");
  if (!link || rest.querySelector(".find-value")) return;
  const usual = rows.innerHTML;
  const box = document.createElement("input");
  let waiting = 0;
  let asked = null;
  box.type = "search";
  box.className = "find-value";
  box.autocomplete = "off";
  box.maxLength = 100;
  box.placeholder = link.dataset.short;
  box.setAttribute("aria-label", link.textContent);
  const count = document.createElement("p");
  count.className = "note";
  count.hidden = true;
  rows.before(box, count);

  function say(text) {
    count.textContent = text;
    count.hidden = !text;
  }

  async function look() {
    const state = states.get(rest.dataset.facet) ?? {};
    states.set(rest.dataset.facet, { ...state, find: box.value });
    if (asked) asked.abort();
    if (!box.value.trim()) { rows.innerHTML = usual; say(""); return; }
    asked = new AbortController();
    const address = new URL(link.href);
    address.searchParams.set("find", box.value);
    try {
      const response = await fetch(address, { signal: asked.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      rows.replaceChildren(...(page.querySelector(".value-rows")?.children ?? []));
      for (const row of rows.children) standIn(row, rest);
      const found = page.querySelector("#none") ?? page.getElementById("found");
      say(found?.textContent ?? "");
      document.getElementById("announcement").textContent = count.textContent;
    } catch (error) {
      if (error.name !== "AbortError") window.location.assign(address);
    }
  }

  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, WAIT); });
  // What is typed here asks for values, not for another list.
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); clearTimeout(waiting); look(); }
  });
  const state = states.get(rest.dataset.facet);
  if (state?.open) rest.open = true;
  if (state?.find) { box.value = state.find; look(); }
}

document.addEventListener("htmx:beforeSwap", remember);
window.addEventListener("pagehide", () => {
  remember();
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(states)));
  } catch { /* the browser keeps nothing */ }
});
document.addEventListener("htmx:afterSwap", () => rests().forEach(offer));
rests().forEach(offer);
