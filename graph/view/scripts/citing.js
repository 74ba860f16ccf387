// Sentences with their source, and the words in them that matter: who, what tells it, what was said.
function voiceOf({ factuality, words }, kind) {
  const { voice } = words;
  if (factuality === "happened") return kind === "statement" ? "said, by the article's account" : "asserted by the article";
  if (factuality === "claimed") return `claimed by ${voice ? plain(voice) : "an unnamed source"}`;
  if (factuality === "denied") return voice ? `denied by ${plain(voice)}` : "denied";
  return voice ? `${factuality}, says ${plain(voice)}` : factuality;
}
function sourceOf(article) {
  const known = [article.publisher || "unknown outlet", article.published || "undated"].join(", ");
  const title = article.title || "untitled article";
  const safe = /^https?:\/\//i.test(article.url || "");
  const head = safe ? element("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, title) : title;
  return [element("bdi", {}, known), ": ", element("bdi", {}, head)];
}

// Places of names in a text, as [start, end, class]; a name counts as a whole word only.
function placesOf(text, names, className) {
  const found = [];
  const letter = /[\p{L}\p{N}]/u;
  for (const name of names.filter((one) => one.length > 1).sort((a, b) => b.length - a.length)) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      const whole = !(at > 0 && letter.test(text[at - 1])) && !(end < text.length && letter.test(text[end]));
      if (whole && !found.some(([from, to]) => at < to && from < end)) found.push([at, end, className]);
    }
  }
  return found;
}
// Offsets of the data count characters, those of the browser count UTF-16 units.
function inUnits(text, [start, end]) {
  const characters = [...text];
  const units = (count) => characters.slice(0, count).join("").length;
  return [units(start), units(end)];
}
function marked(text, marks) {
  const edges = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return edges.slice(1).map((end, at) => {
    const start = edges[at], part = text.slice(start, end);
    const classes = marks.filter(([from, to]) => from <= start && end <= to).map(([, , className]) => className);
    return classes.length ? element("mark", { className: [...new Set(classes)].join(" ") }, part) : part;
  });
}
function sentenceParts(sentence, actors, words = {}) {
  const text = sentence[3];
  const marks = actors.flatMap((node) => placesOf(text, [node.name, ...node.aliases], "who"));
  for (const part of words.quote ? words.quote.split(" … ") : []) {
    const at = text.indexOf(part);
    if (part && at >= 0) marks.push([at, at + part.length, "said"]);
  }
  if (words.trigger && words.trigger[0] >= 0) marks.push([...inUnits(text, words.trigger), "told"]);
  return element("p", { dir: "auto" }, ...marked(text, marks.filter(([start, end]) => end > start && end <= text.length)));
}
function evidenceBlock(item, tie) {
  const sentence = data.sentences[item.words.sentence], article = data.articles[item.article];
  const badges = [element("span", { className: `badge ${item.factuality}` }, voiceOf(item, tie.kind))];
  if (item.words.former) badges.push(element("span", { className: "badge" }, "past"));
  if (item.date && item.date !== article.published) badges.push(element("span", { className: "badge" }, `on ${item.date}`));
  if (item.words.copied_from) badges.push(element("span", { className: "badge" }, `copied from ${plain(item.words.copied_from)}`));
  return element("blockquote", { className: item.factuality }, sentenceParts(sentence, [tie.subject, tie.object], item.words),
    element("footer", {}, ...badges, element("br"), ...sourceOf(article)));
}
// The sentences of a tie that pass the filters; some may not be in the page.
function evidenceBlocks(tie) {
  const here = tie.left.filter((item) => item.words), missing = tie.left.length - here.length;
  return [...here.map((item) => evidenceBlock(item, tie)),
    missing ? soft(`… and ${plural(missing, "more sentence")} in the graph, counted here but not in this page`) : null];
}
const sighting = (at, node) => element("blockquote", {}, sentenceParts(data.sentences[at], [node]),
  element("footer", {}, ...sourceOf(data.articles[data.sentences[at][0]])));
