// The one thing on a page that needs a script; without it the button stays hidden.
const button = document.getElementById("print");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
