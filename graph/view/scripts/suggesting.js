// A box that suggests actors while the reader types: names and aliases, by mouse, touch or arrow keys.
const fold = (name) => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’'`ʼ]/g, "").trim();
const folded = inOrder.map((node) => ({ node, names: [node.name, ...node.aliases].map((name) => [name, fold(name)]) }));

// Actors by how well a name of theirs fits: all of it, its beginning, the beginning of a word, any part.
function matching(words, most = 8) {
  const wanted = fold(words);
  if (!wanted) return [];
  const fitOf = (name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) || name.includes(`-${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9);
  return folded.map(({ node, names }) => {
    const fits = names.map(([name, plainName], at) => [fitOf(plainName), at, name]).sort((a, b) => a[0] - b[0] || a[1] - b[1])[0];
    return { node, fit: fits[0], alias: fits[1] > 0 ? fits[2] : "" };
  }).filter(({ fit }) => fit < 9).sort((a, b) => a.fit - b.fit || byValue(a.node, b.node)).slice(0, most);
}
// `chosen` is called with the actor; `none` with the words that fit nobody.
function suggesting(input, list, chosen, none = () => {}) {
  let found = [], at = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const take = ({ node }) => {
    input.value = plain(node.name);
    close();
    chosen(node);
  };
  const mark = (next) => {
    at = next;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const suggest = () => {
    found = matching(input.value);
    list.replaceChildren(...found.map((one, place) => element("li", {
      role: "option", id: `${list.id}-${place}`, "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(), onclick: () => take(one),
    }, markOf(one.node), element("span", { className: "what" }, nameOf(one.node),
      one.alias ? element("small", {}, "also: ", element("bdi", {}, one.alias)) : null),
    element("span", { className: "count" }, typeNames.get(one.node.type)))));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  };
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  list.setAttribute("role", "listbox");
  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) suggest();
      const count = found.length + 1;
      mark(((at + 1 + (event.key === "ArrowDown" ? 1 : count - 1)) % count) - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const fits = list.hidden ? matching(input.value) : found;
      if (fits.length) take(fits[Math.max(at, 0)]);
      else if (input.value.trim()) none(input.value);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
}
