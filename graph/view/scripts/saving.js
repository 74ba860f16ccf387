// What is on the screen as files: the picture as PNG, the ties as CSV.
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠']/;
// No cell that a spreadsheet runs: an apostrophe stands before what one might (as in tieline's own CSV).
function defused(cell) {
  if (typeof cell !== "string") return String(cell);
  const text = cell.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\0/g, "\ufffd");
  return FORMULA_START.test(text) ? `'${text}` : text;
}
const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function shownTies() {
  return ties.filter((tie) => isDrawn(tie.line) && tie.line.shown.includes(tie));
}
function footnote(item) {
  if (!item.words) return "";
  const article = data.articles[item.article];
  const source = [article.publisher, article.published, article.title].filter(Boolean).join(", ") || article.key;
  const sentence = data.sentences[item.words.sentence][3].split(/\s+/).filter(Boolean).join(" ");
  return `${source}: ${sentence} [${item.factuality}${item.words.voice ? `, ${item.words.voice}` : ""}]`;
}
// The columns are those of tieline.network.exports.ties.
const TOLD = ["happened", "claimed", "denied", "planned", "possible"];
function csvOfShown() {
  const columns = ["source", "target", "source_label", "target_label", "kind", "type", "sign", "weight", "articles",
    "asserted", ...TOLD.slice(1), "first", "last", "evidence"];
  const rows = shownTies().map((tie) => {
    const count = (factuality) => tie.left.filter((item) => item.factuality === factuality).length;
    const dates = tie.left.map((item) => item.date).filter(Boolean).sort();
    return [tie.subject.id, tie.object.id, tie.subject.name, tie.object.name, tie.kind, tie.type, tie.sign, tie.sources, tie.articles,
      ...TOLD.map(count), dates[0] || "", dates.at(-1) || "", tie.left.map(footnote).filter(Boolean).join("\n")];
  });
  return [columns, ...rows].map((row) => row.map((cell) => quoted(defused(cell))).join(",")).join("\r\n") + "\r\n";
}
function save(blob, ending) {
  const name = data.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "network";
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: `${name}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
const saveCsv = () => save(new Blob([csvOfShown()], { type: "text/csv;charset=utf-8" }), "csv");

// The drawing on white, under it the title and what the reader has left out: a picture travels without its page.
function savePng() {
  const drawn = byId("canvas").querySelector("canvas");
  const ratio = drawn.width / drawn.clientWidth, foot = 44 * ratio;
  const sheet = element("canvas", { width: drawn.width, height: drawn.height + foot });
  const context = sheet.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(drawn, 0, 0);
  context.fillStyle = "#1c2126";
  context.font = `600 ${13 * ratio}px sans-serif`;
  context.fillText(plain(data.title), 12 * ratio, drawn.height + 17 * ratio, sheet.width - 24 * ratio);
  context.font = `${12 * ratio}px sans-serif`;
  const key = "blue cooperative, red conflict, dashed only claimed, dotted only denied";
  context.fillText([byId("summary").textContent, key].join(" · "), 12 * ratio, drawn.height + 35 * ratio, sheet.width - 24 * ratio);
  sheet.toBlob((blob) => save(blob, "png"), "image/png");
}
