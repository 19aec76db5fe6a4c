// One living Vega view: its tables and parameters change, the chart itself is compiled once.
import { html, useEffect, useLayoutEffect, useRef } from "./preact.mjs";

const STATIC = new URL(".", import.meta.url).href;
const BOX = Symbol("size");
let bundle;
const vega = () => (bundle ??= import("./vega.mjs"));

const embedOptions = (locale) => ({
  actions: false,
  renderer: "svg",
  tooltip: false,
  logLevel: 1,
  defaultStyle: false,
  formatLocale: locale,
  loader: { baseURL: STATIC },
  ast: document.body.dataset.voila === "voila", // expressions are interpreted: the service lets no page turn text into code
});

const codeOf = (item) => item?.datum?.id ?? item?.datum?.code ?? null;

function listen(view, handlers) {
  view.addEventListener("mousemove", (event, item) => handlers.current.onHover?.(codeOf(item), event));
  view.addEventListener("mouseout", (event) => handlers.current.onHover?.(null, event));
  view.addEventListener("click", (event, item) => handlers.current.onChoose?.(codeOf(item)));
}

/** Hand a view what differs from what it drew last. */
async function show(view, drawn, tables, params, size) {
  for (const [name, rows] of Object.entries(tables)) if (drawn[name] !== rows) view.data(name, rows);
  Object.assign(drawn, tables);
  for (const [name, value] of Object.entries({ ...params, ...size.params })) view.signal(name, value);
  const box = JSON.stringify([size.width, size.height, size.padding]);
  if (box !== drawn[BOX]) {
    drawn[BOX] = box;
    view.width(size.width).height(size.height);
    if (size.padding) view.padding(size.padding);
    view.resize();
  }
  await view.runAsync();
}

/** Draw a chart; `measure(room)` says its width, height, padding and width-dependent parameters in a box that wide. */
export function Chart({ spec, tables, params, locale, measure, label, viewRef, onHover, onChoose, onDrawn }) {
  const box = useRef(null);
  const own = useRef(null);
  const drawn = useRef({});
  const room = useRef(0);
  const handlers = useRef({});
  const latest = useRef({});
  handlers.current = { onHover, onChoose, onDrawn };
  latest.current = { tables, params, measure };

  const redraw = () => {
    const { tables, params, measure } = latest.current;
    if (!own.current || !room.current) return;
    show(own.current, drawn.current, tables, params, measure(room.current)).then(() => handlers.current.onDrawn?.());
  };

  useEffect(() => {
    let gone = false;
    const frame = box.current;
    vega()
      .then(({ embed }) => gone || embed(frame, spec, embedOptions(locale)))
      .then((result) => {
        if (gone || result === true) return;
        own.current = result.view;
        drawn.current = {};
        if (viewRef) viewRef.current = result.view;
        listen(result.view, handlers);
        redraw();
      })
      .catch((error) => console.error(error));
    // The width is remembered: reading it at each step would lay the whole page out again.
    room.current = frame.clientWidth;
    const watcher = new ResizeObserver(() => {
      room.current = frame.clientWidth;
      redraw();
    });
    watcher.observe(frame);
    return () => {
      gone = true;
      watcher.disconnect();
      own.current?.finalize();
      own.current = null;
    };
  }, [spec, locale.decimal]);

  useLayoutEffect(redraw, [tables, params]);

  return html`<div class="cds-chart" ref=${box} role="group" aria-label=${label}></div>`;
}

/** Break a text into lines of about so many pixels. */
export function wrap(text, pixels, perLetter) {
  const room = Math.max(12, Math.floor(pixels / perLetter));
  return text
    .split("\n")
    .flatMap((line) =>
      line.split(" ").reduce(
        (lines, word) => {
          const last = lines[lines.length - 1];
          if (last && (last + " " + word).length > room) return [...lines, word];
          return [...lines.slice(0, -1), last ? last + " " + word : word];
        },
        [""],
      ),
    )
    .join("\n");
}

export const lineCount = (text) => text.split("\n").length;

/** Save the picture of a view as a file. */
export async function savePicture(view, format, name) {
  const address = await view.toImageURL(format, format === "png" ? 2 : 1);
  saveAs(address, `${name}.${format}`);
}

export function saveAs(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
