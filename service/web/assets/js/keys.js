// Single keys for lists and pages. They never act in a field, while an input method composes,
// or when the person has turned them off (data-keys="off" on the body).
const FIELDS = "input, select, textarea, [contenteditable]";
const PAGES = { i: "nav-inbox", c: "nav-cases", e: "nav-entities", b: "nav-bans" };

const composing = (event) => event.isComposing || event.keyCode === 229;
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.querySelector("[data-row].is-at");

function moveTo(row) {
  if (!row) return;
  const before = current();
  if (before) before.classList.remove("is-at");
  row.classList.add("is-at");
  const link = row.querySelector(".row-link");
  if (link) link.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const focused = document.activeElement && document.activeElement.closest("[data-row]");
  const at = all.indexOf(focused || current());
  moveTo(all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]);
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
}

function claim() {
  const row = current();
  const form = row && row.querySelector("form[data-claim]");
  if (form) form.requestSubmit ? form.requestSubmit() : form.submit();
}

const actions = {
  j: () => step(1),
  k: () => step(-1),
  c: claim,
  n: () => follow('[data-key="n"]'),
  "/": () => { const find = document.getElementById("find"); if (find) find.focus(); },
  "?": () => follow(".topbar .help"),
};

function jumpToEvidence(event) {
  const number = /^Digit([1-6])$/.exec(event.code);
  const links = document.querySelectorAll(".jump a");
  const link = number && links[number[1] - 1];
  if (!link) return false;
  const part = document.querySelector(link.getAttribute("href"));
  if (part) {
    if (part.tagName === "DETAILS") part.open = true;
    part.scrollIntoView({ block: "nearest" });
    part.querySelector("summary").focus();
  }
  return true;
}

function submitForm(event) {
  const form = event.target.closest && event.target.closest("form[method=post]");
  const button = form && form.querySelector('button[type="submit"]');
  if (!button) return false;
  button.click();
  return true;
}

export function keyboard() {
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.ctrlKey && event.key === "Enter" && submitForm(event)) return event.preventDefault();
    if (event.altKey && jumpToEvidence(event)) return event.preventDefault();
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (document.body.dataset.keys === "off" || event.target.matches(FIELDS)) return undefined;
    const key = event.key.toLowerCase();
    if (going && event.timeStamp - going < 1500 && PAGES[key]) {
      going = 0;
      follow(`#${PAGES[key]}`);
      return event.preventDefault();
    }
    going = key === "g" ? event.timeStamp : 0;
    if (!actions[key]) return undefined;
    event.preventDefault();
    return actions[key]();
  });
}
