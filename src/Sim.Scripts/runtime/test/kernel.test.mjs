// The kernel's own parts that stand alone; how they work together is tested with the game's script cases (tests/Sim.Scripts.Tests).
import assert from "node:assert/strict";
import { test } from "node:test";
import { flags } from "../kernel/flags.mjs";
import { findEndless, instrumented } from "../kernel/endless.mjs";
import { processKey } from "../kernel/processes.mjs";
import { random, seedRandom, skipDraw } from "../kernel/random.mjs";
import { argsToList, argsToText } from "../kernel/text.mjs";
import { Inbox, Outbox } from "../kernel/wire.mjs";
import { sim } from "../kernel/sim.mjs";

test("a message comes out as it went in, whole or in pieces", () => {
  for (const piece of [1, 7, 100000]) {
    const sent = [];
    const out = new Outbox();
    out.write = (bytes, length) => sent.push(...bytes.subarray(0, length));
    out.toJson = JSON.stringify;
    out.put3(1, -0, NaN);
    for (let i = 0; i < 3000; i++) out.put2(i, 1 / 3);
    out.text({ log: "grüße" });
    out.flush();
    let at = 0;
    const inbox = new Inbox((bytes, offset, length) => {
      const n = Math.min(length, piece, sent.length - at);
      for (let i = 0; i < n; i++) bytes[offset + i] = sent[at++];
      return n;
    });
    assert.equal(inbox.next(), true);
    assert.deepEqual([...inbox.doubles.subarray(0, 5)], [1, -0, NaN, 0, 1 / 3]);
    assert.equal(inbox.doubles[6002], 1 / 3);
    assert.deepEqual(JSON.parse(inbox.json), [{ log: "grüße" }]);
    assert.equal(inbox.next(), false);
  }
});

test("texts without end are sent while the turn goes on", () => {
  let parts = 0;
  const out = new Outbox();
  out.write = (bytes) => {
    if (bytes[7] & 0x80) parts++;
  };
  out.toJson = JSON.stringify;
  for (let i = 0; i < 5000; i++) out.text({ log: "x".repeat(1000) });
  out.flush();
  assert.ok(parts >= 4, `${parts} parts`);
});

test("mulberry32 gives the draws of the reference, and skips those of landed hacks", () => {
  seedRandom(9108, true);
  assert.equal(random(), 0.2256581806577742);
  skipDraw();
  assert.equal(random(), 0.025870652170851827);
});

test("processes are the same script if file and args are the same", () => {
  assert.equal(processKey("a.js", ["x", 1, true]), processKey("a.js", ["x", 1, true]));
  assert.equal(processKey("a.js", [0]), processKey("a.js", [-0]));
  assert.notEqual(processKey("a.js", ["1"]), processKey("a.js", [1]));
  assert.notEqual(processKey("a.js", ["x", "y"]), processKey("a.js", ["x\0s1:y"]));
  assert.notEqual(processKey("a.js", [true]), processKey("a.js", ["true"]));
});

test("flags are read by the type of their default", () => {
  const schema = [["n", 1], ["on", false], ["text", "t"], ["list", []]];
  const read = (...args) => flags({ args }, schema);
  assert.deepEqual(read(), { _: [], n: 1, on: false, text: "t", list: [] });
  assert.deepEqual(read("-n", "5", "--on", "a", "--list", 1, "--list", "b", "--text=x"), { _: ["a"], n: 5, on: true, text: "x", list: ["1", "b"] });
  assert.throws(() => read("--nothing"));
  assert.throws(() => flags({ args: [] }), /flags schema passed in is invalid/);
});

test("print joins what it is given as the game does", () => {
  assert.equal(argsToText(["two", 3, { a: 1 }, [1, 2], null, undefined]), 'two3{"a":1}[1,2]nullundefined');
  assert.equal(argsToList(["a", 1, true]), '["a", 1, true]');
});

test("looking for endless loops keeps every line in its place, and the scripts' meaning", () => {
  const text = [
    "export let n = 0;",
    "for (let i = 0; i < 3; i++) n++;",
    "let w = 0; while (w < 3)",
    "  if (w++ > 1) n += 10;",
    "do n++; while (n < 0)",
    "const f = (a) => ({ a }), g = a => a * 2;",
    "export const list = [1, 2].map((x) => x + 1).concat(f(7).a, g(4));",
    "class A { m() { for (const q of [1]) { n += q; } return n; } static s = () => 1; }",
    "export const m = new A().m() + A.s();",
  ].join("\n");
  let isStuck = false;
  sim.host = { realNow: () => 0 };
  findEndless(1000, () => {
    isStuck = true;
  });
  const changed = instrumented(text);
  assert.equal(changed.split("\n").length, text.split("\n").length);
  assert.match(changed.split("\n")[3], /if \(w\+\+ > 1\)/);
  const run = (code) => new Function(`${code.replace(/export /g, "")}; return [n, list, m];`)();
  assert.deepEqual(run(changed), run(text));
  assert.equal(isStuck, false);
});
