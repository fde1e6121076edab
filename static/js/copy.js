// Gives every button with data-copies (the id of an element) the work of copying its text.
// The buttons stay hidden where the browser cannot copy; the text can be selected by hand.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copies).textContent.trim();
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
    });
  }
}
