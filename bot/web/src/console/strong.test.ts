import assert from "node:assert/strict";
import { test } from "node:test";
import { isStrong, softened, strongParts } from "./strong.ts";

test("abuse is covered and the words around it stay", () => {
  assert.deepEqual(strongParts("야 이 개새끼야 돈 내놔"), [
    { text: "야 이 ", strong: false },
    { text: "개새끼", strong: true },
    { text: "야 돈 내놔", strong: false },
  ]);
  for (const text of ["씨발 진짜", "ㅅㅂ", "이 멍청한 것들아", "지랄하지 마세요", "you idiots", "What the FUCK is this", "bullshit"]) {
    assert.ok(isStrong(text), text);
  }
});

test("anger, danger and harmless words stay as they are", () => {
  const plain = [
    "정말 답답하고 화가 나네요",
    "짜증나요 몇 번을 말해야 합니까",
    "시발점이 어디인가요",
    "새끼손가락을 다쳤어요",
    "죽고 싶어요",
    "I am so angry about this",
    "Scunthorpe branch, class assessment, Dickens",
    "",
  ];
  for (const text of plain) assert.ok(!isStrong(text), text);
  assert.deepEqual(strongParts(""), [{ text: "", strong: false }]);
});

test("a list shows a covered word by its length", () => {
  assert.equal(softened("야 병신아"), "야 ○○아");
  assert.equal(softened("괜찮아요"), "괜찮아요");
});
