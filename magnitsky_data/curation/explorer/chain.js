// The nodes of a chain: bills and votes, laws, rounds of names, answers.

const chain = (nodes) => h("ol.chain", {}, nodes);

function node(kind, label, day, what, ...about) {
  return h(
    "li.node",
    { class: `node ${kind}` },
    h("p.node-label", {}, label, day ? h("span.when", {}, ` ${day}`) : ""),
    h("p.title", {}, what),
    about
      .flat()
      .filter(Boolean)
      .map((a) => (a instanceof Node ? a : h("p.more", {}, a))),
  );
}

const billsOf = (laws) => {
  const through = rows("bill_outcomes")
    .filter((b) => laws.filter(Boolean).includes(b.enacted_through_law_id))
    .map((b) => b.bill_id);
  return rows("bills")
    .filter(
      (b) => b.relevance !== "mention" && (laws.filter(Boolean).includes(b.law_id) || through.includes(b.bill_id)),
    )
    .sort(rising((r) => r.introduced_date));
};
// A law, its parts, the orders and regulations by which it is carried out, and those of them in turn.
function under(law, seen = new Set()) {
  if (seen.has(law)) return [];
  seen.add(law);
  const carried = of("law_relations", "related_law_id", law).filter((r) => r.relation_type === "implements");
  return [law, ...[...carried, ...of("laws", "part_of_law_id", law)].flatMap((l) => under(l.law_id, seen))];
}

function billNodes(bill) {
  const outcome = one("bill_outcomes", "bill_id", bill.bill_id);
  const votes = of("votes", "bill_id", bill.bill_id)
    .filter((v) => v.relevance !== "mention" || bill.relevance === "mention")
    .sort(rising((r) => r.vote_date));
  const sponsor = outcome.sponsor
    ? `${outcome.sponsor}${outcome.sponsor_party ? ` (${outcome.sponsor_party})` : ""}${Number(outcome.cosponsor_count) ? ` and ${count(Number(outcome.cosponsor_count), "cosponsor")}` : ""}`
    : "";
  return [
    node(
      "bill",
      "Bill",
      bill.introduced_date,
      to(
        path("bill", bill.bill_id),
        `${bill.number ? `${bill.number}: ` : ""}${bill.short_title || bill.official_title}`,
      ),
      dots(sponsor, OUTCOMES[outcome.outcome]),
    ),
    ...votes.map((v) =>
      node(
        "vote",
        "Vote",
        v.vote_date,
        to(path("vote", v.vote_id), `${one("chambers", "chamber_id", v.chamber_id).name}: ${v.question}`),
        v.yeas || v.nays ? [bar(tallyOf(v)), `${v.result}, ${tally(v)}`] : `${v.result}, ${WITHOUT[v.tally_type]}`,
      ),
    ),
  ];
}

const dayOfLaw = (law) => law.adopted_date || law.published_date || law.in_force_date;

// What one law does to another, said from the one and from the other.
const RELATED = {
  implements: ["Carries out", "Carried out by"],
  amends: ["Amends", "Amended by"],
  extends: ["Extends", "Extended by"],
  continues: ["Continues", "Continued by"],
  repeals: ["Repeals", "Repealed by"],
  answers: ["Answers", "Answered by law"],
};

function relationNode(relation, law, side) {
  const kind = relation.relation_type === "answers" && side ? "answer" : "carrier";
  const label = RELATED[relation.relation_type][side];
  return node(kind, label, dayOfLaw(law), to(path("law", law.law_id), law.title), relation.note);
}

function lawNodes(law) {
  const days = dots(
    law.adopted_date ? `adopted ${law.adopted_date}` : "",
    law.in_force_date ? `in force ${law.in_force_date}` : "",
    law.ended_date ? `ended ${law.ended_date}` : "",
  );
  const relations = of("law_relations", "related_law_id", law.law_id)
    .map((r) => ({ ...r, law: one("laws", "law_id", r.law_id) }))
    .sort(rising((r) => dayOfLaw(r.law)));
  const parts = of("laws", "part_of_law_id", law.law_id);
  const earlier = of("law_relations", "law_id", law.law_id);
  return [
    ...earlier.map((r) => relationNode(r, one("laws", "law_id", r.related_law_id), 0)),
    node("law", "Law", law.adopted_date, to(path("law", law.law_id), law.title), days, source(law)),
    ...parts.map((p) => node("carrier", "Part of it", "", to(path("law", p.law_id), p.title), p.citation)),
    ...relations.map((r) => relationNode(r, r.law, 1)),
  ];
}

function roundNodes(laws) {
  return rows("programs")
    .filter((p) => laws.includes(p.law_id))
    .map((p) => {
      const rounds = [...of("designation_rounds", "program_id", p.program_id)].sort(rising((r) => r.round_date));
      const named = new Map(rounds.map((r) => [r.round_id, of("designations", "round_id", r.round_id).length]));
      const most = Math.max(1, ...named.values());
      const items = rounds.map((r) =>
        h(
          "li.names-round",
          {},
          h("span.when", {}, r.round_date),
          h(
            "span.round-bar",
            { "aria-hidden": "true" },
            h("span", { style: { width: `${(100 * named.get(r.round_id)) / most}%` } }),
          ),
          to(
            path("row", "designation_rounds", r.round_id),
            r.action === "remove"
              ? `removed: ${r.title || "names"}`
              : `${named.get(r.round_id)} ${r.title ? `· ${r.title}` : "named"}`,
          ),
        ),
      );
      return node(
        "names-under",
        "Names under it",
        rounds.length ? `${rounds[0].round_date} – ${rounds[rounds.length - 1].round_date}` : "",
        to(`tables/listings?program_id=${p.program_id}`, p.name),
        `${count(of("designations", "program_id", p.program_id).length, "entry", "entries")} in ${count(rounds.length, "round")}`,
        items.length ? more(items, 12) : null,
      );
    });
}

function answerNodes(laws, bills) {
  const rounds = new Set(
    rows("programs")
      .filter((p) => laws.includes(p.law_id))
      .flatMap((p) => of("designation_rounds", "program_id", p.program_id).map((r) => r.round_id)),
  );
  const hit = rows("retaliation_triggers").filter(
    (t) => laws.includes(t.law_id) || bills.includes(t.bill_id) || rounds.has(t.round_id),
  );
  const answers = hit.map((t) => one("answers", "trigger_id", t.trigger_id)).filter(Boolean);
  const measures = [...new Set(answers.sort(rising((a) => a.answered_date)).map((a) => a.measure_id))];
  return measures.map((id) => {
    const [a, ...others] = answers.filter((answer) => answer.measure_id === id);
    const what = to(path("measure", id), a.what);
    return node("answer", `Answer of ${a.by}`, a.answered_date, what, [a, ...others].map(answered));
  });
}

function answered(a) {
  return `to: ${a.answers_to}${a.lag_days ? `, ${count(Number(a.lag_days), "day")} later` : ""} · ${CERTAIN[a.certainty]}`;
}
