// The data: unpacked once, tables made into rows when they are first asked for.

const NEVER = "9999-99-99",
  ALWAYS = "0000-00-00"; // days that no source reaches, in the order of text
let store; // what the file holds: about, pool, tables, letters, sounds
const made = new Map(); // what was made of it, by what it is

function kept(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

async function unpack() {
  const element = document.getElementById("data");
  const text = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  store = JSON.parse(await new Response(stream).text());
}

function meta(table) {
  const found = store.tables[table];
  if (!found) throw new Error(`no table ${table} in this page`);
  return found;
}

function sums(differences) {
  let at = 0;
  return differences.map((step) => (at += step));
}

function column(table, name) {
  return kept(`${table}.${name}`, () => {
    const packed = meta(table).columns[name];
    if (!packed) throw new Error(`table ${table} has no column ${name}`);
    const texts = sums(packed[0]).map((place) => store.pool[place]);
    return packed.length === 1 ? texts : sums(packed[1]).map((at) => texts[at]);
  });
}

// Rows as objects of texts, in the order of the CSV file, with the bounds of partial dates.
function rows(table) {
  return kept(`rows ${table}`, () => {
    const names = Object.keys(meta(table).columns);
    const cells = names.map((name) => column(table, name));
    const partial = meta(table)
      .fields.filter((f) => f[1] === "partial date")
      .map((f) => f[0]);
    return Array.from({ length: meta(table).rows }, (_, at) => {
      const row = {};
      names.forEach((name, i) => (row[name] = cells[i][at]));
      for (const name of partial) {
        const day = row[name] || "";
        row[`${name}_precision`] ??= { 0: "", 4: "year", 7: "month", 10: "day" }[day.length];
        row[`${name}_earliest`] ??= day && day.slice(0, 4) + (day.slice(4, 7) || "-01") + (day.slice(7) || "-01");
        row[`${name}_latest`] ??= day && lastDay(day);
      }
      return row;
    });
  });
}

function lastDay(day) {
  if (day.length === 10) return day;
  if (day.length === 4) return `${day}-12-31`;
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

// Rows of a table by the value of a column.
function group(table, name) {
  return kept(`group ${table}.${name}`, () => {
    const found = new Map();
    const values = column(table, name);
    rows(table).forEach((row, at) => {
      if (!found.has(values[at])) found.set(values[at], []);
      found.get(values[at]).push(row);
    });
    return found;
  });
}

const of = (table, name, value) => (value && group(table, name).get(value)) || [];
const one = (table, name, value) => of(table, name, value)[0];
const keyOf = (table, row) =>
  meta(table)
    .key.map((name) => row[name])
    .join("|");
const byKey = (table, key) =>
  kept(`key ${table}`, () => new Map(rows(table).map((row) => [keyOf(table, row), row]))).get(key);

const stateName = (code) => (one("jurisdictions", "jurisdiction_code", code) || { name: code }).name;
const sourceOf = (id) => one("sources", "source_id", id);
const entity = (id) =>
  one("entities", "entity_id", (one("entity_redirects", "old_entity_id", id) || { entity_id: id }).entity_id);

// Days

const MONTHS = "January February March April May June July August September October November December".split(" ");

function longDay(day) {
  if (!day) return "day not known";
  const [year, month, date] = day.split("-");
  return [date && Number(date), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

function nextDay(day) {
  return new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
}

const dayNumber = (day) => Math.round(Date.parse(day) / 864e5);
const dayOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);

// When a row of a table with an interval begins and when it is gone, as docs/time.md says:
// begun <= day < gone. Certainty is "", "certain" or "possible".
function spell(table, row, certainty) {
  const said = meta(table).interval;
  const start = bounds(row, said.start, [ALWAYS, NEVER]);
  const end = bounds(row, said.end, [NEVER, NEVER]);
  return [start[certainty === "possible" ? 0 : 1], end[certainty === "certain" ? 0 : 1]];
}

// The earliest and the latest day of one end.
function bounds(row, said, absent) {
  const after = row[said.after],
    by = row[said.by];
  const day = said.day.map((name) => row[name]).find(Boolean);
  if (day) return [said.basis && row[said.basis] === "consecutive_lists" && after ? nextDay(after) : day, day];
  if (after || by) return [after ? nextDay(after) : ALWAYS, by || NEVER];
  return absent;
}

function inForce(table, day, certainty) {
  return rows(table).filter((row) => {
    const [begun, gone] = spell(table, row, certainty);
    return begun <= day && day < gone;
  });
}

// Of each list the first and the last state at hand.
function reaches() {
  return kept("reaches", () => {
    const found = new Map();
    for (const [list, states] of group("list_snapshots", "list_id")) {
      const days = states.map((s) => s.list_date).sort();
      found.set(list, { name: one("lists", "list_id", list).name, since: days[0], until: days[days.length - 1] });
    }
    return found;
  });
}

const lastState = () =>
  [...reaches().values()]
    .map((r) => r.until)
    .sort()
    .pop();

// Comparing rows by what a function says of them; those alike stay in their order.
const rising = (said) => (a, b) => (said(a) < said(b) ? -1 : said(a) > said(b) ? 1 : 0);
const falling = (said) => (a, b) => rising(said)(b, a);

// Words

const dots = (...texts) => texts.flat().filter(Boolean).join(" · ");

const plain = (code) => code.replaceAll("_", " ");
const number = (n) => Number(n).toLocaleString("en-GB");
const count = (n, one_, many) => `${number(n)} ${n === 1 ? one_ : many || one_ + "s"}`;
const PARTIES = {
  D: "Democrats",
  R: "Republicans",
  I: "Independents",
  ID: "Independent Democrats",
  L: "Libertarians",
  "": "No party recorded",
};
const PARTY = {
  D: "Democrat",
  R: "Republican",
  I: "Independent",
  ID: "Independent Democrat",
  L: "Libertarian",
  "": "",
};
const POSITIONS = { yea: "For", nay: "Against", abstain: "Abstained", present: "Present", not_voting: "Not voting" };
