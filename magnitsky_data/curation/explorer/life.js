// One person, body or vessel: a bar for each list along time, then all that the tables hold of it.

function entityPage([id]) {
  const who = entity(id);
  if (!who) return missing(`No person or body has the id ${id}, which`);
  const life = lifeOf(who);
  const born = bornOn(who),
    died = who.death_date ? `died ${longDay(who.death_date)}` : "";
  const facts = [who.entity_type, born, died, who.country_code ? stateName(who.country_code) : ""].filter(Boolean);
  return page(
    who.name,
    who.native_name && who.native_name !== who.name ? who.native_name : null,
    h("p.facts-line", {}, facts.join(" · ")),
    who.description ? h("p", {}, who.description) : null,
    who.entity_id === id ? null : h("p.note", {}, `Asked for as ${id}, an id that was withdrawn.`),
    lifeline(life),
    ...sections(life),
    source(who) ? h("section", {}, h("h2", {}, "The entry itself"), source(who)) : null,
    disagreements("entities", who.entity_id),
    citeAndReport("entities", who.entity_id, who),
    h(
      "p.note",
      {},
      "Papers, addresses and telephone numbers are not here. The lists themselves have them for checking a name; this page is no screening tool.",
    ),
  );
}

function bornOn(who) {
  if (who.birth_date) return `born ${longDay(who.birth_date)}`;
  return who.birth_date_earliest
    ? `born between ${longDay(who.birth_date_earliest)} and ${longDay(who.birth_date_latest)}`
    : "";
}

function lifeOf(who) {
  const id = who.entity_id;
  const seats = of("legislators", "entity_id", id);
  const bySeat = (table) => seats.flatMap((s) => of(table, "legislator_id", s.legislator_id));
  return {
    who,
    seats,
    listings: [...of("listings", "entity_id", id)].sort(rising(begunOf)),
    votes: bySeat("vote_positions")
      .map((p) => ({ ...one("votes", "vote_id", p.vote_id), position: p.position }))
      .sort(falling((r) => r.vote_date)),
    bills: [...bySeat("sponsorships"), ...of("sponsorships", "entity_id", id)]
      .map((s) => ({ ...s, bill: one("bills", "bill_id", s.bill_id) }))
      .sort(falling(dayOfBill)),
    measures: of("retaliation_targets", "entity_id", id)
      .map((t) => ({ ...t, measure: one("retaliatory_measures", "measure_id", t.measure_id) }))
      .sort(rising((r) => r.measure.announced_date)),
    events: of("event_entities", "entity_id", id)
      .map((e) => ({ ...one("events", "event_id", e.event_id), role: e.role }))
      .sort(rising((r) => r.event_date)),
    claims: of("claims", "claimed_by_entity_id", id),
    works: of("works", "creator_entity_id", id),
    names: of("entity_names", "entity_id", id),
  };
}

const dayOfBill = (s) => s.joined_date || s.bill.introduced_date || "";

// From the first to the last fact, a line each: bars for what lasts, marks for what happens.
function lifeline(life) {
  const end = store.about.released;
  const lines = [
    ...life.listings.map((l) => barLine(listedOn(l), l, end)),
    markLine(
      "Bills",
      "bill",
      life.bills.map((s) => [dayOfBill(s), `${s.role}: ${s.bill.number || s.bill.short_title}`]),
    ),
    markLine(
      "Votes",
      "vote",
      life.votes.map((v) => [v.vote_date, `${POSITIONS[v.position]}: ${v.question}`]),
    ),
    ...measureLines(life.measures),
    markLine(
      "Events",
      "event",
      life.events.map((e) => [e.event_date, e.title]),
    ),
    markLine(
      "Claims",
      "claim",
      life.claims.map((c) => [c.claimed_date, c.statement]),
    ),
  ].filter((line) => line && line.days.length);
  if (!lines.length) return null;
  const days = lines.flatMap((l) => l.days).sort();
  const from = Math.min(Number(days[0].slice(0, 4)), Number(end.slice(0, 4)) - 4),
    until = Number(end.slice(0, 4)) + 1;
  const span = dayNumber(`${until}-01-01`) - dayNumber(`${from}-01-01`);
  const x = (day) => `${((100 * (dayNumber(atLeast(day)) - dayNumber(`${from}-01-01`))) / span).toFixed(2)}%`;
  const step = until - from > 30 ? 10 : until - from > 14 ? 5 : until - from > 7 ? 2 : 1;
  const ticks = Array.from({ length: until - from }, (_, at) => from + at).filter((year) => year % step === 0);
  return h(
    "section.lifeline",
    { "aria-label": "Along time" },
    h(
      "ul",
      {},
      lines.map((line) =>
        h(
          "li",
          {},
          h("p.line-label", {}, h("span", {}, line.label), h("span.line-said", {}, line.said)),
          h(
            "div.track",
            { "aria-hidden": "true" },
            line.draw(x),
            ticks.map((year) => h("i.tick", { style: { left: x(`${year}-01-01`) } })),
          ),
        ),
      ),
    ),
    h(
      "div.axis",
      { "aria-hidden": "true" },
      ticks.map((year) =>
        h("span", { class: year === from ? "first" : null, style: { left: x(`${year}-01-01`) } }, year),
      ),
    ),
  );
}

const atLeast = (day) =>
  `${day}-01-01`.slice(0, day.length === 4 ? 10 : day.length === 7 ? 7 : 10) + (day.length === 7 ? "-01" : "");

function barLine(label, row, end) {
  const [begun, gone] = spell("listings", row, "");
  const [early] = spell("listings", row, "possible"),
    [, sure] = spell("listings", row, "certain");
  const start = begun === NEVER ? early : begun,
    stop = gone === NEVER ? end : gone;
  if (start === ALWAYS) return null;
  const parts = [
    ["possible", early === ALWAYS ? start : early, start],
    ["sure", start, sure === NEVER || sure === ALWAYS ? stop : sure],
    ["possible", sure === NEVER || sure === ALWAYS ? stop : sure, stop],
  ];
  return {
    label,
    said: `${whenBegun(row)} – ${gone === NEVER ? "listed" : whenGone(row)}`,
    days: [start, stop],
    draw: (x) =>
      parts
        .filter(([, a, b]) => a < b)
        .map(([kind, a, b]) =>
          h("i.bar", { class: `bar ${kind}`, style: { left: x(a), width: `calc(${x(b)} - ${x(a)})` } }),
        ),
  };
}

function markLine(label, kind, marks) {
  const dated = marks.filter(([day]) => day);
  const days = dated.map(([day]) => day.slice(0, 10)).sort();
  const years = days.length ? [days[0].slice(0, 4), days[days.length - 1].slice(0, 4)] : [];
  return {
    label,
    days,
    said: years.length ? `${dated.length}, ${years[0] === years[1] ? years[0] : years.join("–")}` : "",
    draw: (x) =>
      dated.map(([day, title]) =>
        h("i.mark", { class: `mark ${kind}`, title: `${day} ${title}`, style: { left: x(day) } }),
      ),
  };
}

function measureLines(measures) {
  const by = new Map();
  for (const m of measures) {
    const state = stateName(m.measure.imposing_jurisdiction_code);
    by.set(state, [...(by.get(state) || []), [m.measure.announced_date || m.measure.in_force_date, m.measure.title]]);
  }
  return [...by].map(([state, marks]) => markLine(`Measures of ${state}`, "answer", marks));
}

// The state, and the programme without the name of the state again.
const listedOn = (l) => `${l.listed_by}: ${l.program.replace(` (${l.listed_by})`, "")}`;

// Days of a listing as they are known.

const whenBegun = (l) => knownDay(l.listed_date, l.listed_date_basis, l.listed_after_date, l.listed_by_date);
const whenGone = (l) => knownDay(l.delisted_date, "", l.delisted_after_date, l.delisted_by_date);

function knownDay(day, basis, after, by) {
  if (day && basis !== "consecutive_lists") return day;
  if (after && by) return nextDay(after) === by ? by : `after ${after}, by ${by}`;
  if (day || by) return `by ${day || by}`;
  return after ? `after ${after}` : "day not known";
}
