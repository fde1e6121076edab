// Asks before a form of the admin is left with something typed and not saved.
let typed = false;

const form = document.querySelector(".change-form #content-main > form");

if (form) {
  // A form that came back with errors holds what was typed and is not saved.
  typed = document.querySelector(".errornote") !== null;
  const remember = () => { typed = true; };
  form.addEventListener("input", remember);
  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => {
    // A preview opens in a page of its own and saves nothing.
    if (!event.submitter?.formTarget) typed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
