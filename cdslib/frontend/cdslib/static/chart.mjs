// One living Vega view: its tables and parameters change, the chart itself is compiled once.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./preact.mjs";

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
  const [failed, setFailed] = useState(null);
  if (failed) throw failed; // the card around it says so
  handlers.current = { onHover, onChoose, onDrawn };
  latest.current = { tables, params, measure };

  const redraw = () => {
    const { tables, params, measure } = latest.current;
    if (!own.current || !room.current) return;
    const view = own.current;
    const fail = (error) => view === own.current && setFailed(error); // a view that was replaced meanwhile may not end well
    show(view, drawn.current, tables, params, measure(room.current)).then(() => handlers.current.onDrawn?.(), fail);
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
      .catch(setFailed);
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

/** How a chart with a title above and a source below fits into its box; `head`, `foot`, `left` and `right` are room for axes. */
export const framed = ({ height, head = 0, foot = 0, left = 8, right = 10, title, source }) => (room) => {
  const width = room - left - right;
  const words = { chart_title: wrap(title, width, 8.6), chart_source: wrap(source, width, 5.6) };
  const padding = { left, right, top: 20 * lineCount(words.chart_title) + 16 + head, bottom: 13 * lineCount(words.chart_source) + 14 + foot };
  return { width, height: Math.max(height, 24), padding, params: words };
};

/** How a map with its words fits into its box. */
export const framedMap = ({ title, subtitle, source, widest = Infinity, tallest = 640 }) => (room) => {
  const width = Math.min(room, widest) - 8;
  const words = { map_title: wrap(title, width, 8.6), map_subtitle: wrap(subtitle, width, 6.6), map_source: wrap(source, width, 5.6) };
  const top = 20 * lineCount(words.map_title) + 16 * lineCount(words.map_subtitle) + 12;
  const padding = { left: 4, right: 4, top, bottom: 13 * lineCount(words.map_source) + 14 };
  return { width, height: Math.min(tallest, Math.round(width * 1.14)), padding, params: words };
};

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
