"use strict";
// Keyboard: / to the search box, j and k through the hits, Enter opens, m marks on and off, ? help.
// Long hits open at their match.
(() => {
  // Chromium goes on drawing boxes for words that it laid out before the Chinese font had loaded: lay out all
  // text again, also where the font was there before this script, which is told of no loading then.
  const layOut = () => {
    document.documentElement.classList.remove("font-came");
    requestAnimationFrame(() => document.documentElement.classList.add("font-came"));
  };
  document.fonts.addEventListener("loadingdone", layOut);
  document.fonts.ready.then(layOut);
  const hits = () => [...document.querySelectorAll(".hit, .passage, .row")];
  let at = -1;
  const go = (step) => {
    const all = hits();
    if (!all.length) return;
    at = Math.min(Math.max(at + step, 0), all.length - 1);
    all.forEach((one, number) => one.classList.toggle("here", number === at));
    all[at].scrollIntoView({ block: "nearest" });
    const link = all[at].querySelector("h2 a, a.anchor, .source a");
    if (link) link.focus({ preventScroll: true });
  };
  // Tabs and history tell a passage from its document by the number before the title.
  const title = document.title;
  const entitle = () => {
    const target = document.getElementById(location.hash.slice(1));
    const number = target?.querySelector(".passage > .marks > .anchor")?.textContent;
    document.title = number ? `${number} · ${title}` : title;
  };
  addEventListener("hashchange", entitle);
  entitle();
  const marks = (toggle) => {
    const on = (localStorage.getItem("marks") === "on") !== toggle;
    localStorage.setItem("marks", on ? "on" : "off");
    const always = document.body.classList.contains("marked");  // a page about the marks themselves
    document.body.classList.toggle("plainly", !on && !always);
  };
  marks(false);
  if (matchMedia("(max-width: 760px)").matches) {
    for (const one of document.querySelectorAll("aside > details")) one.open = false;
  }
  // One menu is open at a time; a click beside it or Escape closes it.
  const menus = [...document.querySelectorAll(".menu")];
  const close = (other) => menus.forEach((menu) => { if (menu !== other) menu.open = false; });
  for (const menu of menus) menu.addEventListener("toggle", () => { if (menu.open) close(menu); });
  document.addEventListener("click", (event) => close(event.target.closest(".menu")));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  // A long hit shows whole lines around its match, and all of its text on demand.
  for (const text of document.querySelectorAll(".hit > .text")) {
    const mark = text.querySelector("mark"), button = text.parentElement.querySelector("[data-do=unfold]");
    if (text.scrollHeight <= text.clientHeight + 1) continue;
    const line = parseFloat(getComputedStyle(text).lineHeight);
    const above = mark ? mark.offsetTop - text.offsetTop - text.clientHeight / 3 : 0;
    if (mark) text.scrollTop = Math.floor(above / line) * line;
    text.tabIndex = 0;
    button.hidden = false;
    button.addEventListener("click", () => {
      text.classList.add("unfolded");
      button.remove();
    });
  }
  // A click keeps both sides of a row marked; the second one lets go.
  for (const row of document.querySelectorAll(".beside > .row")) row.addEventListener("click", (event) => {
    if (event.target.closest("a, summary, details") || String(getSelection())) return;
    const on = !row.classList.contains("here");
    hits().forEach((one) => one.classList.remove("here"));
    row.classList.toggle("here", on);
    at = hits().indexOf(row);
  });
  for (const button of document.querySelectorAll("[data-do=marks]")) {
    button.addEventListener("click", () => marks(true));
  }
  for (const button of document.querySelectorAll("[data-do=copy]")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector(".copy").textContent);
      button.textContent = `${button.textContent} ✓`;
      button.disabled = true;
    });
  }
  // A page that takes longer than a second to come says that it is being made, and for how many seconds.
  const working = document.getElementById("working");
  let ticking = 0;
  const wait = () => {
    const since = Date.now();
    clearInterval(ticking);
    ticking = setInterval(() => {
      working.hidden = false;
      working.lastElementChild.textContent = Math.round((Date.now() - since) / 1000);
    }, 1000);
  };
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) wait(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href.baseVal ?? link.href, location); // in a chart, an SVG link
    const isFile = link.hasAttribute("download") || link.getAttribute("target") || /\.\w+$/.test(to.pathname);
    const isHere = to.href.split("#")[0] === location.href.split("#")[0] && to.hash;
    if (!isFile && !isHere && to.origin === location.origin) wait();
  });
  addEventListener("pageshow", () => { clearInterval(ticking); working.hidden = true; });
  // Boxes complete what is typed in them from the answer of an address: [value, label] of each choice.
  const complete = (box, list, skip, address, read) => {
    let waiting = 0, last = "";
    box.addEventListener("input", () => {
      const typed = box.value.trim();
      clearTimeout(waiting);
      const isTooShort = typed.length < 2 && typed.charCodeAt(0) < 0x2e80;
      if (typed === last || !typed || isTooShort || skip.test(typed)) return;
      waiting = setTimeout(async () => {
        last = typed;
        const answer = await fetch(address + encodeURIComponent(typed));
        if (!answer.ok || box.value.trim() !== typed) return;
        list.replaceChildren(...read(await answer.json()).slice(0, 8).map(([value, label]) => {
          const option = document.createElement("option");
          option.value = value;
          option.label = label;
          return option;
        }));
      }, 120);
    });
  };
  // The search box: terms of the lexicon, by their names in both languages.
  const ask = document.getElementById("q"), offered = document.getElementById("ask");
  if (ask && offered) complete(ask, offered, /[:()"]/, "/reconcile/suggest/entity?prefix=",
    ({ result }) => result.map((one) => [one.name, one.description]));
  // A side of a comparison: documents by words of their title; by the id where several have the same title.
  const offerTitles = ({ documents }) => documents.map((one) => {
    const isAlone = documents.filter((other) => other.title === one.title).length === 1;
    const about = [one.date, one.publisher || one.corpus].filter(Boolean).join(" · ");
    return isAlone ? [one.title, about] : [one.id, `${one.title} · ${about}`];
  });
  for (const box of document.querySelectorAll("input[data-titles]")) {
    complete(box, box.list, /^[\d.-]*$|^[a-z]+:|"/, "/api/documents?limit=8&title=", offerTitles);
    // What was chosen from the list is named below the box: an id says nothing to a person.
    box.addEventListener("input", () => {
      const chosen = [...box.list.options].find((one) => one.value === box.value);
      const taken = box.parentElement.querySelector(".taken");
      taken.textContent = chosen?.label !== chosen?.value ? chosen.label : "";
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.getElementById("q");
    if (document.activeElement.matches("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") document.activeElement.blur();
      if (event.key === "/" && document.activeElement === box && !box.value) event.preventDefault();
      return;
    }
    const answer = document.querySelector(`.teach [data-key="${CSS.escape(event.key)}"]`);
    if (event.key === "/") { event.preventDefault(); box.focus(); box.select(); }
    else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "m") marks(true);
    else if (answer) answer.click();
    else if (event.key === "?") location.href = "/help";
  });
})();
