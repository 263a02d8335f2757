// Search through all that was said. It takes turns with the page, and the next search ends the one before.

const sliceMilliseconds = 12;
let searches = 0;

/** The text of all sessions of a block, in lower case; each once. */
const searchable = new Map();

function searchText(session) {
    const name = Math.floor((session.number - 1) / blockSize);
    if (!searchable.has(name)) {
        const block = readJson("block-" + name);
        const texts = block.texts.map((text) => text.toLowerCase());
        searchable.set(name, block.sessions.map((conversation) => ({
            texts: new Set(conversation.lines.map((line) => texts[line[2]])),
            facts: conversation.facts.map((fact) => fact[1]).join("\n").toLowerCase(),
        })));
    }
    return searchable.get(name)[(session.number - 1) % blockSize];
}

function says(session, text) {
    const { texts, facts } = searchText(session);
    if (session.server.toLowerCase().includes(text) || facts.includes(text)) {
        return true;
    }
    for (const line of texts) {
        if (line.includes(text)) {
            return true;
        }
    }
    return false;
}

/** Calls back with the sessions that match, or never if another search was begun meanwhile. */
async function search(filter, found) {
    const turn = ++searches;
    const text = filter.text.trim().toLowerCase();
    const matches = inOrder(filter, sessions.filter((session) => accepts(filter, session)));
    if (text === "") {
        found(matches);
        return;
    }
    const result = [];
    let until = performance.now() + sliceMilliseconds;
    for (const session of matches) {
        if (performance.now() > until) {
            await new Promise((resolve) => setTimeout(resolve));
            if (turn !== searches) {
                return;
            }
            until = performance.now() + sliceMilliseconds;
        }
        if (says(session, text)) {
            result.push(session);
        }
    }
    found(result);
}
