// Two artefacts: the pages with hashed assets, and widget.js, one classic script for foreign pages.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipAsync } from "@gfx/zopfli";
import { defineConfig, type Plugin, type UserConfig } from "vite";
import { ownNames } from "./names.ts";

const WIDGET_LIMIT = 20 * 1024;
const outDir = resolve(process.env["DARI_WEB_OUT"] ?? "dist");
const server = process.env["DARI_SERVER"] ?? "http://127.0.0.1:8080";

/** Packs the widget as it goes over the wire, says how large it is then, and refuses to let it grow past its limit. */
const widgetSize: Plugin = {
  name: "widget-size",
  async writeBundle() {
    const packed = await gzipAsync(readFileSync(join(outDir, "widget.js")), { numiterations: 15 });
    const size = packed.length;
    writeFileSync(join(outDir, "widget.js.gz"), packed);
    console.log(`widget.js: ${(size / 1024).toFixed(1)} KB gzipped (limit ${WIDGET_LIMIT / 1024} KB)`);
    if (size > WIDGET_LIMIT) this.error("widget.js is larger than its limit");
  },
};

/** Gives the style sheet's own names short ones, and what stands in an element: they stand in the script some three hundred times. */
const shortNames: Plugin = {
  name: "short-names",
  renderChunk(code) {
    const short = new Map<string, string>();
    return code.replace(/\bchildren\b/g, "$").replace(/(--(d|seen|lightningcss)|(?<![\w$-])d)-[a-z0-9-]+/g, (name) => {
      if (!short.has(name)) short.set(name, `${name.startsWith("--") ? "--" : "_"}${short.size.toString(36)}`);
      return short.get(name)!;
    });
  },
};

const widget: UserConfig = {
  publicDir: false,
  plugins: [shortNames, widgetSize],
  // The console keeps Preact; here a renderer without state does, at a fifth of the size.
  resolve: { alias: [{ find: /^preact(\/.*)?$/, replacement: resolve("src/widget/draw.ts") }] },
  build: {
    outDir,
    emptyOutDir: false,
    target: "es2022",
    minify: "terser",
    terserOptions: {
      ecma: 2020,
      compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
      mangle: { properties: { regex: ownNames() } },
    },
    lib: { entry: "src/widget/main.tsx", formats: ["iife"], name: "DariWidget", fileName: () => "widget.js" },
  },
};

const pages: UserConfig = {
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: { input: ["index.html", "console.html"] },
  },
  // The server knows its own pages by the host they ask: it has to see the host that the browser sees.
  server: { proxy: { "/v1": { target: server }, "/demo": { target: server } } },
};

export default defineConfig(({ mode }) => (mode === "widget" ? widget : pages));
