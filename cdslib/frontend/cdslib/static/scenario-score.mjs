// The arithmetic of the index, the same as in cdslib.analysis: pure functions of the figures that the kernel sends once.
const within = (level) => Math.min(1, Math.max(0, level));

/** Four decimals, half a unit away from zero, whatever the last bits are; as cdslib.apps.scenario_numbers.four. */
export const rounded = (value) => (Math.sign(value) * Math.round(Number((Math.abs(value) * 1e4).toFixed(5)))) / 1e4;

export function four(value, decimal, sign = false) {
  const plain = rounded(value);
  const mark = plain < 0 ? "−" : sign && plain > 0 ? "+" : "";
  return mark + Math.abs(plain).toFixed(4).replace(".", decimal);
}

export const pointsOf = (components, own) => components.map((one) => own[one.id] ?? one.weight);

/** Points of a row of the scheme, the index or a pillar, as shares of one; zero stays zero. */
export function sharesOf(row, points) {
  const used = row.map((official, i) => (official ? points[i] : 0));
  const total = used.reduce((sum, one) => sum + one, 0);
  return used.map((one) => one / total);
}

/** Whether the index and every pillar keep some weight. */
export const canWeigh = (figures, points) =>
  [figures.weights, ...figures.pillars].every((row) => row.some((official, i) => official && points[i] > 0));

function leverLevel(start, end, step, span) {
  const steps = Math.min(step, span);
  return steps === span ? end : start + ((end - start) * steps) / span;
}

/** Main indices of all provinces so many years after the base year. */
export function levelsAt({ figures, components }, draft, step) {
  const place = figures.codes.indexOf(draft.province);
  return figures.levels.map((row, i) => {
    const gains = figures.gains[i === place ? draft.own : draft.others]?.[i];
    const moved = gains && step ? row.map((level, c) => within(level + step * gains[c])) : row;
    if (i !== place) return moved;
    return moved.map((level, c) => {
      const { id } = components[c];
      if (!(id in draft.levels)) return level;
      return leverLevel(row[c], draft.levels[id], step, (draft.years[id] ?? draft.by) - figures.base_year);
    });
  });
}

const weigh = (levels, shares) => levels.map((row) => row.reduce((sum, level, c) => sum + level * shares[c], 0));

/** Places, the highest first; neighbours that differ by less than a tie are equal, the next place is left free. */
export function ranksOf(values, tie) {
  const order = values.map((_, i) => i).sort((a, b) => values[b] - values[a] || a - b);
  const places = [];
  order.forEach((i, position) => {
    const before = order[position - 1];
    places[i] = position && values[before] - values[i] <= tie ? places[before] : position + 1;
  });
  return places;
}

/** The place of one among all, as a goal counts it: `alone` asks to be ahead by the last published decimal. */
export function placeOf(values, place, ties, { tie, alone }) {
  const margin = ties === "alone" ? alone - tie : -tie;
  return 1 + values.filter((value, i) => i !== place && value > values[place] - margin).length;
}

function measureOf(frame, points, measure) {
  const { figures, components, pillars } = frame;
  if (measure === "dti") return sharesOf(figures.weights, points);
  const pillar = pillars.findIndex((one) => one.id === measure);
  if (pillar >= 0) return sharesOf(figures.pillars[pillar], points);
  return components.map((one) => (one.id === measure ? 1 : 0));
}

/** What made the score: the base year, other weights, each main index that moves, the year shown. */
function stepsOf({ figures, components }, draft, points, place, now, score) {
  const official = sharesOf(figures.weights, figures.weights);
  const own = sharesOf(figures.weights, points);
  const base = figures.levels[place];
  const [first, reweighted] = [weigh([base], official)[0], weigh([base], own)[0]];
  const moves = components
    .map((one, c) => ({ id: one.id, name: one.name, value: (now[c] - base[c]) * own[c], kind: one.id in draft.levels ? "lever" : "movement" }))
    .filter((one) => one.kind === "lever" || one.value);
  const changed = points.some((one, c) => one !== figures.weights[c]);
  return [{ id: "start", kind: "start", value: first }, ...(changed ? [{ id: "weights", kind: "weights", value: reweighted - first }] : []), ...moves, { id: "end", kind: "end", value: score }];
}

/** Everything the page draws for a draft. */
export function outlook(frame, draft) {
  const { figures } = frame;
  const points = pointsOf(frame.components, draft.weights);
  const place = figures.codes.indexOf(draft.province);
  const shares = sharesOf(figures.weights, points);
  const measure = measureOf(frame, points, draft.goal_measure);
  const shown = figures.years.indexOf(draft.goal_year);
  const first = weigh(figures.levels, sharesOf(figures.weights, figures.weights));
  const years = figures.years.map((year, step) => {
    const levels = levelsAt(frame, draft, step);
    const values = weigh(levels, measure);
    const rank = placeOf(values, place, draft.ties, figures);
    const reached = draft.goal_kind === "rank" ? rank <= draft.goal_value : values[place] >= draft.goal_value - figures.tie;
    return { year, levels, value: values[place], rank, reached };
  });
  const { levels } = years[shown];
  const scores = weigh(levels, shares);
  const pillars = figures.pillars.map((row) => weigh(levels, sharesOf(row, points)));
  const before = figures.pillars.map((row) => weigh(figures.levels, sharesOf(row, row)));
  return {
    place, years, scores, first, pillars, before, shares,
    ranks: ranksOf(scores, figures.tie),
    firstRanks: ranksOf(first, figures.tie),
    pillarRanks: pillars.map((values) => ranksOf(values, figures.tie)),
    steps: stepsOf(frame, draft, points, place, levels[place], scores[place]),
    reached: years[shown].reached,
  };
}
