// Files that may hold types.
import assert from "node:assert/strict";
import * as module from "node:module";
import { test } from "node:test";
import { parseModule } from "../lib/js/parser.mjs";
import { stripTypes } from "../lib/types.mjs";

const typed = "export async function main(ns: NS): Promise<void> { const n: number = 1; ns.print(n); }";

test("JavaScript stays as it is, whatever the file's ending", () => {
  const plain = "export async function main(ns) { ns.print(1); }";
  for (const path of ["a.js", "a.ts", "a.tsx", "a.jsx"]) assert.equal(stripTypes(plain, path, undefined, parseModule), plain);
});

test("types in a .js file are left for the engine to refuse", () => {
  assert.equal(stripTypes(typed, "a.js", undefined, parseModule), typed);
});

test("without a stripping Node the message says what to do", () => {
  assert.throws(() => stripTypes(typed, "a.ts", undefined, parseModule), /a\.ts: holds types.*Node 22\.13 or later, or compile/);
  assert.throws(() => stripTypes("const x = <b/>;", "a.jsx", undefined, parseModule), /a\.jsx: holds JSX/);
});

test("what cannot be stripped is told with the file", () => {
  const fails = () => { throw new SyntaxError("enum is not supported in strip-only mode"); };
  assert.throws(() => stripTypes("enum A { B }", "a.ts", fails, parseModule), /a\.ts: enum is not supported/);
});

const strip = module.stripTypeScriptTypes;
test("types are stripped by a Node that can", { skip: strip === undefined ? "this Node cannot strip types" : false }, () => {
  const result = stripTypes(typed, "a.ts", strip, parseModule);
  assert.equal(result.length, typed.length);
  assert.doesNotThrow(() => parseModule(result));
});
