// A page that holds what was sent: signing in meanwhile, in another tab, has changed the token that
// a form must bear. The new one is in the cookie. Leaving the page is asked about.
const form = document.getElementById("held");
let sent = false;

form.addEventListener("submit", () => {
  sent = true;
  const start = `${form.dataset.cookie}=`;
  const token = document.cookie.split("; ").find((one) => one.startsWith(start))?.slice(start.length);
  if (token) form.elements.csrfmiddlewaretoken.value = decodeURIComponent(token);
});
addEventListener("beforeunload", (event) => {
  if (!sent) event.preventDefault();
});
