// Where the cursor stands when a form has opened: at what is to be corrected; after "save and
// continue" in the list of rows one typed in; in a new entry at its first box, which is that of the
// name in the language of the page, if names stand first.
const form = document.querySelector(".change-form #content-main > form");
const faults = document.getElementById("faults");
const KEY = "desk:place";
const SOON = 60_000; // milliseconds: a place that is older is of another day's work
const ADDED = /\/add\/$/;
const STORED = /\/\d+\/change\/$/;

// Answers what tells forms apart that lead to one another: the entry, or the kind of a new one.
function formName(path) {
  return path.replace(ADDED, "/").replace(STORED, "/");
}

function isSeen(box) {
  return !["hidden", "submit"].includes(box.type) && !box.hidden && !box.disabled && !box.readOnly && box.offsetParent !== null;
}

function boxes(part) {
  return [...part.querySelectorAll("input, select, textarea")].filter(isSeen);
}

// The first empty box of the last new row, which is where one goes on.
function goOn(group) {
  const rows = group.querySelectorAll(".inline-related:not(.has_original, .empty-form)");
  const found = rows.length ? boxes(rows[rows.length - 1]) : [];
  return found.find((box) => !box.value) ?? found[0];
}

function placeBefore() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!kept) return null;
  const { name, at, group, box } = JSON.parse(kept);
  if (name !== formName(location.pathname) || Date.now() - at > SOON) return null;
  const rows = group && document.getElementById(group);
  return rows ? goOn(rows) : document.getElementById(box);
}

function firstOfNew() {
  if (!ADDED.test(location.pathname)) return null;
  const first = boxes(form).find((box) => !box.value && !box.id.startsWith("id_default_"));
  if (!/^id_names-\d+-text$/.test(first?.id ?? "")) return first;
  const languages = [...form.querySelectorAll('#names-group input[name$="-language"]')];
  const own = languages.find((one) => one.value === document.documentElement.lang);
  return own?.closest(".inline-related").querySelector('input[name$="-text"]') ?? first;
}

form?.addEventListener("submit", (event) => {
  // The spot of an error is no part of the address that follows.
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  if (event.submitter?.name !== "_continue") return;
  // A button that was clicked has taken the cursor; then the last box that had it counts.
  const box = last?.isConnected ? last : null;
  const place = { name: formName(location.pathname), at: Date.now(), box: box?.id ?? "" };
  place.group = box?.closest(".inline-group")?.id ?? "";
  sessionStorage.setItem(KEY, JSON.stringify(place));
});

let last = null;
form?.addEventListener("focusin", (event) => {
  if (event.target.matches("input:not([type=submit]), select, textarea")) last = event.target;
});

if (form) {
  const before = placeBefore();
  const target = faults ?? before ?? firstOfNew();
  if (before && !faults) document.body.classList.add("came-back");
  target?.scrollIntoView({ block: before && !faults ? "center" : "nearest" });
  target?.focus({ preventScroll: true });
}
