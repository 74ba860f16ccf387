// What the page knows, read back from rows of numbers. Every text in it comes from articles: it is only ever written as
// text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const FACTUALITY = ["happened", "claimed", "planned", "possible", "denied"];

const nodes = new Map(data.nodes.map((node, at) => [node.id, { ...node, at, lines: [], said: [] }]));
const inOrder = [...nodes.values()];
const tieTypes = new Map(data.tieTypes.map((type) => [type.type, type]));
const typeNames = new Map([...data.actorTypes, ...data.tieTypes].map((type) => [type.type, type.name]));

// First and last month that an ISO date of any precision covers, in months since the year 0.
function monthsOf(date) {
  if (!date) return null;
  const [year, month] = date.split("-").map(Number);
  return month ? [year * 12 + month - 1, year * 12 + month - 1] : [year * 12, year * 12 + 11];
}
const datesRead = data.dates.map((date) => ({ date, months: monthsOf(date) }));

const ties = data.ties.map(([subject, object, type, rows]) => {
  const tie = { subject: inOrder[subject], object: inOrder[object], ...data.tieTypes[type] };
  tie.evidence = rows.map(([article, source, date, factuality, copy, words]) => ({
    article, source, copy, words, factuality: FACTUALITY[factuality], ...(datesRead[date] || { date: null, months: null }),
  }));
  return tie;
});

// One line on the drawing per pair and sign.
const lines = new Map();
for (const tie of ties) {
  const [a, b] = tie.subject.id < tie.object.id ? [tie.subject, tie.object] : [tie.object, tie.subject];
  const key = `${a.at} ${b.at} ${tie.sign}`;
  if (!lines.has(key)) lines.set(key, { id: key, pair: `${a.at} ${b.at}`, from: a, to: b, sign: tie.sign, ties: [] });
  tie.line = lines.get(key);
  tie.line.ties.push(tie);
}
const pairs = new Map();
for (const line of lines.values()) {
  line.from.lines.push(line);
  line.to.lines.push(line);
  pairs.set(line.pair, [...(pairs.get(line.pair) || []), line]);
}
const otherEnd = (line, node) => (line.from === node ? line.to : line.from);

const byId = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
// Without the marks that turn the direction of what follows: where a name stands among words of ours.
const plain = (text) => text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");
const signColour = (sign) => data.signColours[String(sign)];
const SIGN_NAMES = { 1: "cooperative", "-1": "conflict", 0: "neutral" };
