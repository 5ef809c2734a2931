// The shotgun: fills all RAM with batches in one turn, waits until the last of them has landed, and fires again.
//
//   run shotgun.js TARGET [SHARE] [SPACER] [MOST]
//
// MOST limits the batches of a volley, for hosts with so much RAM that the last batch would land hours later.

import { findHosts, firstLanding, freeRam, isPrepared, placeBatch, planBatch, prepare, startBatch, times } from "lib/batching.js";

export async function main(ns) {
  const [target = "n00dles", share = 0.1, spacer = 20, most = Infinity] = ns.args;
  ns.disableLog("ALL");
  const hosts = findHosts(ns);
  const reports = ns.getPortHandle(ns.pid);

  for (;;) {
    await prepare(ns, hosts, target, spacer);
    while (isPrepared(ns, target)) {
      const jobs = planBatch(ns, target, share, hosts.homeCores);
      const volley = fill(jobs, hosts, freeRam(ns, hosts), most);
      if (volley.length === 0) throw new Error(`no room for a batch on ${target}; take a smaller share than ${share}`);
      const takes = times(ns, target);
      const first = firstLanding(jobs, takes, spacer);
      volley.forEach((places, i) => {
        const port = i === volley.length - 1 ? ns.pid : 0;
        startBatch(ns, places, target, takes, first + i * jobs.length * spacer, spacer, port);
      });
      ns.print(`${volley.length} batches`);
      await reports.nextWrite();
      reports.clear();
    }
  }
}

/** Places for as many batches as RAM holds, up to a limit. */
function fill(jobs, hosts, free, most) {
  const volley = [];
  while (volley.length < most) {
    const places = placeBatch(jobs, hosts, free);
    if (places === undefined) break;
    volley.push(places);
  }
  return volley;
}
