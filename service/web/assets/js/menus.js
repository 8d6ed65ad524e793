// Menus are <details>: one open at a time, closed by Escape or a click elsewhere.
export function menus() {
  showWhereOneIs();
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// Where the registers are longer than the window, the one that is open is in sight.
function showWhereOneIs() {
  const here = document.querySelector(".side .registers [aria-current]");
  const side = here && here.closest(".side");
  if (side && side.scrollHeight > side.clientHeight) side.scrollTop = here.offsetTop - side.clientHeight / 2;
}
