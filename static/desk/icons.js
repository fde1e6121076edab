// The icons that Django's script puts beside the boxes of rights have a name, but are of no kind
// that may have one. It puts them there when the page is complete; this was asked later.
addEventListener("load", () => {
  for (const icon of document.querySelectorAll(".search-label-icon[aria-label]")) icon.setAttribute("role", "img");
});
