"use strict";
// Draws the data of this page. Every text below comes from articles: it is only ever written as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const lines = new Map(data.lines.map((line) => [line.id, line]));
  const typeNames = new Map([...data.actorTypes, ...data.tieTypes].map((type) => [type.type, type.name]));
  const linesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const line of data.lines) {
    linesOf.get(line.from).push(line);
    linesOf.get(line.to).push(line);
  }
  const years = [...new Set(data.ties.flatMap((tie) => Object.keys(tie.years)))].filter(Boolean).map(Number);
  const span = years.length ? [Math.min(...years), Math.max(...years)] : [0, 0];
  const signNames = { 1: "Cooperative", "-1": "Conflict", 0: "Neutral" };
  const state = { off: new Set(), asserted: false, from: span[0], to: span[1], selected: null, hovered: null, near: new Set() };

  function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "style") Object.assign(made.style, value);
      else if (name in made) made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }
  const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;
  const signColour = (sign) => data.signColours[String(sign)];

  // ---- what passes the filters ---------------------------------------------------------------------------------

  // Articles behind a tie in the chosen years: [all, those that assert it]; ties without a date always count.
  function articlesOf(tie) {
    let all = 0, asserted = 0;
    for (const [year, [told, sure]] of Object.entries(tie.years)) {
      if (year === "" || (Number(year) >= state.from && Number(year) <= state.to)) {
        all += told;
        asserted += sure;
      }
    }
    return [all, asserted];
  }
  function tiePasses(tie) {
    if (state.off.has(`sign ${tie.sign}`) || state.off.has(`tie ${tie.type}`)) return false;
    const [all, asserted] = articlesOf(tie);
    return (state.asserted ? asserted : all) > 0;
  }
  const nodePasses = (id) => !state.off.has(`actor ${nodes.get(id).type}`);
  const tiesShown = (line) =>
    nodePasses(line.from) && nodePasses(line.to) ? line.ties.map((at) => data.ties[at]).filter(tiePasses) : [];

  // ---- drawing -------------------------------------------------------------------------------------------------

  const nodeSet = new vis.DataSet(data.nodes.map(({ id, x, y, size, shape, color }) => ({
    id, x, y, size, shape, color, borderWidth: 2,
  })));
  const lineSet = new vis.DataSet(data.lines.map(({ id, from, to, arrows, smooth }) => ({
    id, from, to, smooth,
    arrows: { to: { ...arrows.to, scaleFactor: 0.45 }, from: { ...arrows.from, scaleFactor: 0.45 } },
  })));
  let shown = { nodes: new Set(), lines: new Set() };
  const acrossOpacity = Math.max(0.35, Math.min(1, 130 / data.lines.length));

  function restyle() {
    const chosen = state.selected;
    const near = (state.near = new Set());
    if (nodes.has(chosen)) near.add(chosen);
    if (lines.has(chosen)) near.add(lines.get(chosen).from).add(lines.get(chosen).to);
    const lit = new Set(lines.has(chosen) ? [chosen] : nodes.has(chosen) ? linesOf.get(chosen).map((line) => line.id) : []);
    const alive = new Set();
    shown = { nodes: new Set(), lines: new Set() };
    lineSet.update(data.lines.map((line) => {
      const ties = tiesShown(line);
      if (!ties.length) return { id: line.id, hidden: true };
      shown.lines.add(line.id);
      alive.add(line.from).add(line.to);
      if (lit.has(line.id)) near.add(line.from).add(line.to);
      const told = ties.map(articlesOf);
      const weight = told.reduce((sum, [all]) => sum + all, 0);
      const colour = signColour(line.sign);
      // Ties between groups stand back, so that the groups can be seen; choosing an actor brings its ties forward.
      const inside = nodes.get(line.from).group_number === nodes.get(line.to).group_number;
      const quiet = (line.sign === 0 ? 0.3 : 0.55) * (inside ? 1 : acrossOpacity);
      const opacity = chosen === null ? quiet : lit.has(line.id) ? 0.95 : 0.07;
      return {
        id: line.id, hidden: false, width: Math.min(9, 0.8 + 1.1 * Math.log2(1 + weight)),
        dashes: told.every(([, sure]) => sure === 0) ? [6, 5] : false,
        color: { color: colour, highlight: colour, hover: colour, opacity, inherit: false },
      };
    }));
    nodeSet.update(data.nodes.map(({ id }) => {
      const hidden = !nodePasses(id);
      if (!hidden && alive.has(id)) shown.nodes.add(id);
      return { id, hidden, opacity: !alive.has(id) || (chosen !== null && !near.has(id)) ? 0.16 : 1 };
    }));
  }

  const network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: lineSet }, {
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true, selectConnectedEdges: false, hoverConnectedEdges: false, hideEdgesOnDrag: data.lines.length > 900,
      keyboard: { enabled: true, bindToWindow: false }, zoomSpeed: 0.7,
    },
    nodes: { chosen: false }, edges: { chosen: false, selectionWidth: 1.5, hoverWidth: 1.5, endPointOffset: { from: 2, to: 2 } },
  });

  // ---- labels: of constant size on the screen, most important first, never one over another --------------------

  const ranked = [...data.nodes].sort((a, b) => a.rank - b.rank);
  const shorten = (name, most) => ([...name].length > most ? [...name].slice(0, most - 1).join("").trimEnd() + "…" : name);
  const widths = new Map();
  let boxes = [];

  const chosenNodes = () => (lines.has(state.selected) ? [lines.get(state.selected).from, lines.get(state.selected).to] : [state.selected].filter((id) => nodes.has(id)));

  function labelOrder() {
    const first = [state.hovered, ...chosenNodes()].filter((id) => nodes.has(id));
    const wanted = state.selected === null ? ranked : ranked.filter((node) => state.near.has(node.id));
    const ordered = new Set([...first.map((id) => nodes.get(id)), ...wanted]);
    return [...ordered].filter((node) => shown.nodes.has(node.id) || first.includes(node.id));
  }
  function labelWidth(context, text, font) {
    const key = font + text;
    if (!widths.has(key)) {
      context.font = font;
      widths.set(key, context.measureText(text).width);
    }
    return widths.get(key);
  }
  const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

  // The nodes a label should not hide: those in view, and when something is chosen only what is lit.
  function obstacles(width, height) {
    const scale = network.getScale();
    const listed = data.nodes.filter((node) => nodePasses(node.id) && (state.selected === null || state.near.has(node.id)));
    return listed.map((node) => {
      const at = network.canvasToDOM(nodeSet.get(node.id));
      const radius = Math.max(3, node.size * scale);
      return { id: node.id, x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius };
    }).filter((disc) => disc.x > -60 && disc.y > -60 && disc.x < width + 60 && disc.y < height + 60);
  }
  function placeLabels(context, width, height) {
    const budget = Math.max(12, Math.round((width * height) / 11000));
    const loud = Math.min(12, Math.round(budget / 4));
    const discs = obstacles(width, height);
    const places = new Map(discs.map((disc) => [disc.id, disc]));
    const pointed = new Set([state.hovered, ...chosenNodes()]);
    const inside = (box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    boxes = [];
    for (const node of labelOrder()) {
      const disc = places.get(node.id);
      if (!disc) continue;
      if (boxes.length >= budget) break;
      const strong = pointed.has(node.id), bold = strong || node.rank < loud;
      const size = bold ? 14 : 12;
      const font = `${bold ? 600 : 400} ${size}px system-ui, "Noto Sans", "Liberation Sans", Arial, sans-serif`;
      const text = strong ? node.name : shorten(node.name, width < 500 ? 20 : 30);
      const box = { id: node.id, text, font, width: labelWidth(context, text, font) + 8, height: size + 6 };
      const middleX = disc.x + (disc.width - box.width) / 2, middleY = disc.y + (disc.height - box.height) / 2;
      const spots = [
        [middleX, disc.y + disc.height + 1], [disc.x + disc.width + 1, middleY],
        [disc.x - 1 - box.width, middleY], [middleX, disc.y - 1 - box.height],
      ].map(([x, y]) => ({ ...box, x, y })).filter((spot) => (strong || inside(spot)) && !boxes.some((other) => overlap(spot, other)));
      // Below, right, left, above: the first that hides no node; a loud label may hide a few.
      const hides = (spot) => discs.filter((other) => other.id !== node.id && overlap(spot, other)).length;
      let best = spots.find((spot) => hides(spot) === 0);
      if (!best && bold) best = spots.map((spot) => [hides(spot), spot]).sort((a, b) => a[0] - b[0]).map(([, spot]) => spot)[0];
      if (best) boxes.push(best);
    }
  }

  // A pale disc behind each group of five or more.
  const groups = new Map();
  for (const node of data.nodes) groups.set(node.group_number, [...(groups.get(node.group_number) || []), node]);
  const halos = [...groups.values()].filter((group) => group.length > 4).map((group) => {
    const middle = (axis) => (Math.min(...group.map((node) => node[axis])) + Math.max(...group.map((node) => node[axis]))) / 2;
    const [x, y] = [middle("x"), middle("y")];
    return { x, y, radius: Math.max(...group.map((node) => Math.hypot(node.x - x, node.y - y) + node.size)) + 12 };
  });
  network.on("beforeDrawing", (context) => {
    context.fillStyle = "#f4f6f8";
    for (const { x, y, radius } of halos) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
  });
  network.on("afterDrawing", (context) => {
    const canvas = context.canvas;
    const ratio = canvas.width / canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    placeLabels(context, canvas.clientWidth, canvas.clientHeight);
    context.strokeStyle = "#1c2126";
    context.lineWidth = 2;
    for (const id of chosenNodes()) {
      const at = network.canvasToDOM(nodeSet.get(id));
      context.beginPath();
      context.arc(at.x, at.y, nodes.get(id).size * network.getScale() + 6, 0, 2 * Math.PI);
      context.stroke();
    }
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const box of boxes) {
      context.font = box.font;
      context.lineWidth = 4;
      context.strokeStyle = "rgba(255,255,255,0.92)";
      context.fillStyle = "#1c2126";
      context.strokeText(box.text, box.x + box.width / 2, box.y + box.height / 2);
      context.fillText(box.text, box.x + box.width / 2, box.y + box.height / 2);
    }
    context.restore();
  });

  // ---- the panel -----------------------------------------------------------------------------------------------

  function voiceOf(evidence, kind) {
    const { factuality, voice } = evidence;
    if (factuality === "happened") return kind === "statement" ? "said, by the article's account" : "asserted by the article";
    if (factuality === "claimed") return `claimed by ${voice || "an unnamed source"}`;
    if (factuality === "denied") return voice ? `denied by ${voice}` : "denied";
    return voice ? `${factuality}, says ${voice}` : factuality;
  }
  function sourceOf(article) {
    const known = [article.publisher, article.published].filter(Boolean).join(", ");
    const title = article.title || "untitled article";
    const safe = /^https?:\/\//i.test(article.url || "");
    const head = safe ? element("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, title) : title;
    return known ? [`${known}: `, head] : [head];
  }
  function cite(sentence, quote = "") {
    const { text } = sentence;
    const at = quote ? text.indexOf(quote) : -1;
    const words = at < 0 ? [text] : [text.slice(0, at), element("mark", {}, quote), text.slice(at + quote.length)];
    return [element("p", {}, ...words), data.articles[sentence.article]];
  }
  function evidenceBlock(evidence, kind) {
    const [words, article] = cite(data.sentences[evidence.sentence], evidence.quote);
    const badges = [element("span", { className: `badge ${evidence.factuality}` }, voiceOf(evidence, kind))];
    if (evidence.former) badges.push(element("span", { className: "badge" }, "past"));
    if (evidence.date && evidence.date !== article.published) badges.push(element("span", { className: "badge" }, `on ${evidence.date}`));
    return element("blockquote", { className: evidence.factuality }, words, element("footer", {}, ...badges, element("br"), ...sourceOf(article)));
  }
  const nodeButton = (id) => element("button", { type: "button", onclick: () => select(id, true) }, nodes.get(id).name);
  const yearsOf = ({ first, last }) => (!first ? "undated" : first === last ? first : `${first} to ${last}`);

  function tieBlock(tie) {
    const arrow = tie.symmetric ? "↔" : "→";
    const head = element("h3", {}, `${nodes.get(tie.subject).name} ${arrow} ${nodes.get(tie.object).name}: ${typeNames.get(tie.type)}`);
    const counts = Object.entries(tie.counts).map(([name, count]) => `${count} ${tie.kind === "statement" && name === "asserted" ? "reported" : name}`);
    const facts = [signNames[tie.sign].toLowerCase(), plural(tie.weight, "article"), counts.join(", "), yearsOf(tie)];
    const rest = tie.more ? element("p", { className: "soft" }, `and ${plural(tie.more, "more sentence")} in the graph`) : null;
    return element("section", { className: "tie" }, head, element("p", { className: "soft" }, facts.join(" · ")),
      ...tie.evidence.map((evidence) => evidenceBlock(evidence, tie.kind)), rest);
  }
  function lineItem(line, from = null) {
    const ties = tiesShown(line);
    const kinds = [...new Set(ties.map((tie) => typeNames.get(tie.type)))].join(", ");
    const name = from === null ? `${nodes.get(line.from).name} – ${nodes.get(line.to).name}` : nodes.get(line.from === from ? line.to : line.from).name;
    return element("li", {}, element("button", { type: "button", onclick: () => select(line.id, true) },
      element("span", { className: "dot", style: { background: signColour(line.sign) } }),
      element("span", { className: "what" }, name, element("small", {}, kinds)),
      element("span", { className: "count" }, plural(line.weight, "article"))));
  }
  const closeButton = () => element("button", { type: "button", className: "close", "aria-label": "Close", onclick: () => select(null) }, "×");
  const byWeight = (a, b) => b.weight - a.weight;

  function nodePanel(node) {
    const others = linesOf.get(node.id).filter((line) => shown.lines.has(line.id)).sort(byWeight);
    const kind = `${node.generic ? "class of actors, " : ""}${typeNames.get(node.type)}`;
    const facts = [kind, plural(node.articles, "article"), plural(node.mentions, "mention")].join(" · ");
    const sightings = node.seen.map((at) => {
      const [words, article] = cite(data.sentences[at]);
      return element("blockquote", {}, words, element("footer", {}, ...sourceOf(article)));
    });
    return [
      closeButton(), element("h2", {}, node.name), element("p", { className: "soft" }, facts),
      node.roles.length ? element("p", {}, node.roles.join("; ")) : null,
      node.aliases.length ? element("p", { className: "soft" }, `also: ${node.aliases.slice(0, 12).join(", ")}`) : null,
      element("h3", {}, plural(others.length, "tie")), element("ul", {}, ...others.map((line) => lineItem(line, node.id))),
      element("h3", {}, "Where it is mentioned"), ...sightings,
      node.unseen ? element("p", { className: "soft" }, `and in ${plural(node.unseen, "more article")} of the graph`) : null,
    ];
  }
  function linePanel(line) {
    const rest = linesOf.get(line.from).filter((other) => other !== line && (other.from === line.to || other.to === line.to));
    const ties = [line, ...rest].flatMap(tiesShown);
    return [
      closeButton(), element("h2", {}, `${nodes.get(line.from).name} and ${nodes.get(line.to).name}`),
      element("p", {}, nodeButton(line.from), " ", nodeButton(line.to)), ...ties.map(tieBlock),
    ];
  }
  function overviewPanel() {
    const others = (node) => new Set(linesOf.get(node.id).filter((line) => shown.lines.has(line.id)).map((line) => (line.from === node.id ? line.to : line.from))).size;
    const top = ranked.filter((node) => shown.nodes.has(node.id)).map((node) => [node, others(node)]).sort((a, b) => b[1] - a[1]).slice(0, 12);
    const strongest = data.lines.filter((line) => shown.lines.has(line.id) && line.sign !== 0).sort(byWeight).slice(0, 8);
    if (!data.nodes.length) return [element("p", { className: "soft" }, "Nothing to show.")];
    return [
      element("p", { className: "soft" }, "Choose an actor or a line to read the sentences behind it."),
      element("h3", {}, "Tied to most others"),
      element("ol", {}, ...top.map(([node, count]) => element("li", {}, element("button", { type: "button", onclick: () => select(node.id, true) },
        swatch(node.shape, node.color.border, node.generic), element("span", { className: "what" }, node.name),
        element("span", { className: "count" }, plural(count, "actor")))))),
      element("h3", {}, "Strongest ties"), element("ol", {}, ...strongest.map((line) => lineItem(line))),
    ];
  }
  function showPanel() {
    const chosen = state.selected;
    const parts = nodes.has(chosen) ? nodePanel(nodes.get(chosen)) : lines.has(chosen) ? linePanel(lines.get(chosen)) : overviewPanel();
    byId("panel").classList.toggle("chosen", chosen !== null);
    byId("panel").replaceChildren(...parts.filter((part) => part !== null));
    byId("panel").scrollTop = 0;
  }

  // Selects an actor, a line (or null for nothing); `move` brings it into view.
  function select(id, move = false) {
    state.selected = nodes.has(id) || lines.has(id) ? id : null;
    restyle();
    network.setSelection({ nodes: nodes.has(id) ? [id] : [], edges: lines.has(id) ? [id] : [] }, { highlightEdges: false });
    showPanel();
    if (move && state.selected !== null) bringIntoView(nodes.has(id) ? [id] : [lines.get(id).from, lines.get(id).to]);
  }
  function bringIntoView(ids) {
    const inside = ids.every((id) => {
      const at = network.canvasToDOM(nodeSet.get(id));
      return at.x > 30 && at.y > 30 && at.x < byId("canvas").clientWidth - 30 && at.y < byId("canvas").clientHeight - 30;
    });
    if (inside) return;
    const places = ids.map((id) => nodeSet.get(id));
    const middle = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
    network.moveTo({ position: { x: middle("x"), y: middle("y") } });
  }
  network.on("click", ({ nodes: [node], edges: [line] }) => select(node ?? line ?? null));

  // ---- pointing ------------------------------------------------------------------------------------------------

  function point(id, text, event) {
    state.hovered = id;
    byId("tip").hidden = !text;
    if (text) {
      byId("tip").textContent = text;
      const { x, y } = event.pointer.DOM;
      Object.assign(byId("tip").style, { left: `${Math.max(4, Math.min(x + 14, byId("canvas").clientWidth - 290))}px`, top: `${y + 16}px` });
    }
    network.redraw();
  }
  const tieWords = (line) => tiesShown(line).map((tie) => `${nodes.get(tie.subject).name} ${tie.symmetric ? "↔" : "→"} ${nodes.get(tie.object).name}: ${typeNames.get(tie.type)} (${plural(tie.weight, "article")})`).slice(0, 4).join("; ");
  network.on("hoverNode", (event) => {
    const node = nodes.get(event.node);
    point(node.id, [typeNames.get(node.type), node.roles[0], plural(node.articles, "article")].filter(Boolean).join(" · "), event);
  });
  network.on("hoverEdge", (event) => point(null, tieWords(lines.get(event.edge)), event));
  network.on("blurNode", () => point(null, ""));
  network.on("blurEdge", () => point(null, ""));

  // ---- legend, filters, search, zoom -----------------------------------------------------------------------------

  function swatch(shape, colour, hollow = false) {
    const ring = (corners, start, inner = 1) => Array.from({ length: corners }, (_, at) => {
      const reach = at % 2 ? 6.5 * inner : 6.5, angle = ((start + (360 * at) / corners) * Math.PI) / 180;
      return `${(8 + reach * Math.cos(angle)).toFixed(1)},${(8 + reach * Math.sin(angle)).toFixed(1)}`;
    }).join(" ");
    const points = { square: ring(4, 45), hexagon: ring(6, 0), triangle: ring(3, -90), triangleDown: ring(3, 90), diamond: ring(4, -90), star: ring(10, -90, 0.45) };
    const make = (tag, attributes) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      return made;
    };
    const drawn = make("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" });
    const fill = { fill: hollow ? "#fff" : colour, stroke: colour, "stroke-width": 1.5 };
    drawn.append(points[shape] ? make("polygon", { points: points[shape], ...fill }) : make("circle", { cx: 8, cy: 8, r: 6, ...fill }));
    return drawn;
  }
  function refresh() {
    restyle();
    showPanel();
    network.redraw();
  }
  function toggle(key, mark, name, count) {
    const box = element("input", { type: "checkbox", checked: true, "data-key": key });
    const label = element("label", {}, box, mark, element("span", { className: "name" }, name), element("span", { className: "count" }, count.toLocaleString("en")));
    box.addEventListener("change", () => {
      label.classList.toggle("off", !box.checked);
      state.off[box.checked ? "delete" : "add"](key);
      refresh();
    });
    return label;
  }
  const stripe = (sign) => element("span", { className: "swatch", style: { background: signColour(sign) } });
  for (const sign of [1, -1, 0]) {
    const count = data.ties.filter((tie) => tie.sign === sign).length;
    byId("signs").append(toggle(`sign ${sign}`, stripe(sign), signNames[sign], count));
  }
  for (const type of data.tieTypes) byId("tie-types").append(toggle(`tie ${type.type}`, stripe(type.sign), type.name, type.count));
  for (const type of data.actorTypes) byId("actor-types").append(toggle(`actor ${type.type}`, swatch(type.shape, type.colour), type.name, type.count));
  byId("hollow").hidden = !data.nodes.some((node) => node.generic);
  byId("asserted").addEventListener("change", (event) => {
    state.asserted = event.target.checked;
    refresh();
  });

  function showYears() {
    byId("year-range").textContent = state.from === state.to ? state.from : `${state.from}–${state.to}`;
  }
  byId("years").hidden = span[0] === span[1];
  for (const [id, end] of [["year-from", "from"], ["year-to", "to"]]) {
    Object.assign(byId(id), { min: span[0], max: span[1], step: 1, value: state[end] });
    byId(id).addEventListener("input", () => {
      state[end] = Number(byId(id).value);
      if (state.from > state.to) state[end === "from" ? "to" : "from"] = state[end];
      byId("year-from").value = state.from;
      byId("year-to").value = state.to;
      showYears();
      refresh();
    });
  }
  showYears();
  byId("reset").addEventListener("click", () => {
    Object.assign(state, { asserted: false, from: span[0], to: span[1] });
    state.off.clear();
    for (const box of document.querySelectorAll("#filters input[type=checkbox]")) box.checked = box.id !== "asserted";
    for (const label of document.querySelectorAll("#filters label.off")) label.classList.remove("off");
    Object.assign(byId("year-from"), { value: span[0] });
    Object.assign(byId("year-to"), { value: span[1] });
    showYears();
    select(null);
    fit();
  });

  const fold = (name) => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  byId("names").append(...[...data.nodes].sort((a, b) => (a.name < b.name ? -1 : 1)).map((node) => element("option", { value: node.name })));
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = fold(byId("query").value);
    const all = (node) => [node.name, ...node.aliases].map(fold);
    const hit = wanted && (ranked.find((node) => all(node).includes(wanted)) || ranked.find((node) => all(node).some((name) => name.includes(wanted))));
    byId("found").textContent = wanted && !hit ? "nobody of that name is drawn here" : "";
    if (hit) select(hit.id, true);
  });
  byId("query").addEventListener("change", () => {
    if (data.nodes.some((node) => node.name === byId("query").value)) byId("search").requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.selected !== null) select(null);
  });

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  let untouched = true;
  function fit() {
    network.fit({ animation: false, maxZoomLevel: 1.6 });
    untouched = true;
  }
  byId("closer").addEventListener("click", () => zoom(1.4));
  byId("farther").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", fit);
  for (const name of ["zoom", "dragStart"]) network.on(name, () => { untouched = false; });
  // vis-network itself looks at its size once a second only.
  new ResizeObserver(() => {
    network.setSize("100%", "100%");
    network.redraw();
    if (untouched) fit();
  }).observe(byId("canvas"));

  // ---- first picture ---------------------------------------------------------------------------------------------

  const { tied, loose, articles } = data.counts;
  const drawn = data.nodes.length;
  byId("title").textContent = data.title;
  byId("summary").textContent = [
    drawn < tied ? `showing ${drawn.toLocaleString("en")} of ${plural(tied, "actor")}, those with the strongest ties` : plural(drawn, "actor"),
    plural(data.ties.length, "tie"), `${plural(articles, "article")}`,
    loose ? `${plural(loose, "actor")} without ties left out` : "",
  ].filter(Boolean).join(" · ");
  byId("empty").hidden = data.lines.length > 0;
  byId("zoom").hidden = !data.lines.length;
  const narrow = window.matchMedia("(max-width: 820px)");
  const foldFilters = () => { byId("filters").open = !narrow.matches; };
  narrow.addEventListener("change", foldFilters);
  foldFilters();
  const canvas = byId("canvas").querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Network of ${plural(drawn, "actor")}; use the search box and the list beside it to reach each of them`);
  fit();
  select(data.focus);

  // For scripts and tests: where things are on the page, and what is shown.
  const onPage = (at) => {
    const frame = byId("canvas").getBoundingClientRect();
    const dom = network.canvasToDOM(at);
    return { x: frame.left + dom.x, y: frame.top + dom.y };
  };
  window.tieline = {
    data, select, network,
    labels: () => boxes.map(({ id, text, x, y, width, height }) => ({ id, text, x, y, width, height })),
    shown: () => ({ nodes: [...shown.nodes].sort(), lines: [...shown.lines].sort() }),
    position: (id) => onPage(nodes.has(id) ? nodeSet.get(id) : {
      x: (nodeSet.get(lines.get(id).from).x + nodeSet.get(lines.get(id).to).x) / 2,
      y: (nodeSet.get(lines.get(id).from).y + nodeSet.get(lines.get(id).to).y) / 2,
    }),
  };
})();
