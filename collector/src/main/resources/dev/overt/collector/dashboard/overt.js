// Hover, focus or the arrow keys read a day's bar out; a click keeps it. Without this script a click reloads the page.
"use strict";
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
