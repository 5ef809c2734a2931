// Scripts share the language's own objects with the kernel. When the kernel fails, this finds out what a script has replaced in them.
const WATCHED = { Object, Array, Map, Set, Promise, String, Number, Function, JSON, Math, Reflect, Symbol, WeakMap, Error, RegExp };
const { ownKeys, getOwnPropertyDescriptor } = Reflect;

const { is } = Object;

let noted = null;

/** Remembers what the language's objects hold. */
export function noteIntrinsics() {
  noted = [];
  for (const [name, object] of Object.entries(WATCHED)) {
    note(name, object);
    if (object.prototype !== undefined) note(`${name}.prototype`, object.prototype);
  }
}

function note(name, object) {
  for (const key of ownKeys(object)) {
    const { value, get } = getOwnPropertyDescriptor(object, key);
    noted[noted.length] = { name, object, key, value: value ?? get };
  }
}

/** Says what went wrong in the kernel, and which of the language's functions a script has replaced. */
export function describeBreakage(error) {
  let changed = "";
  for (let i = 0; i < noted.length; i++) {
    const { name, object, key, value } = noted[i];
    const now = getOwnPropertyDescriptor(object, key);
    if (now !== undefined && is(now.value ?? now.get, value)) continue;
    if (name === "Math" && key === "random") continue;
    changed += `${changed === "" ? "" : ", "}${name}.${typeof key === "symbol" ? "[symbol]" : key}`;
  }

  let what = "an error that cannot be shown";
  try {
    what = `${error.name}: ${error.message}`;
  } catch {
    // Nothing more can be said.
  }

  return changed === "" ? `the runtime failed: ${what}` : `a script has replaced ${changed}, which the runtime needs (${what})`;
}
