// Gives every button with data-copies (the id of an element) the work of copying its text.
// The buttons stay hidden where the browser cannot copy; the text can be selected by hand.
// A list that is exchanged on its page brings new buttons.
function showButtons() {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    button.hidden = false;
  }
}

async function copy(event) {
  const button = event.target.closest("button[data-copies]");
  if (button) {
    const text = document.getElementById(button.dataset.copies).textContent;
    await navigator.clipboard.writeText(text.replace(/\s+/g, " ").trim());
    button.textContent = button.dataset.done;
  }
}

if (navigator.clipboard) {
  showButtons();
  document.addEventListener("click", copy);
  document.addEventListener("htmx:afterSettle", showButtons);
}
