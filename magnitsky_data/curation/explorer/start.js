// The first page: search as one types, six figures with their day, the years.

const EXAMPLES = ["Artem Kuznetsov", "Benjamin Cardin", "Кадыров", "Michael Chong", "陈全国", "Бастрыкен"];

function startPage(_parts, query) {
  const results = h("ol.hits", { id: "hits" });
  const told = h("p.told", { id: "told" });
  const input = h("input", {
    type: "search",
    id: "q",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "told",
    value: query.get("q") || "",
    oninput: () => showHits(input.value, results, told),
    onkeydown: (event) => steps(event, input, results),
  });
  results.addEventListener("keydown", (event) => steps(event, input, results));
  showHits(input.value, results, told);
  return h(
    "article.start",
    {},
    h("h1", { tabindex: -1 }, "Magnitsky laws, sanction lists and the answers to them"),
    h(
      "p.lead",
      {},
      "Who proposed and voted for the laws, whom the lists name and when, what the sanctioned states did in return. Each row leads to its source.",
    ),
    h(
      "div.search",
      { role: "search" },
      h("label", { for: "q" }, "Find a person, body or vessel"),
      input,
      h(
        "p.hint",
        {},
        "Any script, any order, one slip. Try ",
        EXAMPLES.map((name, at) => [at ? ", " : "", h("a", { href: `#/?q=${encodeURIComponent(name)}` }, name)]),
        ".",
      ),
      told,
      results,
    ),
    figures(),
    timeline(query.get("year")),
    h(
      "p.note",
      {},
      "The dataset takes no side: it says who claims what and what the record holds. ",
      to("about", "What it covers and what it does not"),
      ".",
    ),
  );
}

function showHits(text, results, told) {
  results.replaceChildren();
  told.textContent = "";
  if (!text.trim()) return;
  const found = search(text);
  results.append(...found.map(hit));
  told.textContent = found.length
    ? found.total > found.length
      ? `The ${found.length} nearest of ${number(found.total)}`
      : count(found.total, "name found", "names found")
    : `No one of that name is here. ${store.about.covers}`;
  say(told.textContent);
}

function hit(found) {
  const who = found.entity;
  return h(
    "li",
    {},
    to(
      path("entity", who.entity_id),
      h("span.name", {}, who.name),
      found.name === who.name ? null : h("span.other", {}, found.name),
      h("span.line", {}, h("span.kind", {}, who.entity_type), " ", inOneLine(who)),
    ),
  );
}

// Arrows go from the field through the hits and back, Enter in the field opens the first.
function steps(event, input, results) {
  const links = [...results.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Enter" && at < 0 && links.length) location.hash = links[0].hash;
  else if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
  else if (event.key === "Escape" && at >= 0) input.focus();
  else return;
  event.preventDefault();
}

function figures() {
  const day = lastState();
  const listed = inForce("listings", day, "").filter((l) => l.is_identified_property === "false");
  const bills = rows("bill_outcomes").filter((b) => b.relevance !== "mention");
  const passed = bills.filter((b) => ["enacted", "text_enacted", "adopted"].includes(b.outcome));
  const votes = rows("votes").filter((v) => v.relevance !== "mention");
  const answers = new Set(
    rows("answers")
      .filter((a) => a.relation === "magnitsky_type")
      .map((a) => a.measure_id),
  );
  const claims = rows("claims");
  const verdict = (name) => claims.filter((c) => c.verdict === name).length;
  const gone = new Set(
    rows("listings")
      .filter((l) => l.is_listed === "false")
      .map((l) => l.entity_id),
  );
  const states = new Set(listed.map((l) => l.listed_by));
  const items = [
    [
      new Set(listed.map((l) => l.entity_id)).size,
      `persons and bodies on the lists of ${states.has("European Union") ? `${states.size - 1} states and the EU` : `${states.size} states`}`,
      `day ${day}`,
      `day/${day}`,
    ],
    [
      gone.size,
      "persons and bodies with an entry that has ended: removed, merged or moved",
      `by ${day}`,
      "tables/listings?is_listed=false",
    ],
    [
      bills.length,
      `bills and motions; ${number(passed.length)} became law, live on in one, or were adopted`,
      `as of ${store.about.released}`,
      "laws",
    ],
    [
      votes.length,
      `votes of parliaments; ${number(votes.filter((v) => v.positions_coverage === "complete").length)} with every member's name`,
      `to ${votes
        .map((v) => v.vote_date)
        .sort()
        .pop()}`,
      "votes",
    ],
    [
      answers.size,
      "measures in answer to Magnitsky-type laws and lists",
      `to ${rows("answers")
        .map((a) => a.answered_date)
        .sort()
        .pop()}`,
      "answers",
    ],
    [
      claims.length,
      `claims of documents set beside the record: ${verdict("agrees")} agree, ${verdict("differs")} differ, the others cannot be checked`,
      `as of ${store.about.released}`,
      "tables/claims",
    ],
  ];
  return h(
    "section.figures",
    { "aria-label": "In figures" },
    h(
      "ul",
      {},
      items.map(([value, what, when, route]) =>
        h("li", {}, to(route, h("span.value", {}, number(value)), h("span.what", {}, what)), h("span.when", {}, when)),
      ),
    ),
  );
}
