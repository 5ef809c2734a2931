// Every formula against what the game itself gave, bit for bit.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../lib/formulas.mjs";
import { calls } from "./formula-calls.mjs";
import { formulaLines } from "./reference.mjs";

function same(a, b) {
  if (typeof a !== "object" || a === null) return Object.is(a, b);
  return typeof b === "object" && Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => same(a[key], b[key]));
}

const lines = formulaLines();

test("the data has every function", () => {
  assert.deepEqual([...new Set(lines.map((line) => line.fn))].sort(), Object.keys(calls).sort());
});

for (const [fn, call] of Object.entries(calls)) {
  test(`${fn} is equal to the game bit for bit`, () => {
    const rows = lines.filter((line) => line.fn === fn);
    const wrong = rows.map((row) => ({ in: row.in, game: row.out, here: call(row.in) })).filter((row) => !same(row.game, row.here));
    assert.ok(rows.length > 0, "no rows");
    assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} of ${rows.length} rows differ`);
  });
}

test("a server without security can only be grown, and takes for ever", () => {
  const server = { requiredHackingSkill: 10, serverGrowth: 20, moneyMax: 100, moneyAvailable: 1, hasAdminRights: true };
  const player = { skills: { hacking: 100, intelligence: 0 }, mults: { hacking_chance: 1, hacking_money: 1, hacking_speed: 1 } };
  assert.equal(f.hackChance(server, player), 0);
  assert.equal(f.hackPercent(server, player, { ScriptHackMoney: 1 }), 0);
  assert.equal(f.hackSeconds(server, player, { HackingSpeedMultiplier: 1 }), Infinity);
});
