import assert from "node:assert/strict";
import { test } from "node:test";
import type { Channel, Touch } from "../wire.ts";
import { channelsOf, onChannel } from "./channels.ts";

const touch = (channel: Channel): Touch => ({ at: "2026-11-28T00:30:00Z", channel, label: "x", times: 1 });
const life = [touch("phone"), touch("web"), touch("telegram"), touch("web")];

test("only channels that occur are offered, always in one order, and a chosen one stays", () => {
  assert.deepEqual(channelsOf(life, undefined), [["web", 2], ["telegram", 1], ["phone", 1]]);
  assert.deepEqual(channelsOf(life, "branch"), [["web", 2], ["telegram", 1], ["phone", 1], ["branch", 0]]);
  assert.deepEqual(channelsOf([], undefined), []);
});

test("one channel's part of a life, or all of it", () => {
  assert.equal(onChannel(life, undefined).length, 4);
  assert.deepEqual(onChannel(life, "web").map((one) => one.channel), ["web", "web"]);
  assert.deepEqual(onChannel(life, "email"), []);
});
