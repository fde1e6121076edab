// Says beneath a date box, while somebody types, how the date is understood.
// The box names its output in data-date-echo; the address to ask is on our own script element.
const address = document.getElementById("date-echo").dataset.url;
const WAIT = 250; // milliseconds after the last key
const timers = new WeakMap();

async function echo(box) {
  const output = document.getElementById(box.dataset.dateEcho);
  const text = box.value.trim();
  if (!output) return;
  if (!text) return show(output, {});
  const response = await fetch(`${address}?${new URLSearchParams({ text })}`);
  if (response.ok && box.value.trim() === text) show(output, await response.json());
}

function show(output, answer) {
  output.classList.toggle("date-error", "error" in answer);
  output.replaceChildren();
  if (answer.error) output.append(answer.error);
  for (const [language, reading] of Object.entries(answer.readings ?? {})) {
    const line = document.createElement("span");
    line.lang = language;
    line.textContent = reading;
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
  if (!(box instanceof HTMLInputElement) || !box.dataset.dateEcho) return;
  clearTimeout(timers.get(box));
  timers.set(box, setTimeout(() => echo(box), WAIT));
});

// A row that was added has its numbers changed in ids and names, but not in our attribute.
document.addEventListener("formset:added", (event) => {
  for (const box of event.target.querySelectorAll("[data-date-echo]")) {
    box.dataset.dateEcho = `${box.id}_reading`;
  }
});
