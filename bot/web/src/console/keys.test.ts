import assert from "node:assert/strict";
import { test } from "node:test";
import { bindings, commandOf, keysOf, type Command, type Press } from "./keys.ts";

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
    ["KeyU", "danger"],
    ["KeyQ", "release"],
    ["KeyV", "check"],
    ["KeyF", "faq"],
    ["Digit1", "waiting"],
    ["Digit6", "others"],
  ];
  for (const [code, command] of cases) {
    assert.equal(commandOf(press(code, { altKey: true, key: "ㅓ" }), true), command);
    assert.equal(commandOf(press(code, { altKey: true, ctrlKey: true }), true), code === "KeyE" ? "closeNext" : undefined);
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

test("Ctrl or Command and Alt close and go on, but a key that types a character does not", () => {
  assert.equal(commandOf(press("KeyE", { altKey: true, metaKey: true }), true), "closeNext");
  const typed = press("KeyE", { altKey: true, ctrlKey: true, getModifierState: (key) => key === "AltGraph" });
  assert.equal(commandOf(typed, true), undefined);
});

test("every command with keys stands once in the help, and no two share their keys", () => {
  const shown = bindings.map(({ keys }) => keys.join("+"));
  assert.equal(new Set(shown).size, shown.length);
  assert.deepEqual(keysOf("closeNext"), ["Ctrl", "Alt", "E"]);
});
