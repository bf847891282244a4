// Clicks on the time line become marks; the plan is checked while it is typed, by the same rules as a plan file.
"use strict";
const form = document.getElementById("answer");
const strip = document.getElementById("strip");
const result = document.getElementById("plan-check");
const add = document.getElementById("add");

const mark = (seconds) => {
  const times = [...form.querySelectorAll("input[name^='mark-'][name$='-time']")];
  const free = times.find((input) => !input.value.trim()) ?? times.at(-1);
  const whole = Math.floor(seconds);
  free.value = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  document.getElementById(free.id.replace("-time", "-text")).focus();
};
strip.addEventListener("click", (event) => {
  const place = strip.getBoundingClientRect();
  mark(((event.clientX - place.left) / place.width) * Number(strip.dataset.length));
});
const asked = new URLSearchParams(location.search).get("mark");
if (asked && Number.isFinite(Number(asked))) mark(Number(asked));

const typed = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
let waiting = 0;
const check = async () => {
  const answer = await fetch("/plan/check/" + form.action.split("/").at(-2), { method: "POST", body: typed() });
  if (!answer.ok) return;
  const { check: words, faces } = await answer.json();
  result.innerHTML = words;
  for (const [number, face] of Object.entries(faces)) {
    const place = form.querySelector(`[data-face="${number}"]`);
    if (place) place.innerHTML = face;
  }
};
document.getElementById("plan").addEventListener("input", (event) => {
  if (event.target.name === "new-plan") return;
  form.querySelector("[name='new-plan'][value='yes']").checked = true;
  clearTimeout(waiting);
  waiting = setTimeout(check, 300);
});
add.addEventListener("click", async (event) => {
  event.preventDefault();
  const answer = await fetch(`/plan/row/${add.dataset.next}`);
  if (!answer.ok) return;
  document.getElementById("added").insertAdjacentHTML("beforeend", await answer.text());
  form.querySelector("[name='new-plan'][value='yes']").checked = true;
  document.getElementById(`step-${add.dataset.next}-name`).focus();
  add.dataset.next = Number(add.dataset.next) + 1;
  check();
});
let sent = false;
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("pageshow", () => { sent = false; });
