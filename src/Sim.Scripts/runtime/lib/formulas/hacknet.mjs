// Income and prices of hacknet nodes (Bitburner 2.6.1, Hacknet/formulas/HacknetNodes.ts). Multipliers of the player come as plain
// numbers: hacknet_node_money for income, hacknet_node_..._cost for prices. Prices in $, RAM in GB.

/** What ns.formulas.hacknetNodes.constants() gives. */
export const NODE_CONSTANTS = Object.freeze({
  MoneyGainPerLevel: 1.5,
  BaseCost: 1000,
  LevelBaseCost: 500,
  RamBaseCost: 30000,
  CoreBaseCost: 500000,
  PurchaseNextMult: 1.85,
  UpgradeLevelMult: 1.04,
  UpgradeRamMult: 1.28,
  UpgradeCoreMult: 1.48,
  MaxLevel: 200,
  MaxRam: 64,
  MaxCores: 16,
});

/** Income in $ per second (calculateMoneyGainRate). */
export function nodeMoneyRate(level, ram, cores, multiplier, node) {
  return level * 1.5 * Math.pow(1.035, ram - 1) * ((cores + 5) / 6) * multiplier * node.HacknetNodeMoney;
}

/** Price of levels; 0 for none, Infinity at the highest level, which is not watched on the way (calculateLevelUpgradeCost). */
export function nodeLevelCost(level, extra = 1, multiplier = 1) {
  const count = Math.round(extra);
  if (Number.isNaN(count) || count < 1) return 0;
  if (level >= NODE_CONSTANTS.MaxLevel) return Infinity;
  let sum = 0;
  for (let i = 0; i < count && Number.isFinite(sum); i++) sum += Math.pow(1.04, level + i);
  return 500 * sum * multiplier;
}

/** Price of doublings of RAM; 0 for none, Infinity at the most RAM (calculateRamUpgradeCost). */
export function nodeRamCost(ram, extra = 1, multiplier = 1) {
  const count = Math.round(extra);
  if (Number.isNaN(count) || count < 1) return 0;
  if (ram >= NODE_CONSTANTS.MaxRam) return Infinity;
  const doublings = Math.round(Math.log2(ram));
  let sum = 0;
  for (let i = 0; i < count && Number.isFinite(sum); i++) {
    sum += ram * 30000 * Math.pow(1.28, doublings + i);
    ram *= 2;
  }
  return sum * multiplier;
}

/** Price of cores; 0 for none, Infinity at the most cores (calculateCoreUpgradeCost). */
export function nodeCoreCost(cores, extra = 1, multiplier = 1) {
  const count = Math.round(extra);
  if (Number.isNaN(count) || count < 1) return 0;
  if (cores >= NODE_CONSTANTS.MaxCores) return Infinity;
  let sum = 0;
  for (let i = 0; i < count && Number.isFinite(sum); i++) sum += 500000 * Math.pow(1.48, cores + i - 1);
  return sum * multiplier;
}

/** Price of the nth node, 1 for the first; 0 for n below 1 (calculateNodeCost). */
export function nodeCost(n, multiplier = 1) {
  return n <= 0 ? 0 : 1000 * Math.pow(1.85, n - 1) * multiplier;
}

/** Hashes per second of a hacknet server (calculateHashGainRate). */
export function serverHashRate(level, ramUsed, ramMax, cores, multiplier, node) {
  const ramFactor = Math.pow(1.07, Math.log2(ramMax));
  const coreFactor = 1 + (cores - 1) / 5;
  const ramFree = 1 - ramUsed / ramMax;
  return 0.001 * level * ramFactor * coreFactor * ramFree * multiplier * node.HacknetNodeMoney;
}
