// What the reader has asked for, and what passes. Evidence is filtered first; ties, lines and numbers follow from what
// is left of it.
const months = datesRead.flatMap((read) => read.months);
const span = months.length ? [Math.min(...months), Math.max(...months)] : [0, 0];
// Steps of the period: months, or years where months would be too many.
const unit = span[1] - span[0] > 30 * 12 ? 12 : 1;
const steps = [Math.floor(span[0] / unit), Math.floor(span[1] / unit)];
const stepName = (step) => (unit === 12 ? String(step) : `${Math.floor(step / 12)}-${String((step % 12) + 1).padStart(2, "0")}`);
const signed = ties.some((tie) => tie.kind !== "statement");
const offAtFirst = signed && tieTypes.has("says-about") ? ["tie says-about"] : [];
const NO_FILTERS = { asserted: false, from: steps[0], to: steps[1], least: 1 };
const state = {
  ...NO_FILTERS, off: new Set(offAtFirst), selected: null, hovered: null, near: new Set(), route: null,
  measure: 0, drawn: new Set(inOrder.slice(0, data.drawn).map((node) => node.id)),
};
const wholePeriod = () => state.from === steps[0] && state.to === steps[1];

// Undated evidence belongs to no period but the whole; a date that is a month or year counts to each it overlaps.
function evidencePasses(item) {
  if (state.asserted && item.factuality !== "happened") return false;
  if (wholePeriod()) return true;
  return item.months !== null && item.months[0] < (state.to + 1) * unit && item.months[1] >= state.from * unit;
}
function tally(thing, evidence) {
  thing.left = evidence;
  thing.articles = articlesIn(evidence);
  thing.sources = independentSources(evidence);
}
// Speaking about somebody has an entry of its own beside the signs.
const typePasses = (tie) => !state.off.has(`tie ${tie.type}`) && (tie.kind === "statement" || !state.off.has(`sign ${tie.sign}`));
const nodePasses = (node) => !state.off.has(`actor ${node.type}`);

// Counts what is left of every tie and line; a line needs evidence from enough independent sources of its own.
function recount() {
  for (const tie of ties) tally(tie, tie.evidence.filter(evidencePasses));
  for (const line of lines.values()) {
    line.shown = line.ties.filter((tie) => tie.left.length && typePasses(tie)).sort((a, b) => b.sources - a.sources);
    tally(line, line.shown.flatMap((tie) => tie.left));
    line.passes = line.sources >= state.least && nodePasses(line.from) && nodePasses(line.to);
    line.standing = standingOf(line.left);
  }
}
// How the best of the evidence tells it: asserted, only claimed (planned, possible), or only denied.
function standingOf(evidence) {
  if (evidence.some((item) => item.factuality === "happened")) return "asserted";
  return evidence.every((item) => item.factuality === "denied") ? "denied" : "claimed";
}
recount();

const isDrawn = (line) => line.passes && state.drawn.has(line.from.id) && state.drawn.has(line.to.id);
const passingLines = (node) => node.lines.filter((line) => line.passes);
const value = (node) => node.measures[state.measure] ?? 0;
const byValue = (a, b) => value(b) - value(a) || a.at - b.at;
const bySources = (a, b) => b.sources - a.sources || b.articles - a.articles;

// The words that say which filters are on, for the summary and for what is saved.
function filterWords() {
  const hidden = [...state.off].filter((key) => !offAtFirst.includes(key)).map((key) => {
    const [kind, name] = key.split(" ");
    return kind === "sign" ? SIGN_NAMES[name] : typeNames.get(name);
  });
  return [
    state.asserted && "asserted only", state.least > 1 && `at least ${state.least} independent sources`,
    !wholePeriod() && `${stepName(state.from)} to ${stepName(state.to)}`, hidden.length && `without ${hidden.join(", ")}`,
  ].filter(Boolean);
}
