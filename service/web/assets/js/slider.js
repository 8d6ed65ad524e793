// The day slider: it speaks the day while it moves and asks for that day when it rests.
const DAY = 86400000;

function wording(date) {
  const lang = document.documentElement.lang;
  return new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

function monthOn(date, by) {
  const moved = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by, 1));
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), last));
  return moved;
}

export function slider() {
  const range = document.querySelector(".day-slider");
  if (!range) return;
  const first = new Date(`${range.dataset.first}T00:00:00Z`).getTime();
  const field = document.getElementById(range.dataset.input);
  const day = () => new Date(first + Number(range.value) * DAY);
  const show = () => {
    field.value = day().toISOString().slice(0, 10);
    range.setAttribute("aria-valuetext", wording(day()));
  };
  range.addEventListener("input", show);
  range.addEventListener("keydown", (event) => {
    const by = { PageUp: 1, PageDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    range.value = Math.round((monthOn(day(), by).getTime() - first) / DAY);
    show();
    range.dispatchEvent(new Event("change"));
  });
  const stage = range.closest(".bp-scroll");
  if (stage && stage.scrollWidth > stage.clientWidth) {
    const share = Number(range.value) / Number(range.max || 1);
    stage.scrollLeft = share * stage.scrollWidth - stage.clientWidth / 2;
  }
  let waiting = 0;
  range.addEventListener("change", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      try { sessionStorage.setItem("day-slider", "1"); } catch (_) { /* storage is off */ }
      field.form.submit();
    }, 700);
  });
  try {
    if (sessionStorage.getItem("day-slider")) {
      sessionStorage.removeItem("day-slider");
      range.focus();
    }
  } catch (_) { /* storage is off */ }
}
