// Bundles GraphiQL into ../assets: one script, one style sheet, and the licences of what is inside.
import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const assets = join(here, "..", "assets");

// GraphiQL's style sheet carries two Latin fonts, most of its size; the page uses the system's fonts, which have Chinese.
const withoutFonts = {
  name: "without-fonts",
  setup: (bundler) =>
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    })),
};

const result = await build({
  entryPoints: { graphiql: join(here, "page.jsx") },
  outdir: assets,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  jsx: "automatic",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [withoutFonts],
  metafile: true,
});

await writeFile(join(assets, "LICENSES.txt"), await licences(Object.keys(result.metafile.inputs)));

/** The licences of all packages that have a file in the bundle; a text that several share comes once, below their names. */
async function licences(inputs) {
  const folders = new Set(inputs.map((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean));
  const holders = new Map();
  for (const { holder, text } of await Promise.all([...folders].sort().map(licence))) {
    holders.set(text, [...(holders.get(text) ?? []), holder]);
  }
  const sections = [...holders].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return sections.join(`\n${"-".repeat(100)}\n\n`);
}

async function licence(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : `Licensed under ${license}; the package holds no text.`;
  return { holder: `${name} ${version} (${license})`, text: text.trim() };
}
