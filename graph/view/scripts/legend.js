// The legend, whose entries are the filters by sign, type of tie and class of actor.
const toggles = new Map();
function toggle(key, mark, name, count) {
  const box = element("input", { type: "checkbox", "data-key": key });
  const label = element("label", {}, box, mark, element("span", { className: "name" }, name), element("span", { className: "count" }, number(count)));
  const paint = () => {
    box.checked = !state.off.has(key);
    label.classList.toggle("off", !box.checked);
  };
  box.addEventListener("change", () => {
    state.off[box.checked ? "delete" : "add"](key);
    paint();
    recountAndRefresh();
  });
  paint();
  toggles.set(key, paint);
  return label;
}
// Buttons that switch all entries of a part on or off at once.
function allOrNone(holder, keys) {
  const set = (off) => {
    for (const key of keys) {
      state.off[off ? "add" : "delete"](key);
      toggles.get(key)();
    }
    recountAndRefresh();
  };
  byId(holder).append(element("p", { className: "row small" }, button("All", () => set(false)), button("None", () => set(true))));
}
for (const sign of [1, -1, 0]) {
  const count = ties.filter((tie) => tie.sign === sign && tie.kind !== "statement").length;
  if (count) byId("signs").append(toggle(`sign ${sign}`, stripe(sign), SIGN_NAMES[sign], count));
}
const told = data.tieTypes.filter((type) => type.kind !== "statement");
for (const type of data.tieTypes) if (!told.includes(type)) byId("signs").append(toggle(`tie ${type.type}`, stripe(type.sign), type.name, type.count));
for (const type of told) byId("tie-types").append(toggle(`tie ${type.type}`, stripe(type.sign), type.name, type.count));
for (const type of data.actorTypes) byId("actor-types").append(toggle(`actor ${type.type}`, swatch(type.shape, type.colour), type.name, type.count));
if (told.length > 2) allOrNone("tie-types", told.map((type) => `tie ${type.type}`));
if (data.actorTypes.length > 2) allOrNone("actor-types", data.actorTypes.map((type) => `actor ${type.type}`));
byId("hollow").hidden = !inOrder.some((node) => node.generic);
