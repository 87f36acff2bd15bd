// Elements: text goes in as text only, addresses only when they lead to the web or within the page.

function h(tag, about, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(about || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") Object.entries(value).forEach(([k, v]) => element.style.setProperty(k, v));
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false && c !== ""));
  return element;
}

function svg(tag, about, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(about || {})) element.setAttribute(key, value);
  element.append(...children.flat());
  return element;
}

const to = (route, ...children) => h("a", { href: `#/${route}` }, ...children);
const path = (...parts) => parts.map(encodeURIComponent).join("/");

function out(url, ...children) {
  return /^https?:\/\//.test(url || "")
    ? h("a", { href: url, rel: "noopener noreferrer" }, ...children)
    : h("span", {}, ...children);
}

// The document that a row rests on, as a link, with the place in it.
function source(row) {
  const ids = [...new Set(["source_id", "listed_source_id", "delisted_source_id"].map((c) => row[c]).filter(Boolean))];
  const found = ids.length
    ? ids
        .map((id) => sourceOf(id))
        .map((s) => ({
          url: s.url,
          title: s.title || s.publisher || s.source_id,
          by: s.title ? s.publisher : "",
          day: s.document_date,
        }))
    : row.source_url || row.source_title
      ? [{ url: row.source_url, title: row.source_title || host(row.source_url) }]
      : [];
  if (!found.length) return null;
  return h(
    "p.src",
    {},
    h("span.label", {}, found.length > 1 ? "Sources " : "Source "),
    found.map((s, at) => [
      at ? "; " : "",
      out(s.url, s.title),
      [s.by, s.day].filter(Boolean).length ? ` (${[s.by, s.day].filter(Boolean).join(", ")})` : "",
    ]),
    row.source_locator ? h("span.locator", {}, `, ${row.source_locator}`) : null,
  );
}

const host = (url) => (/^https?:\/\/(?:www\.)?([^/]+)/.exec(url || "") || ["", url])[1];

// A dated fact: the day at the side, what it is, more about it, its source.
function fact(day, what, more, row, kind) {
  return h(
    "li.fact",
    { class: kind ? `fact ${kind}` : "fact" },
    h("div.when", {}, day || "no day"),
    h("div.what", {}, h("p.title", {}, what), more ? h("p.more", {}, more) : null, row ? source(row) : null),
  );
}

function section(title, items, note) {
  if (!items.length) return null;
  const id = `s-${title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
  return h(
    "section",
    { "aria-labelledby": id },
    h("h2", { id }, title, h("span.number", {}, ` ${number(items.length)}`)),
    note ? h("p.note", {}, note) : null,
    more(items),
  );
}

// The first of many facts; a button brings the rest.
function more(items, first = 12) {
  const list = h("ul.facts", {}, items.slice(0, first));
  const rest = items.slice(first);
  if (!rest.length) return list;
  const button = h(
    "button.more-button",
    {
      type: "button",
      onclick: () => {
        list.append(...rest);
        button.remove();
        const link = rest[0].querySelector("a");
        if (link) link.focus();
      },
    },
    `Show ${number(rest.length)} more`,
  );
  return h("div", {}, list, button);
}

function page(title, lead, ...children) {
  return h("article", {}, h("h1", { tabindex: -1 }, title), lead ? h("p.lead", {}, lead) : null, ...children);
}

function missing(what) {
  return page(
    "Not in this release",
    `${what} is not here. Ids that were withdrawn lead to those that took their place; others may be from another release.`,
    h("p", {}, to("", "Search by name")),
  );
}

function cautions(table) {
  const said = meta(table).cautions;
  return said.length
    ? h(
        "aside.caution",
        { "aria-label": "Before counting" },
        h("p", {}, h("b", {}, "Before counting")),
        h(
          "ul",
          {},
          said.map((text) => h("li", {}, text)),
        ),
      )
    : null;
}

function scrollable(label, table) {
  return h("div.scroll", { role: "region", tabindex: 0, "aria-label": label }, table);
}

function choice(label, options, value, onchange) {
  const select = h(
    "select",
    { onchange: () => onchange(select.value) },
    options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)),
  );
  select.value = value;
  return h("label.field", {}, h("span", {}, label), select);
}

// What was pressed is drawn anew: the new one of the same name takes the focus.
function refocus(kind, name) {
  const again = [...document.querySelectorAll(`[data-${kind}]`)].find((element) => element.dataset[kind] === name);
  if (again) again.focus();
}

function say(text) {
  document.getElementById("said").textContent = text;
}

// Citing and reporting: the text stands on the page, the button copies it.

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h("textarea", { value: text, "aria-label": what });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${what} copied`);
}

function citation(table, key, row) {
  const where = `in: ${store.about.title} ${store.about.version}, table ${table}, row ${key}`;
  const ids = ["source_id", "listed_source_id", "delisted_source_id"].map((c) => row[c]).filter(Boolean);
  const documents = [...new Set(ids)].map((id) => {
    const s = sourceOf(id);
    const named = [s.publisher, s.title].filter(Boolean).join(", ");
    return `${named} (${s.document_date || "no date"})${s.url ? `, ${s.url}` : ""}; ${[row.source_locator, where].filter(Boolean).join("; ")}.`;
  });
  return documents.length
    ? documents.join("\n")
    : store.about.citation.replace("Licence:", `table ${table}, row ${key}; licence:`);
}

function copyable(title, text, what, ...before) {
  const button = h(
    "button",
    {
      type: "button",
      onclick: () => {
        copy(text, what);
        button.textContent = "Copied";
      },
    },
    `Copy ${what.toLowerCase()}`,
  );
  return h("div.copyable", {}, h("h3", {}, title), ...before, h("p.quoted", {}, text), button);
}

function citeAndReport(table, key, row) {
  const report = `${store.about.title} ${store.about.version}, table ${table}, row ${key}: [what is wrong] should be [what is right], as [a public source, with its address] says.`;
  const where = store.about.homepage
    ? h("p", {}, "Send it to ", out(store.about.homepage, host(store.about.homepage)), ".")
    : h(
        "p",
        {},
        "Send it to the place from which you have this file, with a public source. Whoever is named here may do so too.",
      );
  return h(
    "section.two",
    { "aria-label": "Cite or correct" },
    copyable("Cite this", citation(table, key, row), "Citation"),
    copyable("Report an error", report, "Report", where),
  );
}

function save(name, text, type) {
  const url = URL.createObjectURL(new Blob(["\ufeff" + text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function csv(names, list) {
  const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [names, ...list.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cell).join(",") + "\n")
    .join("");
}
