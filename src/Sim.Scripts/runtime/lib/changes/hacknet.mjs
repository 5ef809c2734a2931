// Buying and upgrading hacknet nodes (Bitburner 2.6.1, Hacknet/HacknetHelpers.tsx). What the context does: see servers.mjs.
import { toNumber } from "../args.mjs";
import { NODE_CONSTANTS, nodeCoreCost, nodeLevelCost, nodeRamCost } from "../formulas/hacknet.mjs";
import { nextNodeCost, toNode } from "../getters/hacknet.mjs";

const expenses = "hacknet_expenses";

/** Buys a node; gives its index, -1 if there is too little money. */
function purchaseNode(world, ctx) {
  if (!ctx.spend(nextNodeCost(world), expenses)) return -1;
  const nodes = world.player.hacknetNodes;
  nodes.push({ name: `hacknet-node-${nodes.length}`, level: 1, ram: 1, cores: 1, timeOnline: 0, totalProduction: 0 });
  return nodes.length - 1;
}

/**
 * An upgrade by a number of steps: more than there are means all that are left.
 * @param left steps up to the highest value
 * @param cost price in $ of a number of steps
 * @param apply makes the steps
 */
function upgrade(left, cost, apply) {
  return (world, ctx, index, count = 1) => {
    const wanted = Math.round(toNumber(ctx, "n", count));
    const node = toNode(world, ctx, index);
    const steps = Math.min(wanted, left(node));
    if (!(steps > 0)) return false;
    if (!ctx.spend(cost(node, steps, world.player.mults), expenses)) return false;
    apply(node, steps);
    return true;
  };
}

export const hacknetChanges = {
  "hacknet.purchaseNode": purchaseNode,
  "hacknet.upgradeLevel": upgrade(
    (node) => NODE_CONSTANTS.MaxLevel - node.level,
    (node, steps, mults) => nodeLevelCost(node.level, steps, mults.hacknet_node_level_cost),
    (node, steps) => { node.level += steps; },
  ),
  "hacknet.upgradeRam": upgrade(
    (node) => Math.log2(NODE_CONSTANTS.MaxRam / node.ram),
    (node, steps, mults) => nodeRamCost(node.ram, steps, mults.hacknet_node_ram_cost),
    (node, steps) => { node.ram *= 2 ** steps; },
  ),
  "hacknet.upgradeCore": upgrade(
    (node) => NODE_CONSTANTS.MaxCores - node.cores,
    (node, steps, mults) => nodeCoreCost(node.cores, steps, mults.hacknet_node_core_cost),
    (node, steps) => { node.cores += steps; },
  ),
  "hacknet.upgradeCache": () => false,
};
