// The two things on a page that need a script. Without it the button stays hidden.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// Opened from a disk, a folder's address would list its files: the page in it is meant.
if (location.protocol === "file:")
  for (const link of document.links)
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
