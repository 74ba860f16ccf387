// Elements, always made from text, and the marks of the legend.
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "style") Object.assign(made.style, value);
    else if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
const nameOf = (node) => element("bdi", {}, node.name);
const soft = (...children) => element("p", { className: "soft" }, ...children);
const button = (label, onclick, properties = {}) => element("button", { type: "button", onclick, ...properties }, label);
const stripe = (sign) => element("span", { className: "swatch", style: { background: signColour(sign) } });

function swatch(shape, colour, hollow = false) {
  const ring = (corners, start, inner = 1) => Array.from({ length: corners }, (_, at) => {
    const reach = at % 2 ? 6.5 * inner : 6.5, angle = ((start + (360 * at) / corners) * Math.PI) / 180;
    return `${(8 + reach * Math.cos(angle)).toFixed(1)},${(8 + reach * Math.sin(angle)).toFixed(1)}`;
  }).join(" ");
  const points = {
    square: ring(4, 45), hexagon: ring(6, 0), triangle: ring(3, -90), triangleDown: ring(3, 90), diamond: ring(4, -90),
    star: ring(10, -90, 0.45),
  };
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
const styleOf = new Map(data.actorTypes.map((type) => [type.type, type]));
const markOf = (node) => swatch(styleOf.get(node.type).shape, styleOf.get(node.type).colour, node.generic);

// A list that shows its first items and the rest on demand, so that thousands of actors stay usable.
function longList(tag, items, make, first, step = 50) {
  const list = element(tag);
  const more = button("", () => {
    const at = list.children.length;
    grow(step);
    list.children[at]?.querySelector("button, summary")?.focus();
  }, { className: "more" });
  function grow(count) {
    list.append(...items.slice(list.children.length, list.children.length + count).map(make));
    const left = items.length - list.children.length;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(step, left)} more of ${number(left)}`;
  }
  grow(first);
  return [list, more];
}
