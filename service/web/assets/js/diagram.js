// The picture of a case: the diagram it runs on, what is done, where it stands. The text outline
// beside it says the same; this file only draws. The bpmn.io mark stays visible.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

const SVG = "http://www.w3.org/2000/svg";

function node(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.appendChild(made);
  return made;
}

function mark(viewer, state) {
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  const now = new Set(state.now);
  const walked = new Set(state.flows);
  const done = new Set([...state.done, ...state.left]);
  registry.forEach((element) => {
    if (!element.parent || element.labelTarget) return;
    if (element.waypoints) {
      const flow = walked.has(element.id);
      canvas.addMarker(element.id, flow ? "done" : "todo");
    } else if (["bpmn:Participant", "bpmn:Lane"].includes(element.type)) {
      canvas.addMarker(element.id, "lane");
    } else if (now.has(element.id)) canvas.addMarker(element.id, "now");
    else canvas.addMarker(element.id, done.has(element.id) ? "done" : "todo");
  });
  for (const id of done) if (!now.has(id)) tick(registry, id);
  for (const id of now) token(registry, id);
  for (const [id, words] of Object.entries(state.notes)) note(viewer, id, words, now.has(id));
}

function tick(registry, id) {
  const shape = registry.get(id);
  if (!shape || shape.width < 80) return;
  const group = node("g", { class: "bp-badge-done" }, registry.getGraphics(id));
  node("path", { class: "bp-tick", d: `m${shape.width - 17} 11 4 4 7-8` }, group);
}

function token(registry, id) {
  const shape = registry.get(id);
  if (!shape) return;
  const graphics = registry.getGraphics(id);
  node("circle", { class: "bp-token-gap", cx: shape.width - 2, cy: 0, r: 10 }, graphics);
  node("circle", { class: "bp-token", cx: shape.width - 2, cy: 0, r: 7 }, graphics);
}

// Above everything drawn: a flow that enters from below stays behind the words.
function note(viewer, id, words, isNow) {
  const shape = viewer.get("elementRegistry").get(id);
  if (!shape || shape.width < 80) return;
  const text = node("text", {
    class: isNow ? "bp-time now" : "bp-time", x: shape.x + shape.width / 2, y: shape.y + shape.height + 14,
    "text-anchor": "middle",
  }, viewer.get("canvas").getLayer("notes", 1000));
  text.textContent = words;
}

function translateLabels(viewer, labels) {
  const registry = viewer.get("elementRegistry");
  const factory = viewer.get("graphicsFactory");
  registry.forEach((element) => {
    const words = labels[element.id] || (element.businessObject && labels[element.businessObject.id]);
    if (!words || !element.businessObject) return;
    element.businessObject.name = words;
    const kind = element.waypoints ? "connection" : "shape";
    const graphics = registry.getGraphics(element);
    if (graphics) factory.update(kind, element, graphics);
  });
}

function fitWidth(viewer, host) {
  const canvas = viewer.get("canvas");
  const box = canvas.viewbox();
  const inner = box.inner;
  const wide = host.clientWidth - 24;
  const least = host.clientWidth < 700 ? 0.62 : 0.74;
  const scale = Math.max(least, Math.min(1.1, wide / inner.width));
  host.classList.add("is-ready");
  const height = Math.ceil(inner.height * scale) + 30;
  host.style.height = `${Math.min(Math.max(height, 220), 760)}px`;
  canvas.resized();
  const tall = host.clientHeight / scale;
  const spare = Math.max(0, host.clientWidth / scale - inner.width) / 2;
  canvas.viewbox({
    x: inner.x - Math.max(12, spare), y: inner.y - 12,
    width: host.clientWidth / scale, height: tall,
  });
  return scale;
}

function showToken(viewer, state, host) {
  const canvas = viewer.get("canvas");
  const first = viewer.get("elementRegistry").get(state.now[0]);
  if (!first) return;
  const box = canvas.viewbox();
  const outX = first.x + first.width > box.x + box.width || first.x < box.x;
  const outY = first.y + first.height > box.y + box.height || first.y < box.y;
  if (!outX && !outY) return;
  const inner = box.inner;
  const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
  canvas.viewbox({
    x: outX ? clamp(first.x + first.width / 2 - box.width / 2, inner.x - 12,
      Math.max(inner.x - 12, inner.x + inner.width - box.width + 12)) : box.x,
    y: outY ? clamp(first.y + first.height / 2 - box.height / 2, inner.y - 12,
      Math.max(inner.y - 12, inner.y + inner.height - box.height + 12)) : box.y,
    width: box.width, height: box.height,
  });
}

function zoomButtons(viewer, host, state) {
  const group = host.parentElement.querySelector(".diagram-zoom");
  if (!group) return;
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (!button) return;
    const canvas = viewer.get("canvas");
    if (button.dataset.zoom === "fit") {
      fitWidth(viewer, host);
      showToken(viewer, state, host);
    } else canvas.zoom(canvas.zoom() * (button.dataset.zoom === "in" ? 1.25 : 0.8));
  });
}

function arrows(viewer, host) {
  const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  host.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    viewer.get("canvas").scroll({ dx: move[0], dy: move[1] });
  });
}

// Paper shows the whole picture at the width of the sheet, then the screen has its own again.
const SHEET = 690;

function printable(viewer, host, state) {
  const canvas = viewer.get("canvas");
  window.addEventListener("beforeprint", () => {
    const { inner } = canvas.viewbox();
    host.style.width = `${SHEET}px`;
    host.style.height = `${Math.ceil(SHEET * inner.height / inner.width) + 24}px`;
    canvas.resized();
    canvas.zoom("fit-viewport");
  });
  window.addEventListener("afterprint", () => {
    host.style.width = "";
    fitWidth(viewer, host);
    showToken(viewer, state, host);
  });
}

async function draw(host) {
  const answer = await fetch(host.dataset.diagram, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  const state = await answer.json();
  host.textContent = "";
  const viewer = new NavigatedViewer({
    container: host,
    textRenderer: { defaultStyle: { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 } },
  });
  await viewer.importXML(state.xml);
  translateLabels(viewer, state.labels);
  mark(viewer, state);
  const scroll = viewer.get("zoomScroll", false);
  if (scroll) scroll.toggle(false); // the wheel scrolls the page, not the picture
  fitWidth(viewer, host);
  showToken(viewer, state, host);
  zoomButtons(viewer, host, state);
  arrows(viewer, host);
  printable(viewer, host, state);
  host.dataset.state = "ready";
}

for (const host of document.querySelectorAll("[data-diagram]")) {
  draw(host).catch(() => {
    host.textContent = host.dataset.failed;
    host.dataset.state = "failed";
  });
}
