// The list of work items changes in place: filters, pages, claiming, and a look every minute while
// somebody looks. The focus stays where it was; one sentence says what there is now.
import { announce } from "./live.js";

const EVERY = 60000;
let at = null;

const list = () => document.getElementById("inbox-list");

function writing() {
  const focused = document.activeElement;
  return focused && focused.matches("input, select, textarea") && focused.closest("main");
}

function remember() {
  const row = document.querySelector("[data-row].is-at");
  at = row ? row.dataset.row : null;
}

function restore() {
  const row = at && document.querySelector(`[data-row="${CSS.escape(at)}"]`);
  if (row) row.classList.add("is-at");
}

export function refresh(htmx) {
  if (!list()) return;
  let said = list().dataset.lead;
  document.addEventListener("htmx:beforeSwap", (event) => {
    remember();
    const whole = (event.detail.xhr.responseText || "").includes('id="inbox"');
    if (event.detail.xhr.status < 400 && !whole) {
      event.detail.shouldSwap = false; // signed out meanwhile
      window.location.reload();
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    restore();
    if (!list() || list().dataset.lead === said) return;
    said = list().dataset.lead;
    announce(said);
  });
  // A refusal is shown as a whole page: the form is sent again, plainly.
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.detail.elt.closest("form");
    if (form && form.method === "post") form.submit();
  });
  window.setInterval(() => {
    if (document.hidden || writing() || document.querySelector("details.menu[open]")) return;
    htmx.ajax("GET", list().dataset.refresh, {
      source: list(), target: "#inbox", select: "#inbox", swap: "outerHTML",
    });
  }, EVERY);
}
