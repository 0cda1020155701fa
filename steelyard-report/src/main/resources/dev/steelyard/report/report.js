"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const colour = (condition) => {
    const place = data.conditions.indexOf(condition);
    return `var(--c${place === 0 ? 0 : 1 + ((place - 1) % 7)})`;
  };
  const mark = data.labels.length ? ` [${data.labels.join(", ")}]` : "";

  function figure(parent, title, note, chart, description) {
    const box = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.textContent = title;
    const small = document.createElement("small");
    small.textContent = note + mark;
    caption.append(small);
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", description);
    box.append(caption, chart);
    parent.append(box);
    return box;
  }

  function change(ratio) {
    const percent = Math.round(100 * (ratio - 1));
    return percent > 0 ? `+${percent} %` : percent < 0 ? `−${-percent} %` : "0";
  }

  /* Rows of all cards share one log axis, so that cards can be compared by eye. */
  function ratioDomain() {
    const ends = data.contrasts.flatMap((it) => [it.center, it.lo, it.hi]).filter((it) => it > 0);
    const reach = Math.min(8, Math.max(1.25, d3.max(ends, (it) => Math.max(it, 1 / it)) ?? 2));
    return [1 / reach, reach];
  }

  function ticks([low, high]) {
    const all = high > 3 ? [1 / 4, 0.5, 1, 2, 4] : high > 1.7 ? [0.5, 0.7, 1, 1.4, 2] : high > 1.27 ? [0.6, 0.8, 1, 1.25, 1.6] : [0.8, 0.9, 1, 1.1, 1.25];
    return all.filter((it) => it >= low && it <= high);
  }

  /* The width of one card in a grid of cards at least `least` pixels wide. */
  function cardWidth(parent, least, gap) {
    const columns = Math.max(1, Math.floor((parent.clientWidth + gap) / (least + gap)));
    return Math.floor((parent.clientWidth - gap * (columns - 1)) / columns);
  }

  function forest() {
    const parent = document.getElementById("forest");
    parent.replaceChildren();
    const domain = ratioDomain();
    const several = data.conditions.length > 2;
    const name = (it) => (several ? `${it.condition} · ${it.scope}` : it.scope);
    for (const metric of data.metrics) {
      const rows = data.contrasts.filter((it) => it.metric === metric.field && it.center !== null);
      if (rows.length === 0) continue;
      const names = data.contrasts.filter((it) => it.metric === metric.field).map(name);
      const tone = (it) => (it.lo === null || (it.lo <= 1 && it.hi >= 1) ? "var(--unclear)" : it.hi < 1 ? "var(--less)" : "var(--more)");
      const width = cardWidth(parent, 320, 32);
      const chart = Plot.plot({
        width, height: 44 + 26 * names.length, marginLeft: 12 + 7 * d3.max(names, (it) => it.length), marginRight: 20, marginTop: 6,
        style: { fontSize: "12px", background: "transparent" },
        x: { type: "log", domain, ticks: ticks(domain), tickFormat: change, label: null, clamp: true },
        y: { domain: names, label: null, tickSize: 0 },
        marks: [
          Plot.gridX(ticks(domain), { strokeOpacity: 0.12 }),
          Plot.ruleX([1], { stroke: "currentColor", strokeOpacity: 0.5 }),
          Plot.ruleY(rows.filter((it) => it.lo !== null), { y: name, x1: "lo", x2: "hi", stroke: tone, strokeWidth: 2.5 }),
          Plot.dot(rows, { y: name, x: "center", fill: tone, r: (it) => (it.pooled ? 6 : 4), symbol: (it) => (it.pooled ? "diamond" : "circle"), title: (it) => `${name(it)}: ${it.words}` }),
        ],
        r: { type: "identity" }, symbol: { type: "identity" },
      });
      figure(parent, metric.label, "", chart, `${metric.label}: ` + rows.map((it) => `${name(it)} ${it.words}`).join("; "));
    }
  }

  function strips(field) {
    const parent = document.getElementById("strips");
    parent.replaceChildren();
    const metric = data.metrics.find((it) => it.field === field);
    const cells = data.cells.filter((it) => it[field] !== null);
    const lane = Math.max(10, 18 - data.conditions.length);
    for (const runner of data.runners) {
      const dots = cells.filter((it) => it.runner === runner);
      if (dots.length === 0) continue;
      const width = data.runners.length === 1 ? parent.clientWidth : cardWidth(parent, 480, 32);
      const chart = Plot.plot({
        width, height: 34 + data.tasks.length * (8 + lane * data.conditions.length), marginRight: 16,
        marginLeft: Math.min(width / 3, 14 + 7 * d3.max(data.tasks, (it) => it.length)), marginTop: 4,
        style: { fontSize: "12px", background: "transparent" },
        x: { label: null, domain: [0, d3.max(cells, (it) => it[field])], nice: true, zero: true, grid: true, ticks: 5, tickFormat: "~s" },
        y: { domain: data.conditions, axis: null, padding: 0.2 },
        fy: { domain: data.tasks, label: null, axis: "left", padding: 0.12 },
        marks: [
          Plot.ruleX([0], { strokeOpacity: 0.25 }),
          Plot.tickX(dots, Plot.groupY({ x: "median" }, { x: field, y: "condition", fy: "task", stroke: (it) => colour(it.condition), strokeWidth: 2, strokeOpacity: 0.8 })),
          Plot.dot(dots, {
            x: field, y: "condition", fy: "task", r: 3.6, strokeWidth: 1.5, stroke: (it) => colour(it.condition),
            fill: (it) => (it.outcome === "solved" ? colour(it.condition) : "var(--paper)"),
            fillOpacity: 0.85, title: (it) => `${it.cell}: ${it.outcome.replace("_", " ")}, ${d3.format(",.4~g")(it[field])} ${metric.unit}`,
          }),
        ],
      });
      figure(parent, runner, `${metric.label}, ${metric.unit}`, chart,
        `${metric.label} of every observed cell of ${runner}, by task and condition; the numbers are in the table of cells`);
    }
  }

  const select = document.getElementById("metric");
  for (const metric of data.metrics) select.append(new Option(metric.label, metric.field));
  const legend = document.getElementById("legend");
  for (const condition of data.conditions) {
    const item = document.createElement("span");
    const swatch = document.createElement("i");
    swatch.style.background = colour(condition);
    item.append(swatch, condition);
    legend.append(item);
  }
  const draw = () => { forest(); strips(select.value); };
  select.addEventListener("change", () => strips(select.value));
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; draw(); } });
  draw();
})();
