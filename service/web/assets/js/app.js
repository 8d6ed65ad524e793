// Everything here only helps: each page works without it.
import htmx from "htmx.org";
import { keyboard } from "./keys.js";
import { menus } from "./menus.js";
import { refresh } from "./refresh.js";
import { slider } from "./slider.js";
import { forms } from "./forms.js";
import { busy } from "./busy.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
});

const token = document.querySelector('meta[name="csrf-token"]');
document.addEventListener("htmx:configRequest", (event) => {
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

menus();
keyboard();
slider();
refresh(htmx);
forms();
busy();
