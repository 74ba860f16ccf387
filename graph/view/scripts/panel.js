// The panel: what stands behind the chosen actor or line; with nothing chosen, the list of actors and the strongest ties.
const closeButton = () => button("×", () => select(null), { className: "close", "aria-label": "Close" });
const section = (heading, items, make, first = 12) =>
  (items.length ? [element("h3", {}, heading, " ", element("span", { className: "count" }, number(items.length))), ...longList("ul", items, make, first)] : []);

function nodePanel(node) {
  const own = node.lines.filter((line) => line.passes).flatMap((line) => line.shown);
  const kinds = (kind) => own.filter((tie) => tie.kind === kind).sort(bySources);
  const spoken = ties.filter((tie) => tie.kind === "statement" && tie.left.length && (tie.subject === node || tie.object === node)).sort(bySources);
  const kind = `${node.generic ? "class of actors, " : ""}${typeNames.get(node.type)}`;
  const facts = [kind, plural(node.articles, "article"), plural(node.mentions, "mention")].join(" · ");
  const hidden = undrawnNeighbours(node).length;
  const unseen = node.sightings - node.seen.length;
  return [
    closeButton(), element("h2", {}, markOf(node), nameOf(node)), soft(facts),
    node.roles.length ? element("p", {}, element("bdi", {}, node.roles.slice(0, 6).join("; "))) : null,
    node.aliases.length ? soft("also: ", element("bdi", {}, node.aliases.slice(0, 12).join(", "))) : null,
    element("p", { className: "row" },
      state.drawn.has(node.id) && !hidden ? null : button(hidden ? `Show ${plural(Math.min(hidden, NEIGHBOURS), "more neighbour")} of ${number(hidden)}` : "Draw it", () => showNeighbours(node)),
      button("Path from here …", () => openPaths(node))),
    ...section("Ties", kinds("relation"), tieItem(node)),
    ...section("Events", kinds("event"), tieItem(node)),
    ...section("What it said of others", spoken.filter((tie) => tie.subject === node), tieItem(node)),
    ...section("What others said of it", spoken.filter((tie) => tie.object === node), tieItem(node)),
    own.length + spoken.length ? null : soft("No tie of this actor passes the filters."),
    ...section("Where it is mentioned", node.seen, (at) => element("li", {}, sighting(at, node)), 3),
    unseen ? soft(`… and in ${plural(unseen, "more article")} of the graph`) : null,
  ];
}
function linePanel(line) {
  const both = pairs.get(line.pair).filter((one) => one.passes);
  const told = [line, ...both.filter((one) => one !== line)].flatMap((one) => (one.passes ? one.shown : []));
  const total = {};
  tally(total, told.flatMap((tie) => tie.left));
  return [
    closeButton(), element("h2", {}, nameOf(line.from), " and ", nameOf(line.to)),
    soft(told.length ? `${plural(told.length, "tie")} · ${counted(total)}` : "No tie between the two passes the filters."),
    element("p", { className: "row" }, ...[line.from, line.to].map((node) => button(nameOf(node), () => select(node.id, true)))),
    ...told.map((tie, at) => tieEntry(tie, null, at < 3)),
  ];
}
function overviewPanel() {
  const shown = drawnNodes().filter((node) => nodePasses(node) && alive.has(node)).sort(byValue);
  const strongest = [...lines.values()].filter((line) => isDrawn(line) && line.sign !== 0).sort(bySources);
  const left = undrawn().length;
  if (!inOrder.length) return [soft("Nothing to show.")];
  return [
    element("h2", {}, "Actors"),
    soft(`By ${data.measures[state.measure].name}. Choose an actor or a line to read the sentences behind it.`),
    ...longList("ol", shown, actorItem, 10),
    left ? element("p", {}, button(`Draw ${Math.min(left, MORE)} more of ${plural(left, "actor")} not drawn`, showMore, { id: "draw-more" })) : null,
    element("h3", {}, "Ties with most sources"), ...longList("ol", strongest, lineItem, 6),
  ];
}
function showPanel() {
  const chosen = state.selected;
  if (chosen === null && pathsOpen) return;
  const parts = nodes.has(chosen) ? nodePanel(nodes.get(chosen)) : lines.has(chosen) ? linePanel(lines.get(chosen)) : overviewPanel();
  fillPanel(parts, chosen !== null);
}
function fillPanel(parts, raised) {
  const focused = byId("panel").contains(document.activeElement);
  byId("panel").classList.toggle("raised", raised);
  byId("panel-body").replaceChildren(...parts.flat().filter(Boolean));
  byId("panel-body").scrollTop = 0;
  if (focused && !byId("panel").contains(document.activeElement)) byId("panel-body").focus();
}

// Selects an actor, a line (or null for nothing), draws it if it was not drawn; `move` brings it into view.
function select(id, move = false) {
  state.selected = nodes.has(id) || lines.has(id) ? id : null;
  state.route = null;
  pathsOpen = false;
  const ends = nodes.has(id) ? [nodes.get(id)] : lines.has(id) ? [lines.get(id).from, lines.get(id).to] : [];
  if (draw(ends)) summarise();
  restyle();
  network.setSelection({ nodes: nodes.has(id) ? [id] : [], edges: lines.has(id) && lineSet.get(id) ? [id] : [] }, { highlightEdges: false });
  showPanel();
  if (move && ends.length) bringIntoView(ends);
}
network.on("click", ({ nodes: [node], edges: [line] }) => {
  // Physics or a touch may report a line under a node: the node goes first.
  if (node !== undefined || line !== undefined || state.selected !== null) select(node ?? line ?? null);
});

// ---- pointing --------------------------------------------------------------------------------------------------------
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
const tieWords = (line) => line.shown.slice(0, 4).map((tie) => `${plain(tie.subject.name)} ${tie.symmetric ? "↔" : "→"} ${plain(tie.object.name)}: ${typeNames.get(tie.type)} (${counted(tie)})`).join("; ");
network.on("hoverNode", (event) => {
  const node = nodes.get(event.node);
  point(node.id, [typeNames.get(node.type), node.roles[0] && plain(node.roles[0]), plural(node.articles, "article")].filter(Boolean).join(" · "), event);
});
network.on("hoverEdge", (event) => point(null, tieWords(lines.get(event.edge)), event));
network.on("blurNode", () => point(null, ""));
network.on("blurEdge", () => point(null, ""));
