// Measures how busy the thread of your game is, for `sim lag fit` of Sim. See docs/lag.md.
//
//   run probe.js          about three minutes
//   run probe.js 10       about ten minutes, for rarer pauses
//
// Play, or let your scripts run, as you usually do: the probe measures what they and the game do to a timer. It writes
// lag-probe.txt on the computer it runs on: a header, one line for each sample, and at last "end,<number of samples>".
//
//   sleep,<ms asked for>,<ms that it took>
//   exec,<number of execs>,<ms for all of them>

const LOG = "lag-probe.txt";
const WORKER = "lag-probe-worker.js";
const SLEEP_MS = 20;
const SLEEPS_PER_EXEC_SAMPLE = 100;
const EXECS_MAX = 20;

/** @param {NS} ns */
export async function main(ns) {
  const minutes = Number(ns.args[0] ?? 3);
  if (!(minutes > 0)) throw new Error("probe.js [minutes]: minutes must be above 0");
  ns.disableLog("ALL");
  const host = ns.getHostname();
  ns.write(WORKER, "export async function main() {}\n", "w");
  ns.write(LOG, `sim-lag-probe,1,bitburner,${gameVersion(ns)}\n`, "w");

  // The first start of a script loads it, which is not what is to be measured.
  ns.exec(WORKER, host);
  await ns.sleep(500);

  let lines = [];
  let samples = 0;
  const sleeps = Math.ceil((minutes * 60000) / SLEEP_MS);
  for (let i = 1; i <= sleeps; i++) {
    const from = performance.now();
    await ns.sleep(SLEEP_MS);
    lines.push(`sleep,${SLEEP_MS},${text(performance.now() - from)}`);
    if (i % SLEEPS_PER_EXEC_SAMPLE !== 0) continue;

    const execs = measureExecs(ns, host);
    if (execs) lines.push(execs);
    samples += lines.length;
    ns.write(LOG, lines.join("\n") + "\n", "a");
    lines = [];

    // The workers and the writing are over before the next sleep is measured.
    await ns.sleep(100);
  }

  samples += lines.length;
  lines.push(`end,${samples}`);
  ns.write(LOG, lines.join("\n") + "\n", "a");
  ns.tprint(`${LOG}: ${samples} samples. Copy its text into a file and run: sim lag fit <file>`);
}

// Several at once, because a browser's clock is too coarse for one.
function measureExecs(ns, host) {
  const free = ns.getServerMaxRam(host) - ns.getServerUsedRam(host);
  const wanted = Math.min(EXECS_MAX, Math.floor(free / ns.getScriptRam(WORKER, host)));
  if (wanted < 1) return null;
  const from = performance.now();
  for (let i = 0; i < wanted; i++) ns.exec(WORKER, host, 1, i);
  return `exec,${wanted},${text(performance.now() - from)}`;
}

function gameVersion(ns) {
  try {
    return String(ns.ui.getGameInfo().version).replace(/[,\s]/g, "_");
  } catch {
    return "unknown";
  }
}

function text(ms) {
  return ms.toFixed(4);
}
