// Hover, focus or the arrow keys read a day's bar out; a click keeps it. Without this script a click reloads the page.
// Once a minute the page is asked for again, and shown if it says something else, unless somebody is in the middle of it.
"use strict";
const EVERY_MILLIS = 60_000;
const BUSY = "input, select, button, details[open], .scroll, .bars a";
let text = null;
const refresh = async () => {
  const main = document.querySelector("main");
  if (document.hidden || !document.querySelector(".figures, .empty") || main.querySelector("details[open]") || document.activeElement?.closest(BUSY)) return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main").innerHTML;
    if (text !== null && text !== next) location.reload();
    text = next;
    document.querySelector(".stale")?.remove();
  } catch {
    if (document.querySelector(".stale")) return;
    const note = document.createElement("p");
    note.className = "stale";
    note.setAttribute("role", "status");
    note.textContent = "The collector does not answer; these figures may be old. It is asked again every minute.";
    main.prepend(note);
  }
};
setInterval(refresh, EVERY_MILLIS);

const readout = document.getElementById("readout");
const days = [...document.querySelectorAll(".bars a")];
if (readout && days.length > 0) {
  let kept = days.find((day) => day.hasAttribute("aria-current")) ?? days[days.length - 1];

  const say = (day) => { readout.textContent = day.getAttribute("aria-label"); };
  const offer = (day) => days.forEach((other) => other.setAttribute("tabindex", other === day ? "0" : "-1"));
  const keep = (day) => {
    kept.removeAttribute("aria-current");
    kept = day;
    kept.setAttribute("aria-current", "date");
    say(day);
    offer(day);
  };
  const target = (key, index) => ({
    ArrowLeft: days[index - 1], ArrowRight: days[index + 1], Home: days[0], End: days[days.length - 1],
  })[key];

  offer(kept);
  days.forEach((day, index) => {
    day.addEventListener("mouseenter", () => say(day));
    day.addEventListener("mouseleave", () => say(kept));
    day.addEventListener("focus", () => say(day));
    day.addEventListener("blur", () => say(kept));
    day.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      keep(day);
    });
    day.addEventListener("keydown", (event) => {
      const next = target(event.key, index);
      if (!next) return;
      event.preventDefault();
      offer(next);
      next.focus();
    });
  });
}
