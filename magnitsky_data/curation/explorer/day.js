// A list on a day: who was in force, by state, nationality and kind; the rule is that of docs/time.md.

const DAY_COLUMNS = [
  ["name", "Name"],
  ["listed_by", "Listed by"],
  ["program", "Programme"],
  ["nationality", "Nationality"],
  ["entity_type", "Kind"],
  ["", "Since"],
  ["", "Until"],
];
const FIRST_DAY = "2012-01-01",
  PAGE = 50;
const SURE = [
  ["", "as the lists stood"],
  ["certain", "beyond doubt"],
  ["possible", "all that may have been listed"],
];

function dayPage([asked], query) {
  const last = store.about.released;
  const state = {
    day: /^\d{4}-\d\d-\d\d$/.test(asked || "") && !Number.isNaN(Date.parse(asked)) ? asked : lastState(),
    by: query.get("by") || "",
    nationality: query.get("nationality") || "",
    kind: query.get("kind") || "",
    sure: query.get("certainty") || "",
    at: 0,
    rows: [],
  };
  const shown = h("div", {}),
    told = h("p.count", { id: "day-count" }),
    warned = h("p.note", {}),
    chart = h("div.area", { "aria-hidden": "true" }),
    line = h("i.now", {}),
    bars = h("ul.state-bars", { "aria-label": "By state" });
  const slider = h("input", {
    type: "range",
    id: "slider",
    min: dayNumber(FIRST_DAY),
    max: dayNumber(last),
    value: dayNumber(state.day),
    oninput: () => change({ day: dayOf(Number(slider.value)) }),
  });
  const date = h("input", {
    type: "date",
    id: "date",
    min: FIRST_DAY,
    max: last,
    value: state.day,
    onchange: () => date.value && change({ day: date.value }),
  });
  const download = h(
    "button",
    {
      type: "button",
      onclick: () =>
        save(
          `listings-${state.day}.csv`,
          csv(
            meta("listings").fields.map((f) => f[0]),
            state.rows,
          ),
          "text/csv",
        ),
    },
    "Save these rows as CSV",
  );
  const change = (asked_) => {
    Object.assign(state, { at: 0 }, asked_);
    slider.value = dayNumber(state.day);
    date.value = state.day;
    const listed = inForce("listings", state.day, state.sure);
    const fits = (row, but) =>
      (but === "by" || !state.by || row.listed_by === state.by) &&
      (!state.nationality || row.nationality.split("; ").includes(state.nationality)) &&
      (!state.kind || kindOf(row) === state.kind);
    state.rows = listed
      .filter((row) => fits(row))
      .sort(rising((r) => r.name))
      .sort(falling(begunOf));
    slider.setAttribute("aria-valuetext", `${longDay(state.day)}: ${count(state.rows.length, "entry", "entries")}`);
    const who = new Set(state.rows.map((r) => r.entity_id)).size;
    told.replaceChildren(
      h("b", {}, number(state.rows.length)),
      ` ${state.rows.length === 1 ? "entry" : "entries"} in force on ${longDay(state.day)}: ${count(who, "person, body or vessel", "persons, bodies and vessels")}`,
    );
    warned.textContent = warning(state.day);
    bars.replaceChildren(
      ...stateBars(
        listed.filter((row) => fits(row, "by")),
        state.by,
        (by) => change({ by }),
      ),
    );
    line.style.left = `${across(state.day)}%`;
    if (Object.keys(asked_).join() !== "day") chart.replaceChildren(area((row) => fits(row), state.sure, line));
    remember(state);
    table();
  };
  const table = () =>
    shown.replaceChildren(
      dayTable(state, (at) => {
        state.at = at;
        table();
      }),
    );
  const nationalities = [
    ...new Set(
      rows("listings")
        .flatMap((r) => r.nationality.split("; "))
        .filter(Boolean),
    ),
  ].sort();
  const element = page(
    "Who was listed on a day",
    "An entry counts from the day of listing to the day before its removal. Where only a bracket is known, it counts until the removal is proven.",
    h(
      "div.controls",
      {},
      h("label.field", { for: "date" }, h("span", {}, "Day"), date),
      choice("Nationality", [["", "all"], ...nationalities.map((n) => [n, n])], state.nationality, (nationality) =>
        change({ nationality }),
      ),
      choice(
        "Kind",
        [
          ["", "all"],
          ["person", "persons"],
          ["organization", "bodies"],
          ["vessel", "vessels, designated"],
          ["property", "vessels, identified as property"],
          ["aircraft", "aircraft"],
        ],
        state.kind,
        (kind) => change({ kind }),
      ),
      choice("Certainty", SURE, state.sure, (sure) => change({ sure })),
    ),
    chart,
    h("label.slider", { for: "slider" }, h("span.unseen", {}, "Move the day"), slider),
    told,
    warned,
    bars,
    h("div.actions", {}, download),
    shown,
    h(
      "p.note",
      {},
      "Nationality is what a list says of a person; bodies have none here. The rule equals the official lists on every dated state at hand.",
    ),
    cautions("listings"),
  );
  change({});
  return element;
}

const kindOf = (row) => (row.is_identified_property === "true" ? "property" : row.entity_type);

// The address says what is seen, so that it can be sent on.
function remember(state) {
  const asked = new URLSearchParams(
    Object.entries({ by: state.by, nationality: state.nationality, kind: state.kind, certainty: state.sure }).filter(
      ([, v]) => v,
    ),
  ).toString();
  const hash = `#/day/${state.day}${asked ? `?${asked}` : ""}`;
  if (location.hash !== hash && location.hash.startsWith("#/day")) history.replaceState(null, "", hash);
}

function warning(day) {
  const late = [...reaches().values()].filter((r) => day > r.until).map((r) => `${r.name} (${r.until})`);
  const early = [...reaches().values()].every((r) => day < r.since);
  return [
    early ? "This day is before the first state of any list at hand." : "",
    late.length ? `After the last state at hand of: ${late.join("; ")}. Later changes are not in it.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

// A bar a state, which is a button that keeps to it.
function stateBars(listed, chosen, choose) {
  const states = [...shades().keys()];
  const counted = states.map((s) => [s, listed.filter((r) => r.listed_by === s).length]).sort(falling(([, n]) => n));
  const most = Math.max(1, ...counted.map(([, n]) => n));
  return counted.map(([state, n]) =>
    h(
      "li",
      {},
      h(
        "button.state-bar",
        {
          type: "button",
          "aria-pressed": String(chosen === state),
          "data-state": state,
          onclick: () => {
            choose(chosen === state ? "" : state);
            refocus("state", state);
          },
        },
        h("span.state-name", {}, state),
        h(
          "span.state-track",
          {},
          h("span", { class: `state-fill shade-${shades().get(state)}`, style: { width: `${(100 * n) / most}%` } }),
        ),
        h("span.state-count", {}, number(n)),
      ),
    ),
  );
}

function dayTable(state, turn) {
  const sorted = state.rows;
  const seen = sorted.slice(state.at, state.at + PAGE);
  if (!sorted.length) return h("p.none", {}, "None with these choices.");
  return h(
    "div",
    {},
    scrollable(
      "Entries in force",
      h(
        "table.listings",
        {},
        h("caption.unseen", {}, `Entries in force on ${state.day}`),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            DAY_COLUMNS.map(([, label]) => h("th", { scope: "col" }, label)),
          ),
        ),
        h(
          "tbody",
          {},
          seen.map((row) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, to(path("entity", row.entity_id), row.name)),
              DAY_COLUMNS.slice(1, 5).map(([name]) =>
                h("td", {}, name === "entity_type" ? plain(kindOf(row)) : row[name]),
              ),
              h("td.day", {}, whenBegun(row)),
              h("td.day", {}, row.is_listed === "true" ? "" : whenGone(row)),
            ),
          ),
        ),
      ),
    ),
    pager(sorted.length, state.at, turn),
  );
}

const begunOf = (row) => spell("listings", row, "possible")[0];

function pager(total, at, turn) {
  if (total <= PAGE) return null;
  const go = (label, place) =>
    h(
      "button",
      {
        type: "button",
        disabled: place < 0 || place >= total,
        onclick: () => {
          turn(place);
          document.querySelector(".scroll").focus();
        },
      },
      label,
    );
  return h(
    "nav.pager",
    { "aria-label": "Pages" },
    go("Earlier rows", at - PAGE),
    h("span", {}, `${number(at + 1)}–${number(Math.min(total, at + PAGE))} of ${number(total)}`),
    go("Further rows", at + PAGE),
  );
}
