// The simplest controller: prepares one server, runs a single batch on it, says what it brought, and ends.
//
//   run one-batch.js TARGET [SHARE] [SPACER]
//
// A batch is four jobs that land in this order, SPACER ms apart: a hack that takes SHARE of the money, a weaken that undoes the
// security it caused, a grow that brings the money back, and a weaken for the grow. Weakens take longest, so they start first;
// here all four start at once and each waits as long as it has to (additionalMsec).
//
// Everything is in this one file but the three workers in work/. The other examples share lib/batching.js.

const WORKERS = { hack: "work/hack.js", grow: "work/grow.js", weaken: "work/weaken.js" };

export async function main(ns) {
  const [target = "n00dles", share = 0.1, spacer = 20] = ns.args;
  ns.disableLog("ALL");
  const hosts = findHosts(ns);
  for (const host of hosts) if (host !== "home") ns.scp(Object.values(WORKERS), host, "home");

  while (!isPrepared(ns, target)) await prepare(ns, hosts, target, spacer);

  const before = ns.getServerMoneyAvailable("home");
  const took = await runBatch(ns, hosts, target, share, spacer);
  if (took < 0) ns.tprint(`${target}: no host has room for a batch that takes ${share * 100} % of the money`);
  else ns.tprint(`${target}: one batch brought $${Math.round(ns.getServerMoneyAvailable("home") - before)} in ${took / 1000} s`);
}

/** All servers with root access and RAM, found by going from neighbour to neighbour. */
function findHosts(ns) {
  const names = ["home"];
  for (const name of names) for (const next of ns.scan(name)) if (!names.includes(next)) names.push(next);
  return names.filter((name) => ns.hasRootAccess(name) && ns.getServerMaxRam(name) > 0);
}

function isPrepared(ns, target) {
  return ns.getServerSecurityLevel(target) <= ns.getServerMinSecurityLevel(target) &&
    ns.getServerMoneyAvailable(target) >= ns.getServerMaxMoney(target);
}

/** One round of bringing the target to minimum security and full money: weaken what is too much, else grow and weaken for that. */
async function prepare(ns, hosts, target, spacer) {
  const excess = ns.getServerSecurityLevel(target) - ns.getServerMinSecurityLevel(target);
  const weakenTime = ns.getWeakenTime(target);
  if (excess > 0) {
    spread(ns, hosts, "weaken", Math.ceil(excess / ns.weakenAnalyze(1)), target, 0);
  } else {
    // A grow thread raises security by 0.004; so many weaken threads go with each grow thread.
    const weakenPerGrow = 0.004 / ns.weakenAnalyze(1);
    const missing = ns.getServerMaxMoney(target) / Math.max(1, ns.getServerMoneyAvailable(target));
    const free = hosts.reduce((sum, host) => sum + freeRam(ns, host), 0);
    const grows = Math.min(Math.ceil(ns.growthAnalyze(target, missing)), Math.floor((free / 1.75 / (1 + weakenPerGrow)) * 0.9));
    spread(ns, hosts, "grow", grows, target, weakenTime - ns.getGrowTime(target));
    spread(ns, hosts, "weaken", Math.ceil(grows * weakenPerGrow), target, spacer);
  }
  await ns.sleep(weakenTime + 3 * spacer);
}

/** Starts threads of a worker wherever there is room. */
function spread(ns, hosts, kind, threads, target, additionalMsec) {
  const ram = ns.getScriptRam(WORKERS[kind]);
  for (const host of hosts) {
    const here = Math.min(threads, Math.floor(freeRam(ns, host) / ram));
    if (here < 1) continue;
    ns.exec(WORKERS[kind], host, here, target, additionalMsec, 0);
    threads -= here;
  }
}

function freeRam(ns, host) {
  return ns.getServerMaxRam(host) - ns.getServerUsedRam(host);
}

/** Starts the four jobs and waits for the last. Gives the ms that it took, -1 if there was no room. */
async function runBatch(ns, hosts, target, share, spacer) {
  const hack = Math.max(1, Math.floor(share / ns.hackAnalyze(target)));
  const left = 1 - hack * ns.hackAnalyze(target);
  const grow = Math.ceil(ns.growthAnalyze(target, 1 / left));
  const weakenHack = Math.ceil((hack * 0.002) / ns.weakenAnalyze(1));
  const weakenGrow = Math.ceil((grow * 0.004) / ns.weakenAnalyze(1));

  const port = ns.pid;
  const last = ns.getWeakenTime(target) + 4 * spacer; // when the last job lands, in ms from now
  const jobs = [
    { kind: "hack", threads: hack, wait: last - 3 * spacer - ns.getHackTime(target), port: 0 },
    { kind: "weaken", threads: weakenHack, wait: last - 2 * spacer - ns.getWeakenTime(target), port: 0 },
    { kind: "grow", threads: grow, wait: last - spacer - ns.getGrowTime(target), port: 0 },
    { kind: "weaken", threads: weakenGrow, wait: last - ns.getWeakenTime(target), port },
  ];

  // The largest jobs choose their host first. If one finds none the others must not run: security would stay up, or money down.
  const started = [];
  for (const job of [...jobs].sort((a, b) => b.threads - a.threads)) {
    const ram = job.threads * ns.getScriptRam(WORKERS[job.kind]);
    const host = hosts.find((name) => freeRam(ns, name) >= ram);
    const pid = host === undefined ? 0 : ns.exec(WORKERS[job.kind], host, job.threads, target, job.wait, job.port);
    if (pid === 0) {
      for (const other of started) ns.kill(other);
      return -1;
    }
    started.push(pid);
  }
  const begin = performance.now();
  await ns.nextPortWrite(port);
  return performance.now() - begin;
}
