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

function area(fits, certainty, day) {
  const { bands, most, months } = counted(fits, certainty);
  const from = dayNumber(FIRST_DAY),
    until = dayNumber(store.about.released);
  const x = (d) => (1000 * (dayNumber(d) - from)) / (until - from);
  const y = (n) => 200 - (190 * n) / most;
  const drawn = svg("svg", { viewBox: "0 0 1000 200", preserveAspectRatio: "none", class: "bands" });
  const labels = [];
  let below = months.map(() => 0);
  bands.forEach(({ name, shade, counts }) => {
    const above = below.map((n, i) => n + counts[i]);
    const points = [
      ...months.map((m, i) => `${x(m)},${y(above[i])}`),
      ...months.map((m, i) => `${x(m)},${y(below[i])}`).reverse(),
    ];
    drawn.append(svg("polygon", { points: points.join(" "), class: `band shade-${shade}` }));
    const last = months.length - 1;
    if (counts[last] / most > 0.055)
      labels.push(
        h(
          "span",
          { class: "band-label", style: { top: `${(y((above[last] + below[last]) / 2) / 2) * 0.9}%` } },
          `${name} ${number(counts[last])}`,
        ),
      );
    below = above;
  });
  const whole = below[below.length - 1];
  labels.push(
    h("span.band-label", { style: { top: `${(y(whole) / 2) * 0.9 - 6}%` } }, h("b", {}, `${number(whole)} entries`)),
  );
  const years = Array.from(
    { length: Number(store.about.released.slice(0, 4)) - Number(FIRST_DAY.slice(0, 4)) + 1 },
    (_, at) => Number(FIRST_DAY.slice(0, 4)) + at,
  );
  return h(
    "div.area-inner",
    {},
    drawn,
    labels,
    h("i.now", { style: { left: `${x(day < FIRST_DAY ? FIRST_DAY : day) / 10}%` } }),
    h(
      "div.area-years",
      {},
      years
        .filter((y_) => y_ % 2 === 0)
        .map((year, at) =>
          h("span", { class: at ? null : "first", style: { left: `${x(`${year}-01-01`) / 10}%` } }, year),
        ),
    ),
  );
}

function counted(fits, certainty) {
  const until = store.about.released;
  const months = [];
  for (let year = 2012, month = 1; ; month === 12 ? (year++, (month = 1)) : month++) {
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
