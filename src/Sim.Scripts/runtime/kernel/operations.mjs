// hack, grow, weaken, share, sleep and asleep: what a script awaits. The child works out the duration with the world as it mirrors it;
// the simulator works it out again from its own world, holds the timer and applies the effect.
import { toNumber, toPositiveNumber, toServer, toText } from "../lib/args.mjs";
import { ScriptDeath } from "./errors.mjs";
import { scriptIdOf } from "./names.mjs";
import { WORKER_START, work } from "./lag.mjs";
import { setBusy, setFree } from "./processes.mjs";
import { sim } from "./sim.mjs";
import { setOperation, setTimer } from "./timers.mjs";
import { OP } from "./wire.mjs";
import { expPerThread, growSeconds, hackSeconds, weakenSeconds } from "../lib/formulas.mjs";
import * as format from "../lib/format.mjs";

const ADDITIONAL_MSEC_MAX = 1e9;
const SHARE_MS = 10000;

/** What a line of the log tells of an operation. */
const STARTED = 0;
const LANDED = 1;

/** A hack that fails or finds no money gives this part of the exp. */
const EXP_WITHOUT_MONEY = 4;

// In the game two to five microtasks pass from the timer to the script's next line (sleep and grow 4, hack 2, weaken 5). Nothing else
// runs in these: a timer starts one chain of promises and the next timer waits. So here the line runs in the first.

/** Something a process waits for by a timer of its own. */
class Delay {
  constructor(process, resolve, reject) {
    this.process = process;
    this.resolve = resolve;
    this.reject = reject;
    this.slot = -1;
  }

  fire() {
    setFree(this.process);
    this.resolve(true);
  }
}

/** An operation in flight. */
class Operation {
  constructor(process, resolve, reject, kind, server, threads, ms) {
    this.process = process;
    this.resolve = resolve;
    this.reject = reject;
    this.kind = kind;
    this.server = server;
    this.threads = threads;
    this.slot = -1;
    this.ms = ms;
    this.returned = 0;
    this.expGained = 0;
    this.securityAfter = 0;
  }

  /** The line of the log, made when someone reads it. */
  logLine(what) {
    const host = this.server.hostname;
    if (what === STARTED) {
      return `${this.kind}: Executing on '${host}' in ${format.tFormat(this.ms, true)} (t=${format.formatNumber(this.threads, 3, 1000, true)}).`;
    }

    return `${this.kind}: ${LANDED_LINES[this.kind](host, this.returned, format.formatNumber(this.expGained, 3), this.securityAfter)}`;
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

    if (!process.isSilent(this.kind)) {
      this.returned = returned;
      this.expGained = expGained;
      this.securityAfter = security;
      process.later(this, LANDED);
    }

    this.resolve(returned);
  }
}

/** sleep: awaited, the script can do nothing else meanwhile. */
export function sleep(process, time) {
  try {
    const ms = toNumber(process, "time", time === undefined ? 0 : time);
    if (!process.isSilent("sleep")) process.later({ logLine: () => `sleep: Sleeping for ${format.tFormat(ms, true)}.` }, 0);
    return wait(process, "sleep", ms);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

/** asleep: a plain timer that blocks nothing. */
export function asleep(process, time) {
  const ms = toNumber(process, "time", time === undefined ? 0 : time);
  if (!process.isSilent("asleep")) process.later({ logLine: () => `asleep: Sleeping for ${format.tFormat(ms, true)}.` }, 0);
  return new Promise((resolve) => setTimer({ fire: () => resolve(true) }, ms, process.isFresh));
}

export function share(process) {
  if (!process.isSilent("share")) process.log("share", "Sharing this computer.");
  return wait(process, "share", SHARE_MS);
}

function wait(process, name, ms) {
  return new Promise((resolve, reject) => {
    const delay = new Delay(process, resolve, reject);
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
  return new Promise((resolve, reject) => {
    const operation = new Operation(process, resolve, reject, kind, server, threads, ms);
    if (!process.isSilent(kind)) process.later(operation, STARTED);
    setBusy(process, kind, operation);
    const delay = setOperation(operation, ms, process.isFresh);
    sim.out.put13(
      OP.operation, operation.slot, number, server.index, process.server.cpuCores, threads, additionalMsec, ms,
      process.pid, process.threads, scriptIdOf(process.file), process.server.index, delay);
    work(WORKER_START);
  });
}

const LANDED_LINES = {
  hack: (host, money, exp) => (money > 0
    ? `Successfully hacked '${host}' for $${format.formatNumber(money, 3)} and ${exp} exp.`
    : `Failed to hack '${host}'. Gained ${exp} exp.`),
  grow: (host, factor, exp) => `Available money on '${host}' grown by ${format.formatPercent(factor - 1, 6)}. Gained ${exp} exp.`,
  weaken: (host, _, exp, security) => `'${host}' security level weakened to ${security}. Gained ${exp} exp.`,
};
