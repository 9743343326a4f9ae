import assert from "node:assert/strict";
import test from "node:test";
import { renewIn } from "./token.ts";

const token = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
const NOW = 1_700_000_000_000;

test("a token is renewed a minute before its end, a short one halfway, and none all the time", () => {
  const check = (seconds: number, want: number) =>
    assert.equal(renewIn(token({ sub: "고객", exp: NOW / 1000 + seconds }), NOW) / 1000, want, `${seconds} s`);
  check(1800, 1740);
  check(90, 45);
  check(60, 30);
  check(20, 15);
  check(0, 15);
  check(-9000, 15);
});

test("what cannot be read is asked for soon, and not at once", () => {
  for (const text of ["", "a.b", "a.!!.c", token({}), token({ exp: "soon" })]) assert.equal(renewIn(text, NOW), 15_000, text);
});
