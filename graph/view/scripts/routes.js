// Chains of ties between two actors, ranked as `tieline path` ranks them: shortest and strongest in turn. Denials join
// nobody, direction is ignored, and a step is the shorter the more independent sources speak of it.
function stepsBetween() {
  const neighbours = new Map();
  for (const both of pairs.values()) {
    const told = both.filter((line) => line.passes).flatMap((line) => line.left.filter((item) => item.factuality !== "denied"));
    const weight = independentSources(told);
    if (!weight || weight < state.least) continue;
    const { from, to } = both[0];
    for (const [a, b] of [[from, to], [to, from]]) {
      if (!neighbours.has(a)) neighbours.set(a, new Map());
      neighbours.get(a).set(b, { weight, strongest: 1 / weight, shortest: 1 + 1 / weight / (inOrder.length + 1) });
    }
  }
  return neighbours;
}
// The shortest way by `by` that avoids some actors and some first steps (Dijkstra, 1959).
function nearest(neighbours, source, target, by, avoided = new Set(), closed = new Set()) {
  const length = new Map([[source, 0]]), before = new Map(), done = new Set();
  const heap = [[0, source.at, source]];
  const less = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const push = (item) => {
    let at = heap.push(item) - 1;
    while (at > 0 && less(heap[at], heap[(at - 1) >> 1])) {
      [heap[at], heap[(at - 1) >> 1]] = [heap[(at - 1) >> 1], heap[at]];
      at = (at - 1) >> 1;
    }
  };
  const pop = () => {
    const top = heap[0], last = heap.pop();
    if (heap.length) {
      heap[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let best = at;
        if (left < heap.length && less(heap[left], heap[best])) best = left;
        if (right < heap.length && less(heap[right], heap[best])) best = right;
        if (best === at) break;
        [heap[at], heap[best]] = [heap[best], heap[at]];
        at = best;
      }
    }
    return top;
  };
  while (heap.length) {
    const [far, , node] = pop();
    if (done.has(node)) continue;
    if (node === target) break;
    done.add(node);
    for (const [other, step] of neighbours.get(node) || []) {
      if (avoided.has(other) || (node === source && closed.has(other))) continue;
      if (!length.has(other) || far + step[by] < length.get(other)) {
        length.set(other, far + step[by]);
        before.set(other, node);
        push([far + step[by], other.at, other]);
      }
    }
  }
  if (!before.has(target)) return null;
  const way = [target];
  while (way[0] !== source) way.unshift(before.get(way[0]));
  return way;
}
const lengthOf = (neighbours, way, by) => way.slice(1).reduce((sum, node, at) => sum + neighbours.get(way[at]).get(node)[by], 0);

// Up to `limit` ways without repeated actors, shortest first (Yen, 1971).
function ways(neighbours, source, target, by, limit) {
  const found = [], waiting = [];
  const keyOf = (way) => way.map((node) => node.at).join(" ");
  const known = new Set();
  const wait = (way) => {
    if (way && !known.has(keyOf(way))) {
      known.add(keyOf(way));
      waiting.push({ way, length: lengthOf(neighbours, way, by) });
    }
  };
  wait(nearest(neighbours, source, target, by));
  while (waiting.length && found.length < limit) {
    waiting.sort((a, b) => a.length - b.length || a.way.length - b.way.length);
    const { way } = waiting.shift();
    found.push(way);
    if (found.length === limit) break;
    for (let at = 0; at < way.length - 1; at += 1) {
      const root = way.slice(0, at + 1);
      const closed = new Set(found.filter((other) => root.every((node, place) => other[place] === node)).map((other) => other[at + 1]));
      const rest = nearest(neighbours, way[at], target, by, new Set(root), closed);
      if (rest) wait([...root.slice(0, -1), ...rest]);
    }
  }
  return found;
}
// `limit` different paths: { kind, way, length }, where length is the sum of 1 / sources.
function findPaths(source, target, limit = 3) {
  const neighbours = stepsBetween();
  const [shortest, strongest] = ["shortest", "strongest"].map((by) => ways(neighbours, source, target, by, limit));
  const found = new Map();
  shortest.forEach((way, at) => {
    for (const [kind, one] of [["shortest", way], ["strongest", strongest[at]]]) {
      const key = one && one.map((node) => node.at).join(" ");
      if (one && !found.has(key)) found.set(key, { kind, way: one, length: lengthOf(neighbours, one, "strongest") });
    }
  });
  return [...found.values()].slice(0, limit);
}
// The ties of one step, in the order of `tieline path`: asserted first, only denied last, then by sources.
function tiesOfStep(a, b) {
  const [from, to] = a.id < b.id ? [a, b] : [b, a];
  const shown = (pairs.get(`${from.at} ${to.at}`) || []).filter((line) => line.passes).flatMap((line) => line.shown);
  const told = (tie) => tie.left.filter((item) => item.factuality !== "denied");
  const key = (tie) => [told(tie).length ? 0 : 1, standingOf(tie.left) === "asserted" ? 0 : 1, -independentSources(told(tie)), tie.type, tie.subject.id];
  const compare = (x, y) => {
    const at = x.findIndex((part, place) => part !== y[place]);
    return at < 0 ? 0 : x[at] < y[at] ? -1 : 1;
  };
  return shown.map((tie) => [key(tie), tie]).sort((x, y) => compare(x[0], y[0])).map(([, tie]) => tie);
}
