// One row of a table, whole: each value under what its column means, its sources, and the rows that refer to it.

function rowPage([name, key]) {
  const table = store.tables[name];
  const row = table && byKey(name, key);
  if (!row) return missing(`Row ${key} of table ${name}`);
  const filled = table.fields.filter(([column_]) => row[column_] && !isBound(table, column_));
  const title = nameOfRow(name, row);
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

// Rows of other tables that name this one, by the column that does where a table has two.
// Names and states of lists have no page of their own: their keys are left out of this file.
function referring(name, key) {
  const withKeys = Object.entries(store.tables).filter(([, table]) =>
    table.key.every((column_) => table.columns[column_]),
  );
  return withKeys.flatMap(([other, table]) => {
    const links = Object.entries(table.links).filter(([column_, target]) => target === name && table.columns[column_]);
    return links.map(([column_]) => {
      const title = links.length > 1 ? `${table.title}: ${plain(column_)}` : table.title;
      return section(
        title,
        of(other, column_, key).map((row) => fact(dayOfRow(row), to(pageOf(other, row), nameOfRow(other, row)), "")),
      );
    });
  });
}

const dayOfRow = (row) =>
  row.date ||
  row.listed_date ||
  row.vote_date ||
  row.event_date ||
  row.announced_date ||
  row.adopted_date ||
  row.introduced_date ||
  row.trigger_date ||
  "";
const nameOfRow = (table, row) =>
  row.listed_name ||
  row.name ||
  row.short_title ||
  row.title ||
  row.statement ||
  row.what ||
  row.description ||
  keyOf(table, row);
