// The charts of the scenario page: tables made from what the browser computed, drawn by living Vega views.
import { html, useMemo, useRef, useState } from "./preact.mjs";
import { Chart, framed, framedMap, savePicture } from "./chart.mjs";
import { AsTable, Downloads, fill, useRested } from "./page.mjs";
import { four } from "./scenario-score.mjs";

const ROW = 26;
const STEP = 34;
const NEIGHBOURS = 4;
const FEWEST_ROWS = 11;
const MOST_AWAY = 8;
const STRIDE = 0.05;

/** A span that holds all values, on round bounds so that an axis rests while a slider moves. */
function span(values, floor = 0, ceiling = 1) {
  const low = Math.floor((Math.min(...values) - 0.004) / STRIDE) * STRIDE;
  const high = Math.ceil((Math.max(...values) + 0.004) / STRIDE) * STRIDE;
  return { low: Math.max(floor, Number(low.toFixed(2))), high: Math.min(ceiling, Number(high.toFixed(2))) };
}

function Picture({ frame, spec, tables, params, measure, label, name, rows }) {
  const picture = useRef(null);
  return html`<${Chart} spec=${spec} tables=${tables} params=${params} locale=${frame.number_locale} measure=${measure} label=${label} viewRef=${picture} />
    <${AsTable} ui=${frame.ui} label=${label} rows=${rows.map((row) => row.label)} />
    <${Downloads} ui=${frame.ui} formats=${["png", "svg"]} download=${(format) => picture.current && savePicture(picture.current, format, name)} />`;
}

/** A chart of provinces that pointer and arrow keys walk over; `order` holds the rows in their order, with code and label. */
function Walk({ frame, spec, tables, params, measure, label, name, order, at, setAt, goTo }) {
  const picture = useRef(null);
  const codeOf = (row) => row.code ?? row.id;
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" && at) goTo(at);
    if (event.key === "Escape") setAt("");
    if (!step) return;
    event.preventDefault();
    setAt(codeOf(order[(order.findIndex((row) => codeOf(row) === at) + step + order.length) % order.length]));
  };
  const told = order.find((row) => codeOf(row) === at);
  return html`<div class="cds-walk" tabindex="0" role="application" aria-label=${`${label}. ${frame.ui.walk}`} onKeyDown=${walk} onMouseLeave=${() => setAt("")}>
      <${Chart} spec=${spec} tables=${tables} params=${params} locale=${frame.number_locale} measure=${measure} label=${label} viewRef=${picture} onHover=${(code) => setAt(code ?? "")} onChoose=${goTo} />
    </div>
    <p class="cds-quiet cds-told" role="status">${told ? told.label : frame.ui.map_help}</p>
    <${AsTable} ui=${frame.ui} label=${label} rows=${order.map((row) => row.label)} />
    <${Downloads} ui=${frame.ui} formats=${["png", "svg"]} download=${(format) => picture.current && savePicture(picture.current, format, name)} />`;
}

/** Which of a province's rivals it passes, and which pass it. */
function kindOf(look, tie, i) {
  if (i === look.place) return "own";
  const before = look.first[i] - look.first[look.place];
  const after = look.scores[i] - look.scores[look.place];
  if (before > tie && after < -tie) return "passed";
  return before < -tie && after > tie ? "passing" : "other";
}

function standingRows({ frame, look, all }) {
  const { figures, names, number_locale: { decimal }, ui } = frame;
  const rows = figures.codes.map((code, i) => ({ code, i, rank: look.ranks[i], before: look.first[i], after: look.scores[i], kind: kindOf(look, figures.tie, i) }));
  rows.sort((a, b) => a.rank - b.rank || b.after - a.after);
  const own = rows.findIndex((row) => row.kind === "own");
  const told = rows.flatMap((row, n) => (row.kind === "passed" || row.kind === "passing" ? [n] : []));
  const near = told.filter((n) => Math.abs(n - own) <= MOST_AWAY);
  const last = Math.max(own + NEIGHBOURS, ...near) + 2;
  const from = Math.max(0, Math.min(Math.min(own - NEIGHBOURS, ...near) - 1, rows.length - FEWEST_ROWS));
  const to = Math.max(last, from + FEWEST_ROWS);
  const shown = all ? rows : rows.slice(from, to);
  return shown.map((row, n) => {
    const name = names[row.code];
    const mark = { passed: " ↓", passing: " ↑" }[row.kind] ?? "";
    const said = fill(ui.standing, { name, place: row.rank, before: look.firstRanks[row.i], value: four(row.after, decimal) });
    return { id: row.code, y: n * ROW + ROW / 2, name: `${row.rank}. ${name}${mark}`, before: row.before, after: row.after, kind: row.kind, text: four(row.after, decimal), label: said };
  });
}

export function Standings({ model, frame, view, look, draft, goTo }) {
  const { ui } = frame;
  const [all, setAll] = useState(false);
  const [at, setAt] = useState("");
  const rows = useMemo(() => standingRows({ frame, look, all }), [frame, look, all]);
  const tables = useMemo(() => ({ rows }), [rows]);
  const bounds = span(rows.flatMap((row) => [row.before, row.after]));
  const params = useMemo(() => ({ ...bounds, hovered: at }), [bounds.low, bounds.high, at, view.titles.standings]);
  const measure = framed({ height: rows.length * ROW, head: 22, title: view.titles.standings, source: view.source });
  return html`<h2>${ui.standings}</h2>
    <p class="cds-quiet">${ui.standings_help}</p>
    <${Walk} frame=${frame} spec=${model.get("specs").standings} tables=${tables} params=${params} measure=${measure} label=${view.titles.standings} name=${`cds-scenario-${draft.province}-standings`} order=${rows} at=${at} setAt=${setAt} goTo=${goTo} />
    <p class="cds-passing" role="status">${view.passing}</p>
    <button type="button" class="cds-plain" aria-pressed=${all} onClick=${() => setAll(!all)}>${all ? ui.neighbours : fill(ui.all_provinces, { count: frame.figures.codes.length })}</button>`;
}

function stepRows({ frame, look, draft }) {
  const { ui, number_locale: { decimal }, figures } = frame;
  const names = { start: fill(ui.step_start, { year: figures.base_year }), weights: ui.step_weights, end: fill(ui.step_end, { year: draft.goal_year }) };
  let level = 0;
  return look.steps.map((step, n) => {
    const isEnd = step.kind === "start" || step.kind === "end";
    const from = isEnd ? step.value : level;
    level = isEnd ? step.value : level + step.value;
    const name = names[step.id] ?? (step.kind === "movement" ? fill(ui.step_movement, { name: step.name }) : step.name);
    const text = four(step.value, decimal, !isEnd);
    const y = n * STEP + STEP / 2 + 4;
    const next = n + 1 < look.steps.length ? { next: y + STEP } : {};
    return { id: step.id, y, name, from, to: level, kind: isEnd ? step.kind : step.value < 0 ? "loss" : "gain", text, label: `${name}: ${text}`, ...next };
  });
}

export function Waterfall({ model, frame, view, look, draft }) {
  const { ui } = frame;
  const steps = useMemo(() => stepRows({ frame, look, draft }), [frame, look]);
  const tables = useMemo(() => ({ steps }), [steps]);
  const bounds = span(steps.flatMap((step) => [step.from, step.to]));
  const params = useMemo(() => bounds, [bounds.low, bounds.high, view.titles.waterfall]);
  const measure = framed({ height: steps.length * STEP + 4, head: 22, title: view.titles.waterfall, source: view.source });
  return html`<h2>${ui.waterfall}</h2>
    <p class="cds-quiet">${steps.length > 2 ? ui.waterfall_help : ui.waterfall_empty}</p>
    <${Picture} frame=${frame} spec=${model.get("specs").waterfall} tables=${tables} params=${params} measure=${measure} label=${view.titles.waterfall} name=${`cds-scenario-${draft.province}-waterfall`} rows=${steps} />`;
}

/** The ticks and bounds of the path: places from 1, or values on round bounds. */
function pathBounds(values, isRank, count) {
  if (!isRank) return span(values);
  return { low: Math.max(0.4, Math.min(...values) - 1.5), high: Math.min(count + 1, Math.max(...values) + 1.5) };
}

export function Path({ model, frame, view, look, draft, chance }) {
  const { ui, figures, number_locale: { decimal } } = frame;
  const isRank = draft.goal_kind === "rank";
  const said = (value) => (isRank ? String(value) : four(value, decimal));
  const path = useMemo(
    () =>
      look.years.map((one, n) => {
        const value = isRank ? one.rank : one.value;
        const isTold = n === 0 || one.year === draft.goal_year;
        return { year: one.year, value, reached: one.reached, text: isTold ? said(value) : "", label: `${one.year}: ${said(value)}; ${one.reached ? ui.reached : ui.not_reached}` };
      }),
    [frame, look],
  );
  const goalText = fill(isRank ? ui.goal_line_rank : ui.goal_line_score, { value: said(draft.goal_value) });
  const tables = useMemo(() => ({ band: chance?.band ?? [], path, goal: [{ year: draft.goal_year, value: draft.goal_value, text: goalText }] }), [path, chance, goalText]);
  const bounds = pathBounds([...path.map((one) => one.value), ...tables.band.flatMap((one) => [one.low, one.high]), draft.goal_value], isRank, figures.codes.length);
  const params = useMemo(
    () => ({ ...bounds, first: figures.base_year, last: figures.years.at(-1), is_rank: isRank, unit: isRank ? ui.unit_rank : ui.unit_score }),
    [bounds.low, bounds.high, isRank, frame, view.titles.outlook],
  );
  const measure = framed({ height: 230, head: 20, foot: 22, left: 44, right: 26, title: view.titles.outlook, source: view.source });
  return html`<h2>${ui.path}</h2>
    <p class="cds-quiet">${isRank ? ui.path_help_rank : ui.path_help_score}</p>
    <${Picture} frame=${frame} spec=${model.get("specs").outlook} tables=${tables} params=${params} measure=${measure} label=${view.titles.outlook} name=${`cds-scenario-${draft.province}-path`} rows=${[...path, { label: goalText }]} />
    <p class="cds-chance" role="status">${chance ? chance.message : ui.chance_waiting}</p>`;
}

const classOf = (edges, value) => edges.filter((edge) => value > edge).length;

function mapTables({ frame, look, mapped, islands }) {
  const { names, figures, number_locale: { decimal }, ui } = frame;
  const { edges, colours, rows } = mapped === "change" ? frame.changes : frame.classes;
  const counts = colours.map(() => 0);
  const values = figures.codes.map((code, i) => {
    const change = look.firstRanks[i] - look.ranks[i];
    const at = classOf(edges, mapped === "change" ? change : Number(four(look.scores[i], ".")));
    counts[at] += 1;
    const label = fill(ui.standing, { name: names[code], place: look.ranks[i], before: look.firstRanks[i], value: four(look.scores[i], decimal) });
    return { code, colour: colours[at], name: names[code], label, status: "value" };
  });
  const legend = rows.map((row, n) => ({ ...row, label: `${row.label} (${counts[colours.length - 1 - n]})` }));
  return { values, legend, islands };
}

export function ScenarioMap({ model, frame, view, look, draft, mapped, goTo }) {
  const { ui } = frame;
  const specs = model.get("specs");
  const [hovered, setHovered] = useState("");
  const islands = specs.islands[frame.lang][frame.geography];
  const latest = useMemo(() => mapTables({ frame, look, mapped, islands }), [frame, look, mapped]);
  // Drawing all shapes takes as long as all other charts: as long as no colour changes, the words of the map wait for rest.
  const tables = useRested(latest, latest.values.map((one) => one.colour).join() + frame.lang + mapped);
  const params = useMemo(() => ({ hovered, chosen: [draft.province], old_borders: false, legend_room: mapped === "change" ? 168 : 152 }), [hovered, draft.province, mapped, view.titles.map]);
  const measure = framedMap({ title: view.titles.map, subtitle: view.titles.classes, source: `${view.source}\n${ui.boundaries}`, widest: 560, tallest: 600 });
  return html`<div class="cds-map"><${Walk} frame=${frame} spec=${specs.map[frame.geography]} tables=${tables} params=${params} measure=${measure} label=${view.titles.map} name=${`cds-scenario-${draft.province}-map`} order=${tables.values} at=${hovered} setAt=${setHovered} goTo=${goTo} /></div>`;
}
