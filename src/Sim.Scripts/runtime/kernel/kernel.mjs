// The kernel: takes the first message, then one turn after another.
import { makeDate, makePerformance, reportLoose, scriptTimers } from "./clock.mjs";
import { noteServers } from "./changes.mjs";
import { findEndless, noteProgress } from "./endless.mjs";
import { defineKernelFunctions, defineUnmodelled } from "./functions.mjs";
import { prepareServer, putFile } from "./files.mjs";
import { allProcesses, startProcess } from "./processes.mjs";
import { random, seedRandom, skipDraw } from "./random.mjs";
import { readCosts, setUpLag } from "./lag.mjs";
import { ramOf } from "./ram.mjs";
import { sealTable } from "./ns.mjs";
import { defineWorldFunctions } from "./world-functions.mjs";
import { beginLocal, fireLocal, fired, nextLocalAt, released, startChain } from "./timers.mjs";
import { sim } from "./sim.mjs";
import { EVENT, OP } from "./wire.mjs";
import { parseModule } from "../lib/js/parser.mjs";
import { stripTypes } from "../lib/types.mjs";
import { makeWorld } from "../lib/world.mjs";

let starts = [];

/** Builds the world of the run from the first message. Gives what scripts find in globalThis. */
export function setUp(first, host) {
  sim.host = host;
  sim.dateAtStart = first.dateAtStart;
  sim.performanceAtStart = first.performanceAtStart;
  sim.records = first.records === true;
  sim.hasGameLoop = first.hasGameLoop === true;
  sim.tellsPrints = first.tellsPrints === true;
  sim.follows = first.follows.length === 0 ? null : followerOf(first.follows);
  setUpLag(first.costMeans ?? []);
  if (first.findEndlessMs > 0) findEndless(first.findEndlessMs, host.tellAndEnd);
  seedRandom(first.random.seed, first.random.isShared);
  const world = makeWorld(first.world);
  sim.world = world;
  for (const server of world.servers.values()) prepareServer(server);
  noteServers(first.world.firstSpare);
  for (const [hostname, files] of Object.entries(first.files)) {
    const server = world.servers.get(hostname);
    for (const [path, text] of Object.entries(files)) putFile(server, path, stripTypes(text, path, host.strip, parseModule));
  }

  starts = first.starts;
  defineKernelFunctions();
  defineWorldFunctions();
  defineUnmodelled();
  sealTable();
  return { Date: makeDate(), performance: makePerformance(), random, ...scriptTimers };
}

/** Scripts of which every log line is told. */
function followerOf(follows) {
  const names = new Set(follows);
  return (process) => names.has(process.file);
}

/**
 * Handles one message.
 * @param {Float64Array} d its numbers
 * @param {() => void} drain runs all microtasks
 */
export function turn(d, drain) {
  let at = readCosts(d, 0);
  const releasedEnd = at + 1 + d[at];
  at++;
  while (at < releasedEnd) released(d[at++]);
  const events = d[at++];
  beginLocal(d[at++]);
  sim.hasDeviated = false;
  sim.earliestLanding = Infinity;
  let left = LOCAL_MAX;
  begunAt = sim.host.realNow();
  for (let i = 1; i <= events; i++) {
    const kind = d[at];
    const subject = d[at + 1];
    const time = d[at + 2];
    for (; nextLocalAt() < time; left--) if (left === 0 || !runLocal(drain)) return;
    if (sim.earliestLanding < time) return;
    sim.now = time;
    sim.turn++;
    noteProgress();
    sim.out.put2(OP.consumed, i);
    if (kind === EVENT.timer) {
      fired(subject).fire();
    } else if (kind === EVENT.landing) {
      const operation = fired(subject);
      if (operation.kind === "hack") skipDraw();
      operation.land(d[at + 3], d[at + 4], d[at + 5], d[at + 6], d[at + 7], d[at + 8], d[at + 9]);
    } else if (kind === EVENT.start) {
      startChain();
      startFirst(starts[subject]);
    } else if (kind === EVENT.finish) {
      sim.out.text({ final: finalState() });
    } else {
      throw new Error(`no event of kind ${kind}`);
    }

    drain();
    if (sim.hasDeviated || isLong()) return;
    at += kind === EVENT.landing ? 10 : 3;
  }

  for (; nextLocalAt() < Infinity; left--) if (left === 0 || !runLocal(drain)) return;
}

/** Timers that the child fires by itself in one turn at most: now and then the simulator is to hear of it. */
const LOCAL_MAX = 2000;

/** Fires a timer that was set in this turn. False if the turn is over: before it because of a landing, or after what it did. */
function runLocal(drain) {
  if (sim.earliestLanding <= nextLocalAt()) return false;
  sim.turn++;
  noteProgress();
  fireLocal();
  drain();
  return !sim.hasDeviated && !isLong();
}

/** Real time after which a turn ends with the event that it is at, so that the simulator hears of slow scripts. What happens is the same. */
const TURN_MS = 500;
let begunAt = 0;

const isLong = () => sim.host.realNow() - begunAt > TURN_MS;

/** Starts a script that the run begins with, as a player would from the terminal. */
function startFirst(start) {
  const server = sim.world.servers.get(start.host);
  const script = server.scripts.get(start.file);
  const ram = start.ram ?? (script === undefined ? 0 : ramOf(server, start.file, script));
  const pid = ram === 0 ? 0 : startProcess(start.file, script, server, start.threads, start.args, ram, null, false, "start");
  sim.out.text({ began: start.file, pid, ram, free: server.maxRam - server.ramUsed });
}

export function reportRejection(reason) {
  reportLoose(reason);
}

/** The world and the files at the end, for the simulator to compare and to keep. */
function finalState() {
  const servers = [];
  const texts = [];
  const rams = [];
  for (const server of sim.world.servers.values()) {
    const { files, scripts, processes, texts: own, stamp, index, ...rest } = server;
    for (const [file, script] of scripts) rams.push({ host: server.hostname, file, ram: ramOf(server, file, script) });
    servers.push({ ...rest, scripts: [...scripts.keys()], texts: [...own.keys()] });
    for (const [name, text] of own) texts.push({ host: server.hostname, name, text });
  }

  const running = [];
  for (const process of allProcesses()) {
    if (running.length < 1000) running.push({ pid: process.pid, file: process.file, args: process.args, log: process.logLines });
  }

  return { player: sim.world.player, servers, texts, rams, running, unmodelled: [...sim.unmodelled], nsCalls: sim.nsCalls, refused: sim.refused };
}
