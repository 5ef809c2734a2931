// Functions of ns that read or change the mirrored world: lib/ has what they do, here they become functions of ns.
import { changes } from "../lib/changes.mjs";
import { functionCost } from "../lib/ram-costs.mjs";
import { getters } from "../lib/getters.mjs";
import { define, table } from "./table.mjs";
import { sim } from "./sim.mjs";

export function defineWorldFunctions() {
  for (const library of [getters, changes]) {
    for (const [name, impl] of Object.entries(library)) {
      if (!table.has(name)) define(name, functionCost(name, sim.world) ?? 0, "world", impl);
    }
  }
}
