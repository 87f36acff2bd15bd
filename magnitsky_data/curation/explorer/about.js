// What this is: version, licence, what is covered and what is not, how to correct it.

function aboutPage() {
  const a = store.about;
  const programs = rows("programs").map((p) => ({ ...p, reach: reaches().get(p.list_id) }));
  return page(
    `${a.title} ${a.version}`,
    a.description,
    h(
      "section",
      {},
      h("h2", {}, "Version and licence"),
      h(
        "p",
        {},
        `Release ${a.version} of ${longDay(a.released)}. Compilation: `,
        out(a.licence.path, a.licence.title),
        ". Official records keep the terms of their publishers, which are told below.",
      ),
      a.homepage ? h("p", {}, out(a.homepage, host(a.homepage))) : null,
      copyable("Cite the dataset", a.citation, "Citation"),
    ),
    h(
      "section",
      {},
      h("h2", {}, "What it covers"),
      h("p", {}, a.covers),
      scrollable(
        "Programmes",
        h(
          "table.sheet",
          {},
          h("caption", {}, "The programmes, how fully they are here, and the last state of the list at hand"),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              ["State", "Programme", "Entries", "Coverage", "First state", "Last state"].map((t) =>
                h("th", { scope: "col" }, t),
              ),
            ),
          ),
          h(
            "tbody",
            {},
            programs.map((p) =>
              h(
                "tr",
                {},
                h("td", {}, stateName(p.jurisdiction_code)),
                h("th", { scope: "row" }, p.name),
                h("td.num", {}, number(of("designations", "program_id", p.program_id).length)),
                h("td", {}, p.coverage),
                h("td.day", {}, p.reach ? p.reach.since : "none"),
                h("td.day", {}, p.reach ? p.reach.until : "none"),
              ),
            ),
          ),
        ),
      ),
    ),
    h(
      "section",
      {},
      h("h2", {}, "What it does not cover"),
      h("p", {}, "Each table says what to know before counting. Together:"),
      h(
        "dl.meanings",
        {},
        Object.entries(store.tables)
          .filter(([, t]) => SHELF_TITLES[t.shelf] && t.cautions.length)
          .map(([name, t]) => [
            h("dt", {}, to(`tables/${name}`, t.title)),
            h(
              "dd",
              {},
              h(
                "ul",
                {},
                t.cautions.map((c) => h("li", {}, c)),
              ),
            ),
          ]),
      ),
    ),
    h(
      "section",
      {},
      h("h2", {}, "Persons"),
      h(
        "p",
        {},
        "Of natural persons the page shows what the questions need: names, kind, birth date, countries, office, listing, votes; of one who is on no list any more the year of birth alone. It has no passport, identity or tax number, no street, no telephone and no mail. The same holds for those whom the lists name and those whom the answers name. The page is no tool for screening customers.",
      ),
    ),
    h(
      "section",
      {},
      h("h2", {}, "Corrections"),
      h(
        "p",
        {},
        "Every person, body, bill, law, vote, measure and row has a ready text for a report on its page. ",
        a.homepage
          ? ["Send it to ", out(a.homepage, host(a.homepage)), "."]
          : "Send it to the place from which you have this file.",
        " Name a public source. Whoever is named here may ask for a correction in the same way.",
      ),
      h(
        "p",
        {},
        `Where sources disagree, both stand: ${number(rows("citations").length)} values here have a source against them, which is told with the row.`,
      ),
    ),
    h("section", {}, h("h2", {}, "Whose records these are"), licences()),
    h(
      "section",
      {},
      h("h2", {}, "This file"),
      h(
        "p",
        {},
        "One file without server, library or request: it works from a disk without a network. Links lead to the sources and are followed only when you choose them.",
      ),
    ),
  );
}

// The words that licences ask for, as they ask for them, then the terms of all records.
function licences() {
  const used = rows("licences").map((l) => ({ ...l, documents: of("sources", "licence", l.licence).length }));
  const without = rows("sources").filter((s) => !s.licence).length;
  return [
    h(
      "ul.words",
      {},
      [...new Set(used.map((l) => l.attribution).filter(Boolean))].map((words) => h("li", {}, words)),
    ),
    h(
      "dl.meanings",
      {},
      used
        .sort(falling((l) => l.documents))
        .map((l) => [h("dt", {}, out(l.url, l.title)), h("dd", {}, `${count(l.documents, "document")}. ${l.note}`)]),
      h("dt", {}, "No terms recorded"),
      h(
        "dd",
        {},
        `${count(without, "document")}: acts, press and pages from which single facts were read, in our own words.`,
      ),
    ),
  ];
}
