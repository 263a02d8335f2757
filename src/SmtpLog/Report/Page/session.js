// One session of the list: a line that opens to its diagnosis, its messages, its conversation and its facts.

function sessionItem(session, isOpen, toggle) {
    const outcome = outcomes[session.outcome];
    // Not the name in the address: the browser would go there by itself, and take the focus along.
    const id = "conversation-" + session.number;
    return h("li", { key: session.number, class: "session", id },
        h("h3", null,
            h("button", { type: "button", class: "row", "aria-expanded": String(isOpen), "aria-controls": id + "-body", onClick: () => toggle(session.number) },
                h("span", { class: "badge " + outcome }, outcome),
                h("span", { class: "when" }, time(session.start)),
                h("span", { class: "server" }, session.server),
                h("span", { class: "why" }, session.kind ? [words(session.kind), " ", h("code", null, session.code)] : summary(session)),
                h("span", { class: "took" }, duration(session.ms)))),
        isOpen ? h("div", { id: id + "-body", class: "body", role: "region", "aria-label": "Session " + session.number }, details(session)) : null);
}

function summary(session) {
    return session.messages
        ? plural(session.messages, "message") + (session.recipients ? " to " + plural(session.recipients, "recipient") : "")
        : "no message";
}

function details(session) {
    const conversation = conversationOf(session);
    return [
        conversation.reply ? h("blockquote", null, h("p", null, conversation.reply)) : null,
        conversation.meaning ? diagnosis(conversation) : null,
        conversation.messages.length > 0 ? messages(conversation) : null,
        h("h4", null, "Conversation"),
        diagram(conversation),
        conversation.facts.length > 0 ? facts(conversation) : null,
        h("p", { class: "permalink" }, h("a", { href: "#session-" + session.number }, "Link to this session")),
    ];
}

function diagnosis(conversation) {
    return h("dl", { class: "diagnosis" },
        entry("Meaning", conversation.meaning),
        entry("Likely cause", conversation.cause),
        entry("What to do", conversation.advice, "advice"));
}

function entry(name, text, kind) {
    return text ? h("div", { class: kind }, h("dt", null, name), h("dd", null, text)) : null;
}

function messages(conversation) {
    return [
        h("h4", null, conversation.messages.length === 1 ? "Message" : "Messages"),
        h("ul", { class: "messages" },
            conversation.messages.map((message) => h("li", null,
                h("p", null,
                    message.withdrawn ? h("span", { class: "verdict-mark" }, "only tried out") : verdict(message.accepted, message.reply),
                    " from ", h("code", null, message.from ?? "(not shown)"),
                    message.size ? ", " + message.size : "",
                    message.queue ? [", queued as ", h("code", null, message.queue)] : ""),
                message.reply && message.to.every((to) => to.reply !== message.reply) ? h("p", { class: "reply" }, message.reply) : null,
                h("ul", null, message.to.map((to) => h("li", null,
                    verdict(to.accepted, to.reply), " ", h("code", null, to.address),
                    to.reply ? [" ", h("span", { class: "reply" }, to.reply)] : null)),
                message.moreTo ? h("li", null, "and " + number(message.moreTo) + " more recipients") : null))),
            conversation.moreMessages ? h("li", null, "and " + number(conversation.moreMessages) + " more messages") : null),
    ];
}

function verdict(isAccepted, reply) {
    return isAccepted
        ? h("span", { class: "verdict-mark good" }, "accepted")
        : h("span", { class: "verdict-mark " + (reply ? "bad" : "") }, reply ? "refused" : "no answer");
}

function facts(conversation) {
    return h("details", { class: "facts" },
        h("summary", null, "Facts of the connection"),
        h("dl", null, conversation.facts.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value)))));
}
