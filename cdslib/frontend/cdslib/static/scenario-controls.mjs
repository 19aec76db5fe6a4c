// The controls of the scenario page: native sliders and fields, each with its present value, national best and unit.
import { html, useEffect, useRef, useState } from "./preact.mjs";
import { Choice, Tick } from "./controls.mjs";
import { copyText, fill } from "./page.mjs";
import { canWeigh, four, pointsOf, rounded } from "./scenario-score.mjs";

const FINE = 0.001;
const COARSE = 0.01;
const LEAP = 0.1;
const SNAP = 0.004;
const WEIGHT_STEP = 10;
const MOST_POINTS = 400;

const KEYS = { ArrowUp: COARSE, ArrowRight: COARSE, ArrowDown: -COARSE, ArrowLeft: -COARSE, PageUp: LEAP, PageDown: -LEAP };

/** Read a number as Vietnamese or English readers type it; null if it is none. */
export function parse(text) {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return /^-?\d*\.?\d+$|^\d+\.$/.test(plain) ? Number(plain) : null;
}

/** A field for a number, taken over when it is left or confirmed; what is no number within bounds is said. */
export function NumberText({ id, label, value, show, low, high, message, onChange }) {
  const [text, setText] = useState(null);
  const [wrong, setWrong] = useState(false);
  const take = (event) => {
    if (text === null) return;
    const number = parse(text);
    const fits = number !== null && number >= low && number <= high;
    setWrong(!fits);
    if (!fits) return;
    setText(null);
    event.target.value = show(number);
    onChange(number);
  };
  return html`<input id=${id} class="cds-number-text" type="text" inputmode="decimal" autocomplete="off" aria-label=${label} aria-invalid=${wrong}
      value=${text ?? (value === null ? "" : show(value))} onInput=${(e) => setText(e.target.value)} onChange=${take} onKeyDown=${(e) => e.key === "Enter" && take(e)} />
    ${wrong && html`<span class="cds-message" role="alert">${message}</span>`}`;
}

/** One main index: slider, exact field, present value, best, effect on the score, and what the least effort may do with it. */
export function Lever({ frame, draft, store, component, present, share, moved }) {
  const { ui, figures, number_locale: { decimal } } = frame;
  const { id, name, best, best_name } = component;
  const isMoved = id in draft.levels;
  const level = isMoved ? draft.levels[id] : present;
  const show = (value) => four(value, decimal);
  const set = (wanted, snaps) => {
    const near = snaps && Math.abs(wanted - present) < SNAP;
    const next = near ? present : Math.min(1, Math.max(0, rounded(wanted)));
    const { [id]: _, ...levels } = store.draft.levels;
    const isBack = next === present && store.draft.own === "stand_still";
    store.change({ levels: isBack ? levels : { ...store.draft.levels, [id]: next } }, `level:${id}`);
  };
  const press = (event) => {
    const step = event.key === "Home" ? -2 : event.key === "End" ? 2 : KEYS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const by = event.shiftKey && Math.abs(step) === COARSE ? Math.sign(step) * FINE : step;
    const isOver = Math.abs(by) < 1 && (level - present) * (level + by - present) < -1e-12;
    set(isOver ? present : level + by, false);
  };
  const free = () => {
    const { [id]: _, ...levels } = store.draft.levels;
    const { [id]: __, ...years } = store.draft.years;
    store.change({ levels, years });
  };
  const change = rounded(level - present);
  const isLower = change < 0;
  const changed = change ? fill(isLower ? ui.lower_by : ui.higher_by, { value: show(Math.abs(change)) }) : ui.as_present;
  const at = (value) => `left:calc(8px + (100% - 16px) * ${value})`;
  return html`<div class="cds-lever" data-index=${id}>
    <div class="cds-lever-head"><label for="cds-level-${id}">${name}</label>
      <${NumberText} label=${fill(ui.exact, { name })} value=${level} show=${show} low=${0} high=${1} message=${ui.wrong_level} onChange=${(value) => set(value, false)} /></div>
    <input id="cds-level-${id}" type="range" min="0" max="1" step="0.0001" value=${level} aria-valuetext="${show(level)}; ${changed}"
      aria-describedby="cds-about-${id}" onInput=${(e) => set(Number(e.target.value), true)} onKeyDown=${press} />
    <div class="cds-marks-row" aria-hidden="true"><i class="is-present" style=${at(present)}></i><i class="is-best" style=${at(best)}></i></div>
    <p id="cds-about-${id}" class="cds-lever-about">${fill(ui.about_level, { present: show(present), best: show(best), who: best_name })}</p>
    ${(isMoved || moved) && html`<p class=${`cds-lever-about ${isLower ? "is-lower" : "is-higher"}`}>${isMoved ? `${change ? (isLower ? "▼ " : "▲ ") : ""}${changed}` : moved}</p>`}
    <details class="cds-lever-more"><summary>${fill(ui.more_of, { name })}</summary>
      <p class="cds-lever-about">${fill(ui.effect, { step: four(COARSE, decimal).slice(0, 4), effect: four(COARSE * share, decimal) })}</p>
      ${isMoved && html`<${Choice} label=${ui.own_year} value=${draft.years[id] ?? ""} options=${[{ id: "", label: fill(ui.common_year, { year: draft.by }) }, ...figures.years.slice(1).map((year) => ({ id: year, label: year }))]}
        onChange=${(year) => store.change({ years: year ? { ...store.draft.years, [id]: Number(year) } : Object.fromEntries(Object.entries(store.draft.years).filter(([other]) => other !== id)) })} />
        <button type="button" class="cds-plain" onClick=${free}>${ui.free}</button>`}
      <${Tick} label=${ui.fixed} value=${draft.fixed.includes(id)} onChange=${(on) => store.change({ fixed: on ? [...store.draft.fixed, id] : store.draft.fixed.filter((other) => other !== id) })} />
      <div class="cds-field"><label for="cds-cap-${id}">${ui.cap}</label>
        <${NumberText} id="cds-cap-${id}" value=${draft.caps[id] ?? 1} show=${show} low=${0} high=${1} message=${ui.wrong_level}
          onChange=${(cap) => store.change({ caps: Object.fromEntries(Object.entries({ ...store.draft.caps, [id]: cap }).filter(([, one]) => one < 1)) })} /></div>
    </details>
  </div>`;
}

export function Goal({ frame, draft, store }) {
  const { ui, choices, figures, number_locale: { decimal } } = frame;
  const isRank = draft.goal_kind === "rank";
  const kinds = ["rank", "score"].map((id) => ({ id, label: ui[`goal_${id}`] }));
  const kind = (goal_kind) => store.change({ goal_kind, goal_value: goal_kind === "rank" ? 3 : 0.8 });
  const show = (value) => (isRank ? String(value) : four(value, decimal));
  return html`<${Choice} label=${ui.goal_measure} value=${draft.goal_measure} groups=${choices.goal_measure} onChange=${(goal_measure) => store.change({ goal_measure })} />
    <${Choice} label=${ui.goal_kind} value=${draft.goal_kind} options=${kinds} onChange=${kind} />
    <div class="cds-field"><label for="cds-goal">${isRank ? fill(ui.goal_place, { count: figures.codes.length }) : ui.goal_value}</label>
      <${NumberText} key=${draft.goal_kind} id="cds-goal" value=${draft.goal_value} show=${show} low=${isRank ? 1 : 0} high=${isRank ? figures.codes.length : 1}
        message=${isRank ? fill(ui.wrong_place, { count: figures.codes.length }) : ui.wrong_level} onChange=${(value) => store.change({ goal_value: isRank ? Math.round(value) : value })} /></div>
    <${Choice} label=${ui.goal_year} value=${draft.goal_year} options=${figures.years.slice(1).map((year) => ({ id: year, label: year }))} onChange=${(year) => store.change({ goal_year: Number(year) })} />`;
}

export function Assumptions({ frame, draft, store }) {
  const { ui, choices, figures } = frame;
  const years = figures.years.slice(1);
  return html`<div class="cds-field"><label for="cds-pace">${ui.pace}: <output for="cds-pace">${draft.by}</output></label>
      <input id="cds-pace" type="range" min=${years[0]} max=${years.at(-1)} step="1" value=${draft.by} aria-valuetext=${String(draft.by)} onInput=${(e) => store.change({ by: Number(e.target.value) }, "by")} />
      <small>${ui.pace_help}</small></div>
    <${Choice} label=${ui.others} value=${draft.others} options=${choices.behaviour} onChange=${(others) => store.change({ others })} />
    <${Choice} label=${ui.own} value=${draft.own} options=${choices.behaviour} onChange=${(own) => store.change({ own })} />
    ${(draft.others !== "stand_still" || draft.own !== "stand_still") && html`<p class="cds-warning">${ui.break_short}</p>`}`;
}

export function Weights({ frame, draft, store }) {
  const { ui, components, figures, number_locale: { decimal } } = frame;
  const [message, setMessage] = useState("");
  const points = pointsOf(components, draft.weights);
  const total = points.reduce((sum, one) => sum + one, 0);
  const set = (id, official, value) => {
    const { [id]: _, ...others } = store.draft.weights;
    const weights = value === official ? others : { ...others, [id]: value };
    const fits = canWeigh(figures, pointsOf(components, weights));
    setMessage(fits ? "" : ui.weights_empty);
    if (fits) store.change({ weights }, `weight:${id}`);
  };
  return html`<p class="cds-quiet">${ui.weights_help}</p>
    ${components.map(({ id, name, weight }, n) => {
      const share = ((100 * points[n]) / total).toFixed(1).replace(".", decimal);
      const said = fill(ui.weight_value, { points: String(points[n]).replace(".", decimal), share });
      return html`<div class="cds-field" key=${id}><label for="cds-weight-${id}">${name}: <output for="cds-weight-${id}">${said}</output></label>
        <input id="cds-weight-${id}" type="range" min="0" max=${Math.max(MOST_POINTS, points[n])} step=${WEIGHT_STEP} value=${points[n]} aria-valuetext=${said} onInput=${(e) => set(id, weight, Number(e.target.value))} />
        <small>${fill(ui.weight_official, { points: weight })}</small></div>`;
    })}
    <p class="cds-message" role="alert">${message}</p>
    <button type="button" class="cds-plain" disabled=${!Object.keys(draft.weights).length} onClick=${() => store.change({ weights: {} })}>${ui.weights_reset}</button>`;
}

/** Save the scenario as a file, or bring one. */
export function Files({ ui, model, store, onMessage }) {
  const input = useRef(null);
  const read = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    if (file.size > 200_000) onMessage({ text: ui.refused_too_long, isWrong: true });
    else model.send({ kind: "open", origin: "file", text: await file.text() });
  };
  return html`<button type="button" class="cds-button" onClick=${() => store.settled(() => model.send({ kind: "export", format: "json" }))}>${ui.save_file}</button>
    <button type="button" class="cds-button" onClick=${() => input.current.click()}>${ui.open_file}</button>
    <input ref=${input} type="file" accept=".json,application/json" hidden onChange=${read} />`;
}

export function CopyButton({ label, done, failed, text }) {
  const [isDone, setDone] = useState("");
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => setDone(""), 4000);
    return () => clearTimeout(timer);
  }, [isDone]);
  return html`<button type="button" class="cds-button" onClick=${() => copyText(text()).then(() => setDone(done), () => setDone(failed))}>${label}</button><span class="cds-done" role="status">${isDone}</span>`;
}
