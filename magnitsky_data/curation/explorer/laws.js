// Laws and bills, and one of them with its chain from bill to law to rounds of names to the answers.

const OUTCOMES = {
  enacted: "became law",
  text_enacted: "its text is law through another bill",
  adopted: "adopted",
  rejected: "rejected",
  lapsed: "lapsed",
  withdrawn: "withdrawn",
  pending: "pending",
  drafted: "drafted",
  not_known: "outcome not known",
};

// The weightiest first.
const LAW_TYPES = {
  Acts: ["act", "act_part", "amendment"],
  "Orders, regulations, decisions": ["executive_order", "regulation", "decision"],
  Resolutions: ["resolution"],
  "Notices and memoranda": ["notice", "memorandum", "proclamation"],
};

function lawsPage(_parts, query) {
  const state = { by: query.get("by") || "", all: query.get("all") || "" };
  const list = h("div", {});
  const show = () => {
    const laws = rows("laws")
      .filter((l) => (!state.by || l.jurisdiction_code === state.by) && (state.all || l.relevance !== "mention"))
      .sort(falling(dayOfLaw));
    const bills = rows("bill_outcomes")
      .filter((b) => (!state.by || b.jurisdiction_code === state.by) && (state.all || b.relevance !== "mention"))
      .sort(falling((r) => r.introduced_date));
    list.replaceChildren(
      ...[
        ...Object.entries(LAW_TYPES).map(([title, types]) =>
          section(
            title,
            laws
              .filter((l) => types.includes(l.law_type))
              .map((l) => fact(dayOfLaw(l), to(path("law", l.law_id), l.title), dots(l.citation, lawMore(l)))),
          ),
        ),
        section(
          "Bills and motions",
          bills.map((b) =>
            fact(
              b.introduced_date,
              to(path("bill", b.bill_id), `${b.number ? `${b.number}: ` : ""}${b.title}`),
              dots(stateName(b.jurisdiction_code), OUTCOMES[b.outcome], b.sponsor ? `by ${b.sponsor}` : ""),
            ),
          ),
        ),
      ].filter(Boolean),
    );
    if (!list.childNodes.length) list.append(h("p.none", {}, "None with these choices."));
  };
  const states = [...new Set([...column("laws", "jurisdiction_code"), ...column("bills", "jurisdiction_code")])]
    .map((code) => [code, stateName(code)])
    .sort(rising(([, name]) => name));
  show();
  return page(
    "Laws and bills",
    "Each leads to its chain: the bill, the votes, the law, the rounds of names under it, and what was done in answer.",
    h(
      "div.controls",
      {},
      choice("State", [["", "all"], ...states], state.by, (by) => {
        state.by = by;
        show();
      }),
      choice(
        "Texts",
        [
          ["", "of the Magnitsky family"],
          ["1", "also those that only mention or answer it"],
        ],
        state.all,
        (all) => {
          state.all = all;
          show();
        },
      ),
    ),
    list,
    cautions("bills"),
  );
}

function lawMore(l) {
  return dots(
    stateName(l.jurisdiction_code),
    plain(l.law_type),
    { in_force: "in force", ended: `ended ${l.ended_date}`, spent: "spent" }[l.status],
    l.has_asset_freeze === "true" ? "asset freeze" : "",
    l.has_entry_ban === "true" ? "entry ban" : "",
    l.is_binding === "false" ? "not binding" : "",
  );
}

function lawPage([id]) {
  const law = one("laws", "law_id", id);
  if (!law) return missing(`The law ${id}`);
  const parent = one("laws", "law_id", law.part_of_law_id);
  const bills = billsOf([id, law.part_of_law_id]);
  return page(
    law.title,
    dots(law.citation, law.document_number) || null,
    h("p.facts-line", {}, lawMore(law)),
    parent ? h("p", {}, "Part of ", to(path("law", parent.law_id), parent.title), ".") : null,
    chain([
      ...bills.flatMap(billNodes),
      ...lawNodes(law),
      ...roundNodes(under(id)),
      ...answerNodes(
        under(id),
        bills.map((b) => b.bill_id),
      ),
    ]),
    law.note ? h("p.note", {}, law.note) : null,
    disagreements("laws", id),
    citeAndReport("laws", id, law),
  );
}

function billPage([id]) {
  const bill = one("bills", "bill_id", id);
  if (!bill) return missing(`The bill ${id}`);
  const outcome = one("bill_outcomes", "bill_id", id);
  const through = outcome.enacted_through_bill_id ? one("bills", "bill_id", outcome.enacted_through_bill_id) : null;
  const laws = [...new Set([bill.law_id, outcome.enacted_through_law_id].filter(Boolean))];
  const sponsors = [...of("sponsorships", "bill_id", id)].sort(
    rising((s) => `${s.role === "sponsor" ? 0 : 1} ${s.joined_date}`),
  );
  return page(
    bill.short_title || bill.official_title,
    bill.short_title && bill.official_title && bill.official_title !== bill.short_title ? bill.official_title : null,
    h(
      "p.facts-line",
      {},
      dots(
        stateName(bill.jurisdiction_code),
        bill.number,
        bill.session ? `session ${bill.session}` : "",
        OUTCOMES[outcome.outcome],
      ),
    ),
    h(
      "p.note",
      {},
      `${bill.relevance_reason || ""}${bill.status_as_of_date ? ` Status as of ${bill.status_as_of_date}.` : ""}`,
    ),
    chain([
      ...billNodes(bill),
      ...(through
        ? [
            node(
              "bill",
              "Its text went into",
              outcome.last_step_date,
              to(path("bill", through.bill_id), through.number || through.short_title),
              through.short_title,
            ),
          ]
        : []),
      ...laws.flatMap((law) => lawNodes(one("laws", "law_id", law))),
      ...roundNodes(laws.flatMap((law) => under(law))),
      ...answerNodes(
        laws.flatMap((law) => under(law)),
        [id],
      ),
    ]),
    section(
      "Sponsors",
      sponsors.map((s) =>
        fact(
          s.joined_date,
          sponsorName(s),
          dots(
            plain(s.role),
            PARTY[s.party_code],
            s.state_code,
            s.withdrawn_date ? `withdrawn ${s.withdrawn_date}` : "",
          ),
        ),
      ),
    ),
    bill.note ? h("p.note", {}, bill.note) : null,
    source(bill),
    disagreements("bills", id),
    citeAndReport("bills", id, bill),
  );
}

function sponsorName(s) {
  const seat = one("legislators", "legislator_id", s.legislator_id);
  const id = seat ? seat.entity_id : s.entity_id;
  return id ? to(path("entity", id), seat ? seat.name : entity(id).name) : `${s.sponsor_count || ""} sponsors together`;
}
