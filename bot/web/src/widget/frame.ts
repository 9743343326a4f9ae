// The widget's own ground in a foreign page: one host element, one shadow root, one style sheet.
import styles from "./widget.css?inline";

/** Whether the panel takes the whole screen; the same condition stands in the style sheet. */
export const fullScreen = matchMedia("(max-width: 480px), (max-height: 460px)");

/** Mounts the host. The page's own rules cannot reach it, whatever they style. */
export function mountFrame(): ShadowRoot {
  const host = document.createElement("dari-widget");
  const own = { all: "initial", position: "fixed", "z-index": "2147483000" };
  for (const [name, value] of Object.entries(own)) host.style.setProperty(name, value, "important");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  // A page's shortcuts must not fire on what is typed here.
  for (const name of ["keydown", "keypress", "keyup"]) host.addEventListener(name, (event) => event.stopPropagation());
  document.body.append(host);
  return root;
}

/** Keeps a full-screen panel above a phone's keyboard. */
export function fitAboveKeyboard(root: ShadowRoot) {
  const { height, offsetTop } = window.visualViewport ?? { height: innerHeight, offsetTop: 0 };
  const { style } = root.host as HTMLElement;
  style.setProperty("--seen-height", `${height}px`);
  style.setProperty("--seen-top", `${offsetTop}px`);
}
