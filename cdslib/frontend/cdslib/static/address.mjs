// The state of a page in its address: short names, only what differs from the start, only on a published page.
const published = () => document.body.dataset.voila === "voila";
const LONGEST = 80;
const PATIENCE = 3000;

const READ = {
  text: (text) => text,
  number: (text) => (text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined),
  flag: (text) => text === "1",
  list: (text) => text.split(".").slice(0, 5),
};

const write = (value) => (Array.isArray(value) ? value.join(".") : value === true ? "1" : value === false ? "" : String(value ?? ""));

/**
 * Tie the fields of a page to short names: `{ year: ["y", "number"] }`. A change of one of the `places` is a step that the
 * browser's back button takes back; other changes only rewrite the address. A page that was composed for its address has
 * no wishes that wait for an answer.
 */
export function addressOf(fields, places = [], isComposed = false) {
  const watched = places.map((name) => fields[name][0]);
  let isFirst = true;
  let isQuiet = false;
  let turned = 0;
  /** Read the wishes in the address; the kernel checks every one of them. */
  const read = () => {
    if (!published()) return {};
    const query = new URLSearchParams(location.search);
    const wishes = {};
    for (const [name, [short, kind]] of Object.entries(fields)) {
      const text = query.get(short);
      if (text === null || text.length > LONGEST) continue;
      const value = READ[kind](text);
      if (value !== undefined) wishes[name] = value;
    }
    return wishes;
  };
  /**
   * Write the state into the address without a new page. Wishes that still wait for the kernel's answer stay, and so does
   * the address the reader has just gone back to, until the page has followed.
   */
  const save = (state, start) => {
    if (!published()) return;
    const isStart = isFirst;
    isFirst = false;
    if (isStart && !isComposed) {
      isQuiet = Object.keys(read()).length > 0;
      if (isQuiet) return;
    }
    const before = new URLSearchParams(location.search);
    const query = new URLSearchParams(location.search);
    for (const [name, [short]] of Object.entries(fields)) {
      if (write(state[name]) === write(start[name])) query.delete(short);
      else query.set(short, write(state[name]));
    }
    const text = query.toString();
    const isElsewhere = watched.some((short) => before.get(short) !== query.get(short));
    if (isElsewhere && Date.now() - turned < PATIENCE) return;
    const isStep = !isQuiet && !isStart && isElsewhere;
    isQuiet = false;
    turned = 0;
    if (text !== before.toString()) history[isStep ? "pushState" : "replaceState"](null, "", text ? `?${text}` : location.pathname);
  };
  /** Call back with the wishes of the address when the reader goes back or forward; the language stays. */
  const onBack = (go) => {
    const turn = () => {
      isQuiet = true;
      turned = Date.now();
      const { lang, ...wishes } = read();
      go(wishes);
    };
    addEventListener("popstate", turn);
    return () => removeEventListener("popstate", turn);
  };
  return { read, save, onBack };
}
