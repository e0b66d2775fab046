"use strict";
// Charts: a read-out under the pointer or by arrow keys, dragging to zoom in, names that hide their lines.
(() => {
  const NS = "http://www.w3.org/2000/svg";
  const add = (svg, name, attributes) => {
    const made = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    svg.append(made);
    return made;
  };
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const read = (svg) => {
    // The periods from left to right, each with the numbers of all its points.
    const periods = new Map();
    for (const link of svg.querySelectorAll("a[data-period]")) {
      const x = Number(link.querySelector("circle").getAttribute("cx"));
      const group = link.parentElement;
      if (!periods.has(link.dataset.period)) periods.set(link.dataset.period, { x, points: [] });
      periods.get(link.dataset.period).points.push({ group, tip: link.dataset.tip });
    }
    return [...periods]
      .map(([period, found]) => ({ period, ...found }))
      .sort((one, other) => one.x - other.x);
  };
  const prepare = (figure) => {
    const svg = figure.querySelector("svg.large"), output = figure.querySelector(".readout");
    if (!svg || !output) return;
    const periods = read(svg), top = svg.dataset.top, bottom = svg.dataset.bottom;
    if (!periods.length) return;
    const cross = add(svg, "line", { class: "cross", y1: top, y2: bottom, hidden: "" });
    let at = -1;
    const show = (number) => {
      at = Math.min(Math.max(number, 0), periods.length - 1);
      const { period, x, points } = periods[at];
      for (const end of ["x1", "x2"]) cross.setAttribute(end, x);
      cross.removeAttribute("hidden");
      const told = [...svg.querySelectorAll(".event title")]
        .find((title) => title.textContent.startsWith(`${period}: `));
      output.replaceChildren(make("b", { textContent: period }));
      for (const { group, tip } of points) {
        if (group.hasAttribute("hidden")) continue;
        const line = make("span", {});
        const colour = make("i", { className: group.getAttribute("class") });
        line.append(colour, `${group.dataset.series} ${tip}`);
        output.append(line);
      }
      if (told) output.append(make("em", { textContent: told.textContent.slice(period.length + 2) }));
      output.classList.toggle("left", x > (periods[0].x + periods.at(-1).x) / 2);
      output.hidden = false;
    };
    const place = (event) => {
      const point = new DOMPoint(event.clientX, event.clientY);
      return point.matrixTransform(svg.getScreenCTM().inverse()).x;
    };
    const nearest = (x) => {
      const distances = periods.map((one) => Math.abs(one.x - x));
      return distances.indexOf(Math.min(...distances));
    };
    let from = null, box = null;
    svg.addEventListener("pointerdown", (event) => {
      if (!figure.dataset.brush || event.button || event.target.closest("a")) return;
      if (event.pointerType === "touch") return;
      from = place(event);
      event.preventDefault();
    });
    svg.addEventListener("pointermove", (event) => {
      const x = place(event);
      show(nearest(x));
      if (from === null) return;
      box ??= add(svg, "rect", { class: "brush", y: top, height: bottom - top });
      box.setAttribute("x", Math.min(from, x));
      box.setAttribute("width", Math.abs(x - from));
    });
    const drop = () => { box?.remove(); from = box = null; };
    svg.addEventListener("pointerup", (event) => {
      const [first, last] = [from, place(event)].sort((one, other) => one - other);
      const chosen = from === null ? [] : periods.filter((one) => one.x >= first && one.x <= last);
      drop();
      if (chosen.length < 2) return;
      const [begin, end] = [chosen[0].period, chosen.at(-1).period];
      location.href = figure.dataset.brush.replace("FROM", begin).replace("TO", end);
    });
    svg.addEventListener("pointerleave", () => {
      drop();
      if (document.activeElement === figure) return;
      cross.setAttribute("hidden", "");
      output.hidden = true;
    });
    figure.tabIndex = 0;
    figure.setAttribute("role", "group");
    figure.setAttribute("aria-label", svg.getAttribute("aria-label"));
    figure.addEventListener("keydown", (event) => {
      if (event.target !== figure) return;
      const last = periods.length - 1;
      const steps = { ArrowLeft: at < 0 ? last : at - 1, ArrowRight: at + 1, Home: 0, End: last };
      if (!(event.key in steps)) return;
      event.preventDefault();
      show(steps[event.key]);
    });
    for (const entry of figure.querySelectorAll(".legend.series li")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.append(...entry.childNodes);
      button.setAttribute("aria-pressed", "true");
      entry.append(button);
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") === "false";
        button.setAttribute("aria-pressed", String(on));
        const group = [...svg.querySelectorAll("g[data-series]")]
          .find((one) => one.dataset.series === entry.dataset.series);
        group.toggleAttribute("hidden", !on);
        if (at >= 0) show(at);
      });
    }
    for (const hint of figure.querySelectorAll(".scripted")) hint.hidden = false;
  };
  document.querySelectorAll("figure.chart").forEach(prepare);
  for (const button of document.querySelectorAll("[data-picture]")) {
    if (!navigator.clipboard?.write || !window.ClipboardItem) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        const picture = fetch(button.dataset.picture).then((answer) => answer.blob());
        await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        button.textContent = `${button.textContent} ✓`;
      } catch {
        button.textContent = `${button.textContent} ✗`;
      }
    });
  }
})();
