// Runs what `sim advise --json` says: for each target a steady stream of batches with the threads, the period and the places of the
// advice, each job started as late as it can.
//
//   sim advise --save mysave.json --home-reserve 16GB --json > advice.txt      outside the game; copy the file to home
//   run follow-advice.js [FILE]
//
// Targets are prepared one after another, the best first, and each stream begins as soon as its target is ready. Jobs are started only
// while security is down: between batches, or half a spacer after a weaken has landed. The advice is for one level; as it rises hacks get
// fewer threads, and sooner or later new advice earns more.

import { RAM, WORKERS, findHosts, freeRam, isPrepared, prepare, times } from "lib/batching.js";

/** How much earlier than at its last moment a job is started, ms: timers are late at times. */
const BUFFER = 10;

/** A hack is left out while its target lacks more than this share: the grow that comes after it then makes up for that. */
const TOLERANCE = 0.02;

export async function main(ns) {
  const [file = "advice.txt"] = ns.args;
  ns.disableLog("ALL");
  const advice = JSON.parse(ns.read(file));
  const hosts = findHosts(ns);
  if (advice.solo !== undefined) await runSolo(ns, hosts, advice.solo);
  const waiting = [...advice.targets];
  const streams = [];
  while (waiting.length > 0) {
    const next = waiting.find(({ target }) => isPrepared(ns, target)) ?? waiting[0];
    if (!isPrepared(ns, next.target)) {
      // Running streams have places of their own; this takes what is free, so it must not last longer than it takes them to notice.
      if (streams.length === 0) await prepare(ns, hosts, next.target, next.spacer_ms);
      else break;
    }
    waiting.splice(waiting.indexOf(next), 1);
    streams.push(new Stream(ns, next));
  }
  if (waiting.length > 0) ns.print(`not prepared, and left out: ${waiting.map(({ target }) => target).join(", ")}`);
  for (;;) {
    const due = Math.min(...streams.map((stream) => stream.startDue(performance.now())));
    await ns.asleep(Math.max(1, due - performance.now()));
  }
}

/** Where RAM is too little for batches: one operation at a time with all of it. */
async function runSolo(ns, hosts, { target, security_margin, money_share }) {
  for (;;) {
    const [security, least] = [ns.getServerSecurityLevel(target), ns.getServerMinSecurityLevel(target)];
    const [money, most] = [ns.getServerMoneyAvailable(target), ns.getServerMaxMoney(target)];
    const kind = security > least + security_margin ? "weaken" : money < most * money_share ? "grow" : "hack";
    let useful = Math.ceil(1 / ns.hackAnalyze(target));
    if (kind === "weaken") useful = Math.ceil((security - least) / ns.weakenAnalyze(1));
    if (kind === "grow") useful = Math.ceil(ns.growthAnalyze(target, most / Math.max(1, money)));
    const takes = times(ns, target)[kind];
    for (const [host, ram] of [...freeRam(ns, hosts)].reverse()) {
      const threads = Math.min(useful, Math.floor(ram / RAM[kind]));
      if (threads < 1 || ns.exec(WORKERS[kind], host, threads, target, 0, 0) === 0) continue;
      useful -= threads;
    }
    await ns.asleep(Math.ceil(takes) + BUFFER);
  }
}

/** One target's stream. Times are by performance.now(). */
class Stream {
  #ns;
  #plan;
  #jobs; // by position: kind, threads, and a place for each slot
  #weakens; // positions of weakens
  #takes;
  #level;
  #fraction; // of the money that a hack thread takes now, and when the plan was begun
  #fractionPlanned;
  #first; // when the first job of batch 0 lands
  #next; // by position, the batch whose job is started next
  #cancelled = new Set(); // batches that miss a job and get no hack

  constructor(ns, plan) {
    this.#ns = ns;
    this.#plan = plan;
    this.#jobs = plan.jobs.map(({ kind, places }) => ({
      kind,
      slots: places.flatMap(({ host, count, threads }) => Array(count).fill({ host, threads })),
    }));
    this.#weakens = plan.jobs.flatMap(({ kind }, position) => (kind === "weaken" ? [position] : []));
    this.#next = plan.jobs.map(() => 0);
    this.#look();
    this.#fractionPlanned = this.#fraction;
    this.#first = performance.now() + Math.ceil(this.#takes.weaken) + BUFFER + plan.jobs.length * plan.spacer_ms;
  }

  /** Starts what is due and gives the time of the next start. */
  startDue(now) {
    let next = Infinity;

    // Weakens start first and hacks last, so the hack of a batch knows whether the others have started.
    for (const kind of ["weaken", "grow", "hack"]) {
      this.#jobs.forEach((job, position) => {
        if (job.kind !== kind) return;
        for (; this.#startOf(position) <= now; this.#next[position]++) this.#start(job, position, this.#next[position]);
        next = Math.min(next, this.#startOf(position));
      });
    }
    return next;
  }

  #landingOf(batch, position) {
    return this.#first + batch * this.#plan.period_ms + position * this.#plan.spacer_ms;
  }

  /** The last moment at which the next job of a position can start, with security down. */
  #startOf(position) {
    const latest = this.#landingOf(this.#next[position], position) - this.#takes[this.#jobs[position].kind] - BUFFER;
    const half = this.#plan.spacer_ms / 2;
    const batch = Math.max(0, Math.floor((latest + half - this.#first) / this.#plan.period_ms));
    if (latest < this.#landingOf(batch, 0) - half || latest > this.#landingOf(batch, this.#jobs.length - 1) + half) return latest;
    const safe = this.#weakens.map((weaken) => this.#landingOf(batch, weaken) + half).filter((moment) => moment <= latest);
    return Math.max(this.#landingOf(batch, 0) - half, ...safe);
  }

  #start({ kind, slots }, position, batch) {
    const { host, threads } = slots[batch % slots.length];
    if (kind === "hack") this.#look();
    const wait = this.#landingOf(batch, position) - performance.now() - this.#takes[kind];
    if (wait < 0) this.#cancelled.add(batch);
    if (kind === "hack" && (this.#cancelled.delete(batch) || !isPrepared(this.#ns, this.#plan.target, TOLERANCE))) return;
    const wanted = kind === "hack" ? Math.max(1, Math.floor(threads * Math.min(1, this.#fractionPlanned / this.#fraction) + 1e-9)) : threads;
    if (this.#ns.exec(WORKERS[kind], host, wanted, this.#plan.target, Math.max(0, wait), 0) === 0) this.#cancelled.add(batch);
  }

  /** Durations and shares change with the level, and are only right while security is down. */
  #look() {
    const level = this.#ns.getHackingLevel();
    if (level === this.#level || !isPrepared(this.#ns, this.#plan.target)) return;
    this.#level = level;
    this.#takes = times(this.#ns, this.#plan.target);
    this.#fraction = this.#ns.hackAnalyze(this.#plan.target);
  }
}
