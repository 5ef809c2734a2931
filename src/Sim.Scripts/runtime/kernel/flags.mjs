// ns.flags: arguments by name, with the game's rules (it uses the package arg).

/**
 * @param process the script
 * @param schema list of [name, default]; the default gives the type
 */
export function flags(process, schema) {
  if (!Array.isArray(schema)) throw new Error("flags schema passed in is invalid.");
  const types = new Map();
  for (const entry of schema) {
    const [name, value] = entry;
    const flag = `${name.length === 1 ? "-" : "--"}${name}`;
    const type = Array.isArray(value) ? "list" : typeof value === "number" || typeof value === "boolean" ? typeof value : "string";
    types.set(flag, type);
  }

  const found = parse(types, process.args);
  const result = { _: found._ };
  for (const [name, value] of schema) result[name] = value;
  for (const [flag, value] of found.values) result[flag.replace(/^-+/, "")] = value;
  return result;
}

function parse(types, args) {
  const rest = [];
  const values = new Map();
  for (let i = 0; i < args.length; i++) {
    const given = args[i];
    if (rest.isOver || typeof given !== "string" || given.length < 2 || given[0] !== "-") {
      rest.push(given);
      continue;
    }

    if (given === "--") {
      rest.push(...args.slice(i + 1));
      break;
    }

    const isShortGroup = given[1] !== "-" && given.length > 2 && !given.includes("=");
    const names = isShortGroup ? [...given.slice(1)].map((c) => `-${c}`) : [given];
    for (let n = 0; n < names.length; n++) {
      const [, name, inline] = /^([^=]*)(?:=([\s\S]*))?$/.exec(names[n]);
      const text = inline;
      const type = types.get(name);
      if (type === undefined) throw new Error(`unknown or unexpected option: ${name}`);
      if (type === "boolean") {
        values.set(name, true);
        continue;
      }

      if (text === undefined && n < names.length - 1) throw new Error(`option requires argument (but was followed by another short argument): ${name}`);
      let value = text;
      if (value === undefined) {
        const next = args[i + 1];
        const isFlag = typeof next === "string" && next.length > 1 && next[0] === "-" && !(type === "number" && /^-?\d*(\.\d+)?$/.test(next));
        if (args.length < i + 2 || isFlag) throw new Error(`option requires argument: ${name}`);
        value = next;
        i++;
      }

      if (type === "number") values.set(name, Number(value));
      else if (type === "list") values.set(name, [...(values.get(name) ?? []), String(value)]);
      else values.set(name, String(value));
    }
  }

  return { _: rest, values };
}
