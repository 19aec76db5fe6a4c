// The traits of a published page and the messages about them, in the place of Jupyter's general widget manager.

/** What anywidget gives a page: traits that are read, changed and watched, and messages. */
export class Model {
  #traits;
  #changed = new Set();
  #listeners = new Map();
  #wire = null;
  #start;
  #first = null;
  #isTold = false;
  #pending = null;
  #sent = [];
  #waiting = [];

  /** The page shows these traits already; the kernel is told the wish behind them first of all, and need not answer. */
  constructor(traits) {
    this.#start = traits.wish;
    this.#traits = { ...traits, composed: true };
  }

  get = (name) => this.#traits[name];

  set(name, value) {
    this.#traits[name] = value;
    this.#changed.add(name);
  }

  /** Send what changed; while the kernel still works on the last change, only the newest values wait for it. */
  save_changes() {
    if (!this.#wire?.isOpen || this.#pending || !this.#changed.size) return;
    this.#sent = [...this.#changed];
    this.#changed.clear();
    this.#update(Object.fromEntries(this.#sent.map((name) => [name, this.#traits[name]])));
  }

  /** Send a message, after the changes that were made before it. */
  send(content) {
    this.#waiting.push(content);
    this.#flush();
  }

  #update(state) {
    this.#pending = this.#wire.send({ method: "update", state, buffer_paths: [] });
  }

  #flush() {
    if (!this.#wire?.isOpen) return;
    this.save_changes();
    if (this.#changed.size || !this.#isTold) return;
    for (const content of this.#waiting.splice(0)) this.#wire.send({ method: "custom", content });
  }

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  off(event, listener) {
    this.#listeners.set(event, (this.#listeners.get(event) ?? []).filter((one) => one !== listener));
  }

  #tell(event, ...details) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...details);
  }

  connect(wire) {
    this.#wire = wire;
    wire.onIdle = (request) => {
      if (request !== this.#pending) return;
      this.#pending = null;
      this.#isTold = true;
      this.#flush();
    };
    wire.onLost = () => {
      if (this.#pending && this.#isTold) for (const name of this.#sent) this.#changed.add(name);
      this.#pending = null;
    };
    wire.onOpen = () => {
      if (this.#isTold) this.#flush();
      else {
        this.#update({ wish: this.#start });
        this.#first = this.#pending;
      }
    };
    wire.onMessage = ({ method, state, content }, buffers, request) => {
      if (method === "custom") this.#tell("msg:custom", content, buffers);
      if (method !== "update" || request === this.#first) return;
      // All values first: whoever listens may read several of them.
      const names = Object.keys(state).filter((name) => !this.#changed.has(name));
      for (const name of names) this.#traits[name] = state[name];
      for (const name of names) this.#tell(`change:${name}`);
    };
    wire.open();
  }
}
