// One tie as an entry that opens on its sentences.
const yearsOf = (evidence) => {
  const dates = evidence.map((item) => item.date).filter(Boolean).sort();
  if (!dates.length) return "undated";
  return dates[0] === dates.at(-1) ? dates[0] : `${dates[0]} to ${dates.at(-1)}`;
};
const factsOf = (tie) => {
  const told = new Map();
  for (const { factuality } of tie.left) told.set(factuality, (told.get(factuality) || 0) + 1);
  const word = (name) => (name !== "happened" ? name : tie.kind === "statement" ? "reported" : "asserted");
  const counts = FACTUALITY.filter((name) => told.has(name)).map((name) => `${told.get(name)} ${word(name)}`);
  return [SIGN_NAMES[tie.sign], counted(tie), counts.join(", "), yearsOf(tie.left)].join(" · ");
};
const STANDING_WORDS = { asserted: "", claimed: "only claimed", denied: "only denied" };

// `from` is the actor whose panel this is, or null for both names in the heading.
function tieEntry(tie, from = null, open = false) {
  const arrow = tie.symmetric ? "↔" : from === tie.object ? "←" : "→";
  const other = from === tie.subject ? tie.object : tie.subject;
  const head = from === null
    ? [nameOf(tie.subject), ` ${arrow} `, nameOf(tie.object), `: ${typeNames.get(tie.type)}`]
    : [`${typeNames.get(tie.type)} ${arrow} `, nameOf(other)];
  const standing = STANDING_WORDS[standingOf(tie.left)];
  const body = element("div", { className: "body" });
  const entry = element("details", { className: "tie", open }, element("summary", {},
    element("span", { className: "dot", style: { background: signColour(tie.sign) } }),
    element("span", { className: "what" }, ...head,
      standing ? element("span", { className: `badge ${standingOf(tie.left)}` }, standing) : null,
      element("small", {}, factsOf(tie)))), body);
  const fill = () => {
    if (body.childElementCount) return;
    const jumps = from === null ? [] : [button(nameOf(other), () => select(other.id, true)), button("Both on the drawing", () => select(tie.line.id, true))];
    body.append(...(jumps.length ? [element("p", { className: "row" }, ...jumps)] : []), ...evidenceBlocks(tie).filter(Boolean));
  };
  entry.addEventListener("toggle", fill);
  if (open) fill();
  return entry;
}
const tieItem = (from) => (tie) => element("li", {}, tieEntry(tie, from));

function lineItem(line) {
  const kinds = [...new Set(line.shown.map((tie) => typeNames.get(tie.type)))].join(", ");
  return element("li", {}, element("button", { type: "button", className: "entry", onclick: () => select(line.id, true) },
    element("span", { className: "dot", style: { background: signColour(line.sign) } }),
    element("span", { className: "what" }, nameOf(line.from), " – ", nameOf(line.to), element("small", {}, `${kinds} · ${counted(line)}`))));
}
const actorItem = (node) => element("li", {}, element("button", { type: "button", className: "entry", onclick: () => select(node.id, true) },
  markOf(node), element("span", { className: "what" }, nameOf(node)), element("span", { className: "count" }, valueWords(node))));
const valueWords = (node) => {
  const most = value(node);
  return Number.isInteger(most) ? number(most) : most.toPrecision(2);
};
