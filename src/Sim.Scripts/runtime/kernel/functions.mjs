// The functions of ns that touch processes, ports, files and logs; what only reads the world comes from lib/getters.mjs.
import { describe, toNumber, toPositiveInteger, toServer, toText } from "../lib/args.mjs";
import { ScriptDeath } from "./errors.mjs";
import * as files from "./files.mjs";
import { pathOf, scriptPathOf } from "./files.mjs";
import { flags } from "./flags.mjs";
import * as operations from "./operations.mjs";
import { portHandle, portOf } from "./ports.mjs";
import { ALL } from "./process.mjs";
import { allProcesses, killProcess, processOf, processesLike, processesOn, startProcess } from "./processes.mjs";
import { ramOf } from "./ram.mjs";
import { sim } from "./sim.mjs";
import { define, table } from "./table.mjs";
import { argsToList, argsToText } from "./text.mjs";
import { setTimer } from "./timers.mjs";
import { BASE_COST, functionCost, functionNames } from "../lib/ram-costs.mjs";
import { loadModule } from "./modules.mjs";
import { vsprintf } from "../lib/format.mjs";

const SPAWN_DELAY_MS = 10000;

/** Defines all functions of the kernel; names that the game has and nobody defines throw, and say why. */
export function defineKernelFunctions() {
  const cost = (name) => functionCost(name, sim.world) ?? 0;
  const one = (name, impl, check) => define(name, cost(name), "process", impl, check);
  const rest = (name, impl, check) => define(name, cost(name), "rest", impl, check);

  one("hack", operations.hack);
  one("grow", operations.grow);
  one("weaken", operations.weaken);
  one("sleep", operations.sleep);
  one("asleep", operations.asleep, "alive");
  one("share", operations.share);

  rest("exec", (process, [file, host, options, ...args]) => {
    const path = scriptPathOf(process, "scriptname", file);
    const hostname = toText(process, "hostname", host);
    const run = runOptions(process, options);
    toScriptArgs(process, args);
    return start(process, path, toServer(sim.world, process, hostname), run, args, "exec");
  });
  rest("run", (process, [file, options, ...args]) => {
    const path = scriptPathOf(process, "scriptname", file);
    const run = runOptions(process, options);
    toScriptArgs(process, args);
    return start(process, path, process.server, run, args, "run");
  });
  rest("spawn", (process, [file, options, ...args]) => {
    const path = scriptPathOf(process, "scriptname", file);
    const run = runOptions(process, options);
    const delay = typeof options === "object" && options?.spawnDelay !== undefined && options.spawnDelay !== null
      ? toPositiveInteger(process, "spawnDelayMsec", options.spawnDelay) : SPAWN_DELAY_MS;
    toScriptArgs(process, args);
    const { server } = process;
    setTimer({ fire: () => start(process, path, server, run, args, "spawn") }, delay);
    process.log("spawn", `Will execute '${path}' in ${delay} milliseconds`);
    killProcess(process);
    throw new ScriptDeath(process);
  });
  one("exit", (process) => {
    killProcess(process);
    throw new ScriptDeath(process);
  });
  rest("kill", (process, [id = process.pid, host, ...args]) => {
    let isKilled = false;
    for (const found of identified(process, id, host, args)) {
      isKilled = true;
      killProcess(found);
    }

    process.log("kill", isKilled
      ? typeof id === "number" ? `Killing script with PID ${id}` : `Killing '${id}' on '${host ?? process.hostname}' with args: ${argsToList(args)}.`
      : typeof id === "number" ? `No script with PID ${id}` : `No such script '${id}' on '${host ?? process.hostname}' with args: ${argsToList(args)}`);
    return isKilled;
  });
  one("killall", (process, host, isSafe) => {
    const server = toServer(sim.world, process, host ?? process.hostname);
    const spares = isSafe === undefined ? true : Boolean(isSafe);
    let killed = 0;
    for (const other of [...processesOn(server)]) {
      if (spares && other === process) continue;
      killProcess(other);
      killed++;
    }

    process.log("killall", `Killing all scripts on '${server.hostname}'.`);
    return killed > 0;
  });
  one("scriptKill", (process, file, host) => {
    const path = scriptPathOf(process, "scriptname", file);
    const server = toServer(sim.world, process, host);
    const found = [...processesOn(server)].filter((other) => other.file === path);
    for (const other of found) killProcess(other);
    return found.length > 0;
  });
  one("scriptRunning", (process, file, host) => {
    const path = scriptPathOf(process, "scriptname", file);
    for (const other of processesOn(toServer(sim.world, process, host))) if (other.file === path) return true;
    return false;
  });
  rest("isRunning", (process, [id, host, ...args]) => {
    if (id === undefined) return true;
    if (typeof id === "number") return processOf(id) !== undefined;
    return identified(process, id, host, args).length > 0;
  });
  rest("getRunningScript", (process, [id, host, ...args]) => {
    const found = id === undefined ? process : typeof id === "number" ? processOf(id) : identified(process, id, host, args)[0];
    return found === undefined ? null : runningScript(found);
  });
  one("ps", (process, host) => {
    const server = toServer(sim.world, process, host ?? process.hostname);
    const found = [];
    for (const other of processesOn(server)) {
      found.push({ filename: other.file, threads: other.threads, args: other.args.slice(), pid: other.pid, temporary: other.temporary });
    }

    return found;
  });
  one("getRecentScripts", () => []);
  one("getScriptName", (process) => process.file);
  one("getHostname", (process) => process.hostname);
  one("self", runningScript);
  one("getScriptRam", (process, file, host) => {
    const path = scriptPathOf(process, "scriptname", file);
    const server = toServer(sim.world, process, host ?? process.hostname);
    const script = server.scripts.get(path);
    return script === undefined ? 0 : ramOf(server, path, script);
  });
  one("getFunctionRamCost", (process, name) => {
    const found = functionCost(toText(process, "name", name), sim.world);
    if (found === undefined) throw new Error(`No ram cost is defined for (ns.${name})`);
    return found;
  });
  one("getTotalScriptIncome", () => {
    let total = 0;
    for (const other of allProcesses()) total += other.moneyMade / onlineSeconds(other);
    const { player } = sim.world;
    return [total, (player.moneySources.hacking ?? 0) / ((player.playtimeSinceLastAug + gameLoopMs()) / 1000)];
  });
  one("getTotalScriptExpGain", () => {
    let total = 0;
    for (const other of allProcesses()) total += other.expGained / onlineSeconds(other);
    return total;
  });
  rest("getScriptIncome", (process, [id, host, ...args]) => rateOf(process, id, host, args, "moneyMade"));
  rest("getScriptExpGain", (process, [id, host, ...args]) => rateOf(process, id, host, args, "expGained"));

  one("atExit", (process, callback, id = "default") => {
    if (typeof callback !== "function") process.fail(`callback expected to be a function ${describe(callback)}`, "TYPE");
    const name = toText(process, "id", id);
    // What is registered while the exit functions run is not run.
    if (!process.isEnding) (process.atExit ??= new Map()).set(name, callback);
  });
  one("flags", flags);

  one("writePort", (process, number, value) => portOf(process, number).write(value));
  one("tryWritePort", (process, number, value) => portOf(process, number).tryWrite(value));
  one("readPort", (process, number) => portOf(process, number).read());
  one("peek", (process, number) => portOf(process, number).peek());
  one("clearPort", (process, number) => portOf(process, number).clear());
  one("nextPortWrite", (process, number) => portOf(process, number).nextWrite());
  one("getPortHandle", (process, number) => portHandle(portOf(process, number)));

  one("read", files.read);
  one("write", files.write);
  one("clear", files.clear);
  one("rm", files.remove);
  one("mv", files.move);
  one("ls", files.list);
  one("fileExists", files.exists);
  one("scp", files.copy);
  one("wget", () => Promise.resolve(false));
  one("prompt", (_, __, options) => Promise.resolve(options?.type === "text" || options?.type === "select" ? "" : false));

  rest("print", (process, values) => {
    if (values.length === 0) process.fail("Takes at least 1 argument.");
    process.print(argsToText(values));
  });
  rest("printf", (process, [format, ...values]) => process.print(vsprintf(toText(process, "format", format), values)));
  one("printRaw", (process, value) => process.print(String(value)));
  rest("tprint", (process, values) => {
    if (values.length === 0) process.fail("Takes at least 1 argument.");
    terminal(process, `${process.file}: ${argsToText(values)}`);
  });
  rest("tprintf", (process, [format, ...values]) => terminal(process, vsprintf(toText(process, "format", format), values)));
  one("tprintRaw", (process, value) => terminal(process, String(value)));
  one("clearLog", (process) => {
    if (process.logs !== null) process.logs.length = 0;
  });
  one("disableLog", (process, name) => {
    const fn = toText(process, "fn", name);
    if (fn === "ALL") {
      process.silent = ALL;
      return;
    }

    if (!isFunctionName(fn)) process.fail(`Invalid argument: ${fn}.`);
    if (process.silent === ALL) return;
    (process.silent ??= new Set()).add(fn);
    process.log("disableLog", `Disabled logging for ${fn}`);
  });
  one("enableLog", (process, name) => {
    const fn = toText(process, "fn", name);
    if (fn === "ALL") {
      process.silent = null;
      process.log("enableLog", "Enabled logging for all functions");
      return;
    }

    if (!isFunctionName(fn)) process.fail(`Invalid argument: ${fn}.`);
    if (process.silent === ALL) process.silent = new Set([...functionNames()].map((full) => full.slice(full.lastIndexOf(".") + 1)));
    process.silent?.delete(fn);
    process.log("enableLog", `Enabled logging for ${fn}`);
  });
  one("isLogEnabled", (process, name) => {
    const fn = toText(process, "fn", name);
    if (!isFunctionName(fn)) process.fail(`Invalid argument: ${fn}.`);
    return !process.isSilent(fn);
  });
  rest("getScriptLogs", (process, [id, host, ...args]) => {
    const found = id === undefined ? process : typeof id === "number" ? processOf(id) : identified(process, id, host, args)[0];
    return found === undefined ? [] : found.logLines;
  });
  one("dynamicImport", async (process, file) => {
    const path = scriptPathOf(process, "path", file);
    const script = process.server.scripts.get(path);
    if (script === undefined) process.fail(`The file does not exist: ${path}`);
    const module = loadModule(process.server, script, path);
    if (module.loading !== null) await module.loading;
    if (module.error !== null) throw module.error;
    return module.source.namespace;
  });

  const nothing = () => undefined;
  for (const name of ["toast", "alert", "tail", "moveTail", "resizeTail", "closeTail", "setTitle", "openDevMenu", "ui.openTail", "ui.closeTail",
    "ui.moveTail", "ui.resizeTail", "ui.renderTail", "ui.setTailTitle", "ui.setTailFontSize", "ui.setTailMinimized", "ui.setTheme", "ui.resetTheme",
    "ui.setStyles", "ui.resetStyles", "ui.clearTerminal"]) one(name, nothing);
  one("ui.getTheme", () => ({ primary: "#0f0", success: "#0f0", error: "#f00", warning: "#fff", money: "#ffd700", hack: "#adff2f", hp: "#f00", cha: "#a671d1", rep: "#faffdf" }));
  one("ui.getStyles", () => ({ fontFamily: "monospace", lineHeight: 1.5, tailFontSize: 16 }));
  one("ui.getGameInfo", () => ({ version: "2.6.1", commit: "fe87f1f6", platform: "Browser", versionNumber: 38 }));
  one("ui.windowSize", () => [1920, 1080]);
}

/** Names that the game has and the simulator has not: calling them says so. */
export function defineUnmodelled() {
  for (const name of functionNames()) {
    if (table.has(name)) continue;
    define(name, functionCost(name, sim.world) ?? 0, "process", (process) => {
      sim.unmodelled.add(name);
      process.fail(`${name} is not modelled by the simulator`);
    });
  }
}

function runOptions(process, given) {
  const options = { threads: 1, preventDuplicates: false, temporary: false, ramOverride: undefined };
  if (given === undefined || given === null) return options;
  if (typeof given !== "object") {
    options.threads = toPositiveInteger(process, "threads", given);
    return options;
  }

  if (given.threads !== undefined && given.threads !== null) options.threads = toPositiveInteger(process, "RunOptions.threads", given.threads);
  options.preventDuplicates = Boolean(given.preventDuplicates);
  options.temporary = Boolean(given.temporary);
  if (given.ramOverride !== undefined && given.ramOverride !== null) {
    options.ramOverride = toNumber(process, "RunOptions.ramOverride", given.ramOverride);
    if (options.ramOverride < BASE_COST) process.fail(`RunOptions.ramOverride must be >= baseCost (${BASE_COST}), was ${options.ramOverride}`);
  }

  return options;
}

/** Starts a script from a script; 0 and a line in the log if that is refused. */
function start(process, path, server, options, args, via) {
  const refuse = (why) => {
    sim.refused++;
    process.log(via, why);
    return 0;
  };
  const script = server.scripts.get(path);
  if (script === undefined) return refuse(`Could not find script '${path}' on '${server.hostname}'`);
  if (!server.hasAdminRights) return refuse(`You do not have root access on '${server.hostname}'`);
  if (options.preventDuplicates && processesLike(server, path, args) !== undefined) return refuse(`'${path}' is already running on '${server.hostname}'`);
  const ram = options.ramOverride ?? ramOf(server, path, script);
  if (!ram) return refuse(`Ram usage could not be calculated for ${path}`);
  const pid = startProcess(path, script, server, options.threads, args, ram, process, options.temporary, via);
  if (pid === 0) {
    return refuse(`Cannot run '${path}' (t=${options.threads}) on '${server.hostname}' because there is not enough available RAM!`);
  }

  if (!process.isSilent(via)) process.log(via, `'${path}' on '${server.hostname}' with ${options.threads} threads and args: ${argsToList(args)}.`);
  return pid;
}

/** What scripts may be given: texts, numbers, true and false. */
function toScriptArgs(process, args) {
  for (const arg of args) {
    const type = typeof arg;
    if (type !== "string" && type !== "number" && type !== "boolean") process.fail("'args' is not an array of script args", "TYPE");
  }
}

/** Processes that a script names: by pid, or by file, host and args. */
function identified(process, id, host, args) {
  if (typeof id === "number") {
    const found = processOf(id);
    return found === undefined ? [] : [found];
  }

  const path = pathOf(process, "filename", id);
  const server = toServer(sim.world, process, host ?? process.hostname);
  toScriptArgs(process, args);
  const group = processesLike(server, path, args);
  return group === undefined ? [] : group instanceof Map ? [...group.values()] : [group];
}

const gameLoopMs = () => (sim.hasGameLoop ? Math.floor(sim.now / 200) * 200 : 0);
const onlineSeconds = (process) => 0.01 + (sim.hasGameLoop ? Math.floor((sim.now - process.startedAt) / 200) * 0.2 : 0);

function rateOf(process, id, host, args, what) {
  const found = id === undefined ? [process] : identified(process, id, host, args);
  return found.length === 0 ? 0 : found[0][what] / onlineSeconds(found[0]);
}

function runningScript(process) {
  return {
    args: process.args.slice(),
    filename: process.file,
    logs: process.logLines,
    offlineExpGained: 0,
    offlineMoneyMade: 0,
    offlineRunningTime: 0.01,
    onlineExpGained: process.expGained,
    onlineMoneyMade: process.moneyMade,
    onlineRunningTime: onlineSeconds(process),
    pid: process.pid,
    ramUsage: process.ramPerThread,
    server: process.server.hostname,
    tailProperties: null,
    title: process.title ?? `${process.file} ${process.args.join(" ")}`,
    threads: process.threads,
    temporary: process.temporary,
  };
}

function terminal(process, text) {
  sim.out.text({ terminal: text, pid: process.pid, file: process.file, host: process.hostname, at: sim.now });
}

let logNames = null;

/** Whether disableLog knows a name: any function's last name. */
function isFunctionName(name) {
  if (logNames === null) {
    logNames = new Set();
    for (const full of functionNames()) logNames.add(full.slice(full.lastIndexOf(".") + 1)).add(full);
  }

  return logNames.has(name);
}
