// The inbox looks again every minute while it is being looked at, keeps the focus where it was
// and says in one sentence what there is now.
import { announce } from "./live.js";

const EVERY = 60000;

function busy() {
  const at = document.activeElement;
  return at && at.matches("input, select, textarea") && at.closest("main");
}

async function look(list) {
  const focused = document.activeElement && document.activeElement.id;
  const row = list.querySelector(".is-at");
  const answer = await fetch(list.dataset.refresh, {
    headers: { "X-Fragment": "1" }, credentials: "same-origin", redirect: "error",
  });
  if (!answer.ok) return list;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(list.id);
  if (!fresh) return list;
  const changed = fresh.dataset.lead !== list.dataset.lead;
  list.replaceWith(fresh);
  if (row) {
    const again = fresh.querySelector(`[data-row="${CSS.escape(row.dataset.row)}"]`);
    if (again) again.classList.add("is-at");
  }
  const target = focused && document.getElementById(focused);
  if (target) target.focus({ preventScroll: true });
  if (changed) {
    const lead = document.getElementById("inbox-lead");
    if (lead) lead.textContent = fresh.dataset.lead;
    announce(fresh.dataset.lead);
  }
  return fresh;
}

export function refresh(htmx) {
  let list = document.querySelector("[data-refresh]");
  if (!list) return;
  window.setInterval(() => {
    if (document.hidden || busy()) return;
    look(list).then((fresh) => {
      if (fresh !== list) htmx.process(fresh);
      list = fresh;
    }).catch(() => {});
  }, EVERY);
}
