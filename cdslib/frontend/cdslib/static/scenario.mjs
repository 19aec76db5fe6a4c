// The scenario page: the browser computes and draws at once, the kernel confirms and says it in words.
import { html, useEffect, useMemo, useState } from "./preact.mjs";
import { Choice, Search, Switch, Tick } from "./controls.mjs";
import { Part, Downloads, Language, Lines, Still, fill, page, published, useAnswers, useLanguage, useRested, written } from "./page.mjs";
import { Path, ScenarioMap, Standings, Waterfall } from "./scenario-charts.mjs";
import { Assumptions, CopyButton, Files, Goal, Lever, Weights } from "./scenario-controls.mjs";
import { four, outlook, rounded } from "./scenario-score.mjs";
import { useAddress, useScenario, writeAddress } from "./scenario-store.mjs";

const REST = 450;

/** What chance makes of the path, asked for when the sliders have come to rest; an answer to an older draft is thrown away. */
function useChance(model, store, view, isConfirmed) {
  const [chance, setChance] = useState(null);
  const key = JSON.stringify([store.draft, view.lang ?? view.state.lang]);
  useEffect(() => {
    setChance(null);
    const timer = setTimeout(() => store.settled(() => model.send({ kind: "simulate" })), REST);
    return () => clearTimeout(timer);
  }, [key]);
  return { chance, hear: (content) => content.serial === store.serial && setChance(content) };
}

function App({ model }) {
  const { store, frame, view, draft, isConfirmed } = useScenario(model);
  const { ui } = frame;
  const [message, setMessage] = useState({ text: "", isWrong: false });
  const [found, setFound] = useState("");
  const { chance, hear } = useChance(model, store, view, isConfirmed);
  const look = useMemo(() => outlook(frame, draft), [frame, draft]);
  const goTo = (province) => frame.names[province] && province !== draft.province && store.change({ province, levels: {}, years: {} });
  // What was said of a scenario does not hold for the next one.
  store.onChange = () => setMessage({ text: "", isWrong: false });
  useLanguage((part) => store.choose(part));
  useAddress(store, model, view);
  useAnswers(model, {
    found: ({ code, message }) => {
      setFound(message ?? "");
      if (code) goTo(code);
    },
    opened: ({ draft, message }) => {
      store.open(draft);
      setMessage({ text: message, isWrong: false });
    },
    refused: ({ message }) => {
      store.refuse();
      setMessage({ text: message, isWrong: true });
    },
    least: ({ possible, levels, by, message }) => {
      if (possible) store.change({ levels, years: {}, by });
      setMessage({ text: message, isWrong: !possible });
    },
    simulated: hear,
  });
  const rested = useRested(view, frame);
  const shared = { model, store, frame, ui, view, draft, look, chance, goTo, isConfirmed };
  const asked = [frame, found, draft.geography, draft.province, draft.goal_kind, draft.goal_measure, draft.goal_value, draft.goal_year, draft.ties, draft.fewest];
  const tell = (text, isWrong) => setMessage({ text, isWrong });

  return html`<div class="cds-app cds-scenario" lang=${frame.lang} data-confirmed=${isConfirmed}>
    <header class="cds-headline"><p aria-live="polite">${view.headline}</p><${Language} lang=${frame.lang} ask=${(part) => store.choose(part)} /></header>
    <${Stats} ...${shared} />
    <${Tools} ...${shared} onMessage=${setMessage} />
    <p class=${`cds-notice ${message.isWrong ? "is-wrong" : ""}`} role="status">${message.text}${message.text && html` <button type="button" class="cds-link" onClick=${() => tell("", false)}>${ui.close}</button>`}</p>
    <div class="cds-layout">
      <${Part} of=${view} ui=${ui} class="cds-card cds-wide cds-ask" aria-label=${ui.goal}><${Still} on=${asked} draw=${() => html`<${Ask} ...${shared} found=${found} setFound=${setFound} />`} /></${Part}>
      <aside class="cds-controls"><${Controls} ...${shared} /></aside>
      <div class="cds-stack">
        <${Part} of=${view} ui=${ui} class="cds-card cds-standings cds-embed"><${Standings} ...${shared} /></${Part}>
        <${Part} of=${view} ui=${ui} class="cds-card cds-onmap"><h2>${ui.map}</h2>
          <${Switch} label=${ui.mapped} value=${view.state.mapped} options=${["level", "change"].map((id) => ({ id, label: ui[`mapped_${id}`] }))} onChange=${(mapped) => store.choose({ mapped })} />
          <${ScenarioMap} ...${shared} mapped=${view.state.mapped} /></${Part}>
      </div>
      <div class="cds-stack">
        <${Part} of=${view} ui=${ui} class="cds-card cds-waterfall"><${Waterfall} ...${shared} /></${Part}>
        <${Part} of=${view} ui=${ui} class="cds-card cds-path"><${Path} ...${shared} /></${Part}>
      </div>
      <${Still} on=${[rested, frame, chance]} draw=${() => html`<${Words} ...${shared} view=${rested} />`} />
    </div>
    <p class="cds-fine">${fill(ui.data_as_of, { date: written(frame.data_date) })}.</p>
  </div>`;
}

/** What is read rather than watched; it follows when the sliders have come to rest. */
function Words(props) {
  const { ui, view } = props;
  return html`<${Part} of=${view} ui=${ui} class="cds-card cds-wide" id="cds-compare"><h2>${ui.compare}</h2><${Comparison} ...${props} /></${Part}>
    <${Part} of=${view} ui=${ui} class="cds-card cds-wide"><h2>${ui.report}</h2><${Report} ...${props} /></${Part}>
    <${Part} of=${view} ui=${ui} class="cds-card cds-wide"><h2>${ui.formulas}</h2><${Formulas} ...${props} /></${Part}>
    <${Part} of=${view} ui=${ui} class="cds-card cds-wide cds-limits"><h2>${ui.limits}</h2><ul>${view.notes.map((note) => html`<li>${note}</li>`)}</ul></${Part}>`;
}

/** Score, place, pillars and goal in numbers, always in sight. */
function Stats({ frame, ui, draft, look }) {
  const { decimal } = frame.number_locale;
  const at = look.place;
  const count = frame.figures.codes.length;
  const steps = look.firstRanks[at] - look.ranks[at];
  const moved = steps > 0 ? `▲ ${steps}` : steps < 0 ? `▼ ${-steps}` : ui.unchanged;
  const change = (now, before) => (rounded(now - before) ? four(now - before, decimal, true) : ui.unchanged);
  const own = [
    { id: "score", label: fill(ui.stat_score, { year: draft.goal_year }), value: four(look.scores[at], decimal), small: change(look.scores[at], look.first[at]) },
    { id: "rank", label: ui.rank, value: `${look.ranks[at]}/${count}`, small: moved },
    ...frame.pillars.map(({ id, name }, p) => ({ id, label: name, value: four(look.pillars[p][at], decimal), small: `${change(look.pillars[p][at], look.before[p][at])} · ${fill(ui.stat_place, { place: look.pillarRanks[p][at] })}` })),
  ];
  return html`<dl class="cds-stats" aria-label=${fill(ui.stats, { name: frame.names[draft.province] })}>
    ${own.map((one) => html`<div key=${one.id} data-stat=${one.id}><dt>${one.label}</dt><dd><strong>${one.value}</strong> <small>${one.small}</small></dd></div>`)}
    <div data-stat="goal" class=${look.reached ? "is-reached" : "is-missed"}><dt>${ui.goal}</dt><dd><strong>${look.reached ? `● ${ui.reached}` : `○ ${ui.not_reached}`}</strong></dd></div>
  </dl>`;
}

function Tools({ model, store, ui, view, onMessage }) {
  const link = () => {
    if (published()) writeAddress(view, store);
    return location.href;
  };
  const download = (format) => store.settled(() => model.send({ kind: "export", format }));
  return html`<div class="cds-tools" role="group" aria-label=${ui.tools}>
    <button type="button" class="cds-button" disabled=${!store.past.length} onClick=${store.undo}>↶ ${ui.undo}</button>
    <button type="button" class="cds-button" disabled=${!store.future.length} onClick=${store.redo}>↷ ${ui.redo}</button>
    <button type="button" class="cds-button" onClick=${store.reset}>${ui.reset}</button>
    <button type="button" class="cds-button" onClick=${() => store.choose({ kept: store.draft })}>${store.own.kept ? ui.keep_again : ui.keep}</button>
    ${published() && html`<${CopyButton} label=${ui.copy_link} done=${ui.link_copied} failed=${ui.link_not_copied} text=${link} />`}
    <${Files} ui=${ui} model=${model} store=${store} onMessage=${onMessage} />
    <${Downloads} ui=${ui} formats=${["csv", "xlsx"]} download=${download} />
  </div>`;
}

/** Who, and what is to be reached. */
function Ask({ model, store, frame, ui, draft, found, setFound, goTo }) {
  const { choices } = frame;
  const options = ["vn34", "vn63"].map((id) => ({ id, label: ui[`geography_${id}`] }));
  const turn = (geography) => store.change({ geography, levels: {}, years: {}, weights: {}, fixed: [], caps: {} });
  const find = (text) => {
    setFound("");
    model.send({ kind: "find", text });
  };
  return html`<div class="cds-ask-row">
      <${Choice} label=${ui.geography} value=${draft.geography} options=${options} onChange=${turn} />
      <${Choice} label=${ui.province} value=${draft.province} options=${choices.province} onChange=${goTo} />
      <${Search} label=${ui.search} hint=${ui.search_hint} message=${found} names=${choices.province.map((one) => one.label)} onFind=${find} />
      <${Goal} frame=${frame} draft=${draft} store=${store} />
    </div>
    <div class="cds-ask-row cds-ask-least">
      <button type="button" class="cds-strong" onClick=${() => store.settled(() => model.send({ kind: "least" }))}>${ui.least}</button>
      <p class="cds-quiet">${ui.least_help}</p>
      <${Tick} label=${ui.fewest} value=${draft.fewest} onChange=${(fewest) => store.change({ fewest })} />
      ${draft.goal_kind === "rank" && html`<${Tick} label=${ui.alone} value=${draft.ties === "alone"} onChange=${(on) => store.change({ ties: on ? "alone" : "shared" })} />`}
    </div>`;
}

function Controls({ store, frame, ui, draft, look }) {
  const wide = useMemo(() => globalThis.innerWidth > 900, []);
  const { components, figures } = frame;
  const shown = look.years[figures.years.indexOf(draft.goal_year)].levels[look.place];
  const moved = (c) => (draft.own === "stand_still" ? null : fill(ui.moves_alone, { year: draft.goal_year, value: four(shown[c], frame.number_locale.decimal) }));
  return html`<details class="cds-more" open><summary>${ui.levers}</summary>
      <p class="cds-quiet">${ui.levers_help}</p>
      ${frame.is_joint && html`<p class="cds-warning">${fill(ui.joint_note, { names: frame.joint_parts })}</p>`}
      ${components.map((one, c) => {
        const present = figures.levels[look.place][c];
        const on = [frame, draft.levels[one.id], draft.years[one.id], draft.by, draft.own, draft.fixed, draft.caps, look.shares[c], moved(c)];
        return html`<${Still} key=${`${draft.province}:${one.id}`} on=${on} draw=${() => html`<${Lever} frame=${frame} draft=${draft} store=${store} component=${one} present=${present} share=${look.shares[c]} moved=${moved(c)} />`} />`;
      })}
    </details>
    <details class="cds-more" open=${wide}><summary>${ui.assumptions}</summary><${Still} on=${[frame, draft.by, draft.others, draft.own]} draw=${() => html`<${Assumptions} frame=${frame} draft=${draft} store=${store} />`} /></details>
    <details class="cds-more"><summary>${ui.weights}</summary><${Still} on=${[frame, draft.weights]} draw=${() => html`<${Weights} frame=${frame} draft=${draft} store=${store} />`} /></details>`;
}

function Comparison({ store, ui, view }) {
  if (!view.compare) return html`<p class="cds-quiet">${ui.compare_empty}</p><button type="button" class="cds-button" onClick=${() => store.choose({ kept: store.draft })}>${ui.keep}</button>`;
  const { a, b, rows } = view.compare;
  return html`<div class="cds-scroll cds-compared" tabindex="0" role="group" aria-label=${ui.compare}><table class="cds-table cds-ab">
      <thead><tr><th scope="col">${ui.compare_what}</th><th scope="col">${a}</th><th scope="col">${b}</th><th scope="col">${ui.compare_change}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.label} class=${row.change ? "" : "is-words"}><th scope="row">${row.label}</th><td>${row.a}</td><td>${row.b}</td><td>${row.change}</td></tr>`)}</tbody></table></div>
    <p class="cds-row"><button type="button" class="cds-button" onClick=${() => store.change(store.own.kept)}>${ui.back_to_a}</button>
      <button type="button" class="cds-button" onClick=${() => store.choose({ kept: null })}>${ui.forget_a}</button></p>`;
}

function Report({ store, ui, view, draft, chance }) {
  const paragraphs = [...view.report.slice(0, -2), ...(chance ? [chance.message] : []), ...view.report.slice(-2)];
  return html`<p class="cds-quiet">${ui.report_help}</p>
    <div class="cds-field"><label for="cds-name">${ui.name}</label>
      <input id="cds-name" class="cds-text" type="text" maxlength="120" value=${draft.name} onChange=${(e) => store.change({ name: e.target.value })} /></div>
    <div class="cds-report" tabindex="0" role="group" aria-label=${ui.report}>${paragraphs.map((words) => html`<p>${words}</p>`)}</div>
    <p class="cds-row"><${CopyButton} label=${ui.copy_text} done=${ui.link_copied} failed=${ui.text_not_copied} text=${() => paragraphs.join("\n\n")} /></p>`;
}

function Formulas({ ui, view }) {
  return html`<p class="cds-quiet">${ui.formulas_help}</p>
    ${view.formulas.map((one, n) => html`<details class="cds-formula" open=${n === 0}><summary>${one.label}</summary><p>${one.text}</p></details>`)}
    <${Lines} lines=${view.method} open=${ui.passport_open} />`;
}

export const render = page(App, ["scenario.css"]);
