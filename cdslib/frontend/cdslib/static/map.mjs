// The map page: it draws what the kernel composed and keeps year, choice and hover to itself.
import { html, useEffect, useMemo, useRef, useState } from "./preact.mjs";
import { Chart, framedMap, savePicture } from "./chart.mjs";
import { Choice, NumberField, Search, Switch, Tick, YearSlider } from "./controls.mjs";
import { addressOf } from "./address.mjs";
import { CopyLink, Downloads, Language, Tabs, fill, page, useAnswers, useAsk, useLanguage, useTrait, written } from "./page.mjs";

const ASKED = ["indicator", "geography", "base", "scheme", "k", "palette", "fixed", "target", "lang"];
const PLACES = ["indicator", "geography"];

/** The rows of a frame as objects, with the words of their province. */
function readRows(view, frame) {
  if (!frame) return {};
  const rows = {};
  for (const [code, cells] of Object.entries(frame.rows)) {
    const row = Object.fromEntries(view.row_fields.map((field, i) => [field, cells[i]]));
    const name = view.provinces[code].name;
    rows[code] = { code, name, ...row, colour: row.class >= 0 ? frame.colours[row.class] : null, hint: `${name}: ${row.label}` };
  }
  return rows;
}

const byRank = (rows) => Object.values(rows).sort((a, b) => (a.rank ?? 999) - (b.rank ?? 999) || a.name.localeCompare(b.name, "vi"));

/** What the reader has chosen; the part the kernel must answer is sent to it. */
function useChoices(model, view) {
  const address = useMemo(() => addressOf(model.get("address"), PLACES), []);
  const start = useRef({ ...model.get("start"), chosen: [] });
  const [own, setOwn] = useState(() => {
    const { year = view.state.year, chosen = [] } = address.read();
    return { year, chosen, tab: "ranking", old_borders: false };
  });
  const asked = view.state;
  const ask = useAsk(model, ASKED);
  useLanguage(ask);
  useEffect(() => {
    const { year, chosen, ...wishes } = address.read();
    if (Object.keys(wishes).length) ask({ ...asked, ...wishes });
    return address.onBack(({ year, chosen, ...back }) => {
      const { year: first, chosen: none, ...asked } = start.current;
      ask({ ...asked, ...back, lang: model.get("view").lang });
      setOwn((old) => ({ ...old, year: year ?? first, chosen: chosen ?? none }));
    });
  }, []);
  const year = view.years.includes(own.year) ? own.year : view.state.year;
  const chosen = own.chosen.filter((code) => view.provinces[code]);
  const state = { ...asked, ...own, year, chosen };
  useEffect(() => address.save(state, start.current), [view, own]);
  const change = (part) => setOwn((old) => ({ ...old, ...part }));
  const reset = () => {
    const { year, chosen, ...asked } = start.current;
    ask({ ...asked, lang: view.lang });
    change({ year, chosen, old_borders: false });
  };
  return { state, ask, change, reset };
}

function App({ model }) {
  const view = useTrait(model, "view");
  const ui = view.ui;
  const { state, ask, change, reset } = useChoices(model, view);
  const [hovered, setHovered] = useState(null);
  const [message, setMessage] = useState("");
  const picture = useRef(null);
  const frame = view.frames[state.year];
  const rows = useMemo(() => readRows(view, frame), [view, frame]);
  const ordered = useMemo(() => byRank(rows), [rows]);
  const focus = hovered ?? state.chosen.at(-1) ?? ordered[0]?.code;

  const choose = (code) => {
    if (!code || !rows[code]) return;
    const without = state.chosen.filter((other) => other !== code);
    const isFull = without.length === state.chosen.length && without.length >= view.chosen_colours.length;
    setMessage(isFull ? ui.compare_full : "");
    if (!isFull) change({ chosen: without.length < state.chosen.length ? without : [...without, code] });
  };
  useAnswers(model, {
    found: ({ code, message }) => {
      setMessage(message ?? "");
      if (code && !state.chosen.includes(code)) choose(code);
    },
  });
  const find = (text) => {
    setMessage("");
    model.send({ kind: "find", text });
  };
  const download = (format) =>
    format === "png" || format === "svg"
      ? picture.current && savePicture(picture.current, format, `cds-${state.indicator}-${state.geography}-${state.year}`)
      : model.send({ kind: "export", format, year: state.year, chosen: state.chosen });
  const shared = { model, view, ui, state, ask, change, reset, rows, ordered, frame, hovered, setHovered, focus, choose };

  return html`<div class="cds-app" lang=${view.lang}>
    <${Headline} ...${shared} />
    <div class="cds-layout">
      <aside class="cds-controls"><${Controls} ...${shared} find=${find} message=${message} /></aside>
      ${frame
        ? html`<section class="cds-card cds-mapcard cds-embed" aria-label=${ui.map}>
              <${MapPanel} ...${shared} picture=${picture} />
              <${Downloads} ui=${ui} download=${download} />
            </section>
            <section class="cds-card cds-listcard">
              <${Chosen} ...${shared} />
              <${Lists} ...${shared} />
            </section>`
        : html`<p class="cds-card cds-empty">${ui.no_frame}</p>`}
      ${frame &&
      html`<section class="cds-card cds-passport"><h2>${ui.passport}</h2><${Passport} ...${shared} /></section>
        <section class="cds-card cds-distribution"><h2>${ui.distribution}</h2><${Distribution} ...${shared} /></section>
        <section class="cds-card cds-trend"><h2>${ui.trend}</h2><${Trend} ...${shared} /></section>
        ${state.chosen.length > 1 && html`<section class="cds-card cds-compare"><h2>${ui.compare}</h2><${Comparison} ...${shared} /></section>`}
        <section class="cds-card cds-about"><h2>${ui.card}</h2><${Card} view=${view} /></section>
        <section class="cds-card cds-mergers"><${Mergers} ...${shared} /></section>`}
    </div>
    <p class="cds-fine">${ui.archipelagos} ${fill(ui.data_as_of, { date: written(view.data_date) })}.</p>
  </div>`;
}

function Headline({ view, ui, state, frame, rows, focus, ask }) {
  const last = state.chosen[state.chosen.length - 1];
  const row = rows[last];
  let words = frame?.headline ?? ui.no_frame;
  if (row) {
    const kind = { value: "headline_chosen", partial: "headline_chosen_partial", none: "headline_chosen_none" }[row.status];
    words = fill(ui[kind], { name: row.name, rank: row.rank, count: frame.count, year: state.year, label: row.label, gap: row.gap });
  }
  return html`<header class="cds-headline">
    <p aria-live="polite">${words}</p>
    ${frame?.note && html`<p class="cds-warning">${frame.note}</p>`}
    <${Language} lang=${view.lang} ask=${ask} />
  </header>`;
}

function Controls({ view, ui, state, ask, change, reset, find, message }) {
  const named = (prefix, ids) => ids.map((id) => ({ id, label: ui[`${prefix}_${id}`] }));
  const wide = useMemo(() => globalThis.innerWidth > 900, []);
  const palettes = view.centred ? ["earth", "violet"] : ["teal", "blue", "brown"];
  const bases = [{ id: "", label: ui.base_none }, ...view.all_years.slice(0, -1).map((year) => ({ id: year, label: year }))];
  return html`<div class="cds-primary">
      <${Choice} label=${ui.indicator} value=${state.indicator} groups=${view.indicators} onChange=${(indicator) => ask({ indicator, base: null, target: null })} />
      <${Switch} label=${ui.geography} value=${state.geography} options=${named("geography", view.geographies)} onChange=${(geography) => ask({ geography })} />
      <${YearSlider} label=${ui.year} years=${view.years} value=${state.year} words=${ui} onChange=${(year) => change({ year })} />
      <${Search} label=${ui.search} hint=${ui.search_hint} message=${message} names=${Object.values(view.provinces).map((p) => p.name)} onFind=${find} />
    </div>
    <details class="cds-more" open=${wide}>
      <summary>${ui.controls}</summary>
      <${Choice} label=${ui.base} value=${state.base ?? ""} options=${bases} onChange=${(base) => ask({ base: base === "" ? null : Number(base) })} />
      ${state.base === null &&
      html`<${Choice} label=${ui.classification} value=${state.scheme} options=${named("scheme", ["quantiles", "equal_interval", "natural_breaks", "around_mean", "around_target"])} onChange=${(scheme) => ask({ scheme })} />`}
      ${state.scheme === "around_target" && state.base === null && html`<${Target} view=${view} ui=${ui} state=${state} ask=${ask} />`}
      <${Choice} label=${ui.classes} value=${state.k} options=${[3, 4, 5, 6, 7].map((k) => ({ id: k, label: k }))} onChange=${(k) => ask({ k: Number(k) })} />
      <${Choice} label=${ui.palette} value=${palettes.includes(state.palette) ? state.palette : palettes[0]} options=${named("palette", palettes)} onChange=${(palette) => ask({ palette })} />
      <${Tick} label=${ui.fixed} value=${state.fixed} onChange=${(fixed) => ask({ fixed })} />
      ${state.geography === "vn34" && html`<${Tick} label=${ui.old_borders} value=${state.old_borders} onChange=${(old_borders) => change({ old_borders })} />`}
      <button type="button" class="cds-plain" onClick=${reset}>${ui.reset}</button> <${CopyLink} ui=${ui} />
    </details>`;
}

function Target({ view, ui, state, ask }) {
  return html`${view.targets.length > 0 &&
    html`<${Choice} label=${ui.target_pick} value=${state.target ?? view.targets[0].value} options=${view.targets.map((t) => ({ id: t.value, label: t.label }))} onChange=${(target) => ask({ target: Number(target) })} />`}
    <${NumberField} label=${ui.target} hint=${ui.target_hint} value=${state.target} onChange=${(target) => ask({ target })} />`;
}

function MapPanel({ model, view, ui, state, change, rows, ordered, frame, hovered, setHovered, choose, picture }) {
  const spec = useMemo(() => model.get("specs").map[state.geography], [state.geography]);
  const islands = model.get("specs").islands[view.lang][state.geography];
  const [pointer, setPointer] = useState(null);
  const box = useRef(null);
  const tables = useMemo(
    () => ({
      values: Object.values(rows).map((r) => ({ code: r.code, colour: r.colour, name: r.name, label: r.hint, status: r.status })),
      legend: frame.legend.map((item) => ({ ...item, label: `${item.label} (${item.count})` })),
      islands,
    }),
    [rows, frame],
  );
  const params = { hovered: hovered ?? "", chosen: state.chosen, old_borders: state.old_borders };
  const measure = framedMap(frame);
  const hover = (code, event) => {
    const known = rows[code] ? code : null;
    if (known !== hovered) setHovered(known);
    const { left, top, width } = box.current.getBoundingClientRect();
    setPointer(known ? { x: Math.min(event.clientX - left + 14, width - 240), y: event.clientY - top + 14 } : null);
  };
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(hovered); }
    if (event.key === "Escape") setHovered(null);
    if (!step) return;
    event.preventDefault();
    const place = ordered.findIndex((row) => row.code === hovered);
    setPointer(null);
    setHovered(ordered[(place + step + ordered.length) % ordered.length].code);
  };
  const row = rows[hovered];
  return html`<div class="cds-map" ref=${box} tabindex="0" role="application" aria-label=${frame.description} onKeyDown=${walk} onMouseLeave=${() => { setHovered(null); setPointer(null); }}>
    <${Chart} spec=${spec} tables=${tables} params=${params} locale=${view.number_locale} measure=${measure} label=${frame.title} viewRef=${picture} onHover=${hover} onChoose=${choose} />
    ${row && html`<div class="cds-hint" role="status" style=${pointer ? `left:${Math.max(0, pointer.x)}px;top:${pointer.y}px` : "left:8px;bottom:56px"}>
      <strong>${row.name}</strong>
      <span>${row.label}${row.rank ? html` · ${ui.rank.toLowerCase()} ${row.rank}/${frame.count}` : ""}</span>
      ${row.gap && html`<span>${row.gap}</span>`}
      <small>${view.provinces[row.code].territory}</small>
      <small>${originWords(view, row)}</small>
    </div>`}
  </div>`;
}

/** Says who, in one line: the kind of figure and its publisher. */
function originWords(view, row) {
  const passport = view.passports[row.origin] ?? [];
  const source = passport.find((line) => line.publisher);
  return source ? `${passport[0].text} · ${source.publisher}` : "";
}

function Chosen({ view, ui, state, rows, choose }) {
  if (!state.chosen.length) return null;
  return html`<ul class="cds-chosen" aria-label=${ui.compare}>
    ${state.chosen.map((code, i) => html`<li style=${`--own:${view.chosen_colours[i]}`}>${rows[code].name}<button type="button" aria-label=${fill(ui.remove, { name: rows[code].name })} onClick=${() => choose(code)}>×</button></li>`)}
  </ul>`;
}

function Lists(props) {
  const { ui, state, change } = props;
  const tabs = ["ranking", "table"].map((id) => ({ id, label: ui[id] }));
  return html`<${Tabs} label=${ui.ranking} tabs=${tabs} value=${state.tab} onChange=${(tab) => change({ tab })} panel="cds-panel" />
    <div id="cds-panel" role="tabpanel" aria-labelledby="cds-tab-${state.tab}" tabindex="0" class="cds-scroll">
      ${state.tab === "ranking" ? html`<${Ranking} ...${props} />` : html`<${Table} ...${props} />`}
    </div>`;
}

function Ranking({ frame, ordered, state, hovered, setHovered, choose, ui }) {
  const values = ordered.map((row) => row.value).filter((value) => value !== null);
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low || 1;
  const bar = (row) => `--from:${((Math.min(row.value, 0) - low) / span) * 100}%;--long:${(Math.abs(row.value) / span) * 100}%;--fill:${row.colour}`;
  return html`<ol class="cds-ranking">
    ${ordered.map((row) => html`<li key=${row.code} class=${row.code === hovered ? "is-hovered" : ""}>
      <button type="button" data-code=${row.code} aria-pressed=${state.chosen.includes(row.code)} onClick=${() => choose(row.code)}
        onMouseEnter=${() => setHovered(row.code)} onMouseLeave=${() => setHovered(null)} onFocus=${() => setHovered(row.code)} onBlur=${() => setHovered(null)}>
        <span class="cds-place">${row.rank ?? (row.status === "partial" ? "◐" : "×")}</span>
        <span class="cds-name">${row.name}</span>
        <span class="cds-number">${row.label}</span>
        ${row.value !== null && html`<span class="cds-bar" style=${bar(row)} aria-hidden="true"></span>`}
      </button>
    </li>`)}
  </ol>`;
}

const COLUMNS = [
  ["rank", (row) => row.rank ?? "–"],
  ["province", (row) => row.name],
  ["value", (row) => row.label],
  ["against_mean", (row) => row.difference || "–"],
  ["status", (row, view) => passportLine(view, row, 0) || "–"],
];

const NUMBER_COLUMNS = ["rank", "value", "against_mean"];

const passportLine = (view, row, place) => view.passports[row.origin]?.[place]?.text ?? "";

function Table({ view, ui, frame, ordered, state, hovered, setHovered, choose }) {
  const [sorting, setSorting] = useState({ column: "rank", up: true });
  const value = (row) => ({ rank: row.rank ?? 999, value: row.value ?? -Infinity, against_mean: row.value ?? -Infinity })[sorting.column] ?? COLUMNS.find(([id]) => id === sorting.column)[1](row, view);
  const order = (a, b) => {
    const [x, y] = [value(a), value(b)];
    return (typeof x === "string" ? x.localeCompare(y, "vi") : x - y) * (sorting.up ? 1 : -1);
  };
  return html`<table class="cds-table">
    <caption>${frame.title}. ${frame.subtitle}</caption>
    <thead><tr>${COLUMNS.map(([id]) => html`<th scope="col" class=${NUMBER_COLUMNS.includes(id) ? "is-number" : ""} aria-sort=${sorting.column === id ? (sorting.up ? "ascending" : "descending") : "none"}>
      <button type="button" title=${fill(ui.sort, { column: ui[id] })} onClick=${() => setSorting({ column: id, up: sorting.column === id ? !sorting.up : id !== "value" })}>${ui[id]}${sorting.column === id ? (sorting.up ? " ↑" : " ↓") : ""}</button></th>`)}</tr></thead>
    <tbody>${[...ordered].sort(order).map((row) => html`<tr key=${row.code} data-code=${row.code} class=${[row.code === hovered && "is-hovered", state.chosen.includes(row.code) && "is-chosen"].filter(Boolean).join(" ")}
      onClick=${() => choose(row.code)} onMouseEnter=${() => setHovered(row.code)} onMouseLeave=${() => setHovered(null)}>
      ${COLUMNS.map(([id, cell]) => (id === "province" ? html`<th scope="row">${cell(row, view)}</th>` : html`<td class=${NUMBER_COLUMNS.includes(id) ? "is-number" : ""}>${cell(row, view)}</td>`))}</tr>`)}</tbody>
  </table>`;
}

function Passport({ view, ui, state, rows, focus }) {
  const row = rows[focus];
  if (!row) return html`<p class="cds-quiet">${ui.passport_empty}</p>`;
  const lines = view.passports[row.origin] ?? [];
  return html`<p class="cds-figure"><strong>${row.name}</strong>, ${state.year}: ${row.label}</p>
    <p class="cds-quiet">${view.provinces[row.code].territory}</p>
    <dl>
      ${row.parts && html`<div><dt>${ui.passport_parts}</dt><dd>${row.parts}</dd></div>`}
      ${lines.map((line) => html`<div><dt>${line.label}</dt><dd>${line.text}${line.address && html` <a href=${line.address} target="_blank" rel="noopener noreferrer">${ui.passport_open}</a>`}</dd></div>`)}
      ${!lines.length && html`<div><dt>${ui.value}</dt><dd>${ui.none_in_year}</dd></div>`}
    </dl>`;
}

function Card({ view }) {
  return html`<p class="cds-figure"><strong>${view.card.name}</strong>${view.card.unit && html` (${view.card.unit})`}</p>
    <dl>${view.card.parts.map((part) => html`<div><dt>${part.label}</dt><dd>${part.text}</dd></div>`)}</dl>`;
}

function Distribution({ model, view, ui, state, rows, frame, hovered, setHovered, choose }) {
  const tables = useMemo(
    () => ({
      dots: Object.values(rows).filter((r) => r.value !== null).map((r) => ({ code: r.code, name: r.name, value: r.value, stack: r.stack, colour: r.colour, label: r.hint })),
      bounds: frame.edges.slice(1, -1).map((edge) => ({ edge })),
    }),
    [rows, frame],
  );
  const params = { unit: frame.unit, mean: frame.mean, mean_label: frame.mean_label, hovered: hovered ?? "", chosen: state.chosen };
  const tallest = Math.max(1, ...tables.dots.map((dot) => dot.stack + 1));
  const measure = (room) => ({ width: room - 24, height: Math.max(190, tallest * 14 + 34) });
  return html`<${Chart} spec=${model.get("specs").distribution} tables=${tables} params=${params} locale=${view.number_locale} measure=${measure} label=${ui.distribution}
      onHover=${(code) => setHovered(rows[code] ? code : null)} onChoose=${choose} />
    <p class="cds-quiet">${ui.distribution_help}</p>`;
}

/** Names at the line ends, moved apart where they would cover each other. */
function endShifts(ends, span) {
  const sorted = [...ends].sort((a, b) => b.value - a.value);
  const shifts = {};
  let lowest = -Infinity;
  for (const end of sorted) {
    const at = ((sorted[0].value - end.value) / (span || 1)) * 190;
    const y = Math.max(at, lowest + 14);
    shifts[end.code] = y - at;
    lowest = y;
  }
  return shifts;
}

function Trend({ model, view, ui, state, rows, hovered, setHovered, choose }) {
  const years = view.all_years;
  const tables = useMemo(() => {
    const all = Object.values(view.levels).flat();
    const range = years.map((year) => {
      const values = all.filter((level) => level[0] === year).map((level) => level[1]);
      return { year, low: Math.min(...values), high: Math.max(...values), mean: values.reduce((a, b) => a + b, 0) / values.length, first: year === years[0], mean_label: view.mean_word };
    });
    const ends = state.chosen.flatMap((code) => (view.levels[code]?.length ? [{ code, value: view.levels[code].at(-1)[1] }] : []));
    const shifts = endShifts(ends, Math.max(...all.map((l) => l[1])) - Math.min(...all.map((l) => l[1])));
    const lines = state.chosen.flatMap((code, i) =>
      (view.levels[code] ?? []).map(([year, value, label], place, own) => ({
        code, name: view.provinces[code].name, year, value, colour: view.chosen_colours[i], shift: shifts[code],
        label: `${view.provinces[code].name}, ${year}: ${label}`, last: place === own.length - 1,
      })),
    );
    return { range, lines, series_breaks: view.breaks.map((item, place) => ({ ...item, place, last: item.year === years.at(-1) })) };
  }, [view, state.chosen.join()]);
  if (years.length < 2) return html`<p class="cds-quiet">${ui.trend_single}</p>`;
  const params = { unit: view.card.unit, hovered: hovered ?? "" };
  const measure = (room) => ({ width: Math.max(160, room - 170), height: 230 });
  return html`<${Chart} spec=${model.get("specs").trend} tables=${tables} params=${params} locale=${view.number_locale} measure=${measure} label=${ui.trend}
      onHover=${(code) => setHovered(rows[code] ? code : null)} onChoose=${choose} />
    <p class="cds-quiet">${state.chosen.length ? ui.trend_help : ui.trend_empty}</p>`;
}

function Comparison({ view, ui, state, rows, frame }) {
  const line = (label, cell) => html`<tr><th scope="row">${label}</th>${state.chosen.map((code) => html`<td>${cell(rows[code])}</td>`)}</tr>`;
  return html`<div class="cds-scroll" tabindex="0" role="group" aria-label=${ui.compare}><table class="cds-table">
    <caption>${frame.title}</caption>
    <thead><tr><td></td>${state.chosen.map((code, i) => html`<th scope="col" style=${`--own:${view.chosen_colours[i]}`}>${rows[code].name}</th>`)}</tr></thead>
    <tbody>
      ${line(ui.value, (row) => row.label)}
      ${line(ui.rank, (row) => (row.rank ? `${row.rank}/${frame.count}` : "–"))}
      ${line(ui.against_mean, (row) => row.difference || "–")}
      ${view.all_years.filter((year) => year !== state.year).map((year) => line(`${ui.value} ${year}`, (row) => view.levels[row.code]?.find((level) => level[0] === year)?.[2] ?? "–"))}
      ${line(ui.status, (row) => passportLine(view, row, 0) || "–")}
      ${line(ui.territory, (row) => view.provinces[row.code].territory)}
    </tbody></table></div>`;
}

function Mergers({ view, ui }) {
  return html`<details><summary>${ui.mergers}</summary><div class="cds-scroll" tabindex="0" role="group" aria-label=${ui.mergers}><table class="cds-table">
    <thead><tr><th scope="col">${ui.merger_new}</th><th scope="col">${ui.merger_old}</th></tr></thead>
    <tbody>${view.mergers.map(([now, before]) => html`<tr><th scope="row">${now}</th><td>${before}</td></tr>`)}</tbody></table></div></details>`;
}

export const render = page(App);
