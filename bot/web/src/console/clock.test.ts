import assert from "node:assert/strict";
import { test } from "node:test";
import { age, ago, daysSince, deadline, span, stopwatch } from "./clock.ts";
import { words } from "./words.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const before = (seconds: number) => new Date(NOW - seconds * 1000).toISOString();

test("a wait runs like a stopwatch and never below zero", () => {
  const cases: [number, string][] = [
    [-5000, "0:00"],
    [0, "0:00"],
    [65_999, "1:05"],
    [600_000, "10:00"],
    [3_725_000, "1:02:05"],
  ];
  for (const [ms, shown] of cases) assert.equal(stopwatch(ms), shown);
});

test("an age is one rounded figure in either language", () => {
  const cases: [number, string, string][] = [
    [10, "방금", "now"],
    [190, "3분", "3 min"],
    [7300, "2시간", "2 h"],
    [200_000, "2일", "2 d"],
  ];
  for (const [seconds, ko, en] of cases) {
    assert.equal(age(before(seconds), NOW, words.ko), ko);
    assert.equal(age(before(seconds), NOW, words.en), en);
  }
  assert.equal(ago(before(190), NOW, words.ko), "3분 전");
  assert.equal(ago(before(3), NOW, words.ko), "방금");
});

test("a deadline says what is left and then by how much it is over", () => {
  assert.equal(deadline(before(-700), NOW, words.ko), "11분 남음");
  assert.equal(deadline(before(700), NOW, words.en), "11 min over");
  assert.equal(span(40_000, words.ko.units), "40초");
});

test("days are counted by the calendar, not by hours", () => {
  const midnight = new Date(2026, 10, 22, 0, 5).getTime();
  assert.equal(daysSince(new Date(2026, 10, 21, 23, 55).toISOString(), midnight), 1);
  assert.equal(daysSince(new Date(2026, 10, 22, 0, 1).toISOString(), midnight), 0);
});
