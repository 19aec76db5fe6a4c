// A published page: it shows at once what the server composed, then speaks with its kernel as Jupyter's widgets do.
// It takes the place of the general widget manager, which is seven megabytes of code that these pages do not need.
import { Wire } from "./wire.mjs";

/** What anywidget gives a page: traits that are read, changed and watched, and messages. */
class Model {
  #traits;
  #changed = new Set();
  #listeners = new Map();
  #wire = null;
  #pending = null;
  #sent = [];
  #waiting = [];

  constructor(traits) {
    this.#traits = traits;
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
    const state = Object.fromEntries(this.#sent.map((name) => [name, this.#traits[name]]));
    this.#pending = this.#wire.send({ method: "update", state, buffer_paths: [] });
  }

  /** Send a message, after the changes that were made before it. */
  send(content) {
    this.#waiting.push(content);
    this.#flush();
  }

  #flush() {
    if (!this.#wire?.isOpen) return;
    this.save_changes();
    if (this.#changed.size) return;
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
      this.#flush();
    };
    wire.onLost = () => {
      if (this.#pending) for (const name of this.#sent) this.#changed.add(name);
      this.#pending = null;
    };
    wire.onOpen = () => this.#flush();
    wire.onMessage = ({ method, state, content }, buffers) => {
      if (method === "custom") this.#tell("msg:custom", content, buffers);
      if (method !== "update") return;
      // All values first: whoever listens may read several of them.
      const names = Object.keys(state).filter((name) => !this.#changed.has(name));
      for (const name of names) this.#traits[name] = state[name];
      for (const name of names) this.#tell(`change:${name}`);
    };
    wire.open();
  }
}

const parsed = (id) => {
  const script = document.getElementById(id);
  return script && JSON.parse(script.textContent);
};

/** The page comes piece by piece: the notebook's part may still be on its way. */
const arrived = () =>
  document.readyState === "loading" ? new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true })) : Promise.resolve();

async function show() {
  const first = parsed("cds-first");
  if (!first) return;
  const model = new Model(first.traits);
  const { render } = await import(`./${first.page}.mjs`);
  const el = document.getElementById("dashboard");
  el.replaceChildren();
  const leave = render({ model, el });
  await arrived();
  const config = parsed("jupyter-config-data");
  const widget = document.querySelector('script[type="application/vnd.jupyter.widget-view+json"]');
  if (config && widget) model.connect(new Wire(config.baseUrl, config.kernelId, JSON.parse(widget.textContent).model_id));
  else leave();
}

show();
