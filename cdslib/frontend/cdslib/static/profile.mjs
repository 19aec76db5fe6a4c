// The profile page: one province, as the kernel composed it; the page keeps only what is open and what is being written.
import { html, useEffect, useMemo, useRef, useState } from "./preact.mjs";
import { Chart, framedMap, lineCount, savePicture, wrap } from "./chart.mjs";
import { Choice, Search, Switch } from "./controls.mjs";
import { addressOf } from "./address.mjs";
import { CopyLink, Downloads, Language, PageLink, fill, page, useAnswers, useAsk, useLanguage, useTrait } from "./page.mjs";

const ASKED = ["geography", "code", "lang"];
const PLACES = ["geography", "code"];

/** Everything a reader can change is asked of the kernel; the address follows. */
function useChoices(model, view) {
  const address = useMemo(() => addressOf(model.get("address"), PLACES), []);
  const start = useRef(model.get("start"));
  const ask = useAsk(model, ASKED);
  useLanguage(ask);
  useEffect(() => {
    const wishes = address.read();
    if (wishes.code && !wishes.geography) wishes.geography = wishes.code.slice(0, 4);
    if (Object.keys(wishes).length) ask(wishes);
    return address.onBack((back) => ask({ ...start.current, ...back, lang: model.get("view").lang }));
  }, []);
  useEffect(() => address.save(view.state, start.current), [view]);
  return ask;
}

function App({ model }) {
  const view = useTrait(model, "view");
  const ui = view.ui;
  const ask = useChoices(model, view);
  const [message, setMessage] = useState("");
  const [brief, setBrief] = useState({ format: null, message: "", failed: false });
  const [asked, setAsked] = useState(null);
  useAnswers(model, {
    found: ({ code, message }) => {
      setMessage(message ?? "");
      if (code) ask({ code });
    },
    brief: ({ failed, message }) => setBrief({ format: null, failed, message }),
  });
  useEffect(() => setBrief((old) => ({ ...old, message: "" })), [view.state.code, view.lang]);
  const find = (text) => {
    setMessage("");
    model.send({ kind: "find", text });
  };
  const order = (format) => {
    setBrief({ format, failed: false, message: ui.brief_working });
    model.send({ kind: "brief", format });
  };
  const download = (format) => model.send({ kind: "export", format });
  const shared = { model, view, ui, ask, says: setAsked };

  return html`<div class="cds-app cds-profile" lang=${view.lang}>
    <header class="cds-headline">
      <p aria-live="polite">${view.headline}</p>
      <${Language} lang=${view.lang} ask=${ask} />
      <${CopyLink} ui=${ui} />
    </header>
    <div class="cds-layout cds-sided">
      <aside class="cds-controls"><${Controls} ...${shared} find=${find} message=${message} brief=${brief} order=${order} download=${download} /></aside>
      <div class="cds-cards">
        <section class="cds-card cds-index cds-embed" aria-label=${view.index.title}><${Index} ...${shared} /></section>
        <section class="cds-card cds-where" aria-label=${view.map.title}><${Where} ...${shared} /></section>
        <section class="cds-card cds-mains" aria-label=${view.mains.title}><${Mains} ...${shared} /></section>
        <section class="cds-card cds-standing"><h2>${ui.standing}</h2><${Standing} ...${shared} /></section>
        <section class="cds-card cds-across cds-promises"><h2>${ui.promises}</h2><${Promises} ...${shared} /><${PageLink} page="targets" query=${{ v: "province", g: view.state.geography, p: view.state.code }} lang=${view.lang} label=${ui.to_targets} /></section>
        <section class="cds-card cds-facts"><h2>${view.facts.title}</h2><${Facts} ...${shared} /></section>
        <div class="cds-pile">
          <section class="cds-card cds-similar"><h2>${ui.similar}</h2><${Similar} ...${shared} /></section>
          ${view.others.rows.length > 0 && html`<section class="cds-card cds-others"><h2>${view.others.title}</h2><${Others} ...${shared} /></section>`}
          <section class="cds-card cds-missing"><h2>${view.missing.title}</h2><${Missing} view=${view} ui=${ui} /></section>
        </div>
        <section class="cds-card cds-across cds-merger"><h2>${view.merger.title}</h2><${Merger} ...${shared} /></section>
        <section class="cds-card cds-across cds-sources"><h2>${ui.sources}</h2><${Sources} view=${view} ui=${ui} /></section>
      </div>
    </div>
    <p class="cds-fine">${ui.archipelagos} ${fill(ui.data_as_of, { date: view.data_date_text })}.</p>
    <${Passport} ui=${ui} asked=${asked} close=${() => setAsked(null)} />
  </div>`;
}

function Controls({ view, ui, ask, find, message, brief, order, download }) {
  const { state, province, other } = view;
  const geographies = ["vn34", "vn63"].map((id) => ({ id, label: ui[`geography_${id}`] }));
  return html`<div class="cds-primary">
    <${Choice} label=${ui.choose} value=${state.code} options=${view.choices} onChange=${(code) => ask({ code })} />
    <${Search} label=${ui.search} hint=${ui.search_hint} message=${message} names=${view.choices.map((c) => c.label)} onFind=${find} />
    <${Switch} label=${ui.geography} value=${state.geography} options=${geographies} onChange=${(geography) => ask({ geography })} />
    <dl class="cds-who">
      <div><dt>${ui.province}</dt><dd><strong>${province.full_name}</strong></dd></div>
      <div><dt>${ui.region}</dt><dd>${province.region}</dd></div>
      <div><dt>${ui.territory}</dt><dd>${province.territory}<br />
        <button type="button" class="cds-link" onClick=${() => ask({ code: other.code, geography: other.code.slice(0, 4) })}>${fill(ui[`open_other_${other.code.slice(0, 4)}`], { name: other.label })}</button></dd></div>
    </dl>
    <div class="cds-downloads cds-brief" role="group" aria-label=${ui.brief}><span>${ui.brief}:</span>
      ${["docx", "html"].map((format) => html`<button type="button" data-brief=${format} disabled=${brief.format !== null} aria-busy=${brief.format === format} onClick=${() => order(format)}>${ui[`brief_${format}`]}</button>`)}
      <p class=${brief.failed ? "cds-message" : "cds-quiet"} role="status">${brief.message}</p>
    </div>
    <${Downloads} ui=${{ ...ui, downloads: ui.all_figures }} formats=${["csv", "xlsx"]} download=${download} />
  </div>`;
}

/** A chart of the profile whose words are wrapped to its width. */
function Framed({ model, view, name, height, room, label, onDrawn, extra = {} }) {
  const picture = useRef(null);
  const { tables, params } = view[name].chart;
  const spec = useMemo(() => model.get("specs")[name], [name]);
  const words = useMemo(() => ({ ...params, ...extra }), [params]);
  const measure = (wide) => {
    const plot = wide - room.left - room.right;
    const said = { chart_title: wrap(params.chart_title, wide - 8, 8.6), chart_subtitle: wrap(params.chart_subtitle, wide - 8, 6.6), chart_source: wrap(params.chart_source, wide - 8, 5.6) };
    const top = room.above + 20 * lineCount(said.chart_title) + 16 * lineCount(said.chart_subtitle) + 4;
    const bottom = room.below + 13 * lineCount(said.chart_source) + 8;
    return { width: Math.max(80, plot), height, padding: { left: room.left, right: room.right, top, bottom }, params: said };
  };
  return html`<${Chart} spec=${spec} tables=${tables} params=${words} locale=${view.number_locale} measure=${measure} label=${view[name].description} viewRef=${picture} onDrawn=${onDrawn} />
    <${Downloads} ui=${view.ui} formats=${["png", "svg"]} download=${(format) => picture.current && savePicture(picture.current, format, `cds-${name}-${view.state.code}`)} />`;
}

/** The number of a figure's source; a click shows its passport, a hint its kind and publisher. */
function Note({ view, ui, says, row, number = row.source }) {
  if (!number) return null;
  const source = view.sources.find((one) => one.number === number);
  const told = (one) => ({ label: ui.origin, text: one.text, address: one.address });
  const parts = (row.parts ?? []).map((part) => `${part.name}: ${part.text}`).join(" · ");
  const more = (row.sources ?? []).filter((other) => other !== number).map((other) => told(view.sources.find((one) => one.number === other)));
  const own = view.passports[row.origin] ?? [told(source), { label: ui.passport_licence, text: source.licence }];
  const lines = [{ label: ui.passport_parts, text: parts }, ...own, ...more].filter((line) => line.text);
  const name = [row.label, row.year ?? row.period_text].filter(Boolean).join(", ");
  const hint = [row.kind, row.publisher || source.text].filter(Boolean).join(" · ");
  return html`<button type="button" class="cds-note" title=${hint} aria-label=${fill(ui.says_who, { name })} onClick=${() => says({ name, text: row.text, lines })}>[${[number, ...(row.sources ?? []).filter((other) => other !== number)].join(", ")}]</button>`;
}

function Passport({ ui, asked, close }) {
  const box = useRef(null);
  useEffect(() => {
    if (asked) box.current.showModal();
    else if (box.current.open) box.current.close();
  }, [asked]);
  return html`<dialog class="cds-dialog" ref=${box} onClose=${close} onClick=${(event) => event.target === box.current && close()} aria-label=${ui.passport}>
    ${asked && html`<h2>${ui.passport}</h2><p class="cds-figure"><strong>${asked.name}</strong>: ${asked.text}</p>
    <dl>${asked.lines.map((line) => html`<div><dt>${line.label}</dt><dd>${line.text}${line.address && html` <a href=${line.address} target="_blank" rel="noopener noreferrer">${ui.passport_open}</a>`}</dd></div>`)}</dl>
    <button type="button" class="cds-plain" onClick=${close}>${ui.close}</button>`}
  </dialog>`;
}

const Notes = ({ lines }) => lines.length > 0 && html`<ul class="cds-notes">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

function Table({ caption, label, head, children }) {
  return html`<div class="cds-scroll cds-free" tabindex="0" role="group" aria-label=${label ?? caption}><table class="cds-table">
    ${caption && html`<caption>${caption}</caption>`}
    <thead><tr>${head.map(([words, isNumber]) => html`<th scope="col" class=${isNumber ? "is-number" : ""}>${words}</th>`)}</tr></thead>
    <tbody>${children}</tbody></table></div>`;
}

function Index(props) {
  const { view, ui } = props;
  const { rows, notes, has_former_rank } = view.index;
  const head = [[ui.year], [ui.score, true], [ui.mean, true], [ui.against, true], [ui.rank, true], ...(has_former_rank ? [[ui.rank_of_63, true]] : []), [ui.kind]];
  return html`<${Framed} ...${props} name="index" height=${230} room=${{ left: 46, right: 12, above: 30, below: has_former_rank ? 61 : 44 }} />
    <${Notes} lines=${notes} />
    <details class="cds-fold"><summary>${ui.table_view}</summary>
      <${Table} label=${view.index.title} head=${head}>${rows.map((row) => html`<tr><th scope="row">${row.year}</th>
        <td class="is-number">${row.text} <${Note} ...${props} row=${row} /></td><td class="is-number">${row.mean_text}</td><td class="is-number">${row.difference}</td>
        <td class="is-number">${row.rank_text}${row.is_recomputed ? "*" : ""}</td>${has_former_rank && html`<td class="is-number">${row.former_rank_text || "–"}</td>`}<td>${row.kind}</td></tr>`)}</${Table}>
    </details>`;
}

function Where({ model, view, ui, ask }) {
  const spec = useMemo(() => model.get("specs").map[view.state.geography], [view.state.geography]);
  const tables = useMemo(() => ({ values: view.map.values, legend: [], islands: model.get("specs").islands[view.lang][view.state.geography] }), [view]);
  const params = useMemo(() => ({ hovered: "", chosen: [], old_borders: false }), [view]);
  const picture = useRef(null);
  const measure = framedMap({ ...view.map, tallest: 380 });
  const choose = (code) => code && code !== view.state.code && ask({ code });
  return html`<${Chart} spec=${spec} tables=${tables} params=${params} locale=${view.number_locale} measure=${measure} label=${view.map.description} viewRef=${picture} onChoose=${choose} />
    <p class="cds-quiet">${ui.map_help}</p>
    <${Downloads} ui=${ui} formats=${["png", "svg"]} download=${(format) => picture.current && savePicture(picture.current, format, `cds-map-${view.state.code}`)} />`;
}

function Mains(props) {
  const { view, ui } = props;
  const { rows, notes, title } = view.mains;
  const head = [[ui.main_index], [ui.score, true], [ui.mean, true], [ui.against, true], [ui.rank, true], [ui.similar_range, true]];
  return html`<${Framed} ...${props} name="mains" height=${rows.length * 32} room=${{ left: 168, right: rows.some((row) => row.year !== view.mains.year && row.value !== null) ? 104 : 62, above: 8, below: 26 }} />
    <${Notes} lines=${notes} />
    <details class="cds-fold"><summary>${ui.table_view}</summary>
      <${Table} label=${title} head=${head}>${rows.map((row) => html`<tr><th scope="row">${row.label} <small>${row.year}</small></th>
        <td class="is-number">${row.text} <${Note} ...${props} row=${row} /></td><td class="is-number">${row.mean_text}</td><td class="is-number">${row.difference}</td><td class="is-number">${row.rank_text}</td><td class="is-number">${row.similar_text}</td></tr>`)}</${Table}>
    </details>`;
}

function Standing(props) {
  const { view, ui } = props;
  const { strengths, weaknesses, no_strength, no_weakness, rule } = view.standing;
  const list = (title, glyph, rows, none) => html`<h3>${glyph} ${title}</h3>
    ${rows.length ? html`<ol class="cds-stand">${rows.map((row) => html`<li><strong>${row.label}</strong> <span>${row.words} <${Note} ...${props} row=${row} /></span></li>`)}</ol>` : html`<p class="cds-quiet">${none}</p>`}`;
  return html`${list(ui.strengths, "▲", strengths, no_strength)}${list(ui.weaknesses, "▽", weaknesses, no_weakness)}<p class="cds-quiet cds-rule">${rule}</p>`;
}

const SAID = ["reached", "on_course", "behind", "missed", "waiting"];

function Promises(props) {
  const { view, ui } = props;
  const { current, predecessors, counts, sentence, only_history, empty, day_text } = view.promises;
  if (empty) return html`<p class="cds-quiet">${empty}</p>`;
  const told = current.filter((row) => SAID.includes(row.group));
  const groups = counts.filter((item) => !SAID.includes(item.group));
  const past = [...new Set(current.map((row) => row.history_label).filter(Boolean))];
  return html`<p>${sentence || only_history} <span class="cds-quiet">${past.join(" ")} ${fill(ui.promises_as_of, { date: day_text })}</span></p>
    <ul class="cds-tally">${counts.map((item) => html`<li style=${`--own:${item.colour}`}><span aria-hidden="true">${item.glyph}</span> ${item.word}: <strong>${item.count}</strong></li>`)}</ul>
    ${told.length > 0 && html`<${PromiseTable} ...${props} rows=${told} label=${ui.promises} />`}
    ${groups.map((item) => html`<details class="cds-fold" key=${item.group}><summary>${item.word} (${item.count})</summary><${PromiseTable} ...${props} rows=${current.filter((row) => row.group === item.group)} label=${item.word} /></details>`)}
    ${predecessors.map((former) => html`<details class="cds-fold" key=${former.code}><summary>${former.heading}</summary><${PromiseTable} ...${props} rows=${former.rows} label=${former.heading} /></details>`)}`;
}

function PromiseTable({ ui, rows, label, says }) {
  const open = (row) => {
    const sources = [[ui.promise, row.promise_source], [ui.result, row.figure_source]].filter(([, source]) => source.text);
    const lines = [{ label: ui.document, text: row.document_label }, ...sources.map(([label, source]) => ({ label: `${ui.origin}: ${label.toLowerCase()}`, ...source })), { label: ui.remark, text: [row.assumed, row.flag, row.note].filter(Boolean).join("; ") }];
    says({ name: row.name, text: `${row.promise}, ${row.year_label}`, lines: lines.filter((line) => line.text) });
  };
  return html`<ul class="cds-promiselist" aria-label=${label}>${rows.map((row) => html`<li key=${row.id}>
    <div><strong>${row.name}</strong><span>${row.promise}, ${row.year_label}</span></div>
    <div>${row.value_label ? html`<span>${row.value_label} <small>(${[row.period_label, row.measure_label].filter(Boolean).join(", ")})</small></span><small>${row.gap_label}</small>` : html`<small>${row.missing || row.reason}</small>`}</div>
    <div style=${`--own:${row.colour}`}><span class="cds-status"><span aria-hidden="true">${row.glyph}</span> ${row.status_word}</span>${row.reason && row.value_label && html`<small>${row.reason}</small>`}</div>
    <div><small>${row.document_label}</small><button type="button" class="cds-note" aria-label=${fill(ui.says_who, { name: row.name })} title=${row.promise_source.text} onClick=${() => open(row)}>[${ui.origin.toLowerCase()}]</button></div>
  </li>`)}</ul>`;
}

function Facts(props) {
  const { view, ui } = props;
  const head = [[ui.statistic], [ui.value, true], [ui.rank, true]];
  return html`<${Table} label=${view.facts.title} head=${head}>${view.facts.rows.map((row) => html`<tr class=${row.status === "value" ? "" : "is-missing"}>
      <th scope="row">${row.label} <small>${[row.unit, row.year, row.derived && row.kind.toLowerCase()].filter(Boolean).join(", ")}</small></th>
      <td class="is-number">${row.text} <${Note} ...${props} row=${row} /></td>
      <td class="is-number">${row.rank_text}${row.order_text && html` <small>${row.order_text}</small>`}</td></tr>`)}</${Table}>
    <p class="cds-quiet">${view.facts.note}</p>`;
}

function Similar({ view, ui, ask, ...props }) {
  const { similar } = view;
  if (similar.reason) return html`<p class="cds-quiet">${similar.reason}</p>`;
  const head = [[ui.province], ...similar.inputs.map((item) => [item.short, true]), [ui.distance, true]];
  const row = (one, isOwn) => html`<tr class=${isOwn ? "is-chosen" : ""}><th scope="row">${isOwn ? one.name : html`<button type="button" class="cds-link" onClick=${() => ask({ code: one.code })}>${one.name}</button>`}</th>
    ${one.texts.map((text, i) => html`<td class="is-number">${text}</td>`)}<td class="is-number">${one.distance_text}</td></tr>`;
  const note = (item, i) => html` <${Note} ...${props} view=${view} ui=${ui} row=${{ ...item, text: similar.own.texts[i], year: similar.year, origin: similar.own.origins[i], source: similar.own.cited[i] }} />`;
  return html`<${Table} label=${ui.similar} head=${head}>${row(similar.own, true)}${similar.rows.map((one) => row(one, false))}</${Table}>
    <p class="cds-quiet">${similar.inputs.map((item, i) => html`${i > 0 && "; "}${item.label} (${item.unit})${note(item, i)}`)}.</p>
    <p class="cds-quiet">${similar.method}</p>`;
}

function Missing({ view, ui }) {
  const { intro, rows } = view.missing;
  return html`<p class="cds-quiet">${intro}</p>
    ${rows.length > 0 && html`<ul class="cds-gaps">${rows.map((row) => html`<li><strong>${row.label}</strong>: ${row.reason}${row.reporter && html` <small>${ui.reporter}: ${row.reporter}.</small>`}</li>`)}</ul>`}`;
}

function Merger({ view, ui, ask, ...props }) {
  const { kind, sentence, columns, rows, note } = view.merger;
  if (kind === "unmerged") return html`<p>${sentence}</p>`;
  const name = (column) => (column.is_own ? column.heading : html`<button type="button" class="cds-link" onClick=${() => ask({ code: column.code, geography: column.code.slice(0, 4) })}>${column.heading}</button>`);
  return html`<p>${sentence}</p>
    <${Table} label=${view.merger.title} head=${[[ui.statistic], ...columns.map((column) => [name(column), true])]}>${rows.map((row) => html`<tr><th scope="row">${row.label} <small>${row.unit}, ${row.year}</small></th>
      ${row.texts.map((text, i) => html`<td class=${`is-number${columns[i].is_own ? " is-chosen" : ""}`}>${text} <${Note} ...${props} view=${view} ui=${ui} row=${{ ...row, label: `${row.label}, ${columns[i].name}`, text, origin: row.origins[i], kind: row.kinds[i], source: row.cited[i] }} /></td>`)}</tr>`)}</${Table}>
    <p class="cds-quiet">${note}</p>`;
}

const FIRST = 6;

function Others(props) {
  const { view, ui } = props;
  const { rows, note } = view.others;
  const list = (some) => html`<ul class="cds-gaps">${some.map((row) => html`<li><strong>${row.label}</strong>: ${row.text}${row.unit_text && ` ${row.unit_text}`} (${row.period_text}) <${Note} ...${props} row=${row} />
    <small>${[row.measure, row.former, row.remark].filter(Boolean).join("; ")}</small></li>`)}</ul>`;
  return html`${list(rows.slice(0, FIRST))}
    ${rows.length > FIRST && html`<details class="cds-fold"><summary>${fill(ui.more_rows, { count: rows.length - FIRST })}</summary>${list(rows.slice(FIRST))}</details>`}
    <p class="cds-quiet">${note}</p>`;
}

function Sources({ view, ui }) {
  return html`<p class="cds-quiet">${ui.sources_note}</p>
    <ol class="cds-sourcelist">${view.sources.map((source) => html`<li value=${source.number}>${source.text}${source.address && html` <a href=${source.address} target="_blank" rel="noopener noreferrer">${ui.passport_open}</a>`}</li>`)}</ol>`;
}

export const render = page(App);
