// What the reader has chosen on the scenario page: a draft with undo, sent to the kernel, which confirms or mends it.
import { useEffect, useRef, useState } from "./preact.mjs";
import { published } from "./page.mjs";

const SAME_GESTURE = 900;
const SETTLE = 350;
const MOST_STEPS = 200;
const LONGEST = 5000;
const PAGE_ONLY = ["kept", "serial", "lang", "mapped"];

export const draftOf = (state) => Object.fromEntries(Object.entries(state).filter(([name]) => !PAGE_ONLY.includes(name)));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Frame and view of one and the same answer. */
function useAnswer(model) {
  const read = () => ({ frame: model.get("frame"), view: model.get("view") });
  const [answer, setAnswer] = useState(read);
  useEffect(() => {
    const update = () => setAnswer(read());
    model.on("change:view", update);
    model.on("change:frame", update);
    return () => {
      model.off("change:view", update);
      model.off("change:frame", update);
    };
  }, []);
  return answer;
}

class Store {
  constructor(model, view) {
    this.model = model;
    this.start = draftOf(view.state);
    this.draft = this.start;
    this.own = { mapped: view.state.mapped, kept: view.state.kept, lang: view.state.lang };
    this.past = [];
    this.future = [];
    this.serial = view.state.serial;
    this.waiting = [];
    this.gesture = { name: "", at: 0 };
  }

  send() {
    this.serial += 1;
    this.model.set("wish", { ...this.draft, ...this.own, serial: this.serial });
    this.model.save_changes();
    this.redraw();
  }

  /** Change the draft; changes of one gesture are undone together. */
  change(part, gesture = "") {
    const next = { ...this.draft, ...part };
    if (same(next, this.draft)) return;
    const now = Date.now();
    const goesOn = gesture && gesture === this.gesture.name && now - this.gesture.at < SAME_GESTURE;
    if (!goesOn) this.past = [...this.past, this.draft].slice(-MOST_STEPS);
    this.gesture = { name: gesture, at: now };
    this.future = [];
    this.draft = next;
    this.onChange();
    this.send();
  }

  travel(from, to) {
    if (!this[from].length) return;
    this[to] = [...this[to], this.draft];
    this.draft = this[from].at(-1);
    this[from] = this[from].slice(0, -1);
    this.gesture = { name: "", at: 0 };
    this.onChange();
    this.send();
  }

  undo = () => this.travel("past", "future");
  redo = () => this.travel("future", "past");
  reset = () => this.change({ ...this.start, geography: this.draft.geography, province: this.draft.province });

  /** Show a scenario that came from outside; one from the address brings its limits. */
  open(draft) {
    const limits = this.isOpening ? this.limits : {};
    this.isOpening = false;
    this.change({ ...this.start, ...draft, ...limits });
    this.choose({});
  }

  /** Go on without what came from outside. */
  refuse() {
    this.isOpening = false;
    this.choose({});
  }

  choose(part) {
    this.own = { ...this.own, ...part };
    this.send();
  }

  /** Take over what the kernel mended, if it answers the latest wish. */
  hear(view) {
    if (view.state.serial !== this.serial) return;
    const mended = draftOf(view.state);
    if (!same(mended, this.draft)) this.draft = mended;
  }

  /** Do what waited for the kernel to know the latest draft. */
  rest() {
    if (this.model.get("view").state.serial !== this.serial) return;
    for (const act of this.waiting.splice(0)) act();
  }

  /** Do something as soon as the kernel knows the latest draft. */
  settled(act) {
    if (this.model.get("view").state.serial === this.serial) act();
    else this.waiting.push(act);
  }
}

/** The store, and a draft with the answer that fits it: until the kernel has sent other provinces, the old ones stay. */
export function useScenario(model) {
  const answer = useAnswer(model);
  const [, tick] = useState(0);
  const ref = useRef(null);
  const heard = useRef(null);
  const shown = useRef(null);
  ref.current ??= new Store(model, answer.view);
  const store = ref.current;
  store.redraw = () => tick((n) => n + 1);
  if (heard.current !== answer.view) {
    heard.current = answer.view;
    store.hear(answer.view);
  }
  useEffect(() => store.rest(), [answer.view]);
  const { frame, view } = answer;
  const fits = frame.geography === store.draft.geography && frame.geography === view.state.geography && frame.figures.codes.includes(store.draft.province);
  if (fits) shown.current = { frame, view, draft: store.draft };
  return { store, ...shown.current, isConfirmed: fits && view.state.serial === store.serial };
}

/** The scenario in the address: read at first and when the reader goes back, written when the page has come to rest. */
export function useAddress(store, model, view) {
  useEffect(() => {
    if (!published()) return undefined;
    const read = (isBack) => {
      const query = new URLSearchParams(location.search);
      const lang = query.get("lang");
      const mapped = query.get("m") === "change" ? "change" : "level";
      if (!isBack && (lang === "en" || lang === "vi")) store.choose({ lang });
      if (mapped !== store.own.mapped) store.choose({ mapped });
      const text = query.get("s");
      store.isBack = isBack;
      store.limits = limitsIn(query);
      store.isOpening = text !== null;
      if (text !== null) store.settled(() => model.send({ kind: "open", origin: "address", text: text.slice(0, LONGEST) }));
      else if (isBack || store.limits.fixed.length || Object.keys(store.limits.caps).length || store.limits.fewest) store.change({ ...store.start, ...store.limits });
    };
    const back = () => read(true);
    read(false);
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  useEffect(() => {
    if (!published() || store.isOpening || view.state.serial !== store.serial) return undefined;
    const timer = setTimeout(() => writeAddress(view, store), SETTLE);
    return () => clearTimeout(timer);
  }, [view]);
}

/** What an address says besides the scenario: limits of the least effort. */
function limitsIn(query) {
  const caps = (query.get("c") ?? "").slice(0, 400).split("~").map((one) => one.split("."));
  return {
    fixed: (query.get("f") ?? "").slice(0, 400).split("~").filter(Boolean),
    caps: Object.fromEntries(caps.filter(([name, digits]) => name && /^\d{1,5}$/.test(digits)).map(([name, digits]) => [name, Number(digits) / 1e4])),
    fewest: query.get("w") === "1",
  };
}

/** Write the address; another province is a step that the browser's back button takes back. */
export function writeAddress(view, store) {
  const { state } = view;
  const isStep = store.place !== undefined && store.place !== state.province && !store.isBack;
  store.place = state.province;
  store.isBack = false;
  const before = location.search;
  const query = new URLSearchParams(location.search);
  const caps = Object.entries(state.caps).map(([name, cap]) => `${name}.${Math.round(cap * 1e4)}`);
  const parts = {
    s: same(draftOf(state), store.start) ? "" : view.address,
    f: state.fixed.join("~"),
    c: caps.join("~"),
    w: state.fewest ? "1" : "",
    m: state.mapped === "change" ? "change" : "",
    lang: state.lang === "vi" ? "" : state.lang,
  };
  for (const [name, text] of Object.entries(parts)) {
    if (text) query.set(name, text);
    else query.delete(name);
  }
  const text = query.toString();
  if (`?${text}` !== (before || "?")) history[isStep ? "pushState" : "replaceState"](null, "", text ? `?${text}` : location.pathname);
}
