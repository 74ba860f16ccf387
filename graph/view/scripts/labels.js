// Labels: of constant size on the screen, most important first, never one over another.
const shorten = (name, most) => ([...name].length > most ? [...name].slice(0, most - 1).join("").trimEnd() + "…" : name);
const widths = new Map();
let boxes = [], ranks = [];

// As the page came, groups take turns; with another measure or more actors, the largest go first.
function rankLabels() {
  const rank = (node) => (state.measure === 0 && node.rank !== undefined ? node.rank : data.drawn + node.at);
  ranks = drawnNodes().sort(state.measure === 0 ? (a, b) => rank(a) - rank(b) : byValue);
}
rankLabels();

const chosenNodes = () => (lines.has(state.selected) ? [lines.get(state.selected).from, lines.get(state.selected).to]
  : nodes.has(state.selected) ? [nodes.get(state.selected)] : state.route ? [...state.near] : []);

function labelWidth(context, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}
const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const quiet = () => state.selected === null && !state.route;

// The nodes a label should not hide: those in view, and when something is chosen only what is lit.
function obstacles(width, height) {
  const scale = network.getScale();
  return drawnNodes().filter((node) => nodePasses(node) && (quiet() || state.near.has(node))).map((node) => {
    const { x, y } = placeOf(node), at = network.canvasToDOM({ x, y });
    const radius = Math.max(3, sizeOf(node) * scale);
    return { node, x: at.x - radius, y: at.y - radius, width: 2 * radius, height: 2 * radius };
  }).filter((disc) => disc.x > -60 && disc.y > -60 && disc.x < width + 60 && disc.y < height + 60);
}
// The discs that a box may touch, found by squares of the screen.
const SQUARE = 64;
function squaresOf({ x, y, width, height }) {
  const found = [];
  for (let across = Math.floor(x / SQUARE); across <= Math.floor((x + width) / SQUARE); across += 1) {
    for (let down = Math.floor(y / SQUARE); down <= Math.floor((y + height) / SQUARE); down += 1) found.push(across * 4096 + down);
  }
  return found;
}
function discsBySquare(discs) {
  const squares = new Map();
  for (const disc of discs) for (const square of squaresOf(disc)) squares.set(square, [...(squares.get(square) || []), disc]);
  return (box) => new Set(squaresOf(box).flatMap((square) => squares.get(square) || []));
}
// Candidates beyond this many per label that has room are too small to be missed.
const TRIED = 6;
function placeLabels(context, width, height) {
  const budget = Math.max(12, Math.round((width * height) / 11000));
  const loud = Math.min(12, Math.round(budget / 4));
  const discs = obstacles(width, height), near = discsBySquare(discs);
  const places = new Map(discs.map((disc) => [disc.node, disc]));
  const pointed = new Set([...(nodes.has(state.hovered) ? [nodes.get(state.hovered)] : []), ...chosenNodes()]);
  const inside = (box) => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
  const wanted = ranks.map((node, rank) => [node, rank]).filter(([node]) => alive.has(node) && places.has(node) && (quiet() || state.near.has(node))).slice(0, TRIED * budget);
  boxes = [];
  for (const [node, rank] of [...[...pointed].map((node) => [node, 0]), ...wanted.filter(([node]) => !pointed.has(node))]) {
    const disc = places.get(node);
    if (!disc) continue;
    if (boxes.length >= budget) break;
    const strong = pointed.has(node), bold = strong || rank < loud;
    const size = bold ? 14 : 12;
    const font = `${bold ? 600 : 400} ${size}px system-ui, "Noto Sans", "Liberation Sans", Arial, sans-serif`;
    const text = shorten(plain(node.name), strong ? 60 : width < 500 ? 20 : 30);
    const box = { id: node.id, text, font, width: labelWidth(context, text, font) + 8, height: size + 6 };
    const middleX = disc.x + (disc.width - box.width) / 2, middleY = disc.y + (disc.height - box.height) / 2;
    const spots = [
      [middleX, disc.y + disc.height + 1], [disc.x + disc.width + 1, middleY],
      [disc.x - 1 - box.width, middleY], [middleX, disc.y - 1 - box.height],
    ].map(([x, y]) => ({ ...box, x, y })).filter((spot) => inside(spot) && !boxes.some((other) => overlap(spot, other)));
    // Below, right, left, above: the first that hides no node; a loud label may hide a few.
    const hides = (spot) => [...near(spot)].filter((other) => other.node !== node && overlap(spot, other)).length;
    let best = spots.find((spot) => hides(spot) === 0);
    if (!best && bold) best = spots.map((spot) => [hides(spot), spot]).sort((a, b) => a[0] - b[0]).map(([, spot]) => spot)[0];
    if (best) boxes.push(best);
  }
}
network.on("afterDrawing", (context) => {
  const canvas = context.canvas;
  const ratio = canvas.width / canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  placeLabels(context, canvas.clientWidth, canvas.clientHeight);
  context.strokeStyle = "#1c2126";
  context.lineWidth = 2;
  for (const node of chosenNodes().filter((chosen) => state.drawn.has(chosen.id))) {
    const { x, y } = placeOf(node), at = network.canvasToDOM({ x, y });
    context.beginPath();
    context.arc(at.x, at.y, sizeOf(node) * network.getScale() + 6, 0, 2 * Math.PI);
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
