// The years: laws, bills, votes and lists above, answers below, each square one dated fact of table timeline.

const LANES = [
  ["acts", "Laws and lists", ["law", "listing_round", "removal", "vote", "bill"]],
  ["answers", "Answers", ["answer"]],
  ["case", "The case", ["event", "work"]],
];
const KINDS = {
  law: "law",
  listing_round: "round of names",
  removal: "removal",
  vote: "vote",
  bill: "bill or motion",
  answer: "answer",
  event: "event",
  work: "report or film",
};
const FIRST = 2007; // years before it share one column: the case begins, the laws do not
// What is named on the picture, by the row of the timeline.
const NAMED = {
  "us-pl-112-208-title-iv": "Magnitsky Act, US",
  "us-pl-114-328-xii-f": "Global Magnitsky Act, US",
  "eu-2020-1998": "EU rules",
  "ru-2012-272fz": "Law 272-FZ, Russia",
  "cn-2021-03-22-eu": "China, over Xinjiang",
};

const columnOf = (row) => (Number(row.date.slice(0, 4)) < FIRST ? 0 : Number(row.date.slice(0, 4)) - FIRST + 1);

function routeTo(table, key) {
  const pages = { laws: "law", bills: "bill", votes: "vote", retaliatory_measures: "measure", entities: "entity" };
  if (pages[table]) return path(pages[table], key);
  return path("row", table === "designation_events" ? "listing_changes" : table, key);
}

function timeline(asked) {
  const all = rows("timeline");
  const years = all.map((r) => Number(r.date.slice(0, 4)));
  const first = Math.min(...years),
    last = Math.max(...years);
  const names = [`${first}–${FIRST - 1}`, ...Array.from({ length: last - FIRST + 1 }, (_, at) => String(FIRST + at))];
  const cells = names.map((_, at) => all.filter((r) => columnOf(r) === at));
  const list = h("div", { id: "year-facts" });
  const picture = h("div.years", { "aria-hidden": "true", style: { "--columns": names.length } });
  const fill = (value) => {
    const at = names.indexOf(value);
    picture.querySelectorAll(".chosen").forEach((c) => c.classList.remove("chosen"));
    picture.querySelectorAll(`[data-column="${at}"]`).forEach((c) => c.classList.add("chosen"));
    list.replaceChildren(...yearFacts(names[at], cells[at]));
  };
  const pick = choice(
    "Year",
    names.map((n, at) => [n, `${n} (${cells[at].length})`]),
    names.includes(asked) ? asked : "2012",
    (value) => {
      fill(value);
      say(`${value} shown`);
    },
  );
  const select = pick.querySelector("select");
  const choose = (at) => {
    select.value = names[at];
    fill(names[at]);
  };
  for (const [lane] of LANES) {
    cells.forEach((cell, at) => picture.append(stack(lane, cell, at, choose)));
    if (lane === "acts")
      names.forEach((name, at) =>
        picture.append(
          h(
            "div.year",
            { "data-column": at, onclick: () => choose(at) },
            at
              ? h("span", {}, h("span.century", {}, name.slice(0, 2)), name.slice(2))
              : h("span", {}, `to ’${String(FIRST - 1).slice(2)}`),
          ),
        ),
      );
  }
  fill(select.value);
  const tally = (kinds) => number(all.filter((r) => kinds.includes(r.kind)).length);
  return h(
    "section.timeline",
    { "aria-labelledby": "years" },
    h("h2", { id: "years" }, `${first}–${last}: acts above, answers below`),
    h(
      "p.note",
      {},
      `Each square is a dated fact: ${tally(LANES[0][2])} laws, bills, votes and rounds of names, ${tally(LANES[1][2])} answers, ${tally(LANES[2][2])} events and works of the case. Laws that only mention an Act are left out.`,
    ),
    h(
      "ul.legend",
      {},
      Object.entries({
        law: "law",
        listing_round: "names added or removed",
        vote: "bill or vote",
        answer: "answer",
        event: "event or work of the case",
      }).map(([kind, text]) => h("li", {}, h("span.sq", { class: `sq ${kind}` }), text)),
    ),
    picture,
    h("div.pick", {}, pick),
    list,
  );
}

function stack(lane, cell, at, choose) {
  const kinds = LANES.find((l) => l[0] === lane)[2];
  const facts = cell.filter((r) => kinds.includes(r.kind)).sort(rising((r) => kinds.indexOf(r.kind)));
  const named = facts.filter((r) => NAMED[r.row_id]).map((r) => NAMED[r.row_id]);
  return h(
    "div.stack",
    { class: `stack ${lane}`, "data-column": at, onclick: () => choose(at) },
    h(
      "div.squares",
      {},
      facts.map((r) => h("span.sq", { class: `sq ${r.kind}`, title: `${r.date} ${r.what}` })),
    ),
    named.map((text) => h("span.named", {}, text)),
  );
}

function yearFacts(name, cell) {
  return [
    h("h3.year-title", {}, `${name}: ${count(cell.length, "dated fact")}`),
    h(
      "div.three",
      {},
      LANES.map(([lane, title, kinds]) => {
        const facts = cell.filter((r) => kinds.includes(r.kind)).sort(rising((r) => r.date));
        return h(
          "section",
          { class: lane, "aria-label": `${title}, ${name}` },
          h("h4", {}, title, h("span.number", {}, ` ${facts.length}`)),
          facts.length
            ? more(
                facts.map((r) =>
                  h(
                    "li.fact.narrow",
                    {},
                    h("p.when", {}, `${r.date} `, h("span.kind", {}, KINDS[r.kind])),
                    h("p.title", {}, to(routeTo(r.table_name, r.row_id), r.what)),
                  ),
                ),
                10,
              )
            : h("p.none", {}, "None."),
        );
      }),
    ),
  ];
}
