// What print and its kind make of their arguments.

/** One text of several values: objects as JSON. */
export function argsToText(args) {
  let text = "";
  for (const v of args) {
    if (typeof v === "string") text += v;
    else if (v === null || v === undefined) text += `${v}`;
    else if (v instanceof Set) text += `< Set: ${listed([...v])} >`;
    else if (v instanceof Map) text += `< Map: ${listed([...v].map(([k, x]) => `${k} => ${x}`))} >`;
    else if (typeof v === "object") text += asJson(v);
    else text += `${String(v)}`;
  }

  return text;
}

const listed = (list) => list.join("; ");

function asJson(v) {
  try {
    return JSON.stringify(v, (_, x) => (x instanceof Map ? [...x] : x instanceof Set ? [...x] : typeof x === "bigint" ? `${x}` : x)) ?? String(v);
  } catch {
    return "[object that cannot be shown]";
  }
}

/** How the game lists the args of a script in its log. */
export function argsToList(args) {
  return `[${args.map((a) => (typeof a === "string" ? `"${a}"` : `${a}`)).join(", ")}]`;
}
