// What all dashboard pages share: their tie to the kernel, their state in the address, small pieces of words.
import { Component, html, render as mount, useEffect, useRef, useState } from "./preact.mjs";
import { saveAs } from "./chart.mjs";

export const published = () => document.body.dataset.voila === "voila";

/** Fill the {blanks} of a message. */
export const fill = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const written = (isoDate) => isoDate.split("-").reverse().join("/");

export function useTrait(model, name) {
  const [value, setValue] = useState(model.get(name));
  useEffect(() => {
    const update = () => setValue(model.get(name));
    model.on(`change:${name}`, update);
    return () => model.off(`change:${name}`, update);
  }, []);
  return value;
}

/** Send wishes to the kernel, which checks every one of them; what is not named stays as it was asked for. */
export function useAsk(model, asked) {
  return (change) => {
    const next = Object.fromEntries(asked.map((name) => [name, { ...model.get("wish"), ...change }[name] ?? null]));
    model.set("wish", next);
    model.save_changes();
  };
}

/** Follow the language buttons of the published frame. */
export function useLanguage(ask) {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    const speak = (event) => latest.current({ lang: event.detail });
    document.addEventListener("cds:language", speak);
    return () => document.removeEventListener("cds:language", speak);
  }, []);
}

/** Hear the kernel's messages; files are saved, everything else goes to the handler of its kind. */
export function useAnswers(model, handlers) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const answer = (content, buffers) =>
      content.kind === "file"
        ? saveAs(URL.createObjectURL(new Blob([buffers[0]], { type: content.type })), content.name)
        : latest.current[content.kind]?.(content, buffers);
    model.on("msg:custom", answer);
    return () => model.off("msg:custom", answer);
  }, []);
}

/** A language button, for notebooks; a published page has one in its header. */
export function Language({ lang, ask }) {
  const other = lang === "vi" ? "en" : "vi";
  return published() ? null : html`<button type="button" class="cds-plain" lang=${other} onClick=${() => ask({ lang: other })}>${other === "en" ? "English" : "Tiếng Việt"}</button>`;
}

/** Copy a text; without a secure connection there is no clipboard, and the text is selected and copied the old way. */
export async function copyText(text) {
  if (navigator.clipboard && globalThis.isSecureContext) return navigator.clipboard.writeText(text);
  const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  box.style.position = "fixed";
  box.style.opacity = "0";
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
  return undefined;
}

/** A button that copies the address, which holds the whole state of a published page. */
export function CopyLink({ ui }) {
  const [said, setSaid] = useState("");
  if (!published()) return null;
  const copy = () => copyText(location.href).then(() => setSaid(ui.link_copied), () => setSaid(ui.link_not_copied));
  return html`<span class="cds-copy"><button type="button" class="cds-plain" onClick=${copy}>${ui.copy_link}</button> <small role="status">${said}</small></span>`;
}

/** A link to another dashboard in the same language; only published pages have neighbours. */
export function PageLink({ page, query, lang, label }) {
  if (!published()) return null;
  const search = new URLSearchParams({ ...query, ...(lang === "en" ? { lang } : {}) });
  return html`<p class="cds-neighbour"><a href=${`${page}?${search}`}>${label} →</a></p>`;
}

export function Downloads({ ui, formats = ["csv", "xlsx", "png", "svg"], download }) {
  return html`<div class="cds-downloads" role="group" aria-label=${ui.downloads}><span>${ui.downloads}:</span>
    ${formats.map((format) => html`<button type="button" data-format=${format} onClick=${() => download(format)}>${ui[`download_${format}`]}</button>`)}</div>`;
}

/** A row of tabs; the arrow keys go to the neighbour. */
export function Tabs({ label, tabs, value, onChange, panel }) {
  const step = (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    const next = tabs[(tabs.findIndex((tab) => tab.id === value) + way + tabs.length) % tabs.length].id;
    onChange(next);
    event.currentTarget.parentElement.querySelector(`#cds-tab-${next}`)?.focus();
  };
  return html`<div class="cds-tabs" role="tablist" aria-label=${label}>
    ${tabs.map(({ id, label }) => html`<button type="button" role="tab" id="cds-tab-${id}" aria-selected=${value === id} aria-controls=${panel} tabindex=${value === id ? 0 : -1} onClick=${() => onChange(id)} onKeyDown=${step}>${label}</button>`)}
  </div>`;
}

/** A list of labelled lines, those of sources with their address. */
export function Lines({ lines, open }) {
  return html`<dl>${lines.map((line) => html`<div><dt>${line.label}</dt><dd>${line.text}${line.address && html` <a href=${line.address} target="_blank" rel="noopener noreferrer">${open}</a>`}</dd></div>`)}</dl>`;
}

/** A part of a page that is drawn again only when one of the values in `on` is another. */
export class Still extends Component {
  shouldComponentUpdate({ on }) {
    return on.some((one, i) => one !== this.props.on[i]);
  }
  render({ draw }) {
    return draw();
  }
}

/** A value that follows another one only when that has come to rest; a new `key` is followed at once. */
export function useRested(value, key, delay = 150) {
  const [rested, setRested] = useState({ value, key });
  useEffect(() => {
    if (rested.value === value) return undefined;
    const timer = setTimeout(() => setRested({ value, key }), delay);
    return () => clearTimeout(timer);
  }, [value, rested]);
  return rested.key === key ? rested.value : value;
}

function addStyle(more) {
  for (const name of ["fonts.css", "cds.css", ...more]) {
    const { href } = new URL(name, import.meta.url);
    if ([...document.querySelectorAll("link")].some((link) => link.href === href)) continue;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
}

/** Make the function that draws a page into an element, for the widget's model; `styles` are its own sheets. */
export const page = (App, styles = []) =>
  function render({ model, el }) {
    addStyle(styles);
    mount(html`<${App} model=${model} />`, el);
    el.dispatchEvent(new CustomEvent("cds:ready", { bubbles: true }));
    return () => mount(null, el);
  };
