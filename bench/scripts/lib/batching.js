// What the controllers in this folder share: hosts, threads, placing, preparing. It costs RAM only for what it calls: a script that
// imports a function pays for what that function (and what it needs) reads from ns.

export const WORKERS = { hack: "work/hack.js", grow: "work/grow.js", weaken: "work/weaken.js" };

/** GB of a worker's thread. */
export const RAM = { hack: 1.7, grow: 1.75, weaken: 1.75 };

/**
 * All servers that can run workers, smallest first and home last, with the workers copied to them. Home's cores make its grows and
 * weakens stronger.
 */
export function findHosts(ns) {
  const names = ["home"];
  for (const name of names) for (const next of ns.scan(name)) if (!names.includes(next)) names.push(next);
  const hosts = names
    .filter((name) => name !== "home" && ns.hasRootAccess(name) && ns.getServerMaxRam(name) > 0)
    .sort((a, b) => ns.getServerMaxRam(a) - ns.getServerMaxRam(b));
  for (const host of hosts) ns.scp(Object.values(WORKERS), host, "home");
  return { names: [...hosts, "home"], homeCores: ns.getServer("home").cpuCores };
}

/** How much RAM each host has free, as a map that placing takes from. */
export function freeRam(ns, hosts) {
  return new Map(hosts.names.map((name) => [name, ns.getServerMaxRam(name) - ns.getServerUsedRam(name)]));
}

/** True if a server is at minimum security and full money; with a tolerance (0.05), if it is nearly so. */
export function isPrepared(ns, target, tolerance = 1e-9) {
  return ns.getServerSecurityLevel(target) <= ns.getServerMinSecurityLevel(target) * (1 + tolerance) &&
    ns.getServerMoneyAvailable(target) >= ns.getServerMaxMoney(target) * (1 - tolerance);
}

/**
 * The jobs of a batch in landing order (hack, weaken, grow, weaken) for a prepared target; `onHome` are the threads that do the same
 * on home's cores. Hacks and grows are never split over hosts, because each piece would meet the security that the others caused.
 */
export function planBatch(ns, target, share, homeCores) {
  const fraction = ns.hackAnalyze(target);
  const hack = Math.max(1, Math.floor(share / fraction));
  const growth = 1 / (1 - Math.min(hack * fraction, 0.999));
  const grow = Math.max(1, Math.ceil(ns.growthAnalyze(target, growth)));
  const weaken = (security) => ({
    kind: "weaken",
    threads: Math.max(1, roundUp(security / ns.weakenAnalyze(1))),
    onHome: Math.max(1, roundUp(security / ns.weakenAnalyze(1, homeCores))),
  });
  return [
    { kind: "hack", threads: hack, onHome: hack },
    weaken(hack * 0.002),
    { kind: "grow", threads: grow, onHome: Math.max(1, Math.ceil(ns.growthAnalyze(target, growth, homeCores))) },
    weaken(grow * 0.004),
  ];
}

/** Rounds up, but takes 3.0000000000000004 for 3. */
function roundUp(x) {
  return Math.ceil(x - 1e-9);
}

/** ms that each kind of job takes now. */
export function times(ns, target) {
  return { hack: ns.getHackTime(target), grow: ns.getGrowTime(target), weaken: ns.getWeakenTime(target) };
}

/** How many ms from now the first job of a batch can land, if all of its jobs start now. */
export function firstLanding(jobs, takes, spacer) {
  return Math.ceil(Math.max(...jobs.map((job, i) => takes[job.kind] - i * spacer))) + 1;
}

/** A host for a job and the threads to start there; takes its RAM from the map. Undefined if there is no room. */
export function place(job, hosts, free) {
  const home = RAM[job.kind] * job.onHome;
  if (hosts.homeCores > 1 && job.kind !== "hack" && free.get("home") >= home) {
    free.set("home", free.get("home") - home);
    return { host: "home", threads: job.onHome };
  }
  const need = RAM[job.kind] * job.threads;
  for (const host of hosts.names) {
    const left = free.get(host) - need;
    if (left < 0) continue;
    free.set(host, left);
    return { host, threads: job.threads };
  }
  return undefined;
}

/** Places for all jobs of a batch, or undefined (and the map as it was) if one finds none. */
export function placeBatch(jobs, hosts, free) {
  const before = new Map(free);
  const places = [];
  for (const job of jobs) {
    const found = place(job, hosts, free);
    if (found === undefined) {
      for (const [host, ram] of before) free.set(host, ram);
      return undefined;
    }
    places.push({ ...job, ...found });
  }
  return places;
}

/**
 * Starts the jobs of a batch so that the first lands `first` ms from now and each other a spacer later. The last one reports to the
 * port (0: none does).
 */
export function startBatch(ns, places, target, takes, first, spacer, port) {
  places.forEach(({ kind, host, threads }, i) => {
    const wait = Math.max(0, first + i * spacer - takes[kind]);
    const pid = ns.exec(WORKERS[kind], host, threads, target, wait, i === places.length - 1 ? port : 0);
    if (pid === 0) ns.print(`${kind} on ${host} was refused`);
  });
}

/**
 * Brings a target to minimum security and full money, in as many rounds as it takes. In a round weakens for what is too much land
 * first, then grows, then weakens for the grows.
 */
export async function prepare(ns, hosts, target, spacer) {
  while (!isPrepared(ns, target)) {
    const free = freeRam(ns, hosts);
    const takes = times(ns, target);
    const first = Math.ceil(takes.weaken) + 1;
    const excess = ns.getServerSecurityLevel(target) - ns.getServerMinSecurityLevel(target);
    const weakens = Math.max(0, roundUp(excess / ns.weakenAnalyze(1)));
    const rest = spread(ns, hosts, free, "weaken", weakens, target, first - takes.weaken);
    if (rest === 0) growBack(ns, hosts, free, target, takes, first, spacer);
    await ns.sleep(first + 3 * spacer);
  }
}

function growBack(ns, hosts, free, target, takes, first, spacer) {
  const weakenPerGrow = 0.004 / ns.weakenAnalyze(1);
  const room = [...free.values()].reduce((sum, ram) => sum + Math.floor(ram / RAM.grow), 0);
  const factor = ns.getServerMaxMoney(target) / Math.max(1, ns.getServerMoneyAvailable(target));
  if (factor <= 1) return;

  // growthAnalyze goes by the security of now, which is gone when the grow lands: it wants some threads too many.
  const wanted = Math.ceil(ns.growthAnalyze(target, factor));
  const grows = Math.min(wanted, Math.floor(room / (1 + weakenPerGrow)) - hosts.names.length);
  if (grows < 1) return;
  spread(ns, hosts, free, "weaken", Math.ceil(grows * weakenPerGrow), target, first + 2 * spacer - takes.weaken);
  spread(ns, hosts, free, "grow", grows, target, first + spacer - takes.grow);
}

/** Starts threads wherever there is room, on the largest hosts first; gives how many found none. */
function spread(ns, hosts, free, kind, threads, target, wait) {
  for (const host of [...hosts.names].reverse()) {
    const here = Math.min(threads, Math.floor(free.get(host) / RAM[kind]));
    if (here < 1) continue;
    ns.exec(WORKERS[kind], host, here, target, wait, 0);
    free.set(host, free.get(host) - here * RAM[kind]);
    threads -= here;
  }
  return threads;
}
