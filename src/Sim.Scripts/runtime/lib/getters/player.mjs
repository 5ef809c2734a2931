// Getters of the player and the BitNode (Bitburner 2.6.1, NetscriptFunctions.ts and NetscriptFunctions/Singularity.ts).
import { toNumber } from "../args.mjs";
import { bitNodeMultipliers } from "../bitnodes.mjs";

const singularityAccess = `This singularity function requires Source-File 4 to run. A power up you obtain later in the game.
      It will be very obvious when and how you can obtain it.`;

function copyPlayer(world) {
  const { player } = world;
  return {
    hp: { ...player.hp },
    skills: { ...player.skills },
    exp: { ...player.exp },
    mults: { ...player.mults },
    city: player.city,
    numPeopleKilled: player.numPeopleKilled,
    money: player.money,
    location: player.location,
    totalPlaytime: player.totalPlaytime,
    jobs: { ...player.jobs },
    factions: player.factions.slice(),
    entropy: player.entropy,
    karma: player.karma,
    playtimeSinceLastAug: player.playtimeSinceLastAug,
    playtimeSinceLastBitnode: player.playtimeSinceLastBitnode,
    bitNodeN: world.bitNode.n,
  };
}

/** Whether the player has a source file or is inside its BitNode. */
function has(world, n) {
  return world.bitNode.n === n || (world.player.sourceFiles[n] ?? 0) > 0;
}

/** Owned source files as [number, level] in rising order. */
function ownedSourceFiles(world) {
  return Object.entries(world.player.sourceFiles).map(([n, level]) => [Number(n), level]);
}

export const playerGetters = {
  getPlayer: copyPlayer,
  getHackingLevel: (world) => world.player.skills.hacking,
  getHackingMultipliers({ player: { mults } }) {
    return { chance: mults.hacking_chance, speed: mults.hacking_speed, money: mults.hacking_money, growth: mults.hacking_grow };
  },
  getHacknetMultipliers({ player: { mults } }) {
    return {
      production: mults.hacknet_node_money,
      purchaseCost: mults.hacknet_node_purchase_cost,
      ramCost: mults.hacknet_node_ram_cost,
      coreCost: mults.hacknet_node_core_cost,
      levelCost: mults.hacknet_node_level_cost,
    };
  },
  getMoneySources: ({ player }) => ({ sinceInstall: { ...player.moneySources }, sinceStart: { ...player.moneySources } }),
  getTimeSinceLastAug: (world) => world.player.playtimeSinceLastAug,
  getSharePower: (world) => world.sharePower ?? 1,
  getResetInfo(world) {
    const { player } = world;
    return {
      lastAugReset: player.lastAugReset,
      lastNodeReset: player.lastNodeReset,
      currentNode: world.bitNode.n,
      ownedAugs: new Map(player.augmentations.map(({ name, level }) => [name, level])),
      ownedSF: new Map(ownedSourceFiles(world)),
    };
  },
  getBitNodeMultipliers(world, ctx, n, level) {
    if (!has(world, 5)) ctx.fail("Requires Source-File 5 to run.");
    const current = world.bitNode;
    const number = n === undefined ? current.n : Math.round(toNumber(ctx, "n", n));
    const atLevel = level === undefined ? (number === current.n ? current.level : (world.player.sourceFiles[number] ?? 0) + 1) : Math.round(toNumber(ctx, "lvl", level));
    if (number < 1 || number > 14) ctx.fail("n must be between 1 and 14");
    if (atLevel < 1) ctx.fail("lvl must be >= 1");
    const result = bitNodeMultipliers(number, atLevel);
    if (n === undefined) for (const name of Object.keys(current.mults)) result[name] = current.mults[name];
    return result;
  },
  "stock.hasWSEAccount": (world) => world.player.hasWseAccount,
  "stock.hasTIXAPIAccess": (world) => world.player.hasTixApiAccess,
  "stock.has4SDataTIXAPI": (world) => world.player.has4SDataTixApi,
  "singularity.getOwnedSourceFiles": (world) => ownedSourceFiles(world).map(([n, lvl]) => ({ n, lvl })),
  "singularity.getOwnedAugmentations"(world, ctx) {
    if (!has(world, 4)) ctx.fail(singularityAccess);
    return world.player.augmentations.map(({ name }) => name);
  },
};
