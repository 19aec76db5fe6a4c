// The targets page: it draws what the kernel composed for the chosen view, filters and promise.
import { html, useEffect, useMemo, useRef, useState } from "./preact.mjs";
import { Chart, framed, framedMap, savePicture, wrap } from "./chart.mjs";
import { Choice, Search, Switch } from "./controls.mjs";
import { addressOf } from "./address.mjs";
import { CopyLink, Downloads, Language, Lines, PageLink, Tabs, fill, page, useAnswers, useAsk, useLanguage, useTrait, written } from "./page.mjs";

const ASKED = ["view", "geography", "province", "indicator", "year", "pillar", "document", "group", "day", "chosen", "lang", "more"];
const FILTERS = ["pillar", "document", "year", "group"];
const PLACES = ["view", "geography", "province", "indicator"];

/** What the kernel shows and how to ask for something else; the address follows. */
function useAsked(model, view) {
  const address = useMemo(() => addressOf(model.get("address"), PLACES), []);
  const start = useRef(model.get("start"));
  const ask = useAsk(model, ASKED);
  useLanguage(ask);
  useEffect(() => {
    const wishes = address.read();
    if (Object.keys(wishes).length) ask({ ...view.state, ...wishes });
    return address.onBack((back) => ask({ ...start.current, ...back, lang: model.get("view").lang }));
  }, []);
  useEffect(() => address.save(view.state, start.current), [view]);
  const reset = () => ask({ ...start.current, view: view.state.view, lang: view.lang });
  return { state: view.state, ask, reset };
}

function App({ model }) {
  const view = useTrait(model, "view");
  const ui = view.ui;
  const { state, ask, reset } = useAsked(model, view);
  const [hovered, setHovered] = useState(null);
  const [message, setMessage] = useState("");
  const detail = useRef(null);
  const toProvince = (province, more = {}) => ask({ view: "province", province, chosen: "", ...more });
  useAnswers(model, {
    found: ({ code, message }) => {
      setMessage(message ?? "");
      if (code) toProvince(code);
    },
  });
  const find = (text) => {
    setMessage("");
    model.send({ kind: "find", text });
  };
  const choose = (chosen) => {
    if (!chosen) return;
    ask({ chosen });
    if (detail.current?.getBoundingClientRect().top > innerHeight) detail.current.scrollIntoView({ block: "nearest" });
  };
  const rows = useMemo(() => view.rows.map((cells) => Object.fromEntries(view.fields.map((field, i) => [field, cells[i]]))), [view]);
  const shared = { model, view, ui, state, ask, reset, rows, hovered, setHovered, choose, toProvince };
  const tabs = ["overview", "province", "target"].map((id) => ({ id, label: ui[`view_${id}`] }));
  const Main = { overview: Overview, province: Province, target: Target }[state.view];

  return html`<div class="cds-app" lang=${view.lang}>
    <header class="cds-headline"><p aria-live="polite">${view.headline}</p><${Language} lang=${view.lang} ask=${ask} /></header>
    <${Tabs} label=${ui.view} tabs=${tabs} value=${state.view} onChange=${(id) => ask({ view: id, chosen: "" })} panel="cds-view" />
    <div class="cds-layout" id="cds-view" role="tabpanel" aria-labelledby="cds-tab-${state.view}">
      <aside class="cds-controls"><${Controls} ...${shared} find=${find} message=${message} /></aside>
      <${Main} ...${shared} detail=${detail} />
      ${view.reasons.length > 0 && html`<section class="cds-card cds-wide"><h2>${ui.reasons}</h2><${Reasons} ...${shared} /></section>`}
      <section class="cds-card cds-wide"><h2>${ui.table}</h2><${Table} ...${shared} /></section>
      <section class="cds-card cds-wide"><h2>${ui.method}</h2><p class="cds-quiet">${ui.method_text}</p></section>
    </div>
    <p class="cds-fine">${fill(ui.data_as_of, { date: written(view.data_date) })}.</p>
  </div>`;
}

function Controls({ view, ui, state, ask, reset, find, message }) {
  const wide = useMemo(() => globalThis.innerWidth > 900, []);
  const filtered = FILTERS.some((name) => state[name]);
  const names = view.choices.province.map((p) => p.name);
  const options = ["vn34", "vn63"].map((id) => ({ id, label: ui[`geography_${id}`] }));
  return html`<div class="cds-primary">
      <${Switch} label=${ui.geography} value=${state.geography} options=${options} onChange=${(geography) => ask({ geography, chosen: "" })} />
      ${state.view === "province" && html`<${Choice} label=${ui.province} value=${state.province} options=${view.choices.province} onChange=${(province) => ask({ province, chosen: "" })} />`}
      ${state.view === "target" && html`<${Choice} label=${ui.indicator} value=${state.indicator} groups=${view.choices.indicator} onChange=${(indicator) => ask({ indicator, chosen: "" })} />`}
      <${Search} label=${ui.search} hint=${ui.search_hint} message=${message} names=${names} onFind=${find} />
    </div>
    <details class="cds-more" open=${wide || filtered}>
      <summary>${ui.filters}</summary>
      ${FILTERS.map((name) => html`<${Choice} key=${name} label=${ui[name]} value=${state[name]} options=${view.choices[name]} onChange=${(value) => ask({ [name]: value, chosen: "" })} />`)}
      <${Choice} label=${ui.day} value=${state.day} options=${view.choices.day} onChange=${(day) => ask({ day })} />
      <p class="cds-quiet">${ui.day_hint}</p>
      <button type="button" class="cds-plain" onClick=${reset}>${ui.reset}</button> <${CopyLink} ui=${ui} />
    </details>`;
}

/** The frame of this page's charts. */
const sized = (view, room) => framed({ title: view.title, source: view.source, ...room });

const pictureName = (state) => `cds-targets-${{ overview: state.geography, province: state.province, target: state.indicator }[state.view]}-${state.day}`;

function MainChart({ model, view, ui, state, hovered, spec, tables, order, params, measure, label, onHover, onChoose }) {
  const picture = useRef(null);
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" && hovered) onChoose(hovered);
    if (event.key === "Escape") onHover(null);
    if (!step || !order.length) return;
    event.preventDefault();
    onHover(order[(order.findIndex((row) => row.id === hovered) + step + order.length) % order.length].id);
  };
  const download = (format) =>
    format === "png" || format === "svg" ? picture.current && savePicture(picture.current, format, pictureName(state)) : model.send({ kind: "export", format });
  return html`<div class="cds-walk" tabindex="0" role="application" aria-label=${`${label}. ${ui.walk}`} onKeyDown=${walk}>
      <${Chart} spec=${model.get("specs")[spec]} tables=${tables} params=${params} locale=${view.number_locale} measure=${measure} label=${label} viewRef=${picture} onHover=${onHover} onChoose=${onChoose} />
      <p class="cds-spoken" role="status">${order.find((row) => row.id === hovered)?.label ?? ""}</p>
    </div>
    <${Downloads} ui=${ui} download=${download} />`;
}

function Counts({ view, state, ask }) {
  return html`<ul class="cds-counts">${view.counts.map((c) => html`<li key=${c.group}>
    <button type="button" aria-pressed=${state.group === c.group} disabled=${!c.count && state.group !== c.group} style=${`--own:${c.colour};--tint:${c.tint}`} onClick=${() => ask({ group: state.group === c.group ? "" : c.group, chosen: "" })}>
      <span class="cds-glyph" aria-hidden="true">${c.glyph}</span><strong>${c.count}</strong><span>${c.label}</span></button></li>`)}</ul>`;
}

function Overview(props) {
  const { view, ui, state, ask, hovered, setHovered, toProvince } = props;
  const { columns, lines, cells, height } = view.matrix;
  const measure = (room) => {
    const head = room < 600 ? 138 : 34;
    const size = sized(view, { height, head })(room);
    return { ...size, params: { ...size.params, head } };
  };
  const tables = useMemo(() => ({ columns: columns.map((c) => ({ ...c, label: globalThis.innerWidth < 640 ? c.label : wrap(c.label, 74, 7.4) })), lines, cells }), [view]);
  const open = (id) => {
    const [province, pillar = ""] = (id ?? "").split("|");
    if (province) toProvince(province, pillar ? { pillar } : {});
  };
  const cell = cells.find((one) => one.id === hovered);
  return html`<section class="cds-card cds-wide"><h2>${ui.counts}</h2><${Counts} ...${props} /></section>
    <section class="cds-card cds-wide cds-embed"><h2>${ui.matrix}</h2>
      <${MainChart} ...${props} spec="matrix" tables=${tables} order=${cells} params=${{ hovered: hovered?.split("|")[0] ?? "" }} measure=${measure} label=${view.title} onHover=${setHovered} onChoose=${open} />
      <p class="cds-quiet" role="status">${cell ? cell.label : ui.matrix_help}</p>
    </section>
    <section class="cds-card cds-wide"><h2>${ui.leaders}</h2>
      <div class="cds-columns">${view.leaders.map((list) => html`<div><h3>${list.label}</h3><ol class="cds-leaders">${list.items.map((item) => html`<li><button type="button" class="cds-link" onClick=${() => toProvince(item.code)}>${item.name}</button> <span>${item.count}</span></li>`)}</ol></div>`)}</div>
    </section>`;
}

function Province(props) {
  const { view, ui, state, hovered, setHovered, choose, detail } = props;
  const tables = useMemo(() => ({ bullets: view.bullets }), [view]);
  if (!view.bullets.length) return html`<section class="cds-card cds-wide"><p class="cds-empty">${view.headline}</p></section>`;
  return html`<section class="cds-card cds-wide"><${Counts} ...${props} />
      ${state.province !== "vn" && html`<${PageLink} page="profile" query=${{ g: state.geography, s: state.province }} lang=${view.lang} label=${ui.to_profile} />`}</section>
    <section class="cds-card cds-main cds-embed"><h2>${ui.bullets}</h2>
      <p class="cds-quiet">${ui.bullets_help}</p>
      <ul class="cds-marks">${view.legend.map((item) => html`<li><i data-mark=${item.mark} aria-hidden="true"></i>${item.label}</li>`)}</ul>
      <${MainChart} ...${props} spec="bullets" tables=${tables} order=${view.bullets} params=${{ hovered: hovered ?? "", chosen: state.chosen }} measure=${sized(view, { height: view.bullets.length * 90 })} label=${view.title} onHover=${setHovered} onChoose=${choose} />
    </section>
    <section class="cds-card cds-detail" ref=${detail}><h2>${ui.detail}</h2><${Detail} ...${props} /></section>`;
}

function Target(props) {
  const { view, ui, state, hovered, setHovered, choose, detail } = props;
  const tables = useMemo(() => ({ bars: view.bars }), [view]);
  const params = { hovered: hovered ?? "", chosen: state.chosen, unit: view.unit, is_rank: view.is_rank };
  if (!view.bars.length) return html`<section class="cds-card cds-wide"><p class="cds-empty">${view.headline}</p></section>`;
  return html`<section class="cds-card cds-wide"><${Counts} ...${props} /></section>
    <section class="cds-card cds-main cds-embed"><h2>${ui.bars}</h2><p class="cds-quiet">${ui.bars_help}</p>
      <${MainChart} ...${props} spec="bars" tables=${tables} order=${view.bars} params=${params} measure=${sized(view, { height: view.bars.length * 44, head: 32 })} label=${view.title} onHover=${setHovered} onChoose=${choose} />
    </section>
    <section class="cds-card cds-detail" ref=${detail}><h2>${ui.detail}</h2><${Detail} ...${props} /></section>
    <section class="cds-card cds-wide"><h2>${ui.map}</h2><${TargetMap} ...${props} /></section>`;
}

function TargetMap({ model, view, ui, state, setHovered, toProvince }) {
  const specs = model.get("specs");
  const picture = useRef(null);
  const box = useRef(null);
  const [pointed, setPointed] = useState(null);
  const tables = useMemo(() => ({ values: view.map.values, legend: view.map.legend, islands: specs.islands[view.lang][state.geography] }), [view]);
  const [title, ...rest] = view.title.split("\n");
  const measure = framedMap({ title, subtitle: rest.join(" "), source: `${view.source}\n${ui.boundaries}`, widest: 760 });
  const values = Object.fromEntries(view.map.values.map((v) => [v.code, v]));
  const hover = (code, event) => {
    const known = values[code] ? code : null;
    setHovered(known);
    const { left, top, width } = box.current.getBoundingClientRect();
    setPointed(known ? { code: known, x: Math.min(event.clientX - left + 14, width - 250), y: event.clientY - top + 14 } : null);
  };
  const params = { hovered: pointed?.code ?? "", chosen: [], old_borders: false, legend_room: 208 };
  return html`<div class="cds-map" ref=${box} onMouseLeave=${() => setPointed(null)}>
      <${Chart} spec=${specs.map[state.geography]} tables=${tables} params=${params} locale=${view.number_locale} measure=${measure} label=${`${ui.map}: ${view.title}`} viewRef=${picture} onHover=${hover} onChoose=${(code) => values[code] && toProvince(code)} />
      ${pointed && html`<div class="cds-hint" role="status" style=${`left:${Math.max(0, pointed.x)}px;top:${pointed.y}px`}><strong>${values[pointed.code].name}</strong>
        ${(view.map.hints[pointed.code] ?? [ui.no_promise]).map((line) => html`<span>${line}</span>`)}</div>`}
    </div>
    <p class="cds-quiet">${ui.map_help}</p>
    <${Downloads} ui=${ui} formats=${["png", "svg"]} download=${(format) => picture.current && savePicture(picture.current, format, `${pictureName(state)}-map`)} />`;
}

function Detail({ model, view, ui, state }) {
  const picture = useRef(null);
  const detail = view.detail;
  const path = detail?.trajectory;
  const tables = useMemo(() => path && { figures: path.figures, paths: path.paths, goals: path.goals, series_breaks: path.series_breaks }, [view]);
  if (!detail) return html`<p class="cds-quiet">${ui.detail_empty}</p>`;
  const row = detail.row;
  return html`<p class="cds-figure"><strong>${row.name}</strong></p>
    <p class="cds-status" style=${`--own:${row.colour}`}><span aria-hidden="true">${row.glyph}</span> ${row.status_word}</p>
    <p>${detail.headline}</p>
    <h3>${ui.trajectory}</h3>
    ${path
      ? html`<${Chart} spec=${model.get("specs").trajectory} tables=${tables} params=${path.params} locale=${view.number_locale} measure=${sized(view, { height: 230, head: 34, foot: 22, left: 52, title: `${row.province_name}: ${row.name}` })} label=${`${ui.trajectory}: ${detail.headline}`} viewRef=${picture} />
          <p class="cds-quiet">${ui.trajectory_help}</p>
          <${Downloads} ui=${ui} formats=${["png", "svg"]} download=${(format) => picture.current && savePicture(picture.current, format, `cds-${state.chosen}-${state.day}`)} />`
      : html`<p class="cds-quiet">${ui.trajectory_none}</p>`}
    ${detail.formula.length > 0 && html`<h3>${ui.formula}</h3><ol class="cds-steps">${detail.formula.map((step) => html`<li>${step}</li>`)}</ol>`}
    <${Lines} lines=${detail.lines} open=${ui.passport_open} />`;
}

function Reasons({ view, ui }) {
  return html`<div class="cds-scroll" tabindex="0" role="group" aria-label=${ui.reasons}><table class="cds-table">
    <thead><tr><th scope="col" class="is-number">${ui.number}</th><th scope="col">${ui.reason}</th><th scope="col">${ui.help}</th></tr></thead>
    <tbody>${view.reasons.map((r) => html`<tr><td class="is-number">${r.count}</td><td>${r.glyph} ${r.reason}</td><td>${r.help}</td></tr>`)}</tbody></table></div>`;
}

/** Says who: a link to the source, or its name at the pointer. */
function Source({ source, ui }) {
  if (!source?.text) return null;
  return source.address
    ? html`<a class="cds-source" href=${source.address} target="_blank" rel="noopener noreferrer" title=${source.text} aria-label=${`${ui.source_mark}: ${source.text}`}>[${ui.source_mark}]</a>`
    : html`<span class="cds-source" tabindex="0" title=${source.text} aria-label=${source.text}>[${ui.source_mark}]</span>`;
}

const COLUMNS = ["status", "who", "quantity", "target", "figure", "gap", "document"];

function Table({ model, view, ui, state, rows, ask, choose }) {
  const mark = (row) => (row.is_history && state.geography === "vn34" ? html` <small>(${ui.history_mark})</small>` : "");
  const cells = {
    status: (row) => html`<td class="cds-nowrap" style=${`color:${row.colour}`} title=${row.reason}>${row.glyph} ${row.status_word}</td>`,
    who: (row) => html`<td>${row.province_name}${mark(row)}</td>`,
    quantity: (row) => html`<th scope="row"><button type="button" class="cds-link" onClick=${() => choose(row.id)}>${row.name}</button></th>`,
    target: (row) => html`<td>${row.promise}, ${row.year_label}</td>`,
    figure: (row) => html`<td>${row.value_label ? html`${row.value_label} (${row.period_label}) <${Source} source=${view.sources[row.figure_source_id]} ui=${ui} />` : "–"}</td>`,
    gap: (row) => html`<td>${row.gap_label || "–"}</td>`,
    document: (row) => html`<td>${row.document_label} <${Source} source=${view.sources[row.promise_source_id]} ui=${ui} /></td>`,
  };
  return html`<div class="cds-scroll" tabindex="0" role="group" aria-label=${ui.table}><table class="cds-table">
      <caption>${fill(ui.table_caption, { count: view.total })}</caption>
      <thead><tr>${COLUMNS.map((id) => html`<th scope="col">${ui[id]}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.id} data-id=${row.id} class=${row.id === state.chosen ? "is-chosen" : ""}>${COLUMNS.map((id) => cells[id](row))}</tr>`)}</tbody></table></div>
    ${view.total > rows.length && html`<p><button type="button" class="cds-plain" onClick=${() => ask({ more: true })}>${fill(ui.more, { count: view.total - rows.length })}</button></p>`}
    <${Downloads} ui=${ui} formats=${["csv", "xlsx"]} download=${(format) => model.send({ kind: "export", format })} />`;
}

export const render = page(App);
