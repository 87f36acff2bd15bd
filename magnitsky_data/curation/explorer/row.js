// One row of a table, whole: each value under what its column means, its sources, and the rows that refer to it.

function rowPage([name, key]) {
  const table = store.tables[name];
  const row = table && byKey(name, key);
  if (!row) return missing(`Row ${key} of table ${name}`);
  const filled = table.fields.filter(([column_]) => row[column_] && !isBound(table, column_));
  const title =
    row.title || row.name || row.short_title || row.statement || row.what || row.listed_name || row.act || key;
  return page(
    title,
    null,
    h("p.facts-line", {}, "One row of ", SHELF_TITLES[table.shelf] ? to(`tables/${name}`, table.title) : table.title),
    h(
      "dl.record",
      {},
      filled.map(([column_, , meaning]) =>
        h(
          "div",
          {},
          h("dt", {}, plain(column_)),
          h("dd", {}, h("p", {}, cell(name, column_, row[column_])), h("p.meaning", {}, meaning)),
        ),
      ),
    ),
    compared(row),
    emptyOf(table, row),
    source(row),
    disagreements(name, key),
    ...referring(name, key),
    citeAndReport(name, key, row),
  );
}

// Earliest, latest and precision say again what the partial date says.
const isBound = (table, column_) =>
  table.fields.some(
    ([name, type]) =>
      type === "partial date" && column_.startsWith(`${name}_`) && /_(precision|earliest|latest)$/.test(column_),
  );

// The row of the record beside a claim.
function compared(row) {
  const known = row.record_table && store.tables[row.record_table] && byKey(row.record_table, row.record_row_id);
  return known
    ? h(
        "p",
        {},
        "The record beside it: ",
        to(routeTo(row.record_table, row.record_row_id), `${meta(row.record_table).title}, ${row.record_row_id}`),
        ".",
      )
    : null;
}

function emptyOf(table, row) {
  const empty = table.fields
    .filter(([column_]) => row[column_] === "" && !isBound(table, column_))
    .map(([name]) => plain(name));
  return empty.length ? h("p.note", {}, `Empty: ${empty.join(", ")}.`) : null;
}

function referring(name, key) {
  return Object.entries(store.tables)
    .flatMap(([other, table]) =>
      Object.entries(table.links)
        .filter(([column_, target]) => target === name && table.columns[column_])
        .map(([column_]) => {
          const found = of(other, column_, key);
          return section(
            `${table.title}: ${plain(column_)}`,
            found.map((row) =>
              fact(
                row.date || row.listed_date || row.vote_date || row.event_date || row.announced_date || "",
                to(
                  routeTo(other, keyOf(other, row)),
                  row.listed_name || row.name || row.title || row.statement || row.what || keyOf(other, row),
                ),
                "",
              ),
            ),
          );
        }),
    )
    .filter(Boolean);
}
