// Without this file the map is complete: links move it, a form asks for a year. With it the map is
// dragged, turned nearer with the wheel or two fingers, and the year slid, also by key; what is
// asked for comes from the server as the same page.
const part = () => document.getElementById("map-part");
const figure = () => document.querySelector("figure.map");
const CLOSEST = 14;
const PATIENCE = 400; // milliseconds after the last key on the slider
// What names the year or the address outside of the map.
const AROUND = ["#languages", ".chosen-row", ".printed", ".head", ".ask .own", ".digits [name=next]"];
let asked = null;
let pressed = 0;
let listening = null;
let shown = window.location.pathname + window.location.search;

function project(latitude, longitude) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return [(longitude + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}

function unproject(x, y) {
  return [(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI, x * 360 - 180];
}

// What has the focus, as it is found again in the part that comes anew.
function held() {
  const { id, dataset } = document.activeElement;
  return id ? `#${id}` : `[data-step="${dataset.step}"]`;
}

// A year is a step that the browser's own button takes back, and is told; a move of the map is not.
async function show(address, { year = false, told = year } = {}) {
  clearTimeout(pressed);
  asked?.abort();
  asked = new AbortController();
  try {
    const response = await fetch(address, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.getElementById("map-part");
    if (!found) { window.location.assign(address); return; }
    const focused = part().contains(document.activeElement) ? held() : "";
    part().replaceWith(found);
    for (const one of AROUND) {
      const fresh = page.querySelector(one);
      if (fresh) document.querySelector(one)?.replaceWith(fresh);
    }
    document.title = page.title;
    if (year) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    shown = window.location.pathname + window.location.search;
    listen();
    if (focused) (part().querySelector(focused) ?? part().querySelector(".steps a")).focus({ preventScroll: true });
    if (told) document.getElementById("announcement").textContent = document.querySelector(".head h1").textContent;
  } catch (error) {
    if (error.name !== "AbortError") window.location.assign(address);
  }
}

// `right` and `down` are parts of the picture by which its middle moves, before it is enlarged.
function look(right, down, steps) {
  const { lat, lon, zoom } = figure().dataset;
  const width = 2 ** (-zoom / 2);
  const [x, y] = project(Number(lat), Number(lon));
  const [latitude, longitude] = unproject(x + right * width, y + down * (width * 2) / 3);
  const address = new URL(window.location);
  const near = Math.min(Math.max(Number(zoom) + steps, 0), CLOSEST);
  address.searchParams.set("zoom", near);
  address.searchParams.set("lat", Math.min(Math.max(latitude, -60), 84).toFixed(2));
  address.searchParams.set("lon", Math.min(Math.max(longitude, -180), 180).toFixed(2));
  address.hash = "";
  show(address);
}

function listen() {
  listening?.abort();
  listening = new AbortController();
  const { signal } = listening;
  const slider = document.getElementById("year-slider");
  if (slider) {
    const box = document.getElementById("year");
    slider.hidden = false;
    // An answer to an earlier press would put the slider back: it is not waited for any more.
    slider.addEventListener("input", () => {
      box.value = slider.value;
      clearTimeout(pressed);
      asked?.abort();
    });
    slider.addEventListener("change", () => {
      clearTimeout(pressed);
      pressed = setTimeout(() => {
        const address = new URL(box.form.action);
        address.search = new URLSearchParams(new FormData(box.form));
        show(address, { year: true });
      }, PATIENCE);
    });
  }
  const stage = document.querySelector(".stage");
  const drawing = stage.querySelector(".drawing");
  const fingers = new Map();
  let start = null;
  let moved = false;
  let wheel = 0;
  let waiting = 0;

  const middle = () => {
    const all = [...fingers.values()];
    return [all.reduce((sum, one) => sum + one.x, 0) / all.length, all.reduce((sum, one) => sum + one.y, 0) / all.length];
  };
  const spread = () => {
    const [one, two] = [...fingers.values()];
    return two ? Math.hypot(one.x - two.x, one.y - two.y) : 0;
  };
  const begin = () => { start = { at: middle(), spread: spread() }; };

  function move() {
    const [x, y] = middle();
    const [dx, dy] = [x - start.at[0], y - start.at[1]];
    const scale = start.spread && spread() ? spread() / start.spread : 1;
    if (Math.hypot(dx, dy) > 4 || Math.abs(scale - 1) > 0.05) moved = true;
    if (moved) drawing.style.transform = `translate(${dx}px, ${dy}px) scale(${scale})`;
    return [dx, dy, scale];
  }

  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    if (event.pointerType === "touch" && event.isPrimary) fingers.clear();
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    moved = false;
    begin();
  });
  window.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    move();
  }, { signal });
  const end = (event) => {
    if (!fingers.has(event.pointerId)) return;
    const [dx, dy, scale] = move();
    fingers.clear();
    const box = stage.getBoundingClientRect();
    if (moved) look(-dx / box.width, -dy / box.height, Math.round(2 * Math.log2(scale)));
  };
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", (event) => {
    fingers.delete(event.pointerId);
    drawing.style.transform = "";
  }, { signal });
  stage.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
  }, true);
  // The wheel turns the page, as everywhere; with Ctrl or after a click into the map, the map.
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !stage.contains(document.activeElement)) return;
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    const [right, down] = [(event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5];
    wheel = Math.min(Math.max(wheel - event.deltaY / 100, -6), 6);
    const steps = Math.round(wheel);
    const scale = 2 ** (steps / 2);
    drawing.style.transformOrigin = `${(right + 0.5) * 100}% ${(down + 0.5) * 100}%`;
    drawing.style.transform = `scale(${scale})`;
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (steps) look(right * (1 - 1 / scale), down * (1 - 1 / scale), steps); }, 250);
  }, { passive: false });
  for (const link of part().querySelectorAll("[data-step]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.href, { year: Boolean(link.closest(".years-form")) });
    });
  }
}

if (figure()) {
  listen();
  // A link to a part of the page goes back, too, and asks for nothing.
  window.addEventListener("popstate", () => {
    const { href, pathname, search } = window.location;
    if (pathname + search !== shown) show(href, { told: true });
  });
}
