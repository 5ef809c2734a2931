// A small ns for tests: it has the functions of lib/ only, so that scripts of the reference that merely look at the world (and write
// down what they see) can be run against what the game wrote for them.
import { changes } from "../lib/changes.mjs";
import { getters } from "../lib/getters.mjs";
import { functionCost } from "../lib/ram-costs.mjs";
import { staticRam } from "../lib/ram.mjs";

/** Runs the main function of a script's text. Gives the texts that it wrote, by file. */
export async function play(source, world, { file, pid, modules = {}, random = () => 0, extra = {} }) {
  const written = new Map();
  const ctx = context(world, file, pid, random);
  const ns = {};
  const add = (name, fn) => {
    const path = name.split(".");
    const last = path.pop();
    let group = ns;
    for (const part of path) group = group[part] ??= {};
    group[last] = fn;
  };
  for (const [name, fn] of Object.entries({ ...getters, ...changes })) add(name, ctx.bind(name, (...args) => fn(world, ctx, ...args)));
  add("write", (name, text, mode = "a") => written.set(name, (mode === "w" ? "" : (written.get(name) ?? "")) + text));
  add("getFunctionRamCost", (name) => {
    const cost = functionCost(name, world);
    if (cost === undefined) throw new Error(`No ram cost is defined for (ns.${name})`);
    return cost;
  });
  add("getScriptRam", (name) => staticRam(name, new Map([...written]), world).cost ?? 0);
  add("ls", () => [...world.servers.get("home").programs, ...world.servers.get("home").messages, ...written.keys(), file].sort());
  for (const [name, fn] of Object.entries(extra)) add(name, (...args) => fn(world, ctx, ...args));

  const imports = [...source.matchAll(/^import \{([^}]*)\} from "([^"]*)";$/gm)];
  const names = imports.flatMap((found) => found[1].split(",").map((name) => name.trim()));
  const values = imports.flatMap((found) => found[1].split(",").map((name) => modules[found[2]][name.trim()]));
  const body = source.replace(/^import .*$/gm, "").replace(/^export /gm, "");
  const performance = { now: () => extra.performanceNow ?? 0 };
  const date = { now: () => extra.dateNow ?? 0 };
  const make = new Function("performance", "Date", ...names, `${body}\nreturn main;`);
  await make(performance, date, ...values)(ns);
  return written;
}

/** A calling context that fails as the game does and pays from the mirrored world. */
export function context(world, file = "test.js", pid = 1, random = () => 0) {
  const ctx = {
    hostname: "home",
    threads: 1,
    name: "",
    busy: new Set(),
    bind: (name, fn) => (...args) => {
      ctx.name = name;
      return fn(...args);
    },
    fail(message, type = "RUNTIME") {
      throw `${type} ERROR\n${file}@home (PID - ${pid})\n\n${ctx.name}: ${message}\n\nStack:\n`;
    },
    spend(amount, source) {
      if (!(world.player.money >= amount)) return false;
      world.player.money -= amount;
      world.player.moneySources[source] -= amount;
      world.player.moneySources.total -= amount;
      return true;
    },
    random,
    changed() {},
    renamed() {},
    removed() {},
    isBusy: (server) => ctx.busy.has(server),
  };
  return ctx;
}
