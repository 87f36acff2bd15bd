// The routes: what stands after # in the address is the page that is shown.

const ROUTES = {
  "": startPage,
  entity: entityPage,
  day: dayPage,
  votes: votesPage,
  vote: votePage,
  laws: lawsPage,
  law: lawPage,
  bill: billPage,
  answers: answersPage,
  measure: measurePage,
  tables: (parts, query) => (parts.length ? tablePage : tablesPage)(parts, query),
  row: rowPage,
  about: aboutPage,
};
const SECTION_OF = {
  "": "start",
  entity: "start",
  vote: "votes",
  law: "laws",
  bill: "laws",
  measure: "answers",
  row: "tables",
};

function show(isFirst) {
  const [route, asked] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...parts] = route.split("/").map(decoded);
  const draw = Object.hasOwn(ROUTES, name) ? ROUTES[name] : () => missing(`The page ${name}`);
  const element = draw(parts.filter(Boolean), new URLSearchParams(asked || ""));
  document.getElementById("main").replaceChildren(element);
  const heading = element.querySelector("h1");
  document.title = name
    ? `${heading.textContent} – ${store.about.title}`
    : `${store.about.title} ${store.about.version}`;
  for (const link of document.querySelectorAll("nav [data-section]")) {
    if (link.dataset.section === (SECTION_OF[name] ?? name)) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (!isFirst) {
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
  document.documentElement.dataset.shown = location.hash || "#/";
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function foot() {
  const a = store.about;
  document
    .getElementById("foot")
    .replaceChildren(
      h(
        "p",
        {},
        `${a.title} ${a.version}, ${longDay(a.released)}. `,
        out(a.licence.path, a.licence.name),
        " for the compilation; official records keep their publishers’ terms. ",
        to("about", "Licences, gaps, corrections"),
        ".",
      ),
      h(
        "p",
        {},
        "It takes no side: it says who claims what and what the record holds. It is no tool for screening customers.",
      ),
    );
}

async function start() {
  try {
    await unpack();
  } catch (error) {
    document.getElementById("wait").textContent =
      `This browser could not unpack the data (${error.message}). The page needs Chrome or Edge 93, Firefox 113, Safari 16.4 or newer; the same tables are in the CSV files of the release.`;
    return;
  }
  foot();
  show(true);
  addEventListener("hashchange", () => show(false));
  addEventListener("beforeprint", () => document.querySelectorAll(".more-button").forEach((button) => button.click()));
  document.documentElement.dataset.ready = Math.round(performance.now());
  // The names are made ready while nobody types.
  setTimeout(nameIndex, 50);
}

start();
