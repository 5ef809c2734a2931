// Finds the line of an endless loop. When a run was given up, it is done once more with a call in every loop and every function of the
// scripts: the one that finds that no event has come to its end for too long tells where it is. The first run is not slowed down by it.
import { parseModule } from "../lib/js/parser.mjs";
import { scriptStack } from "./errors.mjs";
import { sim } from "./sim.mjs";

/** What the scripts call while endless loops are looked for. */
export const TICK = "__simTick";

/** Looking at the clock is dear, so it is done now and then. */
const CALLS_BETWEEN_LOOKS = 256;

let patienceMs = 0;
let begunAt = 0;

/** Turns the search on. */
export function findEndless(ms, tellAndEnd) {
  patienceMs = ms;
  let calls = 0;
  const tick = () => {
    if (++calls % CALLS_BETWEEN_LOOKS !== 0 || sim.host.realNow() - begunAt < patienceMs) return;
    const frames = scriptStack(new Error());
    tellAndEnd({ stuck: frames[0] ?? "a script" });
  };
  Object.defineProperty(globalThis, TICK, { value: tick });
}

/** An event begins. */
export function noteProgress() {
  if (patienceMs > 0) begunAt = sim.host.realNow();
}

/** The text of a script with a call in every loop and function, if they are looked for; lines stay where they are. */
export function instrumented(text) {
  if (patienceMs === 0) return text;
  const inserts = [];
  visit(parseModule(text), inserts);
  inserts.sort((a, b) => a.at - b.at || a.order - b.order);
  let result = "";
  let from = 0;
  for (const { at, what } of inserts) {
    result += text.slice(from, at) + what;
    from = at;
  }

  return result + text.slice(from);
}

const LOOPS = new Set(["ForStatement", "ForOfStatement", "ForInStatement", "WhileStatement", "DoWhileStatement"]);

function visit(node, inserts) {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, inserts);
    return;
  }

  if (node === null || typeof node !== "object") return;
  const { body } = node;
  if (body?.type === "BlockStatement" && typeof body.start === "number" && (LOOPS.has(node.type) || Array.isArray(node.params))) {
    inserts.push({ at: body.start + 1, order: 0, what: `${TICK}();` });
  } else if (LOOPS.has(node.type)) {
    inserts.push({ at: body.start, order: 0, what: `{${TICK}();` }, { at: body.end, order: -inserts.length - 1, what: "}" });
  } else if (node.type === "ArrowFunctionExpression") {
    inserts.push({ at: body.start, order: 0, what: `(${TICK}(),` }, { at: body.end, order: -inserts.length - 1, what: ")" });
  }

  for (const key of Object.keys(node)) visit(node[key], inserts);
}
