// Votes: all of them, and one with its parties and names.

const RELEVANCE = {
  core: "On Magnitsky texts proper",
  vehicle: "On acts that carry such a text among others",
  procedural: "Procedure on the way to them",
  mention: "On texts that only mention or answer an Act",
};

function votesPage() {
  const all = [...rows("votes")].sort(falling((r) => r.vote_date));
  return page(
    "Votes",
    `${number(all.length)} votes of ${new Set(all.map((v) => one("chambers", "chamber_id", v.chamber_id).jurisdiction_code)).size} parliaments and assemblies. The bar is all who voted: for, then against.`,
    key(),
    Object.entries(RELEVANCE).map(([relevance, title]) => {
      const some = all.filter((v) => v.relevance === relevance);
      return some.length
        ? h("section", {}, h("h2", {}, title, h("span.number", {}, ` ${some.length}`)), more(some.map(voteLine), 40))
        : null;
    }),
    cautions("votes"),
  );
}

const key = () =>
  h(
    "ul.legend",
    {},
    ["yea", "nay", "not_voting"].map((p) =>
      h(
        "li",
        {},
        h("span.sq", { class: `sq ${p}` }),
        p === "not_voting" ? "abstained, present or not voting" : POSITIONS[p].toLowerCase(),
      ),
    ),
  );

function voteLine(v) {
  const chamber = one("chambers", "chamber_id", v.chamber_id);
  return h(
    "li.fact.vote-line",
    {},
    h("div.when", {}, v.vote_date),
    h(
      "div.what",
      {},
      h("p.title", {}, to(path("vote", v.vote_id), actOf(v))),
      h("p.more", {}, `${stateName(chamber.jurisdiction_code)}, ${chamber.name} · ${v.question} · ${v.result}`),
    ),
    h(
      "div.tally",
      {},
      v.yeas || v.nays
        ? [bar(tallyOf(v)), h("span.tally-said", {}, tally(v))]
        : h("span.tally-said", {}, WITHOUT[v.tally_type] || "no count told"),
    ),
  );
}

const WITHOUT = {
  unanimous: "unanimous, no count",
  voice: "by voice",
  without_vote: "without a vote",
  unknown: "no count told",
  recorded: "no count told",
};
const tally = (v) =>
  v.yeas && v.nays
    ? `${number(v.yeas)} to ${number(v.nays)}`
    : `${v.yeas ? `${number(v.yeas)} for` : `${number(v.nays)} against`}, the other side not told`;
const tallyOf = (v) => [
  ["yea", Number(v.yeas)],
  ["nay", Number(v.nays)],
  ["not_voting", ["abstentions", "present", "not_voting"].reduce((sum, c) => sum + Number(v[c]), 0)],
];

function bar(parts, most) {
  const whole = most || parts.reduce((sum, [, n]) => sum + n, 0) || 1;
  return h(
    "div.bar-row",
    { "aria-hidden": "true" },
    parts
      .filter(([, n]) => n)
      .map(([position, n]) =>
        h(
          "span.part",
          { class: `part ${position}`, style: { width: `${(100 * n) / whole}%` } },
          n / whole > 0.07 ? number(n) : "",
        ),
      ),
  );
}

function votePage([id]) {
  const v = one("votes", "vote_id", id);
  if (!v) return missing(`The vote ${id}`);
  const chamber = one("chambers", "chamber_id", v.chamber_id),
    bill = one("bills", "bill_id", v.bill_id);
  const positions = of("vote_positions", "vote_id", id);
  const said = [
    ["for", v.yeas],
    ["against", v.nays],
    ["abstained", v.abstentions],
    ["present", v.present],
    ["not voting", v.not_voting],
  ].filter(([, n]) => n);
  return page(
    actOf(v),
    `${stateName(chamber.jurisdiction_code)}, ${chamber.name}, ${longDay(v.vote_date)}: ${v.question}`,
    h(
      "p.verdict",
      {},
      h("b", {}, v.result),
      said.length ? ` · ${said.map(([what, n]) => `${number(n)} ${what}`).join(", ")}` : ` · ${WITHOUT[v.tally_type]}`,
      v.majority_required ? ` · majority needed ${plain(v.majority_required)}` : "",
    ),
    h("p.note", {}, `${RELEVANCE[v.relevance]}. ${v.relevance_reason || ""}`),
    bill
      ? h(
          "p",
          {},
          "On ",
          to(
            path("bill", bill.bill_id),
            `${bill.number || "this bill"}${bill.short_title ? `: ${bill.short_title}` : ""}`,
          ),
          ".",
        )
      : null,
    v.yeas || v.nays ? [key(), h("div.all-bar", {}, bar(tallyOf(v)))] : null,
    positions.length
      ? [parties(positions), membersOf(v, positions)]
      : h("p.none", {}, "How single members voted is not in the dataset."),
    v.note ? h("p.note", {}, v.note) : null,
    source(v),
    disagreements("votes", id),
    citeAndReport("votes", id, v),
  );
}

const FOLDED = ["yea", "nay", "not_voting"];
const fold = (position) => (FOLDED.includes(position) ? position : "not_voting");

function parties(positions) {
  const codes = Object.keys(PARTIES).filter((code) => positions.some((p) => p.party_code === code));
  if (codes.length < 2) return null;
  const counted = codes.map((code) => [
    code,
    FOLDED.map((f) => [f, positions.filter((p) => p.party_code === code && fold(p.position) === f).length]),
  ]);
  const most = Math.max(...counted.map(([, parts]) => parts.reduce((sum, [, n]) => sum + n, 0)));
  return h(
    "section",
    { "aria-labelledby": "by-party" },
    h("h2", { id: "by-party" }, "By party"),
    h(
      "ul.parties",
      {},
      counted.map(([code, parts]) =>
        h(
          "li",
          {},
          h("p", {}, h("b", {}, PARTIES[code]), ` ${parts[0][1]} for, ${parts[1][1]} against, ${parts[2][1]} neither`),
          bar(parts, most),
        ),
      ),
    ),
  );
}

function membersOf(v, positions) {
  const list = h("div", {});
  const show = (text) => {
    const asked = searchKey(text);
    list.replaceChildren(
      ...["nay", "abstain", "present", "not_voting", "yea"]
        .map((position) => {
          const some = positions
            .filter((p) => p.position === position)
            .map((p) => ({ ...p, name: one("legislators", "legislator_id", p.legislator_id).name }))
            .filter((p) => searchKey(`${p.name} ${p.party_code} ${p.state_code}`).includes(asked))
            .sort(rising((r) => lastName(r.name)));
          return some.length
            ? h(
                "section",
                {},
                h("h3", {}, POSITIONS[position], h("span.number", {}, ` ${some.length}`)),
                h("ul.members", {}, some.map(member)),
              )
            : null;
        })
        .filter(Boolean),
    );
    if (!list.childNodes.length) list.append(h("p.none", {}, "No such name in this vote."));
  };
  show("");
  const partial =
    v.positions_coverage === "partial" ? h("p.note", {}, "Only those whom sources name; not all who voted.") : null;
  return h(
    "section",
    { "aria-labelledby": "members" },
    h("h2", { id: "members" }, "Names", h("span.number", {}, ` ${positions.length}`)),
    partial,
    positions.length > 20
      ? h(
          "label.field",
          {},
          h("span", {}, "Name, party or state"),
          h("input", { type: "search", autocomplete: "off", oninput: (event) => show(event.target.value) }),
        )
      : null,
    list,
  );
}

const lastName = (name) =>
  name
    .replace(/,? (Jr|Sr|I+)\.?$/, "")
    .split(" ")
    .pop();

function member(p) {
  const seat = one("legislators", "legislator_id", p.legislator_id);
  return h(
    "li",
    {},
    to(path("entity", seat.entity_id), p.name),
    [p.party_code, p.state_code].some(Boolean)
      ? h("span.more", {}, ` ${[p.party_code, p.state_code].filter(Boolean).join("-")}`)
      : null,
  );
}
