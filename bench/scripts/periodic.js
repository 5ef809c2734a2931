// The periodic batcher: a steady stream of whole batches. The last weaken of each batch reports to a port; every report wakes the
// controller, which starts the next batch at the end of the stream. So the RAM that a batch frees is used again at once.
//
//   run periodic.js TARGET [SHARE] [SPACER]

import { findHosts, firstLanding, freeRam, isPrepared, placeBatch, planBatch, prepare, startBatch, times } from "lib/batching.js";

/** How far off a target may be between two batches before the stream is stopped and the target prepared again. */
const TOLERANCE = 0.05;

export async function main(ns) {
  const [target = "n00dles", share = 0.1, spacer = 20] = ns.args;
  ns.disableLog("ALL");
  const stream = new Stream(ns, findHosts(ns), target, share, spacer);
  for (;;) {
    await stream.prepare();
    await stream.flow();
  }
}

class Stream {
  #ns;
  #hosts;
  #target;
  #share;
  #spacer;
  #reports;
  #inFlight = 0;
  #nextFirst = 0; // when the first job of the next batch lands, by performance.now()

  constructor(ns, hosts, target, share, spacer) {
    this.#ns = ns;
    this.#hosts = hosts;
    this.#target = target;
    this.#share = share;
    this.#spacer = spacer;
    this.#reports = ns.getPortHandle(ns.pid);
  }

  prepare() {
    return prepare(this.#ns, this.#hosts, this.#target, this.#spacer);
  }

  /** Until the target is out of shape and the last batch has landed. Not named run: that would count as ns.run, for 1 GB. */
  async flow() {
    this.#nextFirst = 0;
    this.#fill();
    if (this.#inFlight === 0) throw new Error(`no room for a batch on ${this.#target}; take a smaller share than ${this.#share}`);
    let stopping = false;
    while (this.#inFlight > 0) {
      await this.#reports.nextWrite();
      for (; !this.#reports.empty(); this.#inFlight--) this.#reports.read();
      stopping ||= !isPrepared(this.#ns, this.#target, TOLERANCE);
      if (!stopping) this.#fill();
    }
  }

  /** Starts batches until the stream is as long as a weaken, or RAM is full. */
  #fill() {
    const takes = times(this.#ns, this.#target);
    const jobs = planBatch(this.#ns, this.#target, this.#share, this.#hosts.homeCores);
    const period = jobs.length * this.#spacer;
    const depth = Math.max(1, Math.floor(takes.weaken / period));
    const now = performance.now();
    const free = freeRam(this.#ns, this.#hosts);
    while (this.#inFlight < depth) {
      const places = placeBatch(jobs, this.#hosts, free);
      if (places === undefined) return;
      const first = Math.max(this.#nextFirst, now + firstLanding(jobs, takes, this.#spacer));
      startBatch(this.#ns, places, this.#target, takes, first - now, this.#spacer, this.#ns.pid);
      this.#nextFirst = first + period;
      this.#inFlight++;
    }
  }
}
