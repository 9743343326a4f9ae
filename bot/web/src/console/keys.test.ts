import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, type Command, type Press } from "./keys.ts";

const press = (code: string, more: Partial<Press> = {}): Press => ({
  key: code,
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 0,
  ...more,
});

test("Alt and a letter means its command whatever the layout types", () => {
  const cases: [string, Command][] = [
    ["KeyJ", "next"],
    ["KeyK", "previous"],
    ["KeyC", "claim"],
    ["KeyL", "reply"],
    ["KeyP", "note"],
    ["KeyE", "close"],
    ["KeyB", "return"],
    ["KeyO", "context"],
    ["KeyW", "wallboard"],
    ["KeyI", "whisper"],
    ["KeyA", "reassign"],
    ["KeyG", "takeOver"],
    ["KeyN", "take"],
    ["KeyT", "transfer"],
    ["KeyR", "promise"],
    ["KeyM", "snooze"],
  ];
  for (const [code, command] of cases) {
    assert.equal(commandOf(press(code, { altKey: true, key: "ㅓ" }), true), command);
    assert.equal(commandOf(press(code, { altKey: true, ctrlKey: true }), true), undefined);
    assert.equal(commandOf(press(code), false), undefined);
  }
});

test("the palette opens with Ctrl or Command, also while writing", () => {
  assert.equal(commandOf(press("KeyK", { ctrlKey: true }), true), "palette");
  assert.equal(commandOf(press("KeyK", { metaKey: true }), true), "palette");
});

test("a question mark is help, but not while writing", () => {
  assert.equal(commandOf(press("Slash", { key: "?" }), false), "keys");
  assert.equal(commandOf(press("Slash", { key: "?" }), true), undefined);
});

test("no key means anything while a syllable is being composed", () => {
  assert.equal(commandOf(press("KeyJ", { altKey: true, isComposing: true }), true), undefined);
  assert.equal(commandOf(press("KeyJ", { altKey: true, keyCode: 229 }), true), undefined);
});
