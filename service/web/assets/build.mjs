// Bundles the browser's files into service/web/static/built/ and writes the names they got
// (each carries a hash of its content, so that browsers may keep it for ever) to manifest.json.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "built");
const modules = join(here, "..", "..", "..", "node_modules");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const entries = ["js/app.js", "js/diagram.js", "js/form.js", "css/site.css", "css/diagram.css"]
  .map((name) => join(here, name))
  .filter((path) => existsSync(path));

const result = await build({
  entryPoints: entries,
  outdir: out,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: "chrome80",
  charset: "utf8",
  legalComments: "eof",
  loader: { ".svg": "file", ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file" },
  nodePaths: [modules],
  logLevel: "warning",
});

const manifest = {};
for (const [path, info] of Object.entries(result.metafile.outputs)) {
  if (info.entryPoint) manifest[basename(info.entryPoint)] = basename(path);
}
const sprite = readFileSync(join(here, "icons.svg"));
const mark = createHash("sha256").update(sprite).digest("hex").slice(0, 8).toUpperCase();
manifest["icons.svg"] = `icons-${mark}.svg`;
writeFileSync(join(out, manifest["icons.svg"]), sprite);
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");

// The licences of what is bundled travel with it.
for (const name of ["bpmn-js", "htmx.org", "diagram-js", "bpmn-moddle"]) {
  const licence = join(modules, name, "LICENSE");
  if (existsSync(licence)) cpSync(licence, join(out, `LICENSE.${name}.txt`));
}
