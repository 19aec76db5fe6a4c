// The state of a page in its address: short names, only what differs from the start, only on a published page.
const published = () => document.body.dataset.voila === "voila";

const SHORT = { indicator: "i", geography: "g", year: "y", base: "b", scheme: "c", k: "n", palette: "p", fixed: "f", target: "t", lang: "lang", chosen: "s" };
const NUMBERS = new Set(["year", "base", "k", "target"]);

/** Read the wishes in the address; the kernel checks every one of them. */
export function readAddress() {
  if (!published()) return {};
  const query = new URLSearchParams(location.search);
  const wishes = {};
  for (const [name, short] of Object.entries(SHORT)) {
    const text = query.get(short);
    if (text === null || text.length > 80) continue;
    if (NUMBERS.has(name)) {
      if (text !== "" && Number.isFinite(Number(text))) wishes[name] = Number(text);
    } else if (name === "fixed") wishes[name] = text === "1";
    else if (name === "chosen") wishes[name] = text.split(".").slice(0, 5);
    else wishes[name] = text;
  }
  return wishes;
}

const written = (state, name) => {
  const value = state[name] ?? "";
  return Array.isArray(value) ? value.join(".") : value === true ? "1" : value === false ? "" : String(value);
};

/** Write the state into the address without a new page. */
export function writeAddress(state, start) {
  if (!published()) return;
  const query = new URLSearchParams(location.search);
  for (const [name, short] of Object.entries(SHORT)) {
    if (written(state, name) === written(start, name)) query.delete(short);
    else query.set(short, written(state, name));
  }
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}
