// Shows how far a large file is while it arrives, and lets one stop it. Small files and very large
// ones are left to the browser, which is also what happens without this file.
const MOST_BYTES = 200_000_000; // the whole file is held in the browser until it is complete
const NEW_LINE = 10;

function count(piece) {
  let lines = 0;
  for (const byte of piece) if (byte === NEW_LINE) lines += 1;
  return lines;
}

function nameIn(response) {
  return /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "slovo";
}

function store(pieces, response) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(pieces, { type: response.headers.get("Content-Type") }));
  link.download = nameIn(response);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function take(link) {
  const box = link.closest(".taking");
  const outcome = box.querySelector(".outcome");
  const rows = Number(link.dataset.rows);
  const bytes = Number(link.dataset.bytes);
  const stopping = new AbortController();
  box.querySelector(".arriving")?.remove();
  outcome.before(box.querySelector("template").content.cloneNode(true));
  const arriving = box.querySelector(".arriving");
  const [bar, soFar, stop] = [arriving.querySelector("progress"), arriving.querySelector(".so-far"), arriving.querySelector("button")];
  stop.addEventListener("click", () => stopping.abort());
  outcome.textContent = outcome.dataset.begun;
  const pieces = [];
  let [lines, size] = [0, 0];
  try {
    const response = await fetch(link.href, { signal: stopping.signal });
    if (!response.ok) throw new Error(response.status);
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      pieces.push(part.value);
      size += part.value.length;
      if (rows) lines += count(part.value);
      // What is expected is only about right: the bar waits at its end for what is more.
      bar.value = Math.min(rows ? lines / rows : size / bytes, 0.99);
      soFar.textContent = inDigits(rows
        ? `${Math.min(lines, rows)} / ${rows} ${soFar.dataset.rows}`
        : `${(size / 1e6).toFixed(1)} / ${(bytes / 1e6).toFixed(1)} ${soFar.dataset.bytes}`);
    }
    store(pieces, response);
    outcome.textContent = outcome.dataset.done;
  } catch (error) {
    outcome.textContent = error.name === "AbortError" ? outcome.dataset.stopped : outcome.dataset.broken;
  }
  const focused = arriving.contains(document.activeElement);
  arriving.remove();
  if (focused) link.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".taking a[data-bytes]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || Number(link.dataset.bytes) > MOST_BYTES || !window.ReadableStream) return;
  event.preventDefault();
  take(link);
});
