// What scripts find in globalThis: the language, their simulated clock, and nothing of Node.
import { argsToText } from "./text.mjs";
import { TICK } from "./endless.mjs";
import { sim } from "./sim.mjs";

/** Globals of the language and of browsers that stay as they are: none of them reaches outside or knows the real time. */
const KEPT = new Set([
  "Object", "Function", "Array", "Number", "parseFloat", "parseInt", "Infinity", "NaN", "undefined", "Boolean", "String", "Symbol", "Promise",
  "RegExp", "Error", "AggregateError", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "globalThis", "JSON",
  "Math", "Intl", "ArrayBuffer", "Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array",
  "Float64Array", "Uint8ClampedArray", "BigUint64Array", "BigInt64Array", "DataView", "Map", "BigInt", "Set", "WeakMap", "WeakSet", "WeakRef",
  "Proxy", "Reflect", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent", "escape", "unescape", "eval", "isFinite", "isNaN",
  "Iterator", "Float16Array", "structuredClone", "atob", "btoa", "TextEncoder", "TextDecoder", "URL", "URLSearchParams",
]);

const resolved = Promise.resolve();
const then = Promise.prototype.then;

/** Replaces the globals. */
export function installGlobals({ Date, performance, random, setTimeout, setInterval, clearTimeout, clearInterval }) {
  for (const key of Reflect.ownKeys(globalThis)) {
    if (typeof key === "symbol" || KEPT.has(key) || key === TICK) continue;
    if (!Reflect.deleteProperty(globalThis, key)) globalThis[key] = undefined;
  }

  Math.random = random;
  const console = {};
  for (const name of ["log", "info", "warn", "error", "debug", "trace"]) {
    console[name] = (...values) => sim.out.text({ console: argsToText(values), at: sim.now });
  }

  for (const name of ["group", "groupCollapsed", "groupEnd", "table", "time", "timeEnd", "timeLog", "count", "clear", "dir", "assert"]) console[name] = () => undefined;

  const put = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  put("Date", Date);
  put("performance", performance);
  put("setTimeout", setTimeout);
  put("setInterval", setInterval);
  put("clearTimeout", clearTimeout);
  put("clearInterval", clearInterval);
  put("queueMicrotask", (callback) => {
    Reflect.apply(then, resolved, [() => callback()]);
  });
  put("console", console);
  put("localStorage", makeStorage());
  put("window", globalThis);
  put("self", globalThis);
  put("alert", () => undefined);
}

/** localStorage that lasts as long as the run. */
function makeStorage() {
  const items = new Map();
  return {
    getItem: (key) => items.get(String(key)) ?? null,
    setItem: (key, value) => void items.set(String(key), String(value)),
    removeItem: (key) => void items.delete(String(key)),
    clear: () => items.clear(),
    key: (n) => [...items.keys()][n] ?? null,
    get length() {
      return items.size;
    },
  };
}
