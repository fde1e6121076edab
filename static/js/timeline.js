// Without this file links lead nearer. With it, a line follows the pointer down all lanes, and a
// click on a lane leads to the time above it, as the link on the axis would.
const picture = document.querySelector(".timeline");
if (picture) {
  const axis = picture.querySelector(".axis svg");
  const ruler = document.createElement("div");
  ruler.className = "ruler";
  ruler.hidden = true;
  picture.append(ruler);
  const links = [...axis.querySelectorAll("a")];
  const above = (x) => links.find((link) => {
    const box = link.querySelector("rect").getBoundingClientRect();
    return box.left <= x && x < box.right;
  });

  picture.addEventListener("pointermove", (event) => {
    const box = axis.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.target.closest(".strip");
    ruler.hidden = !inside || event.pointerType === "touch";
    ruler.style.left = `${event.clientX - picture.getBoundingClientRect().left}px`;
  });
  picture.addEventListener("pointerleave", () => { ruler.hidden = true; });
  picture.addEventListener("click", (event) => {
    if (!event.target.closest(".lane .strip")) return;
    const link = above(event.clientX);
    if (link) window.location.assign(link.href.baseVal);
  });
}
