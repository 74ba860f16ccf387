// More actors than at first: each new one stands on the free spot nearest to the drawn actor it is most tied to.
const NEIGHBOURS = 40, MORE = 100, CELL = 80, GOLDEN = Math.PI * (3 - Math.sqrt(5));

const undrawnNeighbours = (node) => [...new Set(passingLines(node).map((line) => otherEnd(line, node)))]
  .filter((other) => !state.drawn.has(other.id)).sort(byValue);
const undrawn = () => inOrder.filter((node) => !state.drawn.has(node.id) && nodePasses(node) && passingLines(node).length).sort(byValue);

function cellsOf(standing) {
  const cells = new Map();
  for (const node of standing) addToCell(cells, node);
  return cells;
}
function addToCell(cells, node) {
  const { x, y } = placeOf(node), key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
  cells.set(key, [...(cells.get(key) || []), { x, y, radius: sizeOf(node) }]);
}
function isFree(cells, x, y, radius) {
  for (let across = -1; across <= 1; across += 1) {
    for (let down = -1; down <= 1; down += 1) {
      const near = cells.get(`${Math.floor(x / CELL) + across} ${Math.floor(y / CELL) + down}`) || [];
      if (near.some((other) => Math.hypot(other.x - x, other.y - y) < other.radius + radius + 14)) return false;
    }
  }
  return true;
}
function settle(node, cells, standing) {
  const anchors = passingLines(node).filter((line) => standing.has(otherEnd(line, node))).sort(bySources);
  const anchor = anchors.length ? placeOf(otherEnd(anchors[0], node)) : { x: 0, y: 0 };
  const radius = sizeOf(node), away = Math.atan2(anchor.y, anchor.x);
  for (let turn = 0; ; turn += 1) {
    const reach = 34 + 11 * Math.sqrt(turn), angle = away + turn * GOLDEN;
    const [x, y] = [anchor.x + reach * Math.cos(angle), anchor.y + reach * Math.sin(angle)];
    if (isFree(cells, x, y, radius)) return Object.assign(node, { x: Math.round(x), y: Math.round(y) });
  }
}
// Draws these actors too; returns how many were new.
function draw(wanted) {
  const fresh = wanted.filter((node) => !state.drawn.has(node.id));
  const standing = new Set(drawnNodes()), cells = cellsOf(standing);
  for (const node of fresh) {
    settle(node, cells, standing);
    standing.add(node);
    addToCell(cells, node);
    state.drawn.add(node.id);
  }
  if (!fresh.length) return 0;
  relight();
  rankLabels();
  nodeSet.add(fresh.map(makeNode));
  const chosen = new Set(fresh);
  lineSet.add(linesBetween().filter((line) => chosen.has(line.from) || chosen.has(line.to)).map(makeLine));
  return fresh.length;
}
function showNeighbours(node) {
  draw([node]);
  draw(undrawnNeighbours(node).slice(0, NEIGHBOURS));
  refresh();
  bringIntoView([...state.near]);
}
function showMore() {
  draw(undrawn().slice(0, MORE));
  refresh();
  fit();
}
// Back to the actors the page came with, where it put them.
function drawAsAtFirst() {
  const first = inOrder.slice(0, data.drawn);
  state.drawn = new Set(first.map((node) => node.id));
  lineSet.clear();
  nodeSet.clear();
  data.nodes.slice(0, data.drawn).forEach(({ x, y }, at) => Object.assign(first[at], { x, y }));
  moved = false;
  relight();
  rankLabels();
  nodeSet.add(first.map(makeNode));
  lineSet.add(linesBetween().map(makeLine));
}
