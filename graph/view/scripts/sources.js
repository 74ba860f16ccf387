// Independent sources, counted as tieline.network.sources counts them: the most articles of which no two share an outlet
// or a text; a long sentence that stands in two texts makes them one.
function independentSources(evidence) {
  if (evidence.length < 2) return evidence.length;
  const textOf = mergedTexts(evidence);
  const printed = new Map();
  for (const { source } of evidence) {
    const [outlet, family] = data.sources[source];
    if (!printed.has(outlet)) printed.set(outlet, new Set());
    printed.get(outlet).add(textOf.get(family));
  }
  const texts = new Set(textOf.values());
  if (texts.size === 1 || [...printed.values()].every((own) => own.size === 1)) return texts.size;
  const held = new Map();
  // Gives an outlet a text that no other holds, moving others where they have another (augmenting paths).
  const place = (outlet, tried) => [...printed.get(outlet)].some((text) => {
    if (tried.has(text)) return false;
    tried.add(text);
    if (held.has(text) && !place(held.get(text), tried)) return false;
    held.set(text, outlet);
    return true;
  });
  return [...printed.keys()].filter((outlet) => place(outlet, new Set())).length;
}
function mergedTexts(evidence) {
  const textOf = new Map(evidence.map(({ source }) => [data.sources[source][1], data.sources[source][1]]));
  const first = new Map();
  for (const { source, copy } of evidence) {
    if (copy < 0) continue;
    const family = data.sources[source][1];
    if (!first.has(copy)) first.set(copy, family);
    const [one, other] = [textOf.get(first.get(copy)), textOf.get(family)];
    if (one !== other) for (const [of, text] of textOf) if (text === other) textOf.set(of, one);
  }
  return textOf;
}
const articlesIn = (evidence) => new Set(evidence.map(({ article }) => article)).size;
const counted = ({ articles, sources }) => `${plural(articles, "article")}, ${number(sources)} independent`;
