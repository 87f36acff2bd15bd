// Laws and bills: from bill to law to rounds of names to the answers, as one chain.

const OUTCOMES = { enacted: "became law", text_enacted: "its text is law through another bill", adopted: "adopted", rejected: "rejected", lapsed: "lapsed", withdrawn: "withdrawn", pending: "pending", drafted: "drafted", not_known: "outcome not known" };

function lawsPage(_parts, query) {
  const state = { by: query.get("by") || "", all: query.get("all") || "" };
  const list = h("div", {});
  const show = () => {
    const laws = rows("laws").filter((l) => (!state.by || l.jurisdiction_code === state.by) && (state.all || l.relevance !== "mention")).sort((a, b) => (dayOfLaw(a) < dayOfLaw(b) ? 1 : -1));
    const bills = rows("bill_outcomes").filter((b) => (!state.by || b.jurisdiction_code === state.by) && (state.all || b.relevance !== "mention")).sort((a, b) => (a.introduced_date < b.introduced_date ? 1 : -1));
    list.replaceChildren(...[
      section("Laws, orders, decisions", laws.map((l) => fact(dayOfLaw(l), to(path("law", l.law_id), l.title), lawMore(l)))),
      section("Bills and motions", bills.map((b) => fact(b.introduced_date, to(path("bill", b.bill_id), `${b.number ? `${b.number}: ` : ""}${b.title}`), [stateName(b.jurisdiction_code), OUTCOMES[b.outcome], b.sponsor ? `by ${b.sponsor}` : ""].filter(Boolean).join(" · ")))),
    ].filter(Boolean));
    if (!list.childNodes.length) list.append(h("p.none", {}, "None with these choices."));
  };
  const states = [...new Set([...column("laws", "jurisdiction_code"), ...column("bills", "jurisdiction_code")])].map((code) => [code, stateName(code)]).sort((a, b) => (a[1] < b[1] ? -1 : 1));
  show();
  return page("Laws and bills", "Each leads to its chain: the bill, the votes, the law, the rounds of names under it, and what was done in answer.",
    h("div.controls", {}, choice("State", [["", "all"], ...states], state.by, (by) => { state.by = by; show(); }),
      choice("Texts", [["", "of the Magnitsky family"], ["1", "also those that only mention or answer it"]], state.all, (all) => { state.all = all; show(); })),
    list, cautions("bills"));
}

function lawMore(l) {
  return [stateName(l.jurisdiction_code), plain(l.law_type), { in_force: "in force", ended: `ended ${l.ended_date}`, spent: "spent" }[l.status], l.has_asset_freeze === "true" ? "asset freeze" : "", l.has_entry_ban === "true" ? "entry ban" : "", l.is_binding === "false" ? "not binding" : ""].filter(Boolean).join(" · ");
}

function lawPage([id]) {
  const law = one("laws", "law_id", id);
  if (!law) return missing(`The law ${id}`);
  const parent = one("laws", "law_id", law.part_of_law_id);
  const bills = billsOf([id, law.part_of_law_id]);
  return page(law.title, [law.citation, law.document_number].filter(Boolean).join(" · ") || null,
    h("p.facts-line", {}, lawMore(law)), parent ? h("p", {}, "Part of ", to(path("law", parent.law_id), parent.title), ".") : null,
    chain([...bills.flatMap(billNodes), ...lawNodes(law), ...roundNodes(under(id)), ...answerNodes(under(id), bills.map((b) => b.bill_id))]),
    law.note ? h("p.note", {}, law.note) : null, disagreements("laws", id), citeAndReport("laws", id, law));
}

function billPage([id]) {
  const bill = one("bills", "bill_id", id);
  if (!bill) return missing(`The bill ${id}`);
  const outcome = one("bill_outcomes", "bill_id", id);
  const through = outcome.enacted_through_bill_id ? one("bills", "bill_id", outcome.enacted_through_bill_id) : null;
  const laws = [...new Set([bill.law_id, outcome.enacted_through_law_id].filter(Boolean))];
  const sponsors = [...of("sponsorships", "bill_id", id)].sort((a, b) => (a.role !== b.role ? (a.role === "sponsor" ? -1 : b.role === "sponsor" ? 1 : 0) : a.joined_date < b.joined_date ? -1 : 1));
  return page(bill.short_title || bill.official_title, bill.short_title && bill.official_title && bill.official_title !== bill.short_title ? bill.official_title : null,
    h("p.facts-line", {}, [stateName(bill.jurisdiction_code), bill.number, bill.session ? `session ${bill.session}` : "", OUTCOMES[outcome.outcome]].filter(Boolean).join(" · ")),
    h("p.note", {}, `${bill.relevance_reason || ""}${bill.status_as_of_date ? ` Status as of ${bill.status_as_of_date}.` : ""}`),
    chain([...billNodes(bill), ...(through ? [node("bill", "Its text went into", outcome.last_step_date, to(path("bill", through.bill_id), through.number || through.short_title), through.short_title)] : []),
      ...laws.flatMap((law) => lawNodes(one("laws", "law_id", law))), ...roundNodes(laws.flatMap((law) => under(law))), ...answerNodes(laws.flatMap((law) => under(law)), [id])]),
    section("Sponsors", sponsors.map((s) => fact(s.joined_date, sponsorName(s), [plain(s.role), PARTY[s.party_code], s.state_code, s.withdrawn_date ? `withdrawn ${s.withdrawn_date}` : ""].filter(Boolean).join(" · ")))),
    bill.note ? h("p.note", {}, bill.note) : null, source(bill), disagreements("bills", id), citeAndReport("bills", id, bill));
}

function sponsorName(s) {
  const seat = one("legislators", "legislator_id", s.legislator_id);
  const id = seat ? seat.entity_id : s.entity_id;
  return id ? to(path("entity", id), seat ? seat.name : entity(id).name) : `${s.sponsor_count || ""} sponsors together`;
}

const chain = (nodes) => h("ol.chain", {}, nodes);

function node(kind, label, day, what, ...about) {
  return h("li.node", { class: `node ${kind}` }, h("p.node-label", {}, label, day ? h("span.when", {}, ` ${day}`) : ""), h("p.title", {}, what), about.flat().filter(Boolean).map((a) => (a instanceof Node ? a : h("p.more", {}, a))));
}

const billsOf = (laws) => {
  const through = rows("bill_outcomes").filter((b) => laws.filter(Boolean).includes(b.enacted_through_law_id)).map((b) => b.bill_id);
  return rows("bills").filter((b) => b.relevance !== "mention" && (laws.filter(Boolean).includes(b.law_id) || through.includes(b.bill_id))).sort((a, b) => (a.introduced_date < b.introduced_date ? -1 : 1));
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
  const votes = of("votes", "bill_id", bill.bill_id).filter((v) => v.relevance !== "mention" || bill.relevance === "mention").sort((a, b) => (a.vote_date < b.vote_date ? -1 : 1));
  const sponsor = outcome.sponsor ? `${outcome.sponsor}${outcome.sponsor_party ? ` (${outcome.sponsor_party})` : ""}${Number(outcome.cosponsor_count) ? ` and ${count(Number(outcome.cosponsor_count), "cosponsor")}` : ""}` : "";
  return [
    node("bill", "Bill", bill.introduced_date, to(path("bill", bill.bill_id), `${bill.number ? `${bill.number}: ` : ""}${bill.short_title || bill.official_title}`), [sponsor, OUTCOMES[outcome.outcome]].filter(Boolean).join(" · ")),
    ...votes.map((v) => node("vote", "Vote", v.vote_date, to(path("vote", v.vote_id), `${one("chambers", "chamber_id", v.chamber_id).name}: ${v.question}`), v.yeas || v.nays ? [bar(tallyOf(v)), `${v.result}, ${tally(v)}`] : `${v.result}, ${WITHOUT[v.tally_type]}`)),
  ];
}

const dayOfLaw = (law) => law.adopted_date || law.published_date || law.in_force_date;

function lawNodes(law) {
  const days = [law.adopted_date ? `adopted ${law.adopted_date}` : "", law.in_force_date ? `in force ${law.in_force_date}` : "", law.ended_date ? `ended ${law.ended_date}` : ""].filter(Boolean).join(" · ");
  const relations = of("law_relations", "related_law_id", law.law_id).map((r) => ({ ...r, law: one("laws", "law_id", r.law_id) })).sort((a, b) => (dayOfLaw(a.law) < dayOfLaw(b.law) ? -1 : 1));
  const parts = of("laws", "part_of_law_id", law.law_id);
  return [
    node("law", "Law", law.adopted_date, to(path("law", law.law_id), law.title), days, source(law)),
    ...parts.map((p) => node("carrier", "Part of it", "", to(path("law", p.law_id), p.title), p.citation)),
    ...relations.map((r) => node(r.relation_type === "answers" ? "answer" : "carrier", { implements: "Carried out by", amends: "Amended by", extends: "Extended by", continues: "Continued by", repeals: "Repealed by", answers: "Answered by law" }[r.relation_type], dayOfLaw(r.law), to(path("law", r.law_id), r.law.title), r.note)),
  ];
}

function roundNodes(laws) {
  return rows("programs").filter((p) => laws.includes(p.law_id)).map((p) => {
    const rounds = of("designation_rounds", "program_id", p.program_id).sort((a, b) => (a.round_date < b.round_date ? -1 : 1));
    const named = new Map(rounds.map((r) => [r.round_id, of("designations", "round_id", r.round_id).length]));
    const most = Math.max(1, ...named.values());
    const items = rounds.map((r) => h("li.names-round", {}, h("span.when", {}, r.round_date), h("span.round-bar", { "aria-hidden": "true" }, h("span", { style: { width: `${(100 * named.get(r.round_id)) / most}%` } })), to(path("row", "designation_rounds", r.round_id), r.action === "remove" ? `removed: ${r.title || "names"}` : `${named.get(r.round_id)} ${r.title ? `· ${r.title}` : "named"}`)));
    return node("names-under", "Names under it", rounds.length ? `${rounds[0].round_date} – ${rounds[rounds.length - 1].round_date}` : "", to(`tables/listings?program_id=${p.program_id}`, p.name), `${count(of("designations", "program_id", p.program_id).length, "entry", "entries")} in ${count(rounds.length, "round")}`, items.length ? more(items, 12) : null);
  });
}

function answerNodes(laws, bills) {
  const rounds = new Set(rows("programs").filter((p) => laws.includes(p.law_id)).flatMap((p) => of("designation_rounds", "program_id", p.program_id).map((r) => r.round_id)));
  const hit = rows("retaliation_triggers").filter((t) => laws.includes(t.law_id) || bills.includes(t.bill_id) || rounds.has(t.round_id));
  return hit.map((t) => one("answers", "trigger_id", t.trigger_id)).filter(Boolean).sort((a, b) => (a.answered_date < b.answered_date ? -1 : 1))
    .map((a) => node("answer", `Answer of ${a.by}`, a.answered_date, to(path("measure", a.measure_id), a.what), `to: ${a.answers_to}${a.lag_days ? `, ${count(Number(a.lag_days), "day")} later` : ""} · ${CERTAIN[a.certainty]}`));
}
