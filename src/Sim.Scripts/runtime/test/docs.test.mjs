// docs/scripts.md lists every function of ns that does something here, and nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { defineKernelFunctions } from "../kernel/functions.mjs";
import { table } from "../kernel/table.mjs";
import { changes } from "../lib/changes.mjs";
import { modelledGetters } from "../lib/getters.mjs";
import { repository } from "./reference.mjs";

const page = readFileSync(join(repository, "docs/scripts.md"), "utf8");

function listed(section) {
  const text = page.slice(page.indexOf(`<!-- ${section} -->`));
  return [...text.slice(0, text.indexOf("<!-- end -->")).matchAll(/`([^`]+)`/g)].map((found) => found[1]);
}

test("the page lists the functions that are there, each once", () => {
  defineKernelFunctions();
  const there = new Set([...table.keys(), ...Object.keys(modelledGetters), ...Object.keys(changes)]);
  const names = [...listed("functions"), ...listed("no-ops")];
  assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), [], "listed twice");
  assert.deepEqual(names.filter((name) => !there.has(name)), [], "listed, but not there");
  assert.deepEqual([...there].filter((name) => !names.includes(name)), [], "there, but not listed");
});
