// Every ready and analysis table: filter, sort, page, and what its columns mean.

const SHELF_TITLES = { ready: "Ready: one question each", analysis: "Analysis: what they are made of" };

function tablesPage() {
  return page(
    "Tables",
    "All ready and analysis tables of the release, as they are. The evidence tables (entries and states of the lists, links, titles, steps) are in its files.",
    Object.entries(SHELF_TITLES).map(([shelf, title]) =>
      h(
        "section",
        {},
        h("h2", {}, title),
        h(
          "ul.facts",
          {},
          Object.entries(store.tables)
            .filter(([, t]) => t.shelf === shelf)
            .map(([name, t]) =>
              fact(count(t.rows, "row"), to(`tables/${name}`, t.title), [h("code", {}, name), ` ${t.description}`]),
            ),
        ),
      ),
    ),
  );
}

function tablePage([name], query) {
  const table = store.tables[name];
  if (!table || !SHELF_TITLES[table.shelf]) return missing(`Table ${name}`);
  const fields = new Map(table.fields.map((f) => [f[0], f]));
  const exact = [...query].filter(([k]) => fields.has(k));
  const sort = table.show.sort || "";
  const state = {
    text: "",
    columns: table.show.columns || table.key,
    by: sort.replace(/^-/, ""),
    down: sort.startsWith("-"),
    at: 0,
    found: [],
  };
  const shown = h("div", {}),
    told = h("p.count", { role: "status" });
  const draw = () => shown.replaceChildren(sheet(name, state, fields, draw, refresh));
  const refresh = () => {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const keys = [...fields.keys()];
    state.found = rows(name).filter(
      (row) =>
        exact.every(([k, v]) => row[k] === v) &&
        (!words.length ||
          fits(
            keys
              .map((k) => row[k])
              .join(" ")
              .toLowerCase(),
            words,
          )),
    );
    if (state.by) state.found = sorted(state.found, state.by, state.down, fields.get(state.by)[1]);
    told.replaceChildren(
      h("b", {}, number(state.found.length)),
      ` of ${count(table.rows, "row")}`,
      exact.length ? ` with ${exact.map(([k, v]) => `${k} ${v}`).join(", ")}` : "",
    );
    draw();
  };
  refresh();
  const all = h("input", {
    type: "checkbox",
    onchange: () => {
      state.columns = all.checked ? [...fields.keys()] : table.show.columns || table.key;
      draw();
    },
  });
  return page(
    table.title,
    table.description,
    cautions(name),
    h(
      "div.controls",
      {},
      h(
        "label.field.wide",
        {},
        h("span", {}, "Rows that contain"),
        h("input", {
          type: "search",
          autocomplete: "off",
          oninput: (event) => {
            state.text = event.target.value;
            state.at = 0;
            refresh();
          },
        }),
      ),
      h("label.check", {}, all, " all columns"),
      h(
        "button",
        { type: "button", onclick: () => save(`${name}.csv`, csv([...fields.keys()], state.found), "text/csv") },
        "Save these rows as CSV",
      ),
    ),
    told,
    shown,
    h(
      "details",
      {},
      h("summary", {}, `What the ${fields.size} columns mean`),
      h(
        "dl.meanings",
        {},
        table.fields.map(([column_, type, meaning, unit]) => [
          h("dt", {}, h("code", {}, column_), h("span.more", {}, ` ${type}${unit ? `, ${unit}` : ""}`)),
          h("dd", {}, meaning),
        ]),
      ),
    ),
    h("p.note", {}, h("code", {}, name), ` · key: ${table.key.join(", ")} · `, to("tables", "all tables")),
  );
}

const fits = (text, words) => words.every((word) => text.includes(word));

// Sorted by a column; empty cells come last, whichever way.
function sorted(list, by, down, type) {
  const value = type === "integer" ? (row) => Number(row[by]) : (row) => row[by];
  const full = list.filter((row) => row[by] !== ""),
    empty = list.filter((row) => row[by] === "");
  full.sort(down ? falling(value) : rising(value));
  return [...full, ...empty];
}

function sheet(name, state, fields, draw, refresh) {
  if (!state.found.length) return h("p.none", {}, "No row contains that.");
  const heads = state.columns.map((c) => {
    const order = state.by === c ? (state.down ? "descending" : "ascending") : null;
    return h(
      "th",
      { scope: "col", "aria-sort": order },
      h(
        "button.sort",
        {
          type: "button",
          title: fields.get(c)[2],
          onclick: () => {
            state.down = state.by === c ? !state.down : false;
            state.by = c;
            state.at = 0;
            refresh();
            refocus("sort", c);
          },
          "data-sort": c,
        },
        plain(c),
        h("span.arrow", { "aria-hidden": "true" }, order ? (state.down ? " ↓" : " ↑") : ""),
      ),
    );
  });
  const leading = state.columns.findIndex((c) => LEADING.includes(c));
  const seen = state.found.slice(state.at, state.at + PAGE);
  return h(
    "div",
    {},
    scrollable(
      `Rows of ${meta(name).title}`,
      h(
        "table.sheet",
        {},
        h("caption.unseen", {}, meta(name).title),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, h("span.unseen", {}, "Row")), heads)),
        h(
          "tbody",
          {},
          seen.map((row) =>
            h(
              "tr",
              {},
              h(
                "td",
                {},
                h(
                  "a",
                  { href: `#/${path("row", name, keyOf(name, row))}`, "aria-label": `row ${keyOf(name, row)}` },
                  "row",
                ),
              ),
              state.columns.map((c, at) =>
                h(
                  "td",
                  { class: fields.get(c)[1] === "integer" ? "num" : null },
                  at === leading && row[c] ? to(pageOf(name, row), row[c]) : cell(name, c, row[c]),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    pager(state.found.length, state.at, (at) => {
      state.at = at;
      draw();
    }),
  );
}

// The column whose text leads to the page of its row, and that page.
const LEADING = ["name", "listed_name", "member", "title", "short_title", "what", "statement"];

function pageOf(table, row) {
  if (table === "timeline") return routeTo(row.table_name, row.row_id);
  const seat = !row.entity_id && one("legislators", "legislator_id", row.legislator_id);
  const keys = {
    laws: ["laws", row.law_id],
    bills: ["bills", row.bill_id],
    bill_outcomes: ["bills", row.bill_id],
    answers: ["retaliatory_measures", row.measure_id],
    retaliatory_measures: ["retaliatory_measures", row.measure_id],
  };
  if (keys[table]) return routeTo(...keys[table]);
  if (row.entity_id || seat) return path("entity", row.entity_id || seat.entity_id);
  return path("row", table, keyOf(table, row));
}

// A value, as a link where it is a key or an address.
function cell(table, name, value) {
  if (!value) return "";
  if (/^https?:\/\//.test(value)) return out(value, host(value));
  if (value.length > 240) return h("span.long", {}, value);
  const target = name === "entity_id" ? "entities" : meta(table).links[name];
  return target && store.tables[target] && target !== "jurisdictions" && target !== "chambers"
    ? to(routeTo(target, value), value)
    : value;
}
