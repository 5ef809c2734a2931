// RAM of scripts against what the game computed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RAM_COSTS, functionCost, functionNames, singularityFactor } from "../lib/ram-costs.mjs";
import { staticRam } from "../lib/ram.mjs";
import { caseSource, reference, scriptCase, testData } from "./reference.mjs";

const noReference = reference ? false : "the full reference data is not there";

const cases = ["one_batch", "proto", "shotgun", "periodic", "jit", "formulas", "scanner", "semantics", "money_race", "error_cases", "views_mid", "views_late"];

for (const name of cases) {
  test(`every file of case ${name} costs what the game computed`, { skip: noReference }, () => {
    const game = scriptCase(name);
    const texts = new Map(game.source.files.map((file) => [file.gamePath, caseSource(name, file.host, file.gamePath)]));
    for (const file of game.source.files) {
      const result = staticRam(file.gamePath, texts, game.initial);
      assert.equal(result.cost ?? `error: ${result.error}`, file.ramGB, file.gamePath);
    }
  });
}

test("generated scripts cost what the game computed", () => {
  const { library, rows } = testData("ram.json");
  assert.ok(rows.length > 80);
  for (const [name, ram, text] of rows) {
    const files = new Map([["gen/r/lib.js", library], ["script.js", text]]);
    assert.equal(staticRam("script.js", files).cost ?? 0, ram, name);
  }
});

test("imports are found from the root of the host", () => {
  const files = new Map([
    ["gen/dir/leaf.js", "export const where = 1;\nexport function f(ns) { return ns.getHostname(); }"],
    ["leaf.js", "export const where = 1;\nexport function f(ns) { return ns.getHackingLevel(); }"],
  ]);
  const found = ["gen/dir/leaf.js", "/gen/dir/leaf.js", "./gen/dir/leaf.js", "gen/dir/leaf", "./leaf.js", "leaf.js", "leaf", "gen/./dir/leaf.js", "gen/dir/../dir/leaf.js"];
  const missing = ["../leaf.js", "../../leaf.js", "none.js", "leaf.txt", "./gen//dir/leaf.js", "LEAF.js"];
  for (const folder of ["", "gen/dir/"]) {
    for (const specifier of [...found, ...missing]) {
      const path = `${folder}script.js`;
      files.set(path, `import { where, f } from ${JSON.stringify(specifier)};\nexport async function main(ns) { f(ns) + where; }`);
      assert.equal(staticRam(path, files).cost ?? 0, found.includes(specifier) ? 1.65 : 0, `${specifier} in ${path}`);
    }
  }
});

test("exports of other files, cycles and missing names", () => {
  const files = new Map([
    ["dir/leaf.js", "export const where = 1;\nexport function f(ns) { return ns.getHostname(); }"],
    ["leaf.js", "export const where = 1;\nexport function f(ns) { return ns.getHackingLevel(); }"],
    ["re.js", 'export { where as place, f as g } from "dir/leaf.js";\nexport * from "leaf.js";'],
    ["use.js", 'import { place, where } from "re.js";\nexport async function main(ns) { place + where; }'],
    ["useG.js", 'import { g } from "re.js";\nexport async function main(ns) { g(ns); }'],
    ["star.js", 'import * as all from "leaf.js";\nexport async function main(ns) { all.where; }'],
    ["one.js", 'import { b } from "two.js";\nexport const a = (ns) => ns.hack(b);\nexport async function main(ns) { a(ns); }'],
    ["two.js", 'import { a } from "one.js";\nexport const b = () => a();'],
    ["missing.js", 'import { nope } from "leaf.js";\nexport async function main(ns) { nope; }'],
    ["default.js", 'import d from "leaf.js";\nexport async function main(ns) { d; }'],
  ]);
  const ram = (path) => staticRam(path, files).cost;
  assert.equal(ram("use.js"), 1.6);
  assert.equal(ram("useG.js"), 1.65);
  assert.equal(ram("star.js"), 1.65);
  assert.equal(ram("one.js"), 1.7);
  assert.equal(ram("missing.js"), 1.6);
  assert.equal(ram("default.js"), 1.65);
});

test("a problem names the file that has it", () => {
  const files = new Map([["a.js", 'import { x } from "b.js"; export async function main(ns) { x; }'], ["b.js", "export const x = ;"]]);
  const result = staticRam("a.js", files);
  assert.equal(result.file, "b.js");
  assert.equal(result.error, "Unexpected token (1:17)");
  assert.match(staticRam("none.js", files).error, /does not exist/);
});

test("equal texts under several names share what was parsed but not their names", () => {
  const library = "export function f(ns) { return g(ns); }\nfunction g(ns) { return ns.getServer(); }";
  const files = new Map([["a.js", library], ["b/c.js", library], ["main.js", 'import { f } from "b/c.js";\nexport async function main(ns) { f(ns); }']]);
  const ram = (path) => staticRam(path, files).cost;
  assert.equal(ram("a.js"), 3.6);
  assert.equal(ram("main.js"), 3.6);
});

test("texts of any size and nesting end in a result", () => {
  const ram = (text) => staticRam("a.js", new Map([["a.js", text]]));
  const long = "x".repeat(5e6);
  for (const text of [`'${long}'`, `"${long}"`, `\`${long}\``, `/*${long}*/`, `//${long}\n`, " ".repeat(5e6), "// a\n".repeat(1e6), "'" + "\\n".repeat(1e6) + "'"]) {
    assert.deepEqual(ram(`${text}; ns.hack`), { ok: true, cost: 1.7 }, text.slice(0, 20));
  }
  for (const text of ["(".repeat(1e5), "[".repeat(1e5), "{".repeat(1e5), `let a = x${".y".repeat(1e5)}`]) assert.equal(ram(text).ok, false);
});

test("costs of functions", () => {
  assert.equal(functionCost("hack"), 0.1);
  assert.equal(functionCost("hacknet"), undefined);
  assert.equal(functionCost("formulas.hacking.hackTime"), 0);
  assert.equal(functionCost("stock.getPrice"), 2);
  const world = (n, level) => ({ bitNode: { n }, player: { sourceFiles: { 4: level } } });
  assert.equal(functionCost("singularity.purchaseTor"), 32);
  assert.equal(functionCost("singularity.purchaseTor", world(4, 0)), 2);
  assert.equal(functionCost("cloud.purchaseServer"), functionCost("purchaseServer"));
  assert.deepEqual([0, 1, 2, 3].map((level) => singularityFactor(world(1, level))), [16, 16, 4, 1]);
  assert.equal(RAM_COSTS.formulas.hacking.hackTime, 0);
  assert.equal(RAM_COSTS.getServer, 2);
  assert.ok(functionNames().length > 400);
});
