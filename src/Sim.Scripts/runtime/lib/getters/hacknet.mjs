// Getters of hacknet nodes (Bitburner 2.6.1, NetscriptFunctions/Hacknet.ts). Hacknet servers (BitNode 9) and their hashes are not
// modelled: a player has nodes, and hashes are as for a player without servers.
import { toNumber } from "../args.mjs";
import { nodeCoreCost, nodeCost, nodeLevelCost, nodeMoneyRate, nodeRamCost } from "../formulas/hacknet.mjs";

/** A node by its index. */
export function toNode(world, ctx, index) {
  const i = toNumber(ctx, "i", index);
  return world.player.hacknetNodes[i] ?? ctx.fail(`Index specified for Hacknet Node is out-of-bounds: ${i}`);
}

/** Price of the next node in $. */
export function nextNodeCost({ player }) {
  return nodeCost(player.hacknetNodes.length + 1, player.mults.hacknet_node_purchase_cost);
}

export const hacknetGetters = {
  "hacknet.numNodes": (world) => world.player.hacknetNodes.length,
  "hacknet.maxNumNodes": () => Infinity,
  "hacknet.getPurchaseNodeCost": nextNodeCost,
  "hacknet.getNodeStats"(world, ctx, index) {
    const node = toNode(world, ctx, index);
    return {
      name: node.name,
      level: node.level,
      ram: node.ram,
      cores: node.cores,
      production: nodeMoneyRate(node.level, node.ram, node.cores, world.player.mults.hacknet_node_money, world.bitNode.mults),
      timeOnline: node.timeOnline ?? 0,
      totalProduction: node.totalProduction ?? 0,
    };
  },
  "hacknet.getLevelUpgradeCost"(world, ctx, index, count = 1) {
    const extra = toNumber(ctx, "n", count);
    return nodeLevelCost(toNode(world, ctx, index).level, extra, world.player.mults.hacknet_node_level_cost);
  },
  "hacknet.getRamUpgradeCost"(world, ctx, index, count = 1) {
    const extra = toNumber(ctx, "n", count);
    return nodeRamCost(toNode(world, ctx, index).ram, extra, world.player.mults.hacknet_node_ram_cost);
  },
  "hacknet.getCoreUpgradeCost"(world, ctx, index, count = 1) {
    const extra = toNumber(ctx, "n", count);
    return nodeCoreCost(toNode(world, ctx, index).cores, extra, world.player.mults.hacknet_node_core_cost);
  },
  "hacknet.getCacheUpgradeCost": () => Infinity,
  "hacknet.numHashes": () => 0,
  "hacknet.hashCapacity": () => 0,
  "hacknet.hashCost": () => Infinity,
  "hacknet.spendHashes": () => false,
  "hacknet.getHashUpgrades": () => [],
};
