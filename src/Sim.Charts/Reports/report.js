"use strict";
// Read-outs, legends, sortable tables, copy buttons and the light/dark switch. The page is readable without any of it.
(() => {
  const readout = document.getElementById("readout");
  const svgNamespace = "http://www.w3.org/2000/svg";
  const reach = 48; // How far from a point, in CSS pixels, the pointer still finds it.

  const line = (name, text) => {
    const row = document.createElement("span");
    const value = document.createElement("em");
    value.textContent = text;
    row.append(name ? name + ": " : "", value);
    return row;
  };

  const placeReadout = (x, y) => {
    const box = readout.getBoundingClientRect();
    const left = x + 14 + box.width > innerWidth - 8 ? x - 14 - box.width : x + 14;
    const top = y + 14 + box.height > innerHeight - 8 ? y - 14 - box.height : y + 14;
    readout.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
  };

  const hide = () => {
    readout.hidden = true;
    for (const ring of document.querySelectorAll(".focus-ring")) ring.remove();
  };

  // Where a mark is on the screen.
  const placeOf = (svg, mark) =>
    new DOMPoint(Number(mark.dataset.px), Number(mark.dataset.py)).matrixTransform(svg.getScreenCTM());

  const show = (svg, mark, at) => {
    hide();
    const data = mark.dataset;
    const title = document.createElement("b");
    title.textContent = data.series;
    readout.replaceChildren(title, line(svg.dataset.xName, data.x), line(svg.dataset.yName, data.y));
    if (data.band) readout.append(line("", data.band));
    if (data.note) readout.append(line("", data.note));
    readout.hidden = false;
    svg.append(ringFor(mark));
    const place = at ?? placeOf(svg, mark);
    placeReadout(place.x, place.y);
  };

  const ringFor = mark => {
    const isArea = mark.classList.contains("area");
    const ring = document.createElementNS(svgNamespace, isArea ? "rect" : "circle");
    const from = isArea
      ? Object.fromEntries(["x", "y", "width", "height"].map(name => [name, mark.getAttribute(name)]))
      : { cx: mark.dataset.px, cy: mark.dataset.py, r: 8 };
    for (const [name, value] of Object.entries(from)) ring.setAttribute(name, value);
    ring.setAttribute("class", "focus-ring");
    return ring;
  };

  const setUpChart = (svg, figure) => {
    const marks = [...svg.querySelectorAll(".pt")];
    // The browser's own read-outs would appear on top of ours.
    for (const mark of marks) mark.querySelector("title")?.remove();
    const isShown = mark => !mark.closest(".is-off");
    let current = null;

    const nearest = (x, y, candidates, weightX = 1) => {
      let best = null;
      let bestDistance = Infinity;
      for (const mark of candidates) {
        const dx = (Number(mark.dataset.px) - x) * weightX;
        const dy = Number(mark.dataset.py) - y;
        const distance = dx * dx + dy * dy;
        if (distance < bestDistance) [best, bestDistance] = [mark, distance];
      }
      return [best, Math.sqrt(bestDistance)];
    };

    const point = event => {
      const own = event.target.closest(".pt");
      const at = { x: event.clientX, y: event.clientY };
      if (own && own.classList.contains("area")) return show(svg, (current = own), at);
      const matrix = svg.getScreenCTM();
      const place = new DOMPoint(at.x, at.y).matrixTransform(matrix.inverse());
      const [mark, distance] = nearest(place.x, place.y, marks.filter(m => isShown(m) && !m.classList.contains("area")));
      if (mark && distance * matrix.a <= reach) show(svg, (current = mark), at);
      else hide();
    };

    const step = (key) => {
      const shown = marks.filter(isShown);
      if (!shown.length) return;
      if (!current || !isShown(current)) current = shown[0];
      else if (key === "ArrowLeft" || key === "ArrowRight") {
        const own = shown.filter(mark => mark.dataset.s === current.dataset.s);
        const next = own.indexOf(current) + (key === "ArrowRight" ? 1 : -1);
        current = own[Math.min(own.length - 1, Math.max(0, next))];
      } else {
        const names = [...new Set(shown.map(mark => mark.dataset.s))];
        const next = names.indexOf(current.dataset.s) + (key === "ArrowDown" ? 1 : -1);
        const other = shown.filter(mark => mark.dataset.s === names[Math.min(names.length - 1, Math.max(0, next))]);
        // The same place along the x axis matters most.
        [current] = nearest(Number(current.dataset.px), Number(current.dataset.py), other, 100);
      }
      show(svg, current);
    };

    // From here on this is not a still picture, but something to walk through.
    svg.setAttribute("role", "group");
    svg.setAttribute("tabindex", "0");
    svg.classList.add("is-live");
    svg.addEventListener("pointermove", point);
    svg.addEventListener("pointerdown", point);
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("blur", hide);
    svg.addEventListener("focus", () => { if (svg.matches(":focus-visible")) step(""); });
    svg.addEventListener("keydown", event => {
      if (event.target !== svg) return;
      if (event.key === "Escape") hide();
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      step(event.key);
    });
    for (const item of svg.querySelectorAll(".legend-item")) setUpLegendItem(item, figure);
  };

  // A series is switched in the wide and the narrow picture alike.
  const setUpLegendItem = (item, figure) => {
    const toggle = () => {
      const isOff = !item.classList.contains("is-off");
      const same = `[data-s="${item.dataset.s}"]`;
      for (const part of figure.querySelectorAll(`.series${same}, .legend-item${same}`)) part.classList.toggle("is-off", isOff);
      for (const other of figure.querySelectorAll(`.legend-item${same}`)) other.setAttribute("aria-pressed", String(!isOff));
      hide();
    };
    item.setAttribute("role", "button");
    item.setAttribute("tabindex", "0");
    item.setAttribute("aria-pressed", "true");
    item.setAttribute("aria-label", item.dataset.series);
    item.addEventListener("click", toggle);
    item.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
  };

  // Numbers sort by size, missing ones always last; texts by their characters' order.
  const compare = (a, b, isNumeric, direction) => {
    if (!isNumeric) return a.textContent < b.textContent ? -direction : a.textContent > b.textContent ? direction : 0;
    const [x, y] = [a, b].map(cell => (cell.dataset.sort === undefined ? NaN : Number(cell.dataset.sort)));
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
    return (x - y) * direction;
  };

  const setUpTable = table => {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
      const isNumeric = head.classList.contains("number");
      const before = head.getAttribute("aria-sort");
      // Numbers start with the largest: it is mostly the one looked for.
      const order = before ? (before === "ascending" ? "descending" : "ascending") : isNumeric ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const direction = order === "ascending" ? 1 : -1;
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(a.cells[column], b.cells[column], isNumeric, direction));
      table.tBodies[0].append(...rows);
    }));
  };

  const setUpTheme = button => {
    const root = document.documentElement;
    const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
    name();
  };

  const setUpCopy = button => button.addEventListener("click", async () => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      // Pages opened from a file may not write to the clipboard: select the text instead.
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });

  for (const figure of document.querySelectorAll(".chart-card"))
    for (const svg of figure.querySelectorAll("svg.chart")) setUpChart(svg, figure);
  document.querySelectorAll(".scroll table").forEach(setUpTable);
  document.querySelectorAll(".copy").forEach(setUpCopy);
  setUpTheme(document.getElementById("theme"));
  addEventListener("scroll", hide, { passive: true });
})();
