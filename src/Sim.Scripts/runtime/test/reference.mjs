// Where the tests find data made by the game itself: the full reference when it lies next to the repository or is named by the
// environment variable SIM_REFERENCE, otherwise the small part of it in tests/data and test/data.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, "../../../..");

const candidates = [process.env.SIM_REFERENCE, join(repository, "../shared/reference"), join(repository, "shared/reference")];

/** Folder of the full reference data, or undefined. */
export const reference = candidates.find((folder) => folder && existsSync(join(folder, "formulas.jsonl")));

/** Lines of formulas.jsonl, or of the subset committed beside these tests. */
export function formulaLines() {
  const path = reference ? join(reference, "formulas.jsonl") : join(here, "data/formulas.jsonl");
  return readFileSync(path, "utf8").split("\n").filter((line) => line !== "").map((line) => JSON.parse(line, numbersFromText));
}

/** A script case (the parsed CASE.json), or undefined if the full reference is not there. */
export function scriptCase(name) {
  if (!reference) return undefined;
  return JSON.parse(readFileSync(join(reference, "scripts", `${name}.json`), "utf8"));
}

/** The source of a file of a script case. */
export function caseSource(name, host, path) {
  return readFileSync(join(reference, "scripts/src", name, host, path), "utf8");
}

/** Data committed beside the tests. */
export function testData(name) {
  return JSON.parse(readFileSync(join(here, "data", name), "utf8"));
}

/** JSON has no special numbers; the reference data spells them out. */
export function numbersFromText(key, value) {
  switch (value) {
    case "Infinity": return Infinity;
    case "-Infinity": return -Infinity;
    case "NaN": return NaN;
    case "-0": return -0;
    default: return value;
  }
}
