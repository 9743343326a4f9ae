// The widget's own ground in a foreign page: one host element, one shadow root, one style sheet.
import { shades } from "./color.ts";
import type { Options } from "./options.ts";
import styles from "./widget.css?inline";

/** Whether the panel takes the whole screen; the same condition stands in the style sheet. */
export const fullScreen = matchMedia("(max-width: 480px), (max-height: 460px)");

/** Where the style sheet asks for the visitor's own setting. */
const DARK = "(prefers-color-scheme:dark)";

/** Mounts the host. The page's own rules cannot reach it, whatever they style. */
export function mountFrame(options: Options): ShadowRoot {
  const host = document.createElement("dari-widget");
  const own = { all: "initial", position: "fixed", "z-index": "2147483000" };
  for (const [name, value] of Object.entries(own)) host.style.setProperty(name, value, "important");
  const root = host.attachShadow({ mode: "open" });
  // A page's shortcuts must not fire on what is typed here.
  for (const name of ["keydown", "keypress", "keyup"]) host.addEventListener(name, (event) => event.stopPropagation());
  paint(root, options);
  // The script may run before there is a body.
  (document.body ?? document.documentElement).append(host);
  return root;
}

/** The site's colour, and its light. */
export function paint(root: ShadowRoot, { color, theme }: Options) {
  const host = root.host as HTMLElement;
  const own = Object.entries(shades(color));
  for (const [name, value] of own) host.style.setProperty(name, value);
  host.toggleAttribute("tinted", own.length > 0);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(theme ? styles.replace(DARK, theme === "dark" ? "all" : "not all") : styles);
  root.adoptedStyleSheets = [sheet];
}

/** Keeps a full-screen panel above a phone's keyboard. */
export function fitAboveKeyboard(root: ShadowRoot) {
  const { height, offsetTop } = window.visualViewport ?? { height: innerHeight, offsetTop: 0 };
  const { style } = root.host as HTMLElement;
  style.setProperty("--seen-height", `${height}px`);
  style.setProperty("--seen-top", `${offsetTop}px`);
}
