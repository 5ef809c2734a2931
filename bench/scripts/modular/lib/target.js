// The server that money is taken from: what state it is in, and which jobs it needs.

const HACK_SECURITY = 0.002;
const GROW_SECURITY = 0.004;

export class Target {
  #ns;
  #name;
  #share;
  #pattern;
  #padding;

  constructor(ns, name, { share, pattern, padding }) {
    this.#ns = ns;
    this.#name = name;
    this.#share = share;
    this.#pattern = [...pattern.toUpperCase()];
    this.#padding = padding;
  }

  get #excess() {
    return this.#ns.getServerSecurityLevel(this.#name) - this.#ns.getServerMinSecurityLevel(this.#name);
  }

  get #moneyMissing() {
    return this.#ns.getServerMaxMoney(this.#name) / Math.max(1, this.#ns.getServerMoneyAvailable(this.#name));
  }

  get isPrepared() {
    return this.#excess <= 0 && this.#moneyMissing <= 1;
  }

  /** Jobs of a round of preparation: away with security, or grow as much as the RAM allows and weaken for that. */
  preparation(freeRam) {
    if (this.#excess > 0) return [this.#weaken(this.#excess)];
    const perGrow = GROW_SECURITY / this.#ns.weakenAnalyze(1);
    const wanted = Math.ceil(this.#ns.growthAnalyze(this.#name, this.#moneyMissing));
    const threads = Math.min(wanted, Math.floor((freeRam / 1.75 / (1 + perGrow)) * 0.95));
    return [{ kind: "G", threads }, this.#weaken(threads * GROW_SECURITY)];
  }

  /** Jobs of a batch in landing order. Each weaken undoes what was raised since the weaken before it. */
  batch() {
    const fraction = this.#ns.hackAnalyze(this.#name);
    let money = 1;
    let raised = 0;
    return this.#pattern.map((kind) => {
      if (kind === "H") {
        const threads = Math.max(1, Math.floor(this.#share / fraction));
        money *= 1 - Math.min(threads * fraction, 0.999);
        raised += threads * HACK_SECURITY;
        return { kind, threads };
      }
      if (kind === "G") {
        const threads = Math.max(1, Math.ceil(this.#ns.growthAnalyze(this.#name, 1 / money) * (1 + this.#padding)));
        money = 1;
        raised += threads * GROW_SECURITY;
        return { kind, threads };
      }
      const job = this.#weaken(raised);
      raised = 0;
      return job;
    });
  }

  #weaken(security) {
    return { kind: "W", threads: Math.max(1, Math.ceil(security / this.#ns.weakenAnalyze(1) - 1e-9)) };
  }
}
