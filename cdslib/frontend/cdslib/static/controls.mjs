// The controls of all dashboards: native elements with a visible name.
import { html, useEffect, useRef, useState } from "./preact.mjs";

let count = 0;
function useId() {
  const id = useRef(null);
  id.current ??= `cds-${++count}`;
  return id.current;
}

export function Choice({ label, value, options, groups, onChange }) {
  const id = useId();
  const option = (o) => html`<option value=${o.id} selected=${String(o.id) === String(value)}>${o.label}</option>`;
  return html`<div class="cds-field">
    <label for=${id}>${label}</label>
    <select id=${id} onChange=${(event) => onChange(event.target.value)}>
      ${groups ? groups.map((g) => html`<optgroup label=${g.label}>${g.items.map(option)}</optgroup>`) : options.map(option)}
    </select>
  </div>`;
}

export function Switch({ label, value, options, onChange }) {
  const name = useId();
  return html`<fieldset class="cds-field cds-switch">
    <legend>${label}</legend>
    <div>
      ${options.map(
        (o) => html`<label class=${o.id === value ? "is-on" : ""}
          ><input type="radio" name=${name} value=${o.id} checked=${o.id === value} onChange=${() => onChange(o.id)} /><span>${o.label}</span></label
        >`,
      )}
    </div>
  </fieldset>`;
}

export function Tick({ label, value, onChange }) {
  return html`<label class="cds-tick"><input type="checkbox" checked=${value} onChange=${(e) => onChange(e.target.checked)} /> <span>${label}</span></label>`;
}

export function NumberField({ label, hint, value, onChange }) {
  const id = useId();
  return html`<div class="cds-field">
    <label for=${id}>${label}</label>
    <input id=${id} type="number" step="any" value=${value ?? ""} aria-describedby="${id}-hint"
      onChange=${(e) => onChange(e.target.value === "" ? null : Number(e.target.value))} />
    <small id="${id}-hint">${hint}</small>
  </div>`;
}

/** A year among those that have figures, with a button that plays them one after the other. */
export function YearSlider({ label, years, value, words, onChange }) {
  const id = useId();
  const [playing, setPlaying] = useState(false);
  const place = Math.max(0, years.indexOf(value));
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      if (place + 1 < years.length) onChange(years[place + 1]);
      else setPlaying(false);
    }, 900);
    return () => clearTimeout(timer);
  }, [playing, place]);
  const play = () => {
    if (!playing && place === years.length - 1) onChange(years[0]);
    setPlaying(!playing);
  };
  if (years.length < 2) return html`<p class="cds-oneyear">${label}: <strong>${years[0] ?? "–"}</strong></p>`;
  return html`<div class="cds-field cds-year">
    <label for=${id}>${label}: <output>${value}</output></label>
    <div class="cds-yearrow">
      <button type="button" class="cds-icon" aria-label=${playing ? words.pause : words.play} title=${playing ? words.pause : words.play} onClick=${play}>
        ${playing ? "❚❚" : "►"}
      </button>
      <input id=${id} type="range" min="0" max=${years.length - 1} step="1" value=${place} aria-valuetext=${String(value)}
        onInput=${(e) => { setPlaying(false); onChange(years[Number(e.target.value)]); }} />
    </div>
    <div class="cds-yearends" aria-hidden="true"><span>${years[0]}</span><span>${years[years.length - 1]}</span></div>
  </div>`;
}

/** A search box: names are offered while typing; the kernel resolves any other spelling. */
export function Search({ label, hint, names, message, onFind }) {
  const id = useId();
  const [text, setText] = useState("");
  const find = (wanted) => {
    if (!wanted.trim()) return;
    onFind(wanted.trim());
    setText("");
  };
  const onKeyDown = (e) => { // in JupyterLab Enter submits no form
    if (e.key !== "Enter" || e.isComposing) return;
    e.preventDefault();
    find(text);
  };
  return html`<form class="cds-field" role="search" onSubmit=${(e) => { e.preventDefault(); find(text); }}>
    <label for=${id}>${label}</label>
    <input id=${id} type="search" list="${id}-names" placeholder=${hint} autocomplete="off" enterkeyhint="search" maxlength="60" value=${text} onKeyDown=${onKeyDown}
      onInput=${(e) => (names.includes(e.target.value) && !e.inputType?.startsWith("insertText") ? find(e.target.value) : setText(e.target.value))} />
    <datalist id="${id}-names">${names.map((name) => html`<option value=${name}></option>`)}</datalist>
    <p class="cds-message" role="status">${message}</p>
  </form>`;
}
