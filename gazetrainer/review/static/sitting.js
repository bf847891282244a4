// One line of time for the figures, the reading below them and the video: whatever moves it moves all.
"use strict";
const chart = document.getElementById("timeline");
const figure = JSON.parse(document.getElementById("timeline-data").textContent);
const slider = document.getElementById("time");
const reading = document.getElementById("reading");
const mark = document.getElementById("mark");
const video = document.getElementById("video");
const dark = matchMedia("(prefers-color-scheme: dark)");
const MS = 1000;
let now = null;

const themed = (value) => {
  const style = getComputedStyle(document.documentElement);
  const walk = (each) => {
    if (typeof each === "string") return /^--[a-z-]+$/.test(each) ? style.getPropertyValue(each).trim() : each;
    if (Array.isArray(each)) return typeof each[0] === "number" ? each : each.map(walk);
    if (each && typeof each === "object") return Object.fromEntries(Object.entries(each).map(([key, one]) => [key, walk(one)]));
    return each;
  };
  return walk(value);
};

const layout = () => {
  const own = structuredClone(figure.layout);
  for (const [name, axis] of Object.entries(own)) if (/^[xy]axis/.test(name)) Object.assign(axis, { gridcolor: "--line", linecolor: "--line", automargin: true });
  Object.assign(own.xaxis, { showspikes: true, spikemode: "across", spikesnap: "cursor", spikethickness: 1, spikecolor: "--slate", spikedash: "dot" });
  return themed({
    ...own, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", hovermode: "x unified", hoversubplots: "axis", hoverdistance: -1, dragmode: "zoom",
    font: { family: '"DejaVu Sans", Verdana, system-ui, sans-serif', size: 14, color: "--ink" },
    margin: { l: 56, r: 12, t: 8, b: 36 }, legend: { orientation: "h", y: -0.1, font: { color: "--ink" } },
    hoverlabel: { bgcolor: "--card", font: { color: "--ink" }, bordercolor: "--line" },
  });
};
const options = { responsive: true, displaylogo: false, modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "toImage"], locale: "en" };
const drawn = () => Plotly.react(chart, themed(figure.data), layout(), options);

const clock = (ms) => {
  const seconds = Math.floor(ms / MS);
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
};
const degrees = (value) => `${value.toLocaleString(figure.language, { maximumFractionDigits: 1, minimumFractionDigits: 1 })}°`;
const at = (trace, since) => {
  const ms = since + figure.epoch;
  let low = 0;
  let high = trace.x.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trace.x[middle] < ms) low = middle + 1; else high = middle;
  }
  return trace.y.length && Math.abs(trace.x[low] - ms) < 2 * MS ? trace.y[low] : null;
};
const words = (ms) => {
  const bars = figure.data.filter((trace) => trace.type === "bar");
  const booked = bars.find((trace) => trace.base.some((start, index) => start <= ms + figure.epoch && ms + figure.epoch <= start + trace.x[index]));
  const hold = figure.holds.find((each) => each.start <= ms && ms <= each.end);
  const [error, yaw, pitch, roll] = figure.data.filter((trace) => trace.type === "scatter").slice(0, 4).map((trace) => at(trace, ms));
  const said = [clock(ms), hold ? hold.name : figure.words.between];
  if (booked && hold) said.push(booked.name);
  if (hold && error !== null) said.push(`${figure.words.error} ${degrees(error)}`);
  if (yaw !== null && pitch !== null && roll !== null) said.push(`${figure.words.head} ${degrees(Math.max(Math.abs(yaw), Math.abs(pitch), Math.abs(roll)))}`);
  return said.join(" · ");
};

const cursor = (ms) => ({ type: "line", xref: "x", yref: "paper", x0: ms + figure.epoch, x1: ms + figure.epoch, y0: 0, y1: 1, line: { color: themed("--cursor"), width: 2 } });
const go = (ms, from) => {
  now = Math.max(0, Math.min(ms, figure.end_s * MS));
  if (from !== slider) slider.value = now / MS;
  slider.setAttribute("aria-valuetext", words(now));
  reading.textContent = words(now);
  if (window.Plotly && chart.data) Plotly.relayout(chart, { shapes: [...layout().shapes, cursor(now)] });
  if (video && from !== video) video.currentTime = now / MS + Number(video.dataset.offset);
  mark.href = `${location.pathname}/answer?mark=${(now / MS).toFixed(1)}`;
  mark.hidden = false;
};

slider.max = figure.end_s;
slider.addEventListener("input", () => go(Number(slider.value) * MS, slider));
if (video) {
  video.addEventListener("timeupdate", () => go((video.currentTime - Number(video.dataset.offset)) * MS, video));
}
document.querySelectorAll("[data-hold]").forEach((button) => button.addEventListener("click", () => {
  const hold = figure.holds[Number(button.dataset.hold)];
  const range = hold ? [hold.start - MS, hold.end + MS] : [0, figure.end_s * MS];
  const shown = range.map((ms) => ms + figure.epoch);
  Plotly.relayout(chart, { "xaxis.range": shown });
  document.querySelectorAll("[data-hold]").forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
  if (hold) go(hold.start);
}));
document.querySelectorAll("[data-time]").forEach((link) => link.addEventListener("click", () => go(Number(link.dataset.time) * MS)));

drawn().then(() => {
  document.documentElement.classList.add("figures-shown");
  chart.on("plotly_click", ({ event }) => {
    const box = chart.querySelector(".nsewdrag").getBoundingClientRect();
    go(chart._fullLayout.xaxis.p2l(event.clientX - box.left) - figure.epoch);
  });
  const asked = /^#t=([\d.]+)$/.exec(location.hash);
  if (asked) go(Number(asked[1]) * MS);
});
dark.addEventListener("change", drawn);
