// The other filters, sizes, movement, search, buttons and keys.
function summarise() {
  const shown = drawnNodes().filter(nodePasses).length, seen = [...lines.values()].filter(isDrawn);
  const drawnTies = seen.flatMap((line) => line.shown);
  const { tied, loose } = data.counts;
  byId("summary").textContent = [
    shown < tied ? `showing ${number(shown)} of ${plural(tied, "actor")}` : plural(shown, "actor"),
    plural(drawnTies.length, "tie"), plural(articlesIn(drawnTies.flatMap((tie) => tie.left)), "article"),
    loose ? `${plural(loose, "actor")} without ties left out` : "", ...filterWords(),
  ].filter(Boolean).join(" · ");
}
function refresh() {
  restyle();
  summarise();
  if (pathsOpen) {
    if (ends.from && ends.to) showPaths();
  } else showPanel();
  network.redraw();
}
let waiting = 0;
// Once per frame, however fast a slider moves.
function recountAndRefresh() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    recount();
    refresh();
  });
}

byId("asserted").addEventListener("change", (event) => {
  state.asserted = event.target.checked;
  recountAndRefresh();
});
const mostSources = Math.max(1, ...[...lines.values()].map((line) => line.sources));
byId("least").max = mostSources;
byId("least-part").hidden = mostSources < 2;
byId("least").addEventListener("input", (event) => {
  state.least = Math.max(1, Number(event.target.value));
  showNumbers();
  recountAndRefresh();
});

// How much is told of each part of the period, over the slider.
function drawHistory() {
  const bars = Math.min(48, steps[1] - steps[0] + 1), counts = new Array(bars).fill(0);
  for (const tie of ties) {
    for (const item of tie.evidence) {
      if (item.months) counts[Math.floor(((Math.floor(item.months[0] / unit) - steps[0]) / (steps[1] - steps[0] + 1)) * bars)] += 1;
    }
  }
  const highest = Math.max(1, ...counts);
  byId("history").replaceChildren(...counts.map((count) => element("span", { style: { height: `${count ? 2 + (26 * count) / highest : 0}px` } })));
}
function showNumbers() {
  byId("least-value").textContent = state.least === 1 ? "any" : `${state.least} or more`;
  byId("period-value").textContent = wholePeriod() ? "all" : `${stepName(state.from)} – ${stepName(state.to)}`;
  const bars = [...byId("history").children], width = steps[1] - steps[0] + 1;
  bars.forEach((bar, at) => {
    const first = steps[0] + (at / bars.length) * width, last = steps[0] + ((at + 1) / bars.length) * width;
    bar.classList.toggle("out", last <= state.from || first > state.to);
  });
  for (const end of ["from", "to"]) byId(`period-${end}`).setAttribute("aria-valuetext", stepName(state[end]));
}
byId("period").hidden = steps[0] === steps[1];
for (const end of ["from", "to"]) {
  const slider = byId(`period-${end}`);
  Object.assign(slider, { min: steps[0], max: steps[1], step: 1, value: state[end] });
  slider.addEventListener("input", () => {
    state[end] = Number(slider.value);
    if (state.from > state.to) state[end === "from" ? "to" : "from"] = state[end];
    byId("period-from").value = state.from;
    byId("period-to").value = state.to;
    showNumbers();
    recountAndRefresh();
  });
}
drawHistory();
showNumbers();

byId("measure").append(...data.measures.map((measure, at) => element("option", { value: String(at) }, measure.name)));
byId("measure").addEventListener("change", (event) => {
  state.measure = Number(event.target.value);
  measureSizes();
  rankLabels();
  refresh();
});
byId("moving").addEventListener("change", (event) => setMoving(event.target.checked));
byId("reset").addEventListener("click", () => {
  Object.assign(state, NO_FILTERS);
  state.off = new Set(offAtFirst);
  toggles.forEach((paint) => paint());
  byId("asserted").checked = byId("moving").checked = false;
  setMoving(false);
  Object.assign(byId("least"), { value: 1 });
  Object.assign(byId("period-from"), { value: steps[0] });
  Object.assign(byId("period-to"), { value: steps[1] });
  byId("measure").value = "0";
  state.measure = 0;
  measureSizes();
  recount();
  drawAsAtFirst();
  showNumbers();
  select(null);
  summarise();
  fit();
});

suggesting(byId("query"), byId("names"), (node) => {
  byId("found").textContent = "";
  select(node.id, true);
}, (words) => { byId("found").textContent = `nobody called “${plain(words)}” in this page`; });
byId("query").addEventListener("input", () => { byId("found").textContent = ""; });
byId("search").addEventListener("submit", (event) => event.preventDefault());
byId("open-paths").addEventListener("click", () => openPaths());
byId("save-png").addEventListener("click", savePng);
byId("save-csv").addEventListener("click", saveCsv);
byId("closer").addEventListener("click", () => zoom(1.4));
byId("farther").addEventListener("click", () => zoom(1 / 1.4));
byId("fit").addEventListener("click", fit);
byId("panel-handle").addEventListener("click", () => byId("panel").classList.toggle("raised"));
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  select(null);
  byId("panel").classList.add("raised");
  byId("panel-body").focus();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input[type=search], select, textarea");
  if ((event.key === "/" && !typing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    byId("query").focus();
    byId("query").select();
  } else if (event.key === "Escape") {
    select(null);
    byId("panel").classList.remove("raised");
  }
});
