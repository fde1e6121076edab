// Pictures in an entry's form: dropped on their section, pasted, or chosen, several at a time. Each
// is sent at once, so that what is wrong with it is told before the form is saved; the server puts
// it aside and answers with a token, which the row carries in place of the file. Without this
// script the boxes for files work as they always do.
import * as crop from "./crop.js";

const words = document.getElementById("picture-words").dataset;
const section = document.getElementById("images-group");
const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value;
let last = Promise.resolve(); // one upload after another spares the server

const FILE = 'input[type="file"]';
const TOKEN = 'input[name$="-upload"]';

function rows() {
  return [...section.querySelectorAll(".inline-related:not(.empty-form)")];
}

function isFree(row) {
  if (row.classList.contains("has_original") || row.querySelector(TOKEN).value) return false;
  const typed = row.querySelectorAll('input[type="text"], input[type="number"], input[type="file"]');
  return [...typed].every((box) => !box.value || box.name.endsWith("-position"));
}

// A row for one more picture: an empty one, or a new one.
function nextRow() {
  const free = rows().find((row) => isFree(row));
  if (free) return free;
  const before = rows().length;
  section.querySelector(".add-row a")?.click();
  const now = rows();
  return now.length > before ? now[now.length - 1] : null;
}

async function send(file) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token);
  body.append("file", file);
  const response = await fetch(words.address, { method: "POST", body, redirect: "error" });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

class Refused extends Error {}

function fill(row, answer, name) {
  row.dataset.called = name;
  row.querySelector(FILE).value = "";
  const box = row.querySelector(TOKEN);
  box.value = answer.token;
  row.querySelector(".picture-said").textContent = answer.said;
  const details = row.querySelector("details");
  if (details) details.open = true;
  crop.show(row.querySelector(".cropping"), answer.preview, answer.width, answer.height);
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

// Sends one file. Into which row it goes is decided when it has been accepted, unless it is given.
function take(file, tell, given = null) {
  tell(words.loading.replace("%s", file.name));
  last = last.then(async () => {
    try {
      const answer = await send(file);
      const row = given ?? nextRow();
      if (!row) throw new Error("there is no more room");
      fill(row, answer, file.name);
      tell(given ? answer.said : words.added.replace("%s", file.name));
    } catch (error) {
      const why = error instanceof Refused ? `${file.name}: ${error.message}` : words.failed.replace("%s", file.name);
      tell(why, true);
      if (given) given.querySelector(FILE).value = "";
    }
  });
}

function takeAll(files, list) {
  for (const file of files) {
    const line = document.createElement("li");
    list.append(line);
    take(file, (text, isError = false) => {
      line.textContent = text;
      line.classList.toggle("picture-error", isError);
    });
  }
}

function build() {
  const heading = section.querySelector(".inline-heading");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "file", multiple: true });
  box.accept = section.querySelector(FILE)?.accept ?? "image/*";
  label.append(words.add, box);
  const list = document.createElement("ul");
  const told = document.createElement("div");
  told.setAttribute("role", "status");
  told.append(list);
  const place = document.createElement("div");
  place.className = "picture-drop";
  place.append(label, told);
  heading.after(place);
  box.addEventListener("change", () => {
    takeAll([...box.files], list);
    box.value = "";
  });

  // A file that misses the section must not take the place of the form.
  const brings = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    const inside = section.contains(event.target);
    event.dataTransfer.dropEffect = inside ? "copy" : "none";
    section.classList.toggle("picture-over", inside);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) section.classList.remove("picture-over");
  });
  document.addEventListener("drop", (event) => {
    if (!brings(event)) return;
    event.preventDefault();
    section.classList.remove("picture-over");
    if (section.contains(event.target)) takeAll([...event.dataTransfer.files], list);
  });
  document.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    const typing = event.target.closest?.("input, textarea") && !section.contains(event.target);
    if (!files.length || typing) return;
    event.preventDefault();
    takeAll(files, list);
  });
  section.addEventListener("change", (event) => {
    const row = event.target.closest(".inline-related");
    if (!row || event.target.type !== "file" || !event.target.files.length) return;
    const said = row.querySelector(".picture-said");
    take(event.target.files[0], (text, isError = false) => {
      said.textContent = text;
      said.classList.toggle("picture-error", isError);
    }, row);
  });
}

if (section?.querySelector(FILE)) build();
for (const box of document.querySelectorAll(".inline-related:not(.empty-form) .cropping")) crop.enhance(box);
