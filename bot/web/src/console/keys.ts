// The keyboard: which keys mean which command.

export type Command =
  | "next"
  | "previous"
  | "claim"
  | "reply"
  | "note"
  | "close"
  | "return"
  | "release"
  | "context"
  | "palette"
  | "keys"
  | "escape"
  | "send"
  | "newline"
  | "canned"
  | "manageCanned"
  | "mention"
  | "faq"
  | "presence"
  | "waiting"
  | "mine"
  | "others"
  | "done"
  | "wallboard"
  | "whisper"
  | "takeOver"
  | "reassign"
  | "language"
  | "theme"
  | "sound"
  | "signOut"
  | "take"
  | "transfer"
  | "promise"
  | "snooze"
  | "check"
  | "calls"
  | "mentions"
  | "danger"
  | "closeNext";

export interface Binding {
  command: Command;
  /** As printed on the keys. */
  keys: string[];
  /** Only leads have it. */
  lead?: true;
}

/** What the help shows, in its order. */
export const bindings: Binding[] = [
  { command: "next", keys: ["Alt", "J"] },
  { command: "previous", keys: ["Alt", "K"] },
  { command: "danger", keys: ["Alt", "U"] },
  { command: "claim", keys: ["Alt", "C"] },
  { command: "take", keys: ["Alt", "N"] },
  { command: "reply", keys: ["Alt", "L"] },
  { command: "note", keys: ["Alt", "P"] },
  { command: "close", keys: ["Alt", "E"] },
  { command: "closeNext", keys: ["Ctrl", "Alt", "E"] },
  { command: "return", keys: ["Alt", "B"] },
  { command: "release", keys: ["Alt", "Q"] },
  { command: "transfer", keys: ["Alt", "T"] },
  { command: "promise", keys: ["Alt", "R"] },
  { command: "snooze", keys: ["Alt", "M"] },
  { command: "check", keys: ["Alt", "V"] },
  { command: "faq", keys: ["Alt", "F"] },
  { command: "context", keys: ["Alt", "O"] },
  { command: "waiting", keys: ["Alt", "1"] },
  { command: "mine", keys: ["Alt", "2"] },
  { command: "calls", keys: ["Alt", "3"] },
  { command: "mentions", keys: ["Alt", "4"] },
  { command: "done", keys: ["Alt", "5"] },
  { command: "others", keys: ["Alt", "6"], lead: true },
  { command: "wallboard", keys: ["Alt", "W"], lead: true },
  { command: "whisper", keys: ["Alt", "I"], lead: true },
  { command: "reassign", keys: ["Alt", "A"], lead: true },
  { command: "takeOver", keys: ["Alt", "G"], lead: true },
  { command: "palette", keys: ["Ctrl", "K"] },
  { command: "keys", keys: ["?"] },
  { command: "send", keys: ["Enter"] },
  { command: "newline", keys: ["Shift", "Enter"] },
  { command: "canned", keys: ["/"] },
  { command: "mention", keys: ["@"] },
  { command: "escape", keys: ["Esc"] },
];

/** By place on the keyboard, because Alt and a Korean layout change the character. */
const alt: Record<string, Command> = {
  KeyJ: "next",
  KeyK: "previous",
  KeyC: "claim",
  KeyL: "reply",
  KeyP: "note",
  KeyE: "close",
  KeyB: "return",
  KeyO: "context",
  KeyW: "wallboard",
  KeyI: "whisper",
  KeyA: "reassign",
  KeyG: "takeOver",
  KeyN: "take",
  KeyT: "transfer",
  KeyR: "promise",
  KeyM: "snooze",
  KeyU: "danger",
  KeyQ: "release",
  KeyV: "check",
  KeyF: "faq",
  Digit1: "waiting",
  Digit2: "mine",
  Digit3: "calls",
  Digit4: "mentions",
  Digit5: "done",
  Digit6: "others",
};

export type Press = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "isComposing" | "keyCode"> &
  Partial<Pick<KeyboardEvent, "getModifierState">>;

/** The command a key press means anywhere in the console; `typing` when the focus is in a text field. */
export function commandOf(press: Press, typing: boolean): Command | undefined {
  if (isComposing(press)) return undefined;
  const control = press.ctrlKey || press.metaKey;
  if (press.altKey && !control) return alt[press.code];
  // What types a character on some layouts with the right Alt key is no command there.
  if (press.altKey && press.code === "KeyE" && !press.getModifierState?.("AltGraph")) return "closeNext";
  if (control && !press.altKey && press.code === "KeyK") return "palette";
  if (!control && !press.altKey && !typing && press.key === "?") return "keys";
  return undefined;
}

/** The press belongs to an input method that is still composing a syllable. */
export function isComposing(press: Pick<Press, "isComposing" | "keyCode">): boolean {
  return press.isComposing || press.keyCode === 229;
}

/** For a field of a form: Enter that ends a Korean syllable does not submit it. */
export function holdComposing(event: KeyboardEvent): void {
  if (event.key === "Enter" && isComposing(event)) event.preventDefault();
}

export const keysOf = (command: Command): string[] =>
  bindings.find((binding) => binding.command === command)?.keys ?? [];
