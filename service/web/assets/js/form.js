// Helps while a form is filled in; the page is complete without it. Shows and hides dependent
// fields by the form's own if/then/else, adds and removes rows, counts characters.

const plainType = (value) => (Array.isArray(value) ? "array" : typeof value);

function fits(test, value) {
  if (test === true || test === false) return test;
  const list = plainType(value) === "array";
  const number = typeof value === "number";
  return (
    (!("const" in test) || value === test.const) &&
    (!("enum" in test) || test.enum.includes(value)) &&
    (!("minimum" in test) || !number || value >= test.minimum) &&
    (!("maximum" in test) || !number || value <= test.maximum) &&
    (!("minItems" in test) || !list || value.length >= test.minItems) &&
    (!("contains" in test) || !list || value.some((item) => fits(test.contains, item))) &&
    (!("not" in test) || !fits(test.not, value))
  );
}

// Whether an `if` holds for the answers; an unanswered field is simply not there.
export function holds(when, answers) {
  const has = (name) => Object.prototype.hasOwnProperty.call(answers, name);
  return (
    Object.entries(when.properties || {}).every(([n, t]) => !has(n) || fits(t, answers[n])) &&
    (when.required || []).every(has) &&
    (when.allOf || []).every((part) => holds(part, answers)) &&
    (!when.anyOf || when.anyOf.some((part) => holds(part, answers))) &&
    (!when.not || !holds(when.not, answers))
  );
}

// The fields that are asked. `names` stand in the order of asking, and a condition looks back
// only, so that one pass is exact (service/forms/conditions.py does the same).
export function asked(conditions, names, answers) {
  const dependent = new Set(conditions.flatMap((condition) => condition.show));
  const kept = {};
  const shown = new Set();
  for (const name of names) {
    const counts = (c) => c.show.includes(name) && holds(c.if, kept) !== c.otherwise;
    if (dependent.has(name) && !conditions.some(counts)) continue;
    shown.add(name);
    if (name in answers) kept[name] = answers[name];
  }
  return shown;
}

function typed(widget, inputs) {
  const on = inputs.filter((i) => !/^(radio|checkbox)$/.test(i.type) || i.checked);
  const texts = on.map((input) => input.value.trim()).filter(Boolean);
  if (!texts.length) return undefined;
  if (widget === "yes_no" || widget === "confirm") return texts[0] === "yes";
  if (widget === "number") {
    const number = Number(texts[0].normalize("NFKC").replace(/[,\s]/g, ""));
    return Number.isNaN(number) ? texts[0] : number;
  }
  if (widget === "many_choices" || widget === "rows" || widget === "files") return texts;
  if (widget === "ipc") return texts[0].split(/[\s,;、，；]+/);
  return texts[0];
}

const topFields = (form) =>
  [...form.querySelectorAll("[data-field]")].filter((f) => !f.dataset.field.includes("."));

function ownInputs(form, name) {
  const own = (input) =>
    input.name === name || (input.name.startsWith(`${name}.`) && !input.name.endsWith(".remove"));
  return [...form.elements].filter((input) => input.name && own(input));
}

function liveConditions(form) {
  const conditions = JSON.parse(form.dataset.conditions || "[]");
  const fields = topFields(form);
  const names = fields.map((field) => field.dataset.field);
  const update = () => {
    const answers = {};
    for (const field of fields) {
      const value = typed(field.dataset.widget, ownInputs(form, field.dataset.field));
      if (value !== undefined) answers[field.dataset.field] = value;
    }
    const shown = asked(conditions, names, answers);
    for (const field of fields) field.hidden = !shown.has(field.dataset.field);
    for (const part of form.querySelectorAll(".reveal, .form-section")) {
      const inside = fields.filter((field) => part.contains(field));
      part.hidden = inside.length > 0 && inside.every((field) => field.hidden);
    }
  };
  for (const when of form.querySelectorAll(".when")) {
    const owner = form.querySelector(`[aria-describedby~="${when.id}"]`);
    if (owner) {
      const rest = owner.getAttribute("aria-describedby").split(" ").filter((id) => id !== when.id);
      if (rest.length) owner.setAttribute("aria-describedby", rest.join(" "));
      else owner.removeAttribute("aria-describedby");
    }
    when.remove();
  }
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
}

const MARK = "__row__";

function renumber(holder) {
  const items = [...holder.querySelectorAll(".row-item")];
  items.forEach((item, index) => {
    const legend = item.querySelector("[data-number]");
    legend.textContent = legend.textContent.replace(/\d+/, index + 1);
    item.querySelector("[data-remove]").hidden = items.length === 1;
  });
  holder.querySelector("[data-add]").disabled = items.length >= Number(holder.dataset.most);
}

function addRow(holder) {
  const list = holder.querySelector(".row-items");
  const next = Number(holder.dataset.next || list.children.length);
  holder.dataset.next = next + 1;
  const row = document.importNode(holder.querySelector("template").content, true).firstElementChild;
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes(MARK)) {
        element.setAttribute(attribute.name, attribute.value.split(MARK).join(next));
      }
    }
  }
  list.append(row);
  renumber(holder);
  row.querySelector("input, select, textarea").focus();
}

function rows(form) {
  for (const holder of form.querySelectorAll('[data-widget="rows"]')) {
    holder.querySelector("[data-add]").type = "button";
    renumber(holder);
    holder.addEventListener("click", (event) => {
      if (event.target.closest("[data-add]")) addRow(holder);
      const remove = event.target.closest("[data-remove]");
      if (!remove) return;
      remove.closest(".row-item").remove();
      renumber(holder);
      holder.querySelector("[data-add]").focus();
      form.dispatchEvent(new Event("input"));
    });
  }
}

function counters(form) {
  const update = () => {
    for (const counter of form.querySelectorAll("[data-count]")) {
      const input = document.getElementById(counter.dataset.count);
      if (input) counter.textContent = [...input.value.trim()].length;
    }
  };
  form.addEventListener("input", update);
  update();
}

function uploads(form) {
  for (const input of form.querySelectorAll("[data-upload]")) {
    input.classList.add("vh");
    const chosen = input.parentElement.querySelector("[data-chosen]");
    const before = chosen.textContent;
    input.addEventListener("change", () => {
      chosen.textContent = [...input.files].map((file) => file.name).join("、") || before;
    });
  }
}

function errorSummary() {
  const summary = document.querySelector(".error-summary");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    target.focus();
    (target.closest(".field") || target).scrollIntoView({ block: "center" });
  });
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-form]")) {
    rows(form);
    counters(form);
    uploads(form);
    liveConditions(form);
  }
  errorSummary();
}
