// A proto-batcher in several modules, for any pattern of jobs (HWGW, HGW, HGHGW ...). It shows how scripts import from each other:
// names are found from the root of the host, whatever folder the importing file lies in.
//
//   run modular/main.js TARGET [--share 0.1] [--spacer 20] [--pattern HGW] [--padding 0.1]

import { Launcher } from "modular/lib/launcher.js";
import { Network } from "modular/lib/network.js";
import { Target } from "modular/lib/target.js";

export async function main(ns) {
  const options = ns.flags([["share", 0.1], ["spacer", 20], ["pattern", "HGW"], ["padding", 0.1]]);
  const name = options._[0] ?? "n00dles";
  ns.disableLog("ALL");

  const network = new Network(ns);
  const target = new Target(ns, name, options);
  const launcher = new Launcher(ns, network, name, options.spacer);
  for (;;) {
    while (!target.isPrepared) await launcher.runAndWait(target.preparation(network.freeRam), { split: true });
    await launcher.runAndWait(target.batch(), { split: false });
  }
}
