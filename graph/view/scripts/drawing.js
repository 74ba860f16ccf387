// The drawing: vis-network shows what is drawn and passes; positions come with the page, movement is off.
const sizeOf = (node) => 9 + 21 * Math.sqrt(largest ? value(node) / largest : 0);
let largest = 0;
function measureSizes() {
  largest = Math.max(0, ...inOrder.map(value));
}
measureSizes();

const DASHES = { asserted: false, claimed: [7, 5], denied: [2, 4] };
let lit = new Set(), alive = new Set(), acrossOpacity = 1;

function lookOfLine(line) {
  if (!isDrawn(line)) return { id: line.id, hidden: true };
  const colour = signColour(line.sign);
  // Ties between groups stand back, so that the groups can be seen; choosing an actor brings its ties forward.
  const inside = line.from.group !== undefined && line.from.group === line.to.group;
  const quiet = (line.sign === 0 ? 0.4 : 0.65) * (inside ? 1 : acrossOpacity);
  const opacity = state.selected === null && !state.route ? quiet : lit.has(line.id) ? 0.95 : 0.07;
  return {
    id: line.id, hidden: false, width: Math.min(9, 0.9 + 1.2 * Math.log2(line.sources || 1)) + (state.route && lit.has(line.id) ? 2 : 0), dashes: DASHES[line.standing],
    color: { color: colour, highlight: colour, hover: colour, opacity, inherit: false },
  };
}
function lookOfNode(node) {
  const faded = !alive.has(node) || ((state.selected !== null || state.route) && !state.near.has(node));
  return { id: node.id, hidden: !nodePasses(node), size: sizeOf(node), opacity: faded ? 0.16 : 1 };
}
function makeLine(line) {
  const heads = new Set(line.ties.filter((tie) => !tie.symmetric).map((tie) => tie.object));
  const arrow = (end) => ({ enabled: heads.has(end), scaleFactor: 0.45 });
  // The lines of one pair bend to different sides, so that each can be seen and chosen.
  const bent = line.sign !== 0 && pairs.get(line.pair).length > 1;
  const smooth = bent && { enabled: true, type: line.sign > 0 ? "curvedCW" : "curvedCCW", roundness: 0.14 };
  return { from: line.from.id, to: line.to.id, arrows: { to: arrow(line.to), from: arrow(line.from) }, smooth, ...lookOfLine(line) };
}
function makeNode(node) {
  const { colour, shape } = styleOf.get(node.type);
  const color = { background: node.generic ? "#ffffff" : colour, border: colour };
  return { x: node.x, y: node.y, shape, color, borderWidth: 2, ...lookOfNode(node) };
}
const drawnNodes = () => inOrder.filter((node) => state.drawn.has(node.id));
const between = (line) => state.drawn.has(line.from.id) && state.drawn.has(line.to.id);
const linesBetween = () => [...lines.values()].filter(between);

// What is chosen, and what stands near it.
function relight() {
  const chosen = state.selected;
  state.near = new Set();
  lit = new Set();
  alive = new Set();
  const drawn = [...lines.values()].filter(isDrawn);
  for (const line of drawn) alive.add(line.from).add(line.to);
  acrossOpacity = Math.max(0.35, Math.min(1, 260 / (drawn.length || 1)));
  const light = (line) => {
    lit.add(line.id);
    state.near.add(line.from).add(line.to);
  };
  if (state.route) state.route.forEach((line) => light(line));
  if (nodes.has(chosen)) {
    state.near.add(nodes.get(chosen));
    drawn.filter((line) => line.from.id === chosen || line.to.id === chosen).forEach(light);
  }
  if (lines.has(chosen)) light(lines.get(chosen));
}
relight();

const nodeSet = new vis.DataSet(drawnNodes().map(makeNode));
const lineSet = new vis.DataSet(linesBetween().map(makeLine));
const network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: lineSet }, {
  physics: false,
  layout: { improvedLayout: false },
  interaction: {
    hover: true, selectConnectedEdges: false, hoverConnectedEdges: false, hideEdgesOnDrag: lines.size > 900,
    hideEdgesOnZoom: lines.size > 4000, keyboard: { enabled: true, bindToWindow: false }, zoomSpeed: 0.7,
  },
  nodes: { chosen: false }, edges: { chosen: false, selectionWidth: 1.5, hoverWidth: 1.5, endPointOffset: { from: 2, to: 2 } },
});
const placeOf = (node) => network.body.nodes[node.id] || node;

function restyle() {
  relight();
  lineSet.update(linesBetween().map(lookOfLine));
  nodeSet.update(drawnNodes().map(lookOfNode));
}

// A pale disc behind each group of five or more, where the first drawing put them.
const groups = new Map();
for (const node of drawnNodes()) groups.set(node.group, [...(groups.get(node.group) || []), node]);
const halos = [...groups.values()].filter((group) => group.length > 4).map((group) => {
  const middle = (axis) => (Math.min(...group.map((node) => node[axis])) + Math.max(...group.map((node) => node[axis]))) / 2;
  const [x, y] = [middle("x"), middle("y")];
  return { x, y, radius: Math.max(...group.map((node) => Math.hypot(node.x - x, node.y - y) + sizeOf(node))) + 12 };
});
let moved = false;
network.on("beforeDrawing", (context) => {
  if (moved) return;
  context.fillStyle = "#f3f5f8";
  for (const { x, y, radius } of halos) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
});

// Movement, for readers who want it: vis-network's springs until they switch it off again.
function setMoving(on) {
  moved ||= on;
  network.setOptions({ physics: on ? { enabled: true, solver: "forceAtlas2Based", stabilization: false, forceAtlas2Based: { avoidOverlap: 0.4 } } : { enabled: false } });
  if (!on) network.stopSimulation();
}

let untouched = true;
function fit() {
  network.fit({ nodes: drawnNodes().filter(nodePasses).map((node) => node.id), animation: false, maxZoomLevel: 1.6 });
  untouched = true;
}
const zoom = (factor) => {
  untouched = false;
  network.moveTo({ scale: network.getScale() * factor });
};
function bringIntoView(shown) {
  const places = shown.map(placeOf);
  const frame = byId("canvas"), sheet = covered();
  const inside = places.every((place) => {
    const at = network.canvasToDOM({ x: place.x, y: place.y });
    return at.x > 30 && at.y > 30 && at.x < frame.clientWidth - 30 && at.y < frame.clientHeight - sheet - 30;
  });
  if (inside) return;
  untouched = false;
  const range = (axis) => [Math.min(...places.map((place) => place[axis])), Math.max(...places.map((place) => place[axis]))];
  const [left, right] = range("x"), [top, bottom] = range("y");
  const room = { x: frame.clientWidth - 120, y: frame.clientHeight - sheet - 120 };
  const scale = Math.min(network.getScale(), room.x / (right - left || 1), room.y / (bottom - top || 1));
  network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 + sheet / 2 / scale } });
}
// How much of the drawing the panel covers from below: on narrow screens it is a sheet over it.
function covered() {
  const frame = byId("canvas").getBoundingClientRect(), panel = byId("panel").getBoundingClientRect();
  return Math.max(0, panel.left < frame.right - 40 && panel.right > frame.left + 40 ? frame.bottom - panel.top : 0);
}
