// The reading list: entries that a reader keeps in this browser, and nowhere else.
// Shows the buttons that keep an entry and how many are kept; reading-list.js shows the list.
// A classic script, so that its `readingList` is there for that one.
const readingList = {
  PLACE: "slovo-reading-list",
  MOST: 2000,
  PID: /^[0-9bcdfghjkmnpqrstvwxz]{7}$/,

  // Return what is kept: { pid, note, kept } each, in the reader's order. Whatever else lies in
  // the store (another program's, an older one's) is left out.
  read() {
    try {
      const stored = JSON.parse(localStorage.getItem(this.PLACE));
      return this.clean(stored?.entries);
    } catch {
      return [];
    }
  },

  clean(entries) {
    const once = new Map();
    for (const one of Array.isArray(entries) ? entries : []) {
      if (!this.PID.test(one?.pid) || once.has(one.pid)) continue;
      const note = typeof one.note === "string" ? one.note.slice(0, 2000) : "";
      const kept = typeof one.kept === "string" ? one.kept.slice(0, 10) : "";
      once.set(one.pid, { pid: one.pid, note, kept });
    }
    return [...once.values()].slice(0, this.MOST);
  },

  // Store a list; return whether the browser took it.
  write(entries) {
    try {
      localStorage.setItem(this.PLACE, JSON.stringify({ version: 1, entries: this.clean(entries) }));
    } catch {
      return false;
    }
    showKept();
    return true;
  },

  made(pid) {
    return { pid, note: "", kept: new Date().toISOString().slice(0, 10) };
  },
};

// Write a number in the digits that the reader chose for the page.
function inDigits(text) {
  if (!document.documentElement.classList.contains("thai-digits")) return String(text);
  return String(text).replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
}

function showKept() {
  const kept = new Set(readingList.read().map((one) => one.pid));
  for (const button of document.querySelectorAll("button[data-keep]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", kept.has(button.dataset.keep));
  }
  for (const count of document.querySelectorAll("[data-kept-count]")) {
    count.textContent = kept.size ? ` ${inDigits(kept.size)}` : "";
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-keep]");
  if (!button) return;
  const pid = button.dataset.keep;
  const entries = readingList.read();
  const others = entries.filter((one) => one.pid !== pid);
  readingList.write(others.length < entries.length ? others : [...entries, readingList.made(pid)]);
});
document.addEventListener("htmx:afterSettle", showKept);
window.addEventListener("storage", (event) => {
  if (event.key === readingList.PLACE) showKept();
});
showKept();
