// The proto-batcher: one batch at a time, the next as soon as the last job of the one before has landed. Threads are worked out anew
// for every batch, so level-ups do no harm.
//
//   run proto.js TARGET [SHARE] [SPACER]

import { findHosts, firstLanding, freeRam, isPrepared, placeBatch, planBatch, prepare, startBatch, times } from "lib/batching.js";

export async function main(ns) {
  const [target = "n00dles", share = 0.1, spacer = 20] = ns.args;
  ns.disableLog("ALL");
  const hosts = findHosts(ns);
  const reports = ns.getPortHandle(ns.pid);

  for (;;) {
    await prepare(ns, hosts, target, spacer);
    while (isPrepared(ns, target)) {
      const jobs = planBatch(ns, target, share, hosts.homeCores);
      const places = placeBatch(jobs, hosts, freeRam(ns, hosts));
      if (places === undefined) throw new Error(`no room for a batch on ${target}; take a smaller share than ${share}`);
      const takes = times(ns, target);
      startBatch(ns, places, target, takes, firstLanding(jobs, takes, spacer), spacer, ns.pid);
      await reports.nextWrite();
      reports.clear();
    }
  }
}
