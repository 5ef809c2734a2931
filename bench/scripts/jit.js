// The just-in-time batcher: a steady stream in which every job is started by itself, as late as it can, so that RAM is held hardly
// longer than an operation takes. Jobs are started only at safe moments, half a spacer after a weaken has landed: then security is
// down, and an operation takes as long as planned.
//
//   run jit.js TARGET [SHARE] [SPACER]
//
// Every job has a reserved place: of each of the four jobs of a batch so many are in flight at once, and that many slots are dealt
// out over the hosts. Batch n takes slot n modulo their number. The stream runs as fast as landings (four spacers a batch) and slots
// allow; when level-ups have made operations shorter, slots are dealt out anew.

import { RAM, WORKERS, findHosts, freeRam, isPrepared, place, planBatch, prepare, times } from "lib/batching.js";

/** How far off a target may be between two batches before the stream is stopped and the target prepared again. */
const TOLERANCE = 0.05;

/** Slots are dealt out anew when weakens take less than this share of the time that they were made for. */
const SHORTER = 0.97;

/** The jobs of a batch in landing order. */
const KINDS = ["hack", "weaken", "grow", "weaken"];

/** The order in which positions are looked at: weakens start first, the hack last. */
const ORDER = [1, 3, 2, 0];

export async function main(ns) {
  const [target = "n00dles", share = 0.1, spacer = 20] = ns.args;
  ns.disableLog("ALL");
  const hosts = findHosts(ns);
  for (;;) {
    await prepare(ns, hosts, target, spacer);
    await new Stream(ns, hosts, target, share, spacer).flow();
  }
}

/** One stream, from a prepared target until it is out of shape. Times are by performance.now(). */
class Stream {
  #ns;
  #hosts;
  #target;
  #share;
  #spacer;
  #capacity; // GB free on each host while nothing runs
  #batches = new Map(); // by number: when its first job lands, its jobs, whether something of it is missing
  #admitted = 0; // batches that have begun
  #next = [0, 0, 0, 0]; // by position, the batch whose job is started next
  #oldest = 0; // the oldest batch that may still land
  #nextFirst; // when the first job of the next batch lands
  #level;
  #takes;
  #jobs;
  #fraction; // of the money that a hack thread takes from the prepared target
  #table; // period and slots

  constructor(ns, hosts, target, share, spacer) {
    this.#ns = ns;
    this.#hosts = hosts;
    this.#target = target;
    this.#share = share;
    this.#spacer = spacer;
    this.#capacity = freeRam(ns, hosts);
    this.#look();
    if (this.#table === undefined) throw new Error(`no room for a batch on ${target}; take a smaller share than ${share}`);
    this.#nextFirst = performance.now() + Math.ceil(this.#takes.weaken) + 3 * spacer;
  }

  // Not named run: the game would count every call of that name as ns.run, for 1 GB.
  async flow() {
    for (;;) {
      const now = performance.now();
      if (this.#isBetweenBatches(now)) {
        if (!isPrepared(this.#ns, this.#target, TOLERANCE)) break;
        if (this.#ns.getHackingLevel() !== this.#level && isPrepared(this.#ns, this.#target)) this.#look();
      }
      const next = this.#safeMomentAfter(now);
      for (const position of ORDER) while (this.#dueOf(position) < next) this.#start(position, now);
      this.#forget(now);

      // Sleep until the last safe moment at which no job is late.
      const due = Math.min(...ORDER.map((position) => this.#dueOf(position)));
      let wake = next;
      for (let moment = this.#safeMomentAfter(wake); moment <= due; moment = this.#safeMomentAfter(wake)) wake = moment;
      await this.#ns.asleep(wake - now);
    }

    // Nothing new is started; what is in flight lands.
    await this.#ns.asleep(this.#takes.weaken + this.#table.period + 5 * this.#spacer);
  }

  /** Works out threads, durations and, if operations have become much shorter, slots. The target must be prepared. */
  #look() {
    const ns = this.#ns;
    this.#level = ns.getHackingLevel();
    this.#takes = times(ns, this.#target);
    this.#jobs = planBatch(ns, this.#target, this.#share, this.#hosts.homeCores);
    this.#fraction = ns.hackAnalyze(this.#target);
    if (this.#table !== undefined && this.#takes.weaken >= this.#table.madeFor * SHORTER) return;
    this.#table = findSlots(this.#jobs, this.#takes, this.#spacer, this.#hosts, this.#capacity) ?? this.#table;
  }

  /** When the job of a position that comes next must be started at the latest. */
  #dueOf(position) {
    return this.#firstOf(this.#next[position]) + position * this.#spacer - this.#takes[KINDS[position]];
  }

  /** When the first job of a batch lands, or will land if the stream goes on as it is. */
  #firstOf(batch) {
    return this.#batches.get(batch)?.first ?? this.#nextFirst + (batch - this.#admitted) * this.#table.period;
  }

  /** Starts the next job of a position in its slot. Without its weakens or its grow a batch gets no hack. */
  #start(position, now) {
    const number = this.#next[position]++;
    if (number >= this.#admitted) this.#admit(number, now);
    const batch = this.#batches.get(number);
    const { kind, threads, onHome } = batch.jobs[position];
    if (kind !== "weaken" && batch.isCancelled) return;

    const wait = batch.first + position * this.#spacer - now - this.#takes[kind];
    const slots = batch.slots[position];
    const { host, isStrong } = slots[number % slots.length];
    const wanted = kind === "hack" ? this.#hackThreads(batch, threads) : isStrong ? onHome : threads;
    if (wait < 0) batch.isCancelled = true;
    else if (!this.#exec(kind, host, wanted, wait) && !this.#startElsewhere(batch.jobs[position], wanted, wait)) batch.isCancelled = true;
  }

  /** Takes in the next batch, at its place in the stream or, if that is too early by now, as soon as it can land. */
  #admit(number, now) {
    const possible = Math.ceil(now + this.#takes.weaken - this.#spacer) + 1;
    const first = Math.max(this.#nextFirst, possible);
    this.#batches.set(number, { first, jobs: this.#jobs, fraction: this.#fraction, slots: this.#table.slots, isCancelled: false });
    this.#nextFirst = first + this.#table.period;
    this.#admitted = number + 1;
  }

  /** Hacks start last: if the level has risen meanwhile, fewer threads take what the grow was meant for. */
  #hackThreads(batch, threads) {
    return Math.max(1, Math.floor(threads * Math.min(1, batch.fraction / this.#fraction)));
  }

  #exec(kind, host, threads, wait) {
    return this.#ns.exec(WORKERS[kind], host, threads, this.#target, wait, 0) !== 0;
  }

  /** While slots change, a job may find its own taken: then any host will do. */
  #startElsewhere(job, threads, wait) {
    const found = place({ ...job, threads }, this.#hosts, freeRam(this.#ns, this.#hosts));
    return found !== undefined && this.#exec(job.kind, found.host, found.threads, wait);
  }

  /** True unless a batch has begun to land and not ended. */
  #isBetweenBatches(now) {
    for (let number = this.#oldest; number < this.#admitted; number++) {
      const { first } = this.#batches.get(number);
      if (first > now) return true;
      if (now <= first + 3 * this.#spacer) return false;
    }
    return true;
  }

  /** Half a spacer after the next landing of a weaken; where the next batch is far away, two spacers from now. */
  #safeMomentAfter(time) {
    const half = Math.floor(this.#spacer / 2);
    for (let number = this.#oldest; ; number++) {
      const first = this.#firstOf(number);
      const afterFirst = first + this.#spacer + half;
      const afterLast = first + 3 * this.#spacer + half;
      if (afterLast <= time) continue;
      if (first - time > 2 * this.#spacer + half) return time + 2 * this.#spacer;
      return afterFirst > time ? afterFirst : afterLast;
    }
  }

  #forget(now) {
    while (this.#batches.has(this.#oldest) && this.#batches.get(this.#oldest).first + 4 * this.#spacer < now) {
      this.#batches.delete(this.#oldest++);
    }
  }
}

/** The shortest period at which every job finds a slot, and the slots; undefined if RAM does not hold one batch. */
function findSlots(jobs, takes, spacer, hosts, capacity) {
  const holds = jobs.map((job) => Math.ceil(takes[job.kind]) + 3 * spacer);
  let low = jobs.length * spacer - 1;
  let high = Math.max(low + 1, ...holds);
  let slots = pack(jobs, holds, high, hosts, capacity);
  if (slots === undefined) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const packed = pack(jobs, holds, middle, hosts, capacity);
    if (packed === undefined) low = middle;
    else [slots, high] = [packed, middle];
  }
  return { period: high, slots, madeFor: takes.weaken };
}

/** Slots of every position at a period, largest jobs and largest hosts first; undefined if RAM does not hold them. */
function pack(jobs, holds, period, hosts, capacity) {
  const left = new Map(capacity);
  const slots = jobs.map(() => []);
  const bySize = jobs.map((job, position) => position).sort((a, b) => ramOf(jobs[b], false) - ramOf(jobs[a], false) || a - b);
  for (const position of bySize) {
    const job = jobs[position];
    let missing = Math.ceil(holds[position] / period);
    for (const host of [...hosts.names].reverse()) {
      const isStrong = host === "home" && hosts.homeCores > 1 && job.kind !== "hack";
      const ram = ramOf(job, isStrong);
      const here = Math.min(missing, Math.floor(left.get(host) / ram));
      for (let i = 0; i < here; i++) slots[position].push({ host, isStrong });
      left.set(host, left.get(host) - here * ram);
      missing -= here;
    }
    if (missing > 0) return undefined;
  }
  return slots;
}

function ramOf(job, isStrong) {
  return RAM[job.kind] * (isStrong ? job.onHome : job.threads);
}
