// "How is A tied to B?": two boxes, and up to three chains that read like footnotes.
let pathsOpen = false;
const ends = { from: null, to: null };

function pathBox(end, label) {
  const list = element("ul", { id: `path-${end}-names`, className: "names", hidden: true });
  const input = element("input", { id: `path-${end}`, type: "search", autocomplete: "off", placeholder: "name or alias", value: ends[end] ? plain(ends[end].name) : "" });
  const note = element("span", { className: "found", role: "status" });
  input.addEventListener("input", () => { ends[end] = null; });
  suggesting(input, list, (node) => {
    ends[end] = node;
    note.textContent = "";
    if (ends.from && ends.to) showPaths();
    else byId(end === "from" ? "path-to" : "path-from").focus();
  }, () => { note.textContent = "nobody of that name in this page"; });
  return element("div", { className: "field" }, element("label", { htmlFor: `path-${end}` }, label), input, list, note);
}
function openPaths(from = null) {
  select(null);
  pathsOpen = true;
  if (from) Object.assign(ends, { from, to: null });
  fillPanel([
    closeButton(), element("h2", {}, "How is one tied to another?"),
    soft("Chains of ties that pass the filters, whether drawn or not. Direction is ignored; denials join nobody."),
    element("form", { id: "path-form", onsubmit: (event) => { event.preventDefault(); showPaths(); } },
      pathBox("from", "From"), pathBox("to", "To"), element("p", { className: "row" }, element("button", { type: "submit" }, "Find paths"))),
    element("div", { id: "paths" }),
  ], true);
  byId(ends.from ? "path-to" : "path-from").focus();
}
function showPaths() {
  for (const end of ["from", "to"]) ends[end] = ends[end] || matching(byId(`path-${end}`).value, 1)[0]?.node || null;
  const { from, to } = ends;
  if (!from || !to || from === to) {
    state.route = null;
    return byId("paths").replaceChildren(soft(from && from === to ? "Name two different actors." : "Name both ends."));
  }
  const found = findPaths(from, to);
  byId("paths").replaceChildren(...(found.length ? found.map(pathEntry) : [soft("No chain of ties joins the two under these filters.")]));
  state.route = null;
  if (found.length) showRoute(found[0]);
  else restyle();
  return undefined;
}
// Draws a path and lights it up.
function showRoute({ way }) {
  if (draw(way)) summarise();
  state.route = way.slice(1).flatMap((node, at) => tiesOfStep(way[at], node).slice(0, 1).map((tie) => tie.line));
  restyle();
  network.redraw();
  bringIntoView(way);
}
function pathEntry(found, at) {
  const { kind, way } = found;
  const open = element("details", { className: "path", open: at === 0 }, element("summary", {},
    element("strong", {}, `${kind === "shortest" ? "Shortest" : "Strongest"}: ${plural(way.length - 1, "step")}`), " ",
    ...way.flatMap((node, place) => [place ? " – " : "", nameOf(node)])),
  button("Show on the drawing", () => showRoute(found)),
  element("ol", {}, ...way.slice(1).map((node, place) => stepItem(way[place], node))));
  return open;
}
function stepItem(a, b) {
  const [best, ...others] = tiesOfStep(a, b);
  const words = best.left.find((item) => item.words);
  return element("li", { className: "step" },
    element("p", {}, element("span", { className: "dot", style: { background: signColour(best.sign) } }), " ", nameOf(best.subject), ` ${best.symmetric ? "↔" : "→"} `, nameOf(best.object), `: ${typeNames.get(best.type)}`),
    soft(factsOf(best)), words ? evidenceBlock(words, best) : null,
    others.length ? element("details", {}, element("summary", {}, `and ${plural(others.length, "other tie")} between the two`), ...others.map((tie) => tieEntry(tie))) : null);
}
