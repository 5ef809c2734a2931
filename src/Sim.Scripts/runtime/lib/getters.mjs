// Every modelled function of ns that only reads the world, by its name ("getServer", "hacknet.numNodes"). Each takes the world, the
// calling context and the script's arguments. The context has `hostname` (where the caller runs) and `fail(message, type)`, which
// throws the game's error for a wrong argument. Objects and lists in results are fresh, as in the game.
import { functionNames } from "./ram-costs.mjs";
import { absentGetter } from "./getters/absent.mjs";
import { analyzeGetters } from "./getters/analyze.mjs";
import { formulaGetters } from "./getters/formulas.mjs";
import { hacknetGetters } from "./getters/hacknet.mjs";
import { playerGetters } from "./getters/player.mjs";
import { purchasedGetters } from "./getters/purchased.mjs";
import { serverGetters } from "./getters/servers.mjs";
import { textGetters } from "./getters/text.mjs";

/** Functions that are modelled. */
export const modelledGetters = {
  ...serverGetters, ...playerGetters, ...analyzeGetters, ...formulaGetters, ...purchasedGetters, ...hacknetGetters, ...textGetters,
};

/** The modelled functions, and those of parts of the game that the player does not have: these refuse as the game does. */
export const getters = { ...modelledGetters };
for (const name of functionNames()) {
  if (name in getters) continue;
  const getter = absentGetter(name);
  if (getter !== undefined) getters[name] = getter;
}

export * from "./args.mjs";
