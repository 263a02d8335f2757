"use strict";

// What the page was given: the index of all sessions, and their conversations in blocks that are parsed when needed.

const outcomes = ["Completed", "Failed", "Open", "Incomplete"];
const blockSize = 100;
const sessions = readJson("index");
const blocks = new Map();

sessions.forEach((session, index) => {
    session.number = index + 1;
});

function readJson(id) {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
}

/** The conversation of a session with its texts in place. */
function conversationOf(session) {
    const index = session.number - 1;
    const name = Math.floor(index / blockSize);
    // A few blocks are kept, so that a walk through a long list does not keep all of it.
    if (!blocks.has(name)) {
        if (blocks.size > 20) {
            blocks.delete(blocks.keys().next().value);
        }
        blocks.set(name, readJson("block-" + name));
    }
    const block = blocks.get(name);
    const conversation = block.sessions[index % blockSize];
    return {
        ...conversation,
        lines: conversation.lines.map(([origin, at, text, flags]) => ({
            origin,
            at,
            text: block.texts[text],
            isError: (flags & 1) !== 0,
            isContinued: (flags & 2) !== 0,
            isRecovered: (flags & 4) !== 0,
            isContent: (flags & 8) !== 0,
            isEncrypted: (flags & 16) !== 0,
        })),
    };
}
