// The first picture.
for (const name of ["zoom", "dragStart"]) network.on(name, () => { untouched = false; });
network.on("dragEnd", ({ nodes: dragged }) => {
  moved ||= dragged.length > 0;
});
// vis-network itself looks at its size once a second only.
let drawnSize = `${byId("canvas").clientWidth} ${byId("canvas").clientHeight}`;
new ResizeObserver(() => {
  const size = `${byId("canvas").clientWidth} ${byId("canvas").clientHeight}`;
  if (size === drawnSize) return;
  drawnSize = size;
  network.setSize("100%", "100%");
  network.redraw();
  if (untouched) fit();
}).observe(byId("canvas"));

byId("title").textContent = data.title;
byId("empty").hidden = inOrder.length > 0;
for (const id of ["zoom", "save-png", "save-csv", "open-paths"]) byId(id).hidden = !inOrder.length;
const narrow = window.matchMedia("(max-width: 820px)");
const foldFilters = () => {
  byId("filters").open = !narrow.matches;
  byId("query").placeholder = narrow.matches ? "Find an actor" : "Find an actor  ( / )";
};
narrow.addEventListener("change", foldFilters);
foldFilters();
const canvas = byId("canvas").querySelector("canvas");
canvas.setAttribute("role", "img");
canvas.setAttribute("aria-label", "Drawing of the network; the search box and the list of actors reach everything in it");
fit();
if (data.focus === null) showPanel();
else select(inOrder[data.focus].id);
summarise();

// For scripts and tests: where things are on the page, and what is shown.
const onPage = (at) => {
  const frame = byId("canvas").getBoundingClientRect(), dom = network.canvasToDOM(at);
  return { x: frame.left + dom.x, y: frame.top + dom.y };
};
const middleOf = (line) => ({ x: (placeOf(line.from).x + placeOf(line.to).x) / 2, y: (placeOf(line.from).y + placeOf(line.to).y) / 2 });
window.tieline = {
  data, select, network, csv: csvOfShown,
  line: (a, b, sign) => [...lines.values()].find((line) => line.sign === sign && [line.from.id, line.to.id].sort().join() === [a, b].sort().join())?.id,
  labels: () => boxes.map(({ id, text, x, y, width, height }) => ({ id, text, x, y, width, height })),
  shown: () => ({ nodes: drawnNodes().filter((node) => nodePasses(node) && alive.has(node)).map((node) => node.id).sort(), lines: [...lines.values()].filter(isDrawn).map((line) => line.id).sort() }),
  counts: () => ties.map((tie) => [tie.subject.id, tie.object.id, tie.type, tie.sources, tie.articles]).filter(([, , , sources]) => sources),
  paths: (a, b, limit) => findPaths(nodes.get(a), nodes.get(b), limit).map(({ kind, way, length }) => ({ kind, way: way.map((node) => node.id), length: Number(length.toFixed(6)) })),
  position: (id) => onPage(nodes.has(id) ? { x: placeOf(nodes.get(id)).x, y: placeOf(nodes.get(id)).y } : middleOf(lines.get(id))),
};
