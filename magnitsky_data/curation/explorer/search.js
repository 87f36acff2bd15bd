// Search by name in any script: the key of the release, the same sounds written alike, one slip.

const PREFIX = 0.9,
  SLIP = 1.3,
  WEAK = 0.02; // of a word that begins as asked; of a wrong letter; of a word too many
const FITS = 0.7; // below it a name is another
const UNKNOWN = "¿",
  WORDS = /[a-z0-9¿]+/g;

// Letters of any script in Latin, small, words without punctuation: column search_key of entity_names.
// A letter that no name here has fits none.
function searchKey(text) {
  let found = "";
  for (const c of text.normalize("NFC"))
    found += c < "\x80" ? c : (store.letters[c] ?? (/\p{L}/u.test(c) ? UNKNOWN : " "));
  return (found.replace(/['`"]/g, "").toLowerCase().match(WORDS) || []).join(" ");
}

// The key with the given name of a Chinese one as one word after the family name, as Latin lists write it.
function nameKey(text) {
  return searchKey(
    text.replace(/[\u3400-\u9fff]+/g, (name) => {
      const [family, ...given] = [...name].map(searchKey);
      return ` ${family} ${given.join("")} `;
    }),
  );
}

function sounded(text) {
  for (const [sound, letter] of store.sounds) text = text.replaceAll(sound, letter);
  return text;
}

// All names by their words: words in order, and for each the names that have it.
function nameIndex() {
  return kept("names", () => {
    const names = rows("entity_names");
    const keys = sounded(names.map((n) => nameKey(n.repaired_name || n.name)).join("\n"))
      .split("\n")
      .map((k) => k.split(" "));
    const found = new Map();
    keys.forEach((words, at) =>
      words.forEach((word) => {
        if (!found.has(word)) found.set(word, []);
        const places = found.get(word);
        if (places[places.length - 1] !== at) places.push(at);
      }),
    );
    const words = [...found.keys()];
    const ids = [...new Set(names.map((n) => n.entity_id))],
      at = new Map(ids.map((id, place) => [id, place]));
    return {
      names,
      words,
      places: words.map((w) => found.get(w)),
      lengths: keys.map((k) => k.length),
      owners: names.map((n) => at.get(n.entity_id)),
      entities: ids.map(entity),
      before: ids.map((id) => comesFirst(entity(id))),
    };
  });
}

// Of names that fit alike: the unnamed come last, those on lists first, persons before bodies.
function comesFirst(who) {
  const listings = of("designations", "entity_id", who.entity_id).length;
  return (
    (who.name.startsWith("(") ? -5000 : 0) +
    (listings ? 100 + 10 * Math.min(9, listings) : 0) +
    (who.entity_type === "person" ? 5 : 0)
  );
}

// How like two words are: 1 the same, less for a longer word or one slip (a letter wrong, left out, too much, or two changed about).
function likeness(asked, word) {
  if (word === asked) return 1;
  if (word.startsWith(asked)) return asked.length > 1 ? PREFIX : 0;
  if (asked.length < 4 || Math.abs(word.length - asked.length) > 1) return 0;
  let a = 0;
  while (a < asked.length && asked[a] === word[a]) a++;
  let x = asked.length,
    y = word.length;
  while (x > a && y > a && asked[x - 1] === word[y - 1]) {
    x--;
    y--;
  }
  const one_ = x - a <= 1 && y - a <= 1;
  const changed = x - a === 2 && y - a === 2 && asked[a] === word[a + 1] && asked[a + 1] === word[a];
  return one_ || changed ? 1 - SLIP / asked.length : 0;
}

// Persons and bodies of a name, best first: { entity, name, score } and in all.
function search(text, limit = 12) {
  const asked = sounded(nameKey(text)).split(" ").filter(Boolean);
  if (!asked.length) return [];
  const index = nameIndex(),
    all = index.names.length;
  const total = new Float64Array(all);
  let whole = 0;
  for (const word of asked) {
    const best = new Float64Array(all);
    let weight = 0;
    for (let at = 0; at < index.words.length; at++) {
      const like = likeness(word, index.words[at]);
      if (!like) continue;
      weight = Math.max(weight, like * Math.log(1 + all / index.places[at].length));
      for (const place of index.places[at]) if (like > best[place]) best[place] = like;
    }
    weight = weight || Math.log(1 + all);
    whole += weight;
    for (let at = 0; at < all; at++) total[at] += weight * best[at];
  }
  const scores = new Float64Array(index.entities.length),
    by = new Int32Array(index.entities.length);
  for (let at = 0; at < all; at++) {
    const score = total[at] / whole - WEAK * Math.min(5, Math.max(0, index.lengths[at] - asked.length));
    if (score > scores[index.owners[at]]) {
      scores[index.owners[at]] = score;
      by[index.owners[at]] = at;
    }
  }
  const hits = [];
  scores.forEach((score, at) => {
    if (score >= FITS) hits.push({ at, score, rank: Math.round(score * 25) * 1000 + index.before[at] });
  });
  hits.sort((a, b) => b.rank - a.rank || b.score - a.score || a.at - b.at);
  const found = hits
    .slice(0, limit)
    .map((hit) => ({ ...hit, entity: index.entities[hit.at], name: index.names[by[hit.at]].name }));
  return Object.assign(found, { total: hits.length });
}

// What is known of a person or body in one line.
function inOneLine(who) {
  const seat = one("legislators", "entity_id", who.entity_id);
  const lists = of("listings", "entity_id", who.entity_id);
  const spells = [...lists].sort(rising(begunOf)).map((l) => {
    const [begun, gone] = spell("listings", l, "");
    return `${l.listed_by} ${begun === NEVER ? "?" : begun.slice(0, 4)}–${gone === NEVER ? "" : gone.slice(0, 4)}`;
  });
  const votes = seat ? of("vote_positions", "legislator_id", seat.legislator_id).length : 0;
  const bills = (
    seat ? of("sponsorships", "legislator_id", seat.legislator_id) : of("sponsorships", "entity_id", who.entity_id)
  ).length;
  const bars = [
    ...new Set(
      of("retaliation_targets", "entity_id", who.entity_id).map((t) =>
        stateName(one("retaliatory_measures", "measure_id", t.measure_id).imposing_jurisdiction_code),
      ),
    ),
  ];
  const parts = [
    spells.length ? `listed by ${[...new Set(spells)].join(", ")}` : "",
    bills ? count(bills, "bill") : "",
    votes ? count(votes, "vote") : "",
    bars.length ? `named in answers of ${bars.join(", ")}` : "",
  ].filter(Boolean);
  return parts.length ? parts.join(" · ") : who.description || "named in the case";
}
