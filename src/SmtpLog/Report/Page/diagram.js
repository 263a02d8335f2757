// The conversation as a sequence diagram: an ordered list of steps, so that it reads well without eyes too.

const pauseFrom = 500;
const longPauseFrom = 5000;
const origins = ["event", "client", "server"];

/** Lines as steps: the lines of a reply together, message content together, pauses between. */
function stepsOf(conversation) {
    const steps = [];
    let before = null;
    conversation.lines.forEach((line, index) => {
        if (conversation.left && index === conversation.leftAfter) {
            steps.push({ kind: "left", count: conversation.left });
        }
        const last = steps[steps.length - 1];
        const gap = line.at === null || before === null ? 0 : line.at - before;
        before = line.at ?? before;
        if (gap < pauseFrom && last && last.goesOn && last.kind === kindOf(line)) {
            last.lines.push(line);
            last.isError = last.isError || line.isError;
            last.goesOn = line.isContent || line.isContinued;
            return;
        }
        if (gap >= pauseFrom) {
            steps.push({ kind: "pause", gap });
        }
        steps.push({
            kind: kindOf(line),
            at: line.at,
            gap,
            lines: [line],
            isError: line.isError,
            isEncrypted: line.isEncrypted,
            isRecovered: line.isRecovered,
            goesOn: line.isContent || line.isContinued,
        });
    });
    return steps;
}

function kindOf(line) {
    return line.isContent ? "content" : origins[line.origin];
}

function diagram(conversation) {
    const steps = stepsOf(conversation);
    const hasEncrypted = steps.some((step) => step.isEncrypted);
    return h("figure", { class: "diagram" },
        h("figcaption", null,
            h("span", { class: "party" }, "Client"),
            h("span", { class: "legend" }, hasEncrypted ? "solid: encrypted · dashed: clear text" : "dashed: clear text, or unknown"),
            h("span", { class: "party" }, "Server")),
        h("ol", null, steps.map(stepItem)));
}

function stepItem(step) {
    if (step.kind === "pause") {
        const isLong = step.gap >= longPauseFrom;
        return h("li", { class: "pause" + (isLong ? " long" : "") }, h("span", { class: "clock" }), h("span", { class: "said" }, h("span", null, duration(step.gap) + (isLong ? " of silence" : " pause"))));
    }
    if (step.kind === "left") {
        return h("li", { class: "pause left" }, h("span", { class: "clock" }), h("span", { class: "said" }, h("span", null, number(step.count) + " lines are not shown here; they are in the log")));
    }
    const classes = [step.kind, step.isError ? "error" : "", step.isEncrypted ? "encrypted" : ""].filter(Boolean).join(" ");
    return h("li", { class: classes },
        h("span", { class: "clock" }, step.at === null || step.at === undefined ? null : clock(step.at)),
        h("div", { class: "said" },
            h("span", { class: "hidden" }, speaker(step)),
            step.kind === "content" ? content(step) : bubble(step)));
}

function clock(at) {
    return "+" + (Math.max(0, at) / 1000).toFixed(3) + " s";
}

function speaker(step) {
    const what = { client: "Client sends: ", server: "Server replies: ", event: "Event: ", content: "Client sends the message: " }[step.kind];
    return step.isError ? "Failure. " + what : what;
}

function bubble(step) {
    return h("div", { class: "bubble", dir: "ltr" },
        step.lines.map((line) => line.text.split("\n").map((text) => h("code", null, said(step.kind, text)))),
        step.isRecovered ? h("small", null, "damaged in the log") : null);
}

function said(kind, text) {
    return kind === "server" ? withCode(text) : kind === "event" ? withFacts(text) : text;
}

function withCode(text) {
    const code = /^(\d{3})([ -]?)/.exec(text);
    return code ? [h("b", null, code[1]), text.slice(3)] : text;
}

/** The sentence without the log's own "SMTP", and the facts behind it in small. */
function withFacts(text) {
    const sentence = text.replace(/^SMTP (?=[A-Z])/, "");
    const facts = sentence.search(/\s[\w.-]+=/);
    return facts < 0 ? sentence : [sentence.slice(0, facts), h("small", null, sentence.slice(facts))];
}

function content(step) {
    const lines = step.lines.flatMap((line) => line.text.split("\n"));
    return h("details", { class: "bubble" },
        h("summary", null, "Message, " + plural(lines.length, "line")),
        h("pre", { tabindex: 0, "aria-label": "Message" }, lines.join("\n")));
}
