// How many entries were in force, month by month, one band a state; the chosen day as a line.

const SHADES = 5; // states with a shade of their own, those with most entries; the others share one

// The shade of each state, the same whatever is chosen.
function shades() {
  return kept("shades", () => {
    const most = [...group("listings", "listed_by")]
      .sort(rising(([state]) => state))
      .sort(falling(([, listed]) => listed.length));
    return new Map(most.map(([state], at) => [state, Math.min(at, SHADES)]));
  });
}

// How far across the chart a day is, in percent.
function across(day) {
  const from = dayNumber(FIRST_DAY);
  return Math.max(0, (100 * (dayNumber(day) - from)) / (dayNumber(store.about.released) - from));
}

function area(fits, certainty, line) {
  const { bands, most, months } = counted(fits, certainty);
  const x = (day) => 10 * across(day);
  const y = (n) => 200 - (190 * n) / most;
  const drawn = svg("svg", { viewBox: "0 0 1000 200", preserveAspectRatio: "none", class: "bands" });
  const labels = [];
  let free = 100; // labels go from the bottom up and keep a line apart
  const label = (n, text) => {
    free = Math.min((y(n) / 2) * 0.9, free - 6.5);
    labels.push(h("span.band-label", { style: { top: `${free}%` } }, text));
  };
  let below = months.map(() => 0);
  bands.forEach(({ name, shade, counts }) => {
    const above = below.map((n, i) => n + counts[i]);
    const points = [
      ...months.map((m, i) => `${x(m)},${y(above[i])}`),
      ...months.map((m, i) => `${x(m)},${y(below[i])}`).reverse(),
    ];
    drawn.append(svg("polygon", { points: points.join(" "), class: `band shade-${shade}` }));
    const last = months.length - 1;
    if (counts[last] / most > 0.02) label((above[last] + below[last]) / 2, `${name} ${number(counts[last])}`);
    below = above;
  });
  const whole = below[below.length - 1];
  label(whole, h("b", {}, `${number(whole)} entries`));
  const years = months.filter((day) => day.endsWith("-01-01")).map((day) => Number(day.slice(0, 4)));
  return h(
    "div.area-inner",
    {},
    drawn,
    labels,
    line,
    h(
      "div.area-years",
      {},
      years
        .filter((y_) => y_ % 2 === 0)
        .map((year, at) =>
          h("span", { class: at ? null : "first", style: { left: `${across(`${year}-01-01`)}%` } }, year),
        ),
    ),
  );
}

function counted(fits, certainty) {
  const until = store.about.released;
  const months = [];
  for (let year = Number(FIRST_DAY.slice(0, 4)), month = 1; ; month === 12 ? (year++, (month = 1)) : month++) {
    const day = `${year}-${String(month).padStart(2, "0")}-01`;
    if (day > until) break;
    months.push(day);
  }
  months.push(until);
  const by = new Map();
  for (const row of rows("listings").filter(fits)) {
    const [begun, gone] = spell("listings", row, certainty);
    if (!by.has(row.listed_by))
      by.set(
        row.listed_by,
        months.map(() => 0),
      );
    const counts = by.get(row.listed_by);
    months.forEach((day, at) => {
      if (begun <= day && day < gone) counts[at]++;
    });
  }
  const bands = [...by]
    .map(([name, counts]) => ({ name, counts, shade: shades().get(name) }))
    .sort(rising((b) => b.shade));
  const rest = bands.splice(bands.findIndex((b) => b.shade === SHADES) >>> 0);
  if (rest.length)
    bands.push({
      name: rest.length === 1 ? rest[0].name : `${rest.length} others`,
      shade: SHADES,
      counts: months.map((_, at) => rest.reduce((sum, r) => sum + r.counts[at], 0)),
    });
  const most = Math.max(1, ...months.map((_, at) => bands.reduce((sum, b) => sum + b.counts[at], 0)));
  return { bands, most, months };
}
