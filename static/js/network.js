// Without this file the network is complete. With it, pointing at an entry or reaching it with the
// keyboard shows with whom it is joined; the picture is dragged, and enlarged by buttons or by the
// wheel with Ctrl. What the keyboard reaches comes into sight. Escape puts it back.
const stage = document.querySelector(".network .stage");
if (stage) {
  const drawing = stage.querySelector(".drawing");
  const nodes = new Map([...drawing.querySelectorAll(".node")].map((node) => [node.dataset.pid, node]));
  const ties = [...drawing.querySelectorAll(".tie")];

  const darken = () => {
    drawing.classList.remove("lit");
    for (const one of drawing.querySelectorAll(".near, .lit-node")) one.classList.remove("near", "lit-node");
  };
  const light = (node) => {
    darken();
    drawing.classList.add("lit");
    node.classList.add("lit-node");
    for (const tie of ties) {
      const { one, other } = tie.dataset;
      if (one !== node.dataset.pid && other !== node.dataset.pid) continue;
      tie.classList.add("near");
      nodes.get(one === node.dataset.pid ? other : one)?.classList.add("near");
    }
  };
  for (const node of nodes.values()) {
    node.addEventListener("pointerenter", () => light(node));
    node.addEventListener("pointerleave", darken);
    node.addEventListener("focus", () => { light(node); show(node); });
    node.addEventListener("blur", darken);
  }

  let [x, y, scale] = [0, 0, 1];
  let start = null;
  let moved = false;
  const draw = () => { drawing.style.transform = scale === 1 && !x && !y ? "" : `translate(${x}px, ${y}px) scale(${scale})`; };
  const back = () => { [x, y, scale] = [0, 0, 1]; draw(); };
  // `px` and `py` are what stays where it is, from the middle.
  function enlarge(times, px, py) {
    const next = Math.min(Math.max(scale * times, 1), 8);
    x = px - (px - x) * (next / scale);
    y = py - (py - y) * (next / scale);
    scale = next;
    if (scale === 1) [x, y] = [0, 0];
    draw();
  }
  function show(node) {
    const [box, at] = [stage.getBoundingClientRect(), node.getBoundingClientRect()];
    const [left, top] = [at.left + at.width / 2, at.top + at.height / 2];
    if (left > box.left && left < box.right && top > box.top && top < box.bottom) return;
    x += box.left + box.width / 2 - left;
    y += box.top + box.height / 2 - top;
    draw();
    // The browser has looked already whether it is in sight, at the place it was in before.
    const now = node.getBoundingClientRect();
    if (now.top < 0 || now.bottom > innerHeight) scrollBy(0, now.top + now.height / 2 - innerHeight / 2);
  }
  stage.addEventListener("dragstart", (event) => event.preventDefault());
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    start = { x: event.clientX - x, y: event.clientY - y };
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.hypot(dx - x, dy - y) < 4 && !moved) return;
    moved = true;
    [x, y] = [dx, dy];
    draw();
  });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, () => { start = null; });
  stage.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    enlarge(2 ** (-event.deltaY / 300), event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
  }, { passive: false });
  const buttons = document.querySelector(".network .zoom");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const what = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (what === "whole") back();
    else if (what) enlarge(what === "nearer" ? 2 : 0.5, 0, 0);
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") back();
  });
}
