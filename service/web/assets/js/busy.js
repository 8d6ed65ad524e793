// A form that takes long shows how far it is while its answer is on the way.
const EVERY = 700;

export function busy() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const shown = form.matches("[data-progress]") && form.querySelector("[data-busy]");
    if (!shown) return;
    shown.hidden = false;
    const bar = shown.querySelector("progress");
    const token = form.elements.idempotency_key?.value;
    if (!token) return;
    setInterval(async () => {
      const answer = await fetch(form.dataset.progress + token).catch(() => null);
      if (!answer?.ok) return;
      const { done, total } = await answer.json();
      if (!total) return;
      bar.max = total;
      bar.value = done;
    }, EVERY);
  });
}
