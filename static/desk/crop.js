// The part of a picture that portraits show: drawn on the picture with pointer or keys, and kept in
// the four boxes for numbers beneath it. Sizes are pixels of the stored picture; what is shown is
// its small copy. The boxes alone say what is saved.
const words = document.getElementById("picture-words").dataset;
const SVG = "http://www.w3.org/2000/svg";
const LEAST = 0.02; // of the shorter side: less is a click
const STEP = 0.02; // of a side, for a press of an arrow key
const PORTRAIT = 3 / 4; // width to height of the part that is proposed

class Crop {
  constructor(box) {
    this.box = box;
    this.width = Number(box.dataset.width);
    this.height = Number(box.dataset.height);
    this.sides = Object.fromEntries([...box.querySelectorAll("[data-side]")].map((one) => [one.dataset.side, one]));
    this.build(box.querySelector("img.preview"));
    for (const side of Object.values(this.sides)) side.addEventListener("input", () => this.draw());
    this.draw();
  }

  build(image) {
    this.stage = document.createElement("div");
    this.stage.className = "cropping-stage";
    Object.assign(this.stage, { tabIndex: 0, role: "application", ariaLabel: words.stage });
    image.replaceWith(this.stage);
    image.draggable = false;
    this.shade = document.createElementNS(SVG, "path");
    this.edge = document.createElementNS(SVG, "rect");
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    drawing.setAttribute("preserveAspectRatio", "none");
    drawing.setAttribute("aria-hidden", "true");
    drawing.append(this.shade, this.edge);
    this.stage.append(image, drawing);
    this.said = document.createElement("output");
    this.whole = document.createElement("button");
    Object.assign(this.whole, { type: "button", textContent: words.whole });
    const help = document.createElement("p");
    help.className = "help";
    help.textContent = words.help;
    const line = document.createElement("p");
    line.className = "cropping-said";
    line.append(this.said, this.whole);
    this.stage.after(help, line);
    this.whole.addEventListener("click", () => this.set(null));
    this.stage.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("pointerdown", (event) => this.grasp(event));
  }

  get part() {
    const [x, y, w, h] = ["x", "y", "w", "h"].map((side) => this.sides[side].value.trim());
    const all = [x, y, w, h].every((one) => /^\d+$/.test(one)) && w !== "0" && h !== "0";
    return all ? { x: Number(x), y: Number(y), w: Number(w), h: Number(h) } : null;
  }

  set(part) {
    for (const [side, input] of Object.entries(this.sides)) input.value = part ? part[side] : "";
    this.sides.x.dispatchEvent(new Event("input", { bubbles: true }));
    this.sides.x.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A part in whole pixels and inside the picture.
  fit({ x, y, w, h }) {
    const between = (least, one, most) => Math.round(Math.min(Math.max(one, least), most));
    const width = between(1, w, this.width);
    const height = between(1, h, this.height);
    return { x: between(0, x, this.width - width), y: between(0, y, this.height - height), w: width, h: height };
  }

  proposed() {
    const h = Math.min(this.height, this.width / PORTRAIT) * 0.8;
    const w = h * PORTRAIT;
    return this.fit({ x: (this.width - w) / 2, y: (this.height - h) / 3, w, h });
  }

  draw() {
    const part = this.part;
    const { x, y, w, h } = part ?? { x: 0, y: 0, w: this.width, h: this.height };
    for (const [name, value] of Object.entries({ x, y, width: w, height: h })) this.edge.setAttribute(name, value);
    this.shade.setAttribute("d", part ? `M0 0H${this.width}V${this.height}H0ZM${x} ${y}V${y + h}H${x + w}V${y}Z` : "");
    this.edge.toggleAttribute("hidden", !part);
    this.whole.hidden = !part;
    this.said.textContent = part ? words.part.replace(/%([xywh])/g, (_all, side) => part[side]) : words.whole;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return this.set(null);
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const part = this.part;
    if (!part) return this.set(this.proposed());
    const [dx, dy] = [way[0] * this.width * STEP, way[1] * this.height * STEP].map(Math.round);
    if (!event.shiftKey) return this.set(this.fit({ ...part, x: part.x + dx, y: part.y + dy }));
    const w = Math.min(Math.max(part.w + dx, 1), this.width - part.x);
    const h = Math.min(Math.max(part.h + dy, 1), this.height - part.y);
    this.set(this.fit({ ...part, w, h }));
  }

  // Pressed within the part, the pointer moves it; elsewhere it draws a new one.
  grasp(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.stage.focus();
    this.stage.setPointerCapture(event.pointerId);
    const from = this.point(event);
    const held = this.part;
    const moves = held && from.x >= held.x && from.x <= held.x + held.w && from.y >= held.y && from.y <= held.y + held.h;
    const drag = (now) => {
      const to = this.point(now);
      if (moves) return this.set(this.fit({ ...held, x: held.x + to.x - from.x, y: held.y + to.y - from.y }));
      const w = Math.abs(to.x - from.x);
      const h = Math.abs(to.y - from.y);
      const least = Math.min(this.width, this.height) * LEAST;
      if (w >= least && h >= least) this.set(this.fit({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), w, h }));
    };
    const end = () => {
      this.stage.removeEventListener("pointermove", drag);
      for (const name of ["pointerup", "pointercancel"]) this.stage.removeEventListener(name, end);
    };
    this.stage.addEventListener("pointermove", drag);
    for (const name of ["pointerup", "pointercancel"]) this.stage.addEventListener(name, end);
  }

  point(event) {
    const { left, top, width, height } = this.stage.getBoundingClientRect();
    const share = (at, from, size) => Math.min(Math.max((at - from) / size, 0), 1);
    return { x: share(event.clientX, left, width) * this.width, y: share(event.clientY, top, height) * this.height };
  }
}

// Makes the picture of a row one on which the part can be drawn; needs to know its size.
export function enhance(box) {
  if (box.dataset.width && box.querySelector("img.preview") && !box.querySelector(".cropping-stage")) new Crop(box);
}

// Shows another picture in a row, of this size in pixels, with no part chosen.
export function show(box, address, width, height) {
  for (const old of box.querySelectorAll(".cropping-stage, .help, .cropping-said, img.preview")) old.remove();
  const image = document.createElement("img");
  Object.assign(image, { className: "preview", src: address, alt: "" });
  box.prepend(image);
  Object.assign(box.dataset, { width, height });
  for (const side of box.querySelectorAll("[data-side]")) side.value = "";
  new Crop(box);
}
