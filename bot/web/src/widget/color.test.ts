import assert from "node:assert/strict";
import test from "node:test";
import { luminance, shades } from "./color.ts";

const contrast = (one: string, other: string) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};
const whole = (color: string) => (color === "#fff" ? "#ffffff" : "#000000");

test("luminance is what the standard says", () => {
  assert.equal(contrast("#ffffff", "#000000"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
  assert.equal(contrast("#0000ff", "#ffffff").toFixed(2), "8.59");
});

test("whatever the colour, what is written on it can be read", () => {
  for (const color of ["#0b5c64", "#7c3aed", "#fee500", "#ffffff", "#000000", "#757575", "#767676", "#ff5a00", "#03c75a", "#E60023"]) {
    assert.ok(contrast(whole(shades(color)["--d-on"]!), color) >= 4.5, color);
  }
});

test("what is no colour changes nothing", () => {
  for (const color of [undefined, "", "red", "#123", "#12345g", "#1234567", "url(x)"]) assert.deepEqual(shades(color), {}, color);
});
