// A text box with a list beneath it: an editable combobox with list autocomplete as the ARIA
// Authoring Practices describe it. The focus stays in the box; the keys move through the list.
//
// find(text, page) answers { options, more }, each option { name, about?, matched?, far?, ... };
// pick(option) is told what was chosen, typed(text) what is in the box without being chosen. Enter
// takes the first option, but none that is `far`: found by something else than its name. `words` are
// the sentences that people read.
const WAIT = 150; // milliseconds after the last key
let made = 0;

export function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

export class Combobox {
  constructor(input, { find, pick, typed, words }) {
    Object.assign(this, { input, find, pick, typed, words });
    this.options = [];
    this.active = -1;
    this.asked = 0;
    this.chosen = input.value;
    const label = input.labels?.[0]?.textContent.replace(/:$/, "") ?? "";
    this.list = element("ul", { id: `combo-${++made}`, role: "listbox", class: "combo-list", "aria-label": label });
    this.list.hidden = true;
    this.status = element("span", { role: "status", class: "combo-status" });
    input.after(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) input.setAttribute(name, value);
    input.addEventListener("input", () => this.wait());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("click", () => {
      if (this.isOpen) return;
      // What has been chosen gives way to what is typed; a second click sets the cursor in it.
      if (input.value === this.chosen && input.selectionStart === input.selectionEnd) input.select();
      this.ask("");
    });
    // Who has pressed Enter and gone on still gets what was asked for.
    input.addEventListener("blur", () => { if (!this.eager) this.close(); });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.take(Number(item.dataset.at));
    });
  }

  get isOpen() { return !this.list.hidden; }

  // Writes a choice into the box from outside.
  show(text) {
    this.chosen = text;
    this.input.value = text;
    this.close();
  }

  wait() {
    clearTimeout(this.timer);
    this.typed(this.input.value.trim());
    this.asked += 1; // an answer to what stood there before is of no use
    this.waits = true;
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), WAIT);
  }

  async ask(text, page = 1) {
    clearTimeout(this.timer);
    this.timer = null;
    this.waits = true;
    const turn = ++this.asked;
    const { options, more } = await this.find(text, page);
    const isHere = document.activeElement === this.input;
    if (turn !== this.asked || !(isHere || this.eager)) return;
    this.waits = false;
    const before = page > 1 ? this.options.filter((one) => !one.more) : [];
    this.options = [...before, ...options];
    if (more) this.options.push({ more: () => this.ask(text, page + 1), name: this.words.more });
    this.draw(text, page > 1 ? before.length : text ? this.likeliest() : -1);
    if (!this.eager) return;
    this.eager = false;
    if (isHere || !this.options[this.active]?.create) this.take(this.active);
    else this.close();
  }

  draw(text, active) {
    const items = this.options.map((option, at) => {
      const item = element("li", { role: "option", id: `${this.list.id}-${at}`, "aria-selected": "false", "data-at": at });
      if (option.more || option.create) item.className = "combo-action";
      item.append(element("span", { class: "combo-name" }, option.name));
      if (option.matched) item.append(" ", element("q", { class: "combo-matched" }, option.matched));
      if (option.about) item.append(" ", element("span", { class: "combo-about" }, option.about));
      return item;
    });
    if (!items.length) items.push(element("li", { class: "combo-none", role: "presentation" }, this.words.none));
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const count = this.options.filter((one) => !one.more && !one.create).length;
    this.status.textContent = count ? this.words.found.replace("%s", count) : this.words.none;
    this.move(this.options.length ? active : -1);
  }

  // Where Enter would choose: the first that is called so, else the offer to make a new entry.
  likeliest() {
    return this.options.findIndex((one) => !one.far && !one.more);
  }

  move(active) {
    this.list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    this.active = active;
    const item = active < 0 ? null : this.list.children[active];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", item.id);
  }

  take(at) {
    const option = this.options[at];
    if (!option) return;
    if (option.more) return void option.more();
    const text = this.input.value.trim();
    if (!option.create) this.show(option.label ?? option.name);
    else this.close();
    this.pick(option, text);
  }

  close() {
    clearTimeout(this.timer);
    this.timer = null;
    this.asked += 1;
    this.eager = this.waits = false;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!this.isOpen) this.ask(this.input.value === this.chosen ? "" : this.input.value.trim());
      else if (count) this.move(this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.waits) { // the answer is on its way, or asked for now
        this.eager = true;
        if (this.timer) this.ask(this.input.value.trim());
      } else if (this.isOpen) this.take(this.active);
      else this.ask(this.input.value === this.chosen ? "" : this.input.value.trim());
    } else if (event.key === "Escape") {
      if (!this.isOpen && this.input.value === this.chosen) return;
      event.preventDefault();
      event.stopPropagation();
      if (this.isOpen) return this.close();
      this.input.value = this.chosen;
      this.typed(null);
    }
  }
}
