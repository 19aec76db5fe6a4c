// A chart in a notebook: drawn once, with hints on hover, as wide as its cell allows.
import { embed } from "./vega.mjs";

export async function draw(box, spec, locale) {
  addFonts();
  const options = { actions: { export: true, source: false, compiled: false, editor: false }, renderer: "svg", formatLocale: locale, loader: { baseURL: new URL(".", import.meta.url).href } };
  const { view } = await embed(box, spec, options);
  const signals = view.getState({ signals: (name) => name === "hovered", data: () => false }).signals;
  if ("hovered" in signals) {
    view.addEventListener("mousemove", (event, item) => view.signal("hovered", item?.datum?.id ?? item?.datum?.code ?? "").runAsync());
  }
}

function addFonts() {
  if (document.getElementById("cds-fonts")) return;
  const link = document.createElement("link");
  Object.assign(link, { id: "cds-fonts", rel: "stylesheet", href: new URL("fonts.css", import.meta.url).href });
  document.head.append(link);
}
