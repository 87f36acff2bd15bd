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
        "Of natural persons the page shows what the questions need: name, kind, birth date, nationality, office, listing. It has no passport, identity or tax number, no street, no telephone and no mail. Those whom the lists name and those whom the answers name are treated alike, and the page is no tool for screening customers.",
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
    h("section", {}, h("h2", {}, "Whose records these are"), wordsOfPublishers(), licences()),
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

function wordsOfPublishers() {
  const words = new Set(rows("licences").map((l) => l.attribution).filter(Boolean));
  return h("ul", {}, [...words].map((said) => h("li", {}, said)));
}

function licences() {
  const counted = new Map();
  for (const s of rows("sources")) if (s.licence) counted.set(s.licence, [...(counted.get(s.licence) || []), s]);
  const sorted_ = [...counted].sort(falling(([, some]) => some.length));
  return h(
    "dl.meanings",
    {},
    sorted_.map(([licence, some]) => [
      h("dt", {}, licence),
      h(
        "dd",
        {},
        `${count(some.length, "document")} of ${[...new Set(some.map((s) => s.publisher || host(s.url)))].sort().slice(0, 8).join("; ")}`,
      ),
    ]),
    h("dt", {}, "No terms recorded"),
    h(
      "dd",
      {},
      `${number(rows("sources").filter((s) => !s.licence).length)} documents: press, releases and pages from which single facts were read, in our own words.`,
    ),
  );
}
