// What stands on the page of a person or body, a section a table, every row with its source.

function sections(life) {
  return [
    section(
      "Listings",
      life.listings.map((l) => fact(whenBegun(l), listedOn(l), listingMore(l), l)),
      "A listing is an act of a state: that a name is on a list does not say that its grounds are true.",
    ),
    section(
      "Measures that name it",
      life.measures.map(measureFact),
      "A measure is an act of a state: that it names somebody does not say that its grounds are true.",
    ),
    section(
      "Bills",
      life.bills.map((s) =>
        fact(
          dayOfBill(s),
          to(
            path("bill", s.bill_id),
            `${s.bill.number ? `${s.bill.number}: ` : ""}${s.bill.short_title || s.bill.official_title}`,
          ),
          dots(
            plain(s.role),
            PARTY[s.party_code],
            s.withdrawn_date ? `withdrawn ${s.withdrawn_date}` : "",
            OUTCOMES[one("bill_outcomes", "bill_id", s.bill_id).outcome],
          ),
          s,
        ),
      ),
    ),
    section(
      "Votes",
      life.votes.map((v) =>
        fact(
          v.vote_date,
          to(path("vote", v.vote_id), actOf(v)),
          [h("b", {}, POSITIONS[v.position]), ` · ${v.question} · ${v.result}`],
          v,
        ),
      ),
    ),
    section(
      "Events",
      life.events.map((e) =>
        fact(
          e.event_date,
          to(path("row", "events", e.event_id), e.title),
          dots(e.role ? plain(e.role) : "", e.is_contested === "true" ? "contested" : ""),
          e,
        ),
      ),
    ),
    section("Claims", life.claims.map(claimFact)),
    section(
      "Reports and films",
      life.works.map((w) => fact(w.released_date, to(path("row", "works", w.work_id), w.title), plain(w.work_type), w)),
    ),
    names(life),
    ...life.seats.map(seat),
  ];
}

function listingMore(l) {
  const gone = l.is_listed === "true" ? "listed today" : `removed ${whenGone(l)}`;
  return [
    gone,
    l.delisted_why ? `: ${l.delisted_why}` : "",
    l.ground ? ` · ground: ${plain(l.ground)}` : "",
    l.is_identified_property === "true" ? " · identified as property of a listed person, not designated itself" : "",
    " · ",
    to(path("row", "listings", l.designation_id), "details"),
  ];
}

const HOW = {
  named_in_round: "named in the announcement",
  standing_list: "on the standing list, which answers the sanctions of all years",
  self_disclosed: "known by the person's own word",
  leaked: "known from a leak",
};

function measureFact(t) {
  const m = t.measure;
  return fact(
    m.announced_date || m.in_force_date,
    to(path("measure", m.measure_id), `${stateName(m.imposing_jurisdiction_code)}: ${m.title}`),
    dots(t.role, HOW[t.placement], t.lifted_date ? `lifted ${t.lifted_date}` : "", t.note),
    t,
  );
}

const VERDICTS = {
  agrees: "agrees with the record",
  differs: "differs from the record",
  no_record: "no record to compare with",
  not_checkable: "cannot be checked",
};

function claimFact(c) {
  const said = [
    h("b", {}, VERDICTS[c.verdict]),
    c.claimed_value || c.record_value
      ? ` · claimed: ${c.claimed_value || "nothing"} · record: ${c.record_value || "nothing"}`
      : "",
    c.not_checkable_reason ? ` · ${c.not_checkable_reason}` : "",
    " · ",
    to(path("row", "claims", c.claim_id), "details"),
  ];
  return fact(c.claimed_date, c.statement, said, c, c.verdict);
}

// Names, each once, with what kind of name it is and which lists give it.
function names(life) {
  const found = new Map();
  for (const n of life.names) {
    if (!found.has(n.name)) found.set(n.name, { kinds: new Set(), lists: new Set(), script: n.script_code });
    found.get(n.name).kinds.add(n.name_type);
    if (n.list_id) found.get(n.name).lists.add(stateName(one("lists", "list_id", n.list_id).jurisdiction_code));
  }
  if (!found.size) return null;
  return h(
    "section",
    { "aria-labelledby": "s-names" },
    h("h2", { id: "s-names" }, "Names", h("span.number", {}, ` ${found.size}`)),
    h(
      "ul.names",
      {},
      [...found].map(([name, said]) =>
        h(
          "li",
          {},
          h("span.name", {}, name),
          h(
            "span.more",
            {},
            ` ${[...said.kinds].map(plain).join(", ")}${said.lists.size ? `; ${[...said.lists].sort().join(", ")}` : ""}`,
          ),
        ),
      ),
    ),
  );
}

function seat(s) {
  const ids = [
    ["Bioguide", s.bioguide_id],
    ["ICPSR", s.icpsr_id],
    ["LIS", s.lis_id],
    ["GovTrack", s.govtrack_id],
    ["Wikidata", s.wikidata_id],
  ].filter(([, id]) => id);
  return h(
    "section",
    { "aria-label": "As a member" },
    h("h2", {}, "As a member"),
    h(
      "ul.facts",
      {},
      fact(stateName(s.jurisdiction_code), s.name, ids.map(([what, id]) => `${what} ${id}`).join(" · "), s),
    ),
  );
}

function actOf(vote) {
  const bill = one("bills", "bill_id", vote.bill_id);
  return bill ? bill.short_title || bill.official_title || bill.number : vote.measure_number || vote.question;
}

// What further documents say against a row.
function disagreements(table, key) {
  const found = of("citations", "row_id", key).filter((c) => c.table_name === table);
  return section(
    "Sources that disagree",
    found.map((c) =>
      fact(c.column_name ? plain(c.column_name) : "the row", c.value || c.note, c.value ? c.note : "", c),
    ),
  );
}
