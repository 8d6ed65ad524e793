// One polite live region for every announcement of a page.
export function announce(words) {
  const region = document.getElementById("live");
  if (!region || !words) return;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = words; }, 50);
}
