import assert from "node:assert/strict";
import { test } from "node:test";
import type { Control, Fact, StaffState } from "../wire.ts";
import { mayNote } from "./may.ts";
import { append, empty } from "./timeline.ts";

const state = (control: Control, more: Partial<StaffState["state"]> = {}): StaffState => ({
  state: { control, language: "ko", level: "V1", last_number: 1, telegram: false, ...more }, epoch: 1, mine: false,
});
const waits: Control = { holder: "queued", position: 1, agents_online: 1 };
const junho: Control = { holder: "agent", name: "박준호" };
const handoff = "h-1";
const claimed = (agent: string): Fact => ({ type: "handoff.claimed", data: { handoff, agent, name: agent } });
const released: Fact = { type: "handoff.released", data: { handoff, why: "declined" } };
const moved = (to: string): Fact => ({ type: "handoff.reassigned", data: { handoff, agent: "l", name: "l", from: "a-1", to, to_name: to, comment: "" } });

test("a note is taken from whom the server takes it", () => {
  const cases: [string, Fact[], StaffState, boolean][] = [
    ["it waits", [], state(waits), true],
    ["a call is booked", [], state({ holder: "bot" }, { callback_at: "2026-11-22T12:00:00Z" }), true],
    ["a colleague was faster", [claimed("b")], state(junho), false],
    ["I let go of it and a colleague took it", [claimed("a-1"), released, claimed("b")], state(junho), false],
    ["a lead moved it away", [claimed("a-1"), moved("b"), released, claimed("b")], state(junho), false],
    ["I returned it to the bot", [claimed("a-1")], state({ holder: "bot" }), true],
    ["I never had what has ended", [claimed("b")], state({ holder: "closed" }), false],
  ];
  for (const [what, facts, now, want] of cases) {
    const timeline = append(empty, facts.map((fact, index) => ({ seq: index + 1, at: "2026-11-22T12:00:00Z", fact })), "a-1");
    assert.equal(mayNote({ id: "a-1", role: "agent" }, now, timeline), want, what);
    assert.ok(mayNote({ id: "l", role: "lead" }, now, timeline), what);
  }
});
