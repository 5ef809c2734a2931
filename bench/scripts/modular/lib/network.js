// The hosts that workers run on.

export const WORKERS = { H: "work/hack.js", G: "work/grow.js", W: "work/weaken.js" };

export class Network {
  #ns;
  #names;

  constructor(ns) {
    this.#ns = ns;
    this.#names = this.#findNames();
    for (const name of this.#names) if (name !== "home") ns.scp(Object.values(WORKERS), name, "home");
  }

  /** GB free on all hosts together. */
  get freeRam() {
    return this.hosts().reduce((sum, { free }) => sum + free, 0);
  }

  /** Hosts with what they have free in GB, smallest first, home last. */
  hosts() {
    return this.#names.map((name) => ({ name, free: this.#ns.getServerMaxRam(name) - this.#ns.getServerUsedRam(name) }));
  }

  #findNames() {
    const ns = this.#ns;
    const seen = new Set(["home"]);
    for (const name of seen) ns.scan(name).forEach((next) => seen.add(next));
    const size = (name) => (name === "home" ? Infinity : ns.getServerMaxRam(name));
    return [...seen].filter((name) => ns.hasRootAccess(name) && size(name) > 0).sort((a, b) => size(a) - size(b));
  }
}
