// Two artefacts: the pages with hashed assets, and widget.js, one classic script for foreign pages.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin, type UserConfig } from "vite";

const WIDGET_LIMIT = 20 * 1024;
const outDir = resolve(process.env["DARI_WEB_OUT"] ?? "dist");
const server = process.env["DARI_SERVER"] ?? "http://127.0.0.1:8080";

/** Says how large the widget is over the wire, and refuses to let it grow past its limit. */
const widgetSize: Plugin = {
  name: "widget-size",
  writeBundle() {
    const size = gzipSync(readFileSync(join(outDir, "widget.js")), { level: 9 }).length;
    console.log(`widget.js: ${(size / 1024).toFixed(1)} KB gzipped (limit ${WIDGET_LIMIT / 1024} KB)`);
    if (size > WIDGET_LIMIT) this.error("widget.js is larger than its limit");
  },
};

const widget: UserConfig = {
  publicDir: false,
  plugins: [widgetSize],
  // The console keeps Preact; here a renderer without state does, at a fifth of the size.
  resolve: { alias: [{ find: /^preact(\/.*)?$/, replacement: resolve("src/widget/draw.ts") }] },
  build: {
    outDir,
    emptyOutDir: false,
    target: "es2022",
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
  server: { proxy: { "/v1": server, "/demo": server } },
};

export default defineConfig(({ mode }) => (mode === "widget" ? widget : pages));
