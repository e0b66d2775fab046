"use strict";
// Keyboard: / to the search box, j and k through the hits, Enter opens, ? help.
(() => {
  const hits = () => [...document.querySelectorAll(".hit, .passage")];
  let at = -1;
  const go = (step) => {
    const all = hits();
    if (!all.length) return;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    all.forEach((one, number) => one.classList.toggle("here", number === at));
    all[at].scrollIntoView({ block: "nearest" });
    const link = all[at].querySelector("h2 a, a.anchor");
    if (link) link.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.getElementById("q");
    if (document.activeElement.matches("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") document.activeElement.blur();
      return;
    }
    if (event.key === "/") { event.preventDefault(); box.focus(); box.select(); }
    else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (document.querySelector(`.teach [data-key="${CSS.escape(event.key)}"]`)) document.querySelector(`.teach [data-key="${CSS.escape(event.key)}"]`).click();
    else if (event.key === "?") location.href = "/help";
  });
})();
