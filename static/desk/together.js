// Says, while a form is open, who else has it open and who has saved it since. The address to ask
// and the revision that is shown are on #together; the server makes the sentences, and has made
// those of the moment the page was loaded.
const region = document.getElementById("together");
const form = region.closest("form");
const token = form.elements.csrfmiddlewaretoken.value;
const { address, revision } = region.dataset;
const wait = Number(region.dataset.seconds) * 1000;
let timer = setTimeout(ping, wait);
let sent = false;

function body(more = {}) {
  const fields = { csrfmiddlewaretoken: token, revision, ...more };
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

function say(what, text) {
  const line = region.querySelector(`[data-says="${what}"]`);
  // Only what is new is written: a screen reader reads every change.
  if (line.textContent !== text) line.textContent = text;
  line.hidden = !text;
}

async function ping() {
  clearTimeout(timer);
  try {
    const response = await fetch(address, { method: "POST", body: body(), redirect: "error" });
    if (response.ok) {
      const answer = await response.json();
      say("here", answer.here);
      say("saved", answer.saved);
    } else if (response.status < 500) {
      return; // the editor may not change it any more, or it is gone: saving will say so
    }
  } catch {
    // No network, or signed out: ask again.
  }
  clearTimeout(timer);
  timer = setTimeout(ping, wait);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") ping();
});
// A form that is sent takes leave on the server.
form.addEventListener("submit", () => { sent = true; });
addEventListener("pagehide", () => {
  clearTimeout(timer);
  if (!sent) navigator.sendBeacon(address, body({ leave: "1" }));
});
addEventListener("pageshow", (event) => {
  sent = false;
  if (event.persisted) ping();
});
