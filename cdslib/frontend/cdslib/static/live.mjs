// A published page: it shows at once what the server composed, then speaks with its kernel as Jupyter's widgets do.
// It takes the place of the general widget manager, which is seven megabytes of code that these pages do not need.
import { Model } from "./model.mjs";
import { Wire } from "./wire.mjs";

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
