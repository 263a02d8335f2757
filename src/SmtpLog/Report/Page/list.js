// The list of sessions with its filters. It holds one page of them, so that ten thousand cost no more than fifty.

const pageSize = 50;
const list = {
    filter: { ...noFilter },
    matches: sessions,
    page: 0,
    open: new Set(),
};
const filterChoices = { kind: choices("kind"), code: choices("code"), server: choices("server") };

function show() {
    preact.render([filters(), status(), items(), pager()], document.getElementById("list"));
}

function setFilter(filter) {
    list.filter = filter;
    writeAddress(filter);
    apply();
}

function apply(then) {
    show();
    search(list.filter, (matches) => {
        list.matches = matches;
        list.page = 0;
        show();
        then?.();
    });
}

function filters() {
    const set = (name) => (event) => setFilter({ ...list.filter, [name]: event.currentTarget.value });
    return h("form", { class: "filters", role: "search", "aria-label": "Filter the sessions", onSubmit: (event) => event.preventDefault() },
        h("label", { class: "wide" }, "Search in all that was said",
            h("input", { type: "search", id: "filter-text", autocomplete: "off", spellcheck: false, value: list.filter.text, onInput: set("text") })),
        select("outcome", "Outcome", outcomes.map((name) => [name, null]), set),
        select("kind", "Failure", filterChoices.kind, set),
        select("code", "Code", filterChoices.code, set),
        select("server", "Server", filterChoices.server, set),
        select("order", "Order", Object.keys(orders).map((name) => [name, null]), set),
        h("button", { type: "button", id: "filter-clear", disabled: Object.values(list.filter).every((value) => value === ""), onClick: () => setFilter({ ...noFilter }) }, "Clear"));
}

function label(name, value) {
    return name === "kind" ? words(value) : name === "order" ? orders[value]?.[0] ?? value : value;
}

function select(name, heading, values, set) {
    const given = list.filter[name];
    // A link may name what no session has: it is shown all the same, with nothing found.
    const all = given === "" || values.some(([value]) => value === given) ? values : [...values, [given, 0]];
    return h("label", null, heading,
        h("select", { id: "filter-" + name, value: given, onChange: set(name) },
            h("option", { value: "" }, name === "order" ? "As in the log" : "All"),
            all.map(([value, count]) => h("option", { value, selected: value === given }, label(name, value) + (count === null ? "" : " (" + number(count) + ")")))));
}

function status() {
    const found = list.matches.length;
    return h("p", { class: "status", role: "status" },
        found === sessions.length ? plural(found, "session") : number(found) + " of " + plural(sessions.length, "session"));
}

function items() {
    const first = list.page * pageSize;
    return h("ol", { class: "sessions", start: first + 1, onKeyDown: walk },
        list.matches.slice(first, first + pageSize).map((session) => sessionItem(session, list.open.has(session.number), toggle)));
}

function toggle(number) {
    if (!list.open.delete(number)) {
        list.open.add(number);
    }
    show();
}

/** Up and down go from line to line. */
function walk(event) {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.classList.contains("row")) {
        const rows = [...event.currentTarget.querySelectorAll(".row")];
        rows[rows.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
        event.preventDefault();
    }
}

function pager() {
    const pages = Math.ceil(list.matches.length / pageSize);
    if (pages < 2) {
        return null;
    }
    return h("nav", { class: "pager", "aria-label": "Pages of sessions" },
        h("button", { type: "button", disabled: list.page === 0, onClick: () => turn(list.page - 1) }, "Previous"),
        h("span", null, "Page " + number(list.page + 1) + " of " + number(pages)),
        h("button", { type: "button", disabled: list.page === pages - 1, onClick: () => turn(list.page + 1) }, "Next"));
}

function turn(page) {
    list.page = page;
    show();
    document.getElementById("sessions").scrollIntoView();
    document.querySelector(".sessions .row")?.focus({ preventScroll: true });
}

/** Opens a session, on whatever page it is, and goes there. */
function reveal(number) {
    const at = list.matches.findIndex((session) => session.number === number);
    if (at < 0 && number >= 1 && number <= sessions.length) {
        list.filter = { ...noFilter };
        list.matches = sessions;
        reveal(number);
        return;
    }
    if (at >= 0) {
        list.page = Math.floor(at / pageSize);
        list.open.add(number);
        show();
        const item = document.getElementById("conversation-" + number);
        item.scrollIntoView();
        item.querySelector(".row").focus({ preventScroll: true });
    }
}
