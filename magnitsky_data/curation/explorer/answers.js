// Measures in answer: how soon they came, all of them, and one with what it answers and whom it names.

const CERTAIN = {
  stated: "the state says so",
  reported: "reported by others",
  inferred: "inferred from day and content",
};
const RELATIONS = {
  magnitsky_type: "laws and lists of the Magnitsky type",
  human_rights_sanctions: "other human rights sanctions",
  other_sanctions: "other sanctions",
  amendment: "amendments of earlier answers",
  context: "context",
  related_us_measure: "related measures of the United States",
};

function answersPage(_parts, query) {
  const state = { by: query.get("by") || "", to: query.get("to") ?? "magnitsky_type" };
  const list = h("div", {});
  const show = () => {
    const some = rows("answers")
      .filter((a) => (!state.by || a.by === state.by) && (!state.to || a.relation === state.to))
      .sort(falling((r) => r.answered_date));
    const measures = [...new Set(some.map((a) => a.measure_id))];
    list.replaceChildren(
      h(
        "p.count",
        { role: "status" },
        h("b", {}, number(measures.length)),
        ` ${measures.length === 1 ? "measure" : "measures"}`,
      ),
      ...[lags(some)].filter(Boolean),
      ...[
        section(
          "Measures",
          measures.map((id) => {
            const both = some.filter((a) => a.measure_id === id),
              a = both[0];
            return fact(
              a.answered_date,
              to(path("measure", id), `${a.by}: ${a.what}`),
              [
                a.against ? `against ${a.against} · ` : "",
                `answers: ${both.map((b) => b.answers_to + (b.lag_days ? ` (${count(Number(b.lag_days), "day")})` : "")).join("; ")} · ${CERTAIN[a.certainty]}`,
                Number(a.named_count) ? ` · ${a.named_count} named here` : "",
              ],
              a,
            );
          }),
        ),
      ].filter(Boolean),
    );
  };
  show();
  const by = [...new Set(column("answers", "by"))].sort();
  return page(
    "Answers",
    "What states did in answer to laws and lists: entry bans, laws, treaties ended. That a measure answers something is told with who says so.",
    h(
      "div.controls",
      {},
      choice("By", [["", "all states"], ...by.map((b) => [b, b])], state.by, (value) => {
        state.by = value;
        show();
      }),
      choice(
        "Answer to",
        [["", "anything"], ...Object.entries(RELATIONS).filter(([r]) => rows("answers").some((a) => a.relation === r))],
        state.to,
        (value) => {
          state.to = value;
          show();
        },
      ),
    ),
    list,
    cautions("answers"),
  );
}

// A dot an answer, by how many days after what it answers.
function lags(some) {
  const known = some
    .filter((a) => a.lag_days !== "")
    .map((a) => ({ ...a, days: Number(a.lag_days) }))
    .sort(rising((a) => a.days));
  if (known.length < 4) return null;
  const middle = known[Math.floor((known.length - 1) / 2)].days,
    most = known[known.length - 1].days;
  const x = (days) => `${(100 * Math.sqrt(days)) / Math.sqrt(Math.max(most, 1))}%`;
  const piles = new Map();
  const dots = known.map((a) => {
    const at = Math.round(40 * Math.sqrt(a.days / Math.max(most, 1)));
    piles.set(at, (piles.get(at) || 0) + 1);
    return h("i.dot", {
      title: `${a.days} days: ${a.by}, ${a.what}`,
      style: { left: x(a.days), bottom: `${(piles.get(at) - 1) * 11}px` },
    });
  });
  const ticks = [0, 1, 7, 30, 90, 180, 365].filter((d) => d <= most);
  return h(
    "section.lags",
    { "aria-label": "How soon" },
    h("h2", {}, `Half of the answers whose days are known came within ${count(middle, "day")}`),
    h(
      "p.note",
      {},
      `${known.length} pairs of measure and trigger with both days known; the scale is wider for the first days.`,
    ),
    h("div.dots", { "aria-hidden": "true", style: { height: `${Math.max(...piles.values()) * 11 + 8}px` } }, dots),
    h(
      "div.axis",
      { "aria-hidden": "true" },
      ticks.map((d, at) =>
        h(
          "span",
          { class: ["first", "second"][at], style: { left: x(d) } },
          d === ticks[ticks.length - 1] ? `${d} days` : d,
        ),
      ),
    ),
  );
}

function measurePage([id]) {
  const m = one("retaliatory_measures", "measure_id", id);
  if (!m) return missing(`The measure ${id}`);
  const triggers = of("retaliation_triggers", "measure_id", id),
    targets = of("retaliation_targets", "measure_id", id);
  const parts = of("retaliatory_measures", "part_of_measure_id", id),
    whole = one("retaliatory_measures", "measure_id", m.part_of_measure_id);
  const law = one("laws", "law_id", m.law_id);
  const days = dots(
    m.initiated_date ? `initiated ${m.initiated_date}` : "",
    m.announced_date ? `announced ${m.announced_date}` : "",
    m.in_force_date ? `in force ${m.in_force_date}` : "",
    m.ended_date ? `ended ${m.ended_date}` : "",
  );
  const does = dots(
    plain(m.measure_type),
    m.has_entry_ban === "true" ? "entry ban" : "",
    m.has_asset_freeze === "true" ? "asset freeze" : "",
    m.has_business_ban === "true" ? "ban on business" : "",
  );
  const announced = [
    [m.announced_persons, "person"],
    [m.announced_organizations, "body", "bodies"],
  ]
    .filter(([n]) => n && n !== "0")
    .map(([n, a, b]) => count(Number(n), a, b))
    .join(" and ");
  return page(
    m.title,
    `${stateName(m.imposing_jurisdiction_code)}${m.target_jurisdiction_code ? `, against ${stateName(m.target_jurisdiction_code)}` : ""}`,
    h("p.facts-line", {}, days),
    h("p.facts-line", {}, does),
    m.instrument ? h("p", {}, m.instrument) : null,
    whole ? h("p", {}, "Part of ", to(path("measure", whole.measure_id), whole.title), ".") : null,
    law ? h("p", {}, "By ", to(path("law", law.law_id), law.title), ".") : null,
    chain([
      ...triggers.map((t) =>
        node(
          "law",
          "What it answers",
          t.trigger_date,
          trigger(t),
          `${t.description} · ${CERTAIN[t.certainty]}`,
          source(t),
        ),
      ),
      node(
        "answer",
        "The answer",
        m.announced_date || m.in_force_date,
        m.title,
        announced ? `announced: ${announced}` : m.is_names_published === "false" ? "the names were not published" : "",
        source(m),
      ),
    ]),
    section(
      "Parts of it",
      parts.map((p) =>
        fact(p.announced_date || p.in_force_date, to(path("measure", p.measure_id), p.title), plain(p.measure_type), p),
      ),
    ),
    section(
      "Whom it names",
      targets.map((t) =>
        fact(
          t.country_code ? stateName(t.country_code) : "state not told",
          t.entity_id ? to(path("entity", t.entity_id), t.listed_name) : t.listed_name,
          dots(t.role, t.group_name, HOW[t.placement], t.lifted_date ? `lifted ${t.lifted_date}` : ""),
          t,
        ),
      ),
      m.targets_coverage === "complete"
        ? "All those named."
        : "Not all those named: those who are in this dataset for another reason, or whom a source names.",
    ),
    m.note ? h("p.note", {}, m.note) : null,
    disagreements("retaliatory_measures", id),
    citeAndReport("retaliatory_measures", id, m),
  );
}

function trigger(t) {
  const law = one("laws", "law_id", t.law_id),
    bill = one("bills", "bill_id", t.bill_id),
    round = one("designation_rounds", "round_id", t.round_id);
  if (law) return to(path("law", law.law_id), law.title);
  if (bill) return to(path("bill", bill.bill_id), bill.short_title || bill.number);
  if (round)
    return to(path("row", "designation_rounds", round.round_id), round.title || `Names of ${round.round_date}`);
  return t.description;
}
