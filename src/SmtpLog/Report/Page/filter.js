// What is asked for lives in the address behind the #, so that it can be linked to: #kind=…&server=… or #session-7.

const noFilter = { outcome: "", kind: "", code: "", server: "", text: "", order: "" };

function readAddress() {
    const address = location.hash.slice(1);
    const session = /^session-(\d+)$/.exec(address);
    if (session) {
        return { session: Number(session[1]) };
    }
    if (!address.includes("=")) {
        return null;
    }
    const given = new URLSearchParams(address);
    const filter = { ...noFilter };
    for (const name of Object.keys(noFilter)) {
        filter[name] = given.get(name) ?? "";
    }
    return { filter };
}

/** Without a jump and without an entry in the history for each letter typed. */
function writeAddress(filter) {
    const given = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
    const address = given.toString();
    history.replaceState(null, "", address === "" ? "#sessions" : "#" + address);
}

/** All but the text, which takes the conversations. */
function accepts(filter, session) {
    return (filter.outcome === "" || outcomes[session.outcome] === filter.outcome)
        && (filter.kind === "" || session.kind === filter.kind)
        && (filter.code === "" || session.code === filter.code)
        && (filter.server === "" || session.server === filter.server);
}

/** The values of a property with how often each comes, the most frequent first. */
function choices(name) {
    const counts = new Map();
    for (const session of sessions) {
        const value = session[name];
        if (value !== undefined) {
            counts.set(value, (counts.get(value) ?? 0) + 1);
        }
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Other orders than the log's own; what lacks the value comes last. */
const orders = {
    newest: ["Newest first", (session) => session.start],
    longest: ["Longest first", (session) => session.ms],
    pause: ["Longest pause first", (session) => session.pause],
};

function inOrder(filter, found) {
    const [, value] = Object.hasOwn(orders, filter.order) ? orders[filter.order] : [];
    return value ? [...found].sort((a, b) => (value(b) ?? -1) - (value(a) ?? -1)) : found;
}
