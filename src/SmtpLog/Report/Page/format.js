// Numbers, times and names as a reader wants them. Times are UTC, as in the log.

const h = preact.h;

function number(value) {
    return value.toLocaleString("en-US");
}

function plural(value, one) {
    return value === 1 ? "1 " + one : number(value) + " " + one + "s";
}

function time(milliseconds) {
    return milliseconds === undefined ? "no time" : new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}

function duration(milliseconds) {
    if (milliseconds === undefined || milliseconds === null) {
        return "";
    }
    if (milliseconds < 1000) {
        return Math.round(milliseconds) + " ms";
    }
    if (milliseconds < 60000) {
        return (milliseconds / 1000).toFixed(milliseconds < 10000 ? 1 : 0) + " s";
    }
    const minutes = Math.floor(milliseconds / 60000);
    return minutes < 60
        ? minutes + " min " + Math.round((milliseconds % 60000) / 1000) + " s"
        : Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
}

/** AuthenticationFailed as "Authentication failed". */
function words(name) {
    return name === "Unknown" ? "Unknown reason" : name.replace(/(?!^)[A-Z]/g, (letter) => " " + letter.toLowerCase());
}
