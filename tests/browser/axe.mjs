// tests: what a screen reader would stumble over.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What breaks WCAG (or the named rules) on the page, or in the part of it that is named; a line each. */
export async function violations(page, part, rules = RULES) {
  // The page's own policy lets no script in but its own.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(await readFile(axe, "utf8"));
  // What is still fading in has no colours of its own yet; a document does not count what moves in shadow trees.
  await page.evaluate(() => {
    const shadows = [...document.querySelectorAll("*")].map(each => each.shadowRoot).filter(Boolean);
    const moving = [document, ...shadows].flatMap(root => root.getAnimations());
    const ending = moving.filter(each => each.effect?.getComputedTiming().endTime !== Infinity);
    return Promise.all(ending.map(each => each.finished.catch(() => {})));
  });
  const { violations } = await page.evaluate(
    ([part, rules]) => globalThis.axe.run(part ? { include: [part] } : document, { runOnly: rules }), [part, rules]);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.flat().join(" ")).join(", ")}`);
}
