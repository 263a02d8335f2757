// Puts the parts to work: theme, timeline, list, and the address behind the #.

const themeButton = document.getElementById("theme");
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : systemDark.matches;
}

function nameTheme() {
    themeButton.textContent = isDark() ? "Light" : "Dark";
    themeButton.setAttribute("aria-label", "Switch to " + (isDark() ? "light" : "dark") + " colours");
}

themeButton.hidden = false;
themeButton.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
    drawTimeline();
});
systemDark.addEventListener("change", () => {
    nameTheme();
    drawTimeline();
});
matchMedia("print").addEventListener("change", drawTimeline);
addEventListener("resize", drawTimeline);

function follow() {
    const asked = readAddress();
    if (asked?.session) {
        reveal(asked.session);
    } else if (asked?.filter) {
        list.filter = asked.filter;
        apply(() => document.getElementById("sessions").scrollIntoView());
    }
}

addEventListener("hashchange", follow);
nameTheme();
drawTimeline();
show();
follow();
