// The table of running scripts and the RAM ledger.
//   start:  RAM is taken, the pid is given, the first line runs one microtask later (or when its module is loaded)
//   end:    exit functions, then the RAM is free and the process is gone
import { BUSY, DEAD, FREE, Process } from "./process.mjs";
import { ScriptDeath, describeThrown } from "./errors.mjs";
import { EXEC, PLANNED_JOB, work } from "./lag.mjs";
import { loadModule } from "./modules.mjs";
import { makeNs } from "./ns.mjs";
import { scriptIdOf } from "./names.mjs";
import { OP } from "./wire.mjs";
import { nextTick, round2, sim } from "./sim.mjs";
import { cancelSlot } from "./timers.mjs";

const processes = new Map();
let pids = 0;

const { apply } = Reflect;
const { then } = Promise.prototype;
const toPromise = Promise.resolve.bind(Promise);

const ENDED = 0;
const KILLED = 1;
const FAILED = 2;

export const processOf = (pid) => processes.get(pid);

export const allProcesses = () => processes.values();

/** What two processes have in common that the game takes for the same script: file and args. */
export function processKey(file, args) {
  let key = file;
  for (let i = 0; i < args.length; i++) {
    const a = args[i];
    if (typeof a === "string") key += `\0s${a.length}:${a}`;
    else if (typeof a === "number") key += `\0n${Number.isFinite(a) ? a : "null"}`;
    else key += `\0${a}`;
  }

  return key;
}

/** Processes of a server with this file and these args: one, or a map of several by pid, or undefined. */
export const processesLike = (server, file, args) => server.processes.get(processKey(file, args));

/**
 * Takes RAM and starts a script.
 * @param file its name from the root
 * @param script what the host has under that name
 * @returns the pid, 0 if the RAM is not free
 */
export function startProcess(file, script, server, threads, args, ramPerThread, parent, temporary, via) {
  const need = round2(ramPerThread * threads);
  if (need > server.maxRam - server.ramUsed + 0.001) return 0;
  const pid = ++pids;
  server.ramUsed = round2(server.ramUsed + need);
  const process = new Process(pid, file, script, server, threads, args, ramPerThread, parent, temporary);
  processes.set(pid, process);
  const key = processKey(file, args);
  process.key = key;
  const group = server.processes.get(key);
  if (group === undefined) server.processes.set(key, process);
  else if (group instanceof Map) group.set(pid, process);
  else server.processes.set(key, new Map([[group.pid, group], [pid, process]]));
  const id = scriptIdOf(file);
  sim.out.put7(OP.started, pid, id, server.index, threads, ramPerThread, process.parent);
  if (sim.records) sim.out.text({ start: `${sim.now} ${pid} ${file} ${server.hostname} ${threads} ${JSON.stringify(args)}`, via });
  begin(process, loadModule(server, script, file));
  if (parent !== null) {
    work(PLANNED_JOB);
    work(EXEC);
  }

  return pid;
}

/** Runs the first line, one microtask from now if the module is there, else when it is. */
function begin(process, module) {
  if (module.loading === null) {
    begun.push(process, module);
    nextTick(runBegun);
  } else {
    module.loading.then(() => {
      process.freshTurn = sim.turn;
      run(process, module);
    });
  }
}

/** Started processes and their modules, and ended processes: what the next microtasks take, first in first out. */
const begun = [];
let begunAt = 0;
const returned = [];
let returnedAt = 0;

function runBegun() {
  const process = begun[begunAt];
  const module = begun[begunAt + 1];
  begunAt += 2;
  if (begunAt === begun.length) begun.length = begunAt = 0;
  run(process, module);
}

function endReturned() {
  const process = returned[returnedAt++];
  if (returnedAt === returned.length) returned.length = returnedAt = 0;
  endProcess(process, ENDED);
}

function onReturned(process) {
  returned.push(process);
  nextTick(endReturned);
}

function run(process, module) {
  if (module.error !== null) {
    process.fn = "";
    finish(process, module.error);
    return;
  }

  const main = module.main();
  if (typeof main !== "function") {
    finish(process, `${process.file} cannot be run because it does not have a main function.`);
    return;
  }

  process.ns = makeNs(process, module.reflects);
  let result;
  sim.isFreshStart = process.isFresh;
  try {
    result = main(process.ns);
  } catch (thrown) {
    finish(process, thrown);
    return;
  } finally {
    sim.isFreshStart = false;
  }

  // Awaiting it takes one microtask, and one more passes until the process is taken away.
  apply(then, toPromise(result), [() => onReturned(process), (thrown) => finish(process, thrown)]);
}

/** A script has thrown. */
function finish(process, thrown) {
  nextTick(() => {
    const error = describeThrown(thrown, process);
    if (error !== null && process.guard !== DEAD) report(process, error);
    else if (error !== null) report(process, error);
    endProcess(process, error === null ? KILLED : FAILED);
  });
}

function report(process, error) {
  process.line(`Script crashed due to an error: ${error.text}`);
  sim.out.text({ error: error.text, stack: error.at, pid: process.pid, file: process.file, host: process.hostname, at: sim.now });
}

export function killProcess(process) {
  endProcess(process, KILLED);
}

/** Ends a process: what it waits for is rejected, exit functions run, then it is gone. */
function endProcess(process, how) {
  if (process.guard === DEAD) return;
  const delay = process.delay;
  if (delay !== null) {
    process.delay = null;
    cancelSlot(delay.slot);
    delay.reject(new ScriptDeath(process));
  }

  process.running = "";
  process.guard = FREE;
  const atExit = process.atExit;
  if (atExit !== null) {
    process.atExit = null;
    process.isEnding = true;
    for (const [id, callback] of atExit) {
      try {
        callback();
      } catch (thrown) {
        const error = describeThrown(thrown, process, `Error running atExit function with id ${id}.\n`);
        if (error !== null) report(process, error);
      }
    }

    if (process.guard === DEAD) return;
  }

  remove(process, how);
}

function remove(process, how) {
  process.guard = DEAD;
  processes.delete(process.pid);
  const server = process.server;
  const group = server.processes.get(process.key);
  if (group === process) {
    server.processes.delete(process.key);
  } else {
    group.delete(process.pid);
    if (group.size === 0) server.processes.delete(process.key);
  }

  server.ramUsed = round2(server.ramUsed - process.ramPerThread * process.threads);
  const parent = processes.get(process.parent);
  if (parent !== undefined) {
    parent.moneyMade += process.moneyMade;
    parent.expGained += process.expGained;
  }

  sim.out.put3(OP.ended, process.pid, how);
}

/** The process has begun something that it must await. */
export function setBusy(process, name, delay) {
  process.running = name;
  process.guard = BUSY;
  process.delay = delay;
}

/** What it awaited has come. */
export function setFree(process) {
  process.delay = null;
  process.running = "";
  process.guard = FREE;
}

/** Processes on a server, in the order in which ns.ps has them. */
export function* processesOn(server) {
  for (const group of server.processes.values()) {
    if (group instanceof Map) yield* group.values();
    else yield group;
  }
}
