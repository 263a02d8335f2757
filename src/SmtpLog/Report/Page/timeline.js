// Sessions over time as stacked bars. The colours come from the style sheet, through the swatches of the legend.

// From the bottom up: what failed stands out at the foot of its bar.
const stack = [1, 3, 2, 0];
let plot = null;

function drawTimeline() {
    const data = readJson("steps");
    const place = document.getElementById("timeline");
    if (!data) {
        return;
    }
    plot?.destroy();
    const style = getComputedStyle(place);
    const axis = { stroke: style.color, grid: { stroke: style.borderTopColor, width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    plot = new uPlot({
        width: place.clientWidth,
        height: 180,
        legend: { show: false },
        cursor: { show: false },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        scales: {
            x: { range: () => [data.steps[0][0] - data.step / 2, data.steps[data.steps.length - 1][0] + data.step * 1.5] },
            y: { range: (_, least, most) => [0, Math.max(1, most)] },
        },
        axes: [{ ...axis, grid: { show: false }, values: axisTimes }, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000] }],
        series: [{}, ...stack.map((outcome) => ({ fill: colourOf(outcome), stroke: "transparent", width: 0, points: { show: false }, paths: uPlot.paths.bars({ size: [0.8, 48], align: 1 }) })).reverse()],
    }, columns(data.steps), place);
}

/** uPlot draws one series over the other: the sums come first and the lowest part last. */
function columns(steps) {
    const sums = stack.map((_, part) => steps.map((step) => stack.slice(0, part + 1).reduce((sum, outcome) => sum + step[outcome + 1], 0)));
    return [steps.map((step) => step[0]), ...sums.reverse()];
}

function colourOf(outcome) {
    return getComputedStyle(document.querySelector(`.swatch[data-outcome="${outcome}"]`)).backgroundColor;
}

/** The day where it changes, and the time. */
function axisTimes(_, seconds) {
    let day = "";
    const step = seconds.length > 1 ? seconds[1] - seconds[0] : 0;
    return seconds.map((second) => {
        const iso = new Date(second * 1000).toISOString();
        const isNewDay = iso.slice(0, 10) !== day;
        day = iso.slice(0, 10);
        const clock = step >= 86400 ? "" : iso.slice(11, step < 60 ? 19 : 16);
        return isNewDay ? (clock + "\n" + day).trim() : clock;
    });
}
