// Starts jobs so that they land in order, one spacer apart, and waits for the last.
import { WORKERS } from "modular/lib/network.js";

export class Launcher {
  #ns;
  #network;
  #target;
  #spacer;

  constructor(ns, network, target, spacer) {
    this.#ns = ns;
    this.#network = network;
    this.#target = target;
    this.#spacer = spacer;
  }

  /**
   * Runs jobs and waits until the last has landed.
   * @param split whether a job may be shared out over hosts; if not, one without a host is an error
   */
  async runAndWait(jobs, { split }) {
    const places = split ? this.#share(jobs) : this.#whole(jobs);
    if (places.length === 0) throw new Error(`no room for jobs on ${this.#target}`);
    const takes = { H: this.#ns.getHackTime(this.#target), G: this.#ns.getGrowTime(this.#target), W: this.#ns.getWeakenTime(this.#target) };
    const first = Math.ceil(Math.max(...places.map(({ kind, position }) => takes[kind] - position * this.#spacer))) + 1;

    places.forEach(({ kind, position, host, threads }, i) => {
      const port = i === places.length - 1 ? this.#ns.pid : 0;
      this.#ns.exec(WORKERS[kind], host, threads, this.#target, first + position * this.#spacer - takes[kind], port);
    });
    await this.#ns.nextPortWrite(this.#ns.pid);
    this.#ns.clearPort(this.#ns.pid);
  }

  /** One host for each job, the first that has room for it. */
  #whole(jobs) {
    const hosts = this.#network.hosts();
    return jobs.map(({ kind, threads }, position) => {
      const ram = threads * this.#ns.getScriptRam(WORKERS[kind]);
      const host = hosts.find(({ free }) => free >= ram);
      if (host === undefined) throw new Error(`no host has ${ram} GB for ${threads} threads of ${WORKERS[kind]}; take a smaller share`);
      host.free -= ram;
      return { kind, position, host: host.name, threads };
    });
  }

  /** Jobs shared out over the hosts, as far as they have room. */
  #share(jobs) {
    const hosts = this.#network.hosts().reverse();
    const places = [];
    jobs.forEach(({ kind, threads }, position) => {
      const ram = this.#ns.getScriptRam(WORKERS[kind]);
      for (const host of hosts) {
        const here = Math.min(threads, Math.floor(host.free / ram));
        if (here < 1) continue;
        places.push({ kind, position, host: host.name, threads: here });
        host.free -= here * ram;
        threads -= here;
      }
    });
    return places;
  }
}
