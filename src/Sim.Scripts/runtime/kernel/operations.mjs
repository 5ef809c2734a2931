// hack, grow, weaken, share, sleep and asleep: what a script awaits. The child works out the duration with the world as it mirrors it;
// the simulator works it out again from its own world, holds the timer and applies the effect.
import { toNumber, toPositiveNumber, toServer, toText } from "../lib/args.mjs";
import { ScriptDeath } from "./errors.mjs";
import { scriptIdOf } from "./names.mjs";
import { setBusy, setFree } from "./processes.mjs";
import { nextTick, sim } from "./sim.mjs";
import { setOperation, setTimer } from "./timers.mjs";
import { OP } from "./wire.mjs";
import { expPerThread, growSeconds, hackSeconds, weakenSeconds } from "../lib/formulas.mjs";
import * as format from "../lib/format.mjs";

const ADDITIONAL_MSEC_MAX = 1e9;
const SHARE_MS = 10000;

/** A hack that fails or finds no money gives this part of the exp. */
const EXP_WITHOUT_MONEY = 4;

/** Microtasks from the timer to the script's next line, by what it awaited (as the game's own chains of promises have them). */
const TICKS = { hack: 2, grow: 4, weaken: 5, sleep: 4, share: 4 };

/** Resolves a promise so that the line after its await runs this many microtasks from now. */
function resolveIn(ticks, resolve, value) {
  if (ticks <= 1) resolve(value);
  else nextTick(() => resolveIn(ticks - 1, resolve, value));
}

/** Something a process waits for by a timer of its own. */
class Delay {
  constructor(process, resolve, reject, ticks) {
    this.process = process;
    this.resolve = resolve;
    this.reject = reject;
    this.ticks = ticks;
    this.slot = -1;
  }

  fire() {
    setFree(this.process);
    resolveIn(this.ticks, this.resolve, true);
  }
}

/** An operation in flight. */
class Operation {
  constructor(process, resolve, reject, kind, server, threads) {
    this.process = process;
    this.resolve = resolve;
    this.reject = reject;
    this.kind = kind;
    this.server = server;
    this.threads = threads;
    this.slot = -1;
  }

  /** The effect has been applied; the new values are the world's from now on. */
  land(returned, money, security, exp, level, playerMoney, gained) {
    const { process, server } = this;
    const player = sim.world.player;
    setFree(process);
    server.moneyAvailable = money;
    server.hackDifficulty = security;
    let expGained = expPerThread(server, player, sim.world.bitNode.mults) * this.threads;
    if (this.kind === "hack" && !(returned > 0)) expGained /= EXP_WITHOUT_MONEY;
    process.expGained += expGained;
    player.exp.hacking = exp;
    player.skills.hacking = level;
    if (gained !== 0) {
      player.money = playerMoney;
      const sources = player.moneySources;
      sources.hacking = (sources.hacking ?? 0) + gained;
      sources.total = (sources.total ?? 0) + gained;
      process.moneyMade += gained;
    }

    logLanding(this, returned, expGained);
    resolveIn(TICKS[this.kind], this.resolve, returned);
  }
}

/** sleep: awaited, the script can do nothing else meanwhile. */
export function sleep(process, time) {
  try {
    const ms = toNumber(process, "time", time === undefined ? 0 : time);
    if (!process.isSilent("sleep")) process.later(() => `sleep: Sleeping for ${format.tFormat(ms, true)}.`);
    return wait(process, "sleep", ms);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/** asleep: a plain timer that blocks nothing. */
export function asleep(process, time) {
  const ms = toNumber(process, "time", time === undefined ? 0 : time);
  if (!process.isSilent("asleep")) process.later(() => `asleep: Sleeping for ${format.tFormat(ms, true)}.`);
  return new Promise((resolve) => setTimer({ fire: () => resolve(true) }, ms, process.isFresh));
}

export function share(process) {
  if (!process.isSilent("share")) process.log("share", "Sharing this computer.");
  return wait(process, "share", SHARE_MS);
}

function wait(process, name, ms) {
  return new Promise((resolve, reject) => {
    const delay = new Delay(process, resolve, reject, TICKS[name]);
    setBusy(process, name, delay);
    delay.slot = setTimer(delay, ms, process.isFresh);
  });
}

/** Options of hack, grow and weaken: {threads, additionalMsec, stock}. */
function options(process, opts) {
  if (opts === undefined || opts === null) return process;
  if (typeof opts !== "object") process.fail(`BasicHGWOptions must be an object if specified, was ${opts}`);
  return opts;
}

function threadsOf(process, opts) {
  if (opts === process) return process.threads;
  const given = opts.threads;
  if (given === undefined || given === null || given === 0 || Number.isNaN(given)) return process.threads;
  const threads = toPositiveNumber(process, "opts.threads", given);
  if (threads > process.threads) {
    process.fail(`Too many threads requested by ${process.fn}. Requested: ${threads}. Has: ${process.threads}.`);
  }

  return threads;
}

function additionalMsecOf(process, opts) {
  if (opts === process) return 0;
  const given = opts.additionalMsec;
  if (given === undefined || given === null) return 0;
  const ms = toNumber(process, "opts.additionalMsec", given);
  if (ms < 0) process.fail(`additionalMsec must be non-negative, got ${ms}`);
  if (ms > ADDITIONAL_MSEC_MAX) process.fail(`additionalMsec too large (>1e9), got ${ms}`);
  return ms;
}

export function hack(process, host, opts) {
  return operate(process, host, opts, "hack", 0);
}

export function grow(process, host, opts) {
  try {
    return operate(process, host, opts, "grow", 1);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

export function weaken(process, host, opts) {
  try {
    return operate(process, host, opts, "weaken", 2);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

const seconds = { hack: hackSeconds, grow: growSeconds, weaken: weakenSeconds };

function operate(process, host, given, kind, number) {
  const hostname = toText(process, "hostname", host);
  const opts = options(process, given);
  const threads = threadsOf(process, opts);
  const additionalMsec = additionalMsecOf(process, opts);
  const server = toServer(sim.world, process, hostname);
  if (!server.hasAdminRights) process.fail(`Cannot ${kind} ${server.hostname} server because you do not have root access`);
  if (kind === "hack" && server.requiredHackingSkill > sim.world.player.skills.hacking) {
    process.fail(`Cannot hack ${server.hostname} server because your hacking skill is not high enough`);
  }

  const time = seconds[kind](server, sim.world.player, sim.world.bitNode.mults) + additionalMsec / 1000;
  const ms = time * 1000;
  if (!process.isSilent(kind)) {
    process.later(() => `${kind}: Executing on '${server.hostname}' in ${format.tFormat(ms, true)} (t=${format.formatNumber(threads, 3, 1000, true)}).`);
  }

  return new Promise((resolve, reject) => {
    const operation = new Operation(process, resolve, reject, kind, server, threads);
    setBusy(process, kind, operation);
    const delay = setOperation(operation, ms, process.isFresh);
    sim.out.put13(
      OP.operation, operation.slot, number, server.index, process.server.cpuCores, threads, additionalMsec, ms,
      process.pid, process.threads, scriptIdOf(process.file), process.server.index, delay);
  });
}

function logLanding(operation, returned, exp) {
  const { process, server, kind } = operation;
  if (process.isSilent(kind)) return;
  const security = server.hackDifficulty;
  process.later(() => `${kind}: ${LANDED[kind](server.hostname, returned, format.formatNumber(exp, 3), security)}`);
}

const LANDED = {
  hack: (host, money, exp) => (money > 0
    ? `Successfully hacked '${host}' for $${format.formatNumber(money, 3)} and ${exp} exp.`
    : `Failed to hack '${host}'. Gained ${exp} exp.`),
  grow: (host, factor, exp) => `Available money on '${host}' grown by ${format.formatPercent(factor - 1, 6)}. Gained ${exp} exp.`,
  weaken: (host, _, exp, security) => `'${host}' security level weakened to ${security}. Gained ${exp} exp.`,
};
