// Says beneath a box, while somebody types, how a date is understood or what a name suggests.
// The box names its output in data-date-echo or data-name-echo; the addresses to ask are on our
// own script element.
const addresses = document.getElementById("echo").dataset;
const KINDS = { dateEcho: addresses.dates, nameEcho: addresses.names };
const WAIT = 250; // milliseconds after the last key
const timers = new WeakMap();

function kindOf(box) {
  return Object.keys(KINDS).find((kind) => box.dataset[kind]);
}

async function echo(box, kind) {
  const output = document.getElementById(box.dataset[kind]);
  const text = box.value.trim();
  if (!output) return;
  if (!text) return show(output, box, {});
  const response = await fetch(`${KINDS[kind]}?${new URLSearchParams({ text })}`);
  if (response.ok && box.value.trim() === text) show(output, box, await response.json());
}

// A button that writes into the box what one reading of its text is.
function chooser(box, choice) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = choice.words;
  button.addEventListener("click", () => {
    box.value = choice.text;
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  return button;
}

function show(output, box, answer) {
  output.classList.toggle("echo-error", "error" in answer);
  output.replaceChildren();
  if (answer.error) output.append(answer.error);
  for (const choice of answer.choices ?? []) output.append(chooser(box, choice));
  for (const [language, reading] of Object.entries(answer.readings ?? {})) {
    const line = document.createElement("span");
    line.lang = language;
    line.textContent = reading;
    output.append(line);
  }
  for (const hint of answer.hints ?? []) {
    const line = document.createElement("span");
    line.textContent = hint;
    output.append(line);
  }
  if (answer.edtf) {
    const code = document.createElement("code");
    code.textContent = answer.edtf;
    output.append(code);
  }
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement)) return;
  const kind = kindOf(box);
  if (!kind) return;
  clearTimeout(timers.get(box));
  timers.set(box, setTimeout(() => echo(box, kind), WAIT));
});

// A row that was added has its numbers changed in ids and names, but not in our attributes.
document.addEventListener("formset:added", (event) => {
  for (const box of event.target.querySelectorAll("[data-date-echo], [data-name-echo]")) {
    box.dataset[kindOf(box)] = `${box.id}_echo`;
  }
});
