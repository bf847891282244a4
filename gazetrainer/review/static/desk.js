// Files dropped anywhere on the page are added; while files are being read the page asks when that is done.
"use strict";
const form = document.getElementById("drop");
const files = document.getElementById("files");
const said = document.getElementById("drop-said");
const LARGEST = 500 * 1024 * 1024;

const fits = () => {
  const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
  said.textContent = size > LARGEST ? said.dataset.tooLarge : "";
  return size <= LARGEST;
};
form.addEventListener("submit", (event) => { if (!fits()) event.preventDefault(); });
document.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
document.addEventListener("dragleave", () => form.classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  files.files = event.dataTransfer.files;
  if (fits()) form.submit();
});

// The days end with today, which is what one looks for.
document.querySelectorAll(".to-the-end").forEach((each) => { each.scrollLeft = each.scrollWidth; });

const reading = document.getElementById("reading");
const ask = async () => {
  const answer = await fetch("/progress").catch(() => null);
  if (!answer || !answer.ok) return;
  const { waiting, said: words } = await answer.json();
  if (!waiting && document.activeElement === document.body) { location.reload(); return; }
  reading.textContent = words;
  if (waiting) setTimeout(ask, 2000);
};
if (reading.dataset.waiting !== "0") setTimeout(ask, 2000);
