// Text of numbers against what the game gave.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as format from "../lib/format.mjs";
import { numbersFromText, testData } from "./reference.mjs";

const rows = testData("format.json");

for (const name of Object.keys(rows)) {
  test(`${name} writes what the game writes`, () => {
    const wrong = [];
    for (const [args, expected] of rows[name]) {
      let result;
      try {
        result = format[name](numbersFromText("", args[0]), ...args.slice(1));
      } catch (problem) {
        result = `throws ${problem.name}: ${problem.message}`;
      }
      if (result !== expected) wrong.push({ args, expected, result });
    }
    assert.ok(rows[name].length > 0);
    assert.deepEqual(wrong, []);
  });
}

test("patterns of nFormat beyond the game's own samples", () => {
  assert.equal(format.nFormat(1234.5), "1,235");
  assert.equal(format.nFormat(1500, "0.0 a"), "1.5 k");
  assert.equal(format.nFormat(1500000, "0.0ak"), "1500.0k");
  assert.equal(format.nFormat(999999, "0a"), "1m");
  assert.equal(format.nFormat(1.5, "0.00[00]"), "1.50");
  assert.equal(format.nFormat(1.5678, "0.00[00]"), "1.5678");
  assert.equal(format.nFormat(-5, "0.0-"), "5.0-");
  assert.equal(format.nFormat(5, "000"), "005");
  assert.equal(format.nFormat(0.5, ".00"), ".50");
  assert.equal(format.nFormat(2048, "0.0ib"), "2.0KiB");
  assert.equal(format.nFormat(2048, "0 b"), "2 KB");
  assert.equal(format.nFormat(1234, "0.00e+0"), "1.23e+3");
  assert.equal(format.nFormat(-0.12, "(0%)"), "(12%)");
  assert.equal(format.nFormat(5, "0,0 $"), "5 $");
});

test("placeholders of sprintf beyond the game's own samples", () => {
  assert.equal(format.sprintf("%(a.b[1])s", { a: { b: [1, 2] } }), "2");
  assert.equal(format.sprintf("%+.1f %+d", -2.25, 3), "-2.3 +3");
  assert.equal(format.sprintf("%05d|%-6s|%6.2f", -42, "ab", 3.14159), "-0042|ab    |  3.14");
  assert.equal(format.sprintf("100%% of %s", () => "it"), "100% of it");
  assert.throws(() => format.sprintf("%"), SyntaxError);
  assert.throws(() => format.sprintf("%(a)s %s", {}), /mixing/);
});
