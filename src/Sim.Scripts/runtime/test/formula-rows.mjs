// Prints rows as in formulas.jsonl for random inputs, with the results of the formulas in lib/: node formula-rows.mjs SEED COUNT.
// The C# side reads them as it reads the game's own rows, so the two languages check each other where the game's data does not go.
import { calls } from "./formula-calls.mjs";

const [seed = "1", count = "10"] = process.argv.slice(2);

/** mulberry32 */
let state = Number(seed) | 0;
function random() {
  state = (state + 0x6D2B79F5) | 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const between = (low, high) => low + random() * (high - low);
const whole = (low, high) => Math.floor(between(low, high + 1));
const large = (low, high) => Math.exp(between(Math.log(low), Math.log(high)));
const either = (...makers) => makers[whole(0, makers.length - 1)]();
const multiplier = () => either(() => 1, () => between(0.05, 4), () => large(0.01, 50));

/** Values of each input, over what saves and scripts can have. */
const values = {
  hackDifficulty: () => either(() => between(1, 100), () => whole(1, 100), () => whole(1000, 99999) / 1000),
  minDifficulty: () => either(() => whole(1, 33), () => between(0.5, 60)),
  baseDifficulty: () => either(() => 0, () => whole(1, 99), () => between(1, 100)),
  requiredHackingSkill: () => whole(1, 3000),
  hasAdminRights: () => random() < 0.9,
  hacking: () => either(() => whole(1, 200), () => whole(1, 9000)),
  intelligence: () => either(() => 0, () => whole(1, 1000), () => between(0, 1000)),
  weight: () => either(() => 1, () => between(0.5, 3)),
  serverGrowth: () => either(() => 0, () => whole(1, 100), () => 3000, () => between(0.5, 110)),
  moneyMax: () => either(() => 0, () => whole(1, 1e9), () => large(1, 1e14)),
  moneyAvailable: () => either(() => 0, () => large(1, 1e14), () => whole(1, 1e10)),
  threads: () => either(() => whole(1, 500), () => large(0.1, 1e6), () => whole(1, 1e5)),
  cores: () => either(() => 1, () => whole(1, 8), () => whole(1, 128)),
  growth: () => large(1, 1e6),
  targetMoney: () => large(1, 1e14),
  startMoney: () => either(() => 0, () => -5, () => large(1, 1e13)),
  amount: () => large(0.0001, 90),
  exp: () => either(() => large(0.001, 1e20), () => large(0.001, 1e300), () => 0),
  expBefore: () => either(() => large(0.001, 1e20), () => 0),
  gain: () => either(() => large(0.001, 1e12), () => -large(0.1, 1e6)),
  skill: () => either(() => whole(1, 5000), () => between(1, 3000)),
  mult: multiplier,
  costMult: multiplier,
  ram: () => either(() => 2 ** whole(0, 21), () => whole(1, 3000), () => between(0, 100)),
  currentRam: () => 2 ** whole(1, 19),
  maxRam: () => 2 ** whole(0, 30),
  cpuCores: () => whole(1, 8),
  level: () => whole(1, 300),
  startingLevel: () => whole(1, 200),
  startingRam: () => 2 ** whole(0, 6),
  startingCore: () => whole(1, 16),
  extraLevels: () => either(() => whole(-2, 30), () => between(0, 10)),
  n: () => whole(-2, 60),
  ramUsed: () => 0,
  hackAmount: () => either(() => 0, () => -5, () => large(1, 1e14)),
  withHost: () => random() < 0.7,
};

/** Inputs of each function; names that are not in `values` are multipliers. */
const difficulty = "hackDifficulty requiredHackingSkill hacking";
const growing = "hackDifficulty serverGrowth cores hacking_grow ServerGrowthRate";
const money = "moneyMax moneyAvailable";
const buying = "PurchasedServerCost PurchasedServerSoftcap PurchasedServerMaxRam";
const inputs = {
  calculateHackingChance: `${difficulty} hasAdminRights intelligence hacking_chance`,
  calculateHackingExpGain: "baseDifficulty hacking_exp HackExpGain",
  calculatePercentMoneyHacked: `${difficulty} hacking_money ScriptHackMoney`,
  calculateHackingTime: `${difficulty} intelligence hacking_speed HackingSpeedMultiplier`,
  calculateGrowTime: `${difficulty} intelligence hacking_speed HackingSpeedMultiplier`,
  calculateWeakenTime: `${difficulty} intelligence hacking_speed HackingSpeedMultiplier`,
  calculateIntelligenceBonus: "intelligence weight",
  calculateServerGrowthLog: `${growing} threads`,
  calculateServerGrowth: `${growing} threads`,
  calculateGrowMoney: `${growing} ${money} threads`,
  numCycleForGrowth: `${growing} growth`,
  numCycleForGrowthCorrected: `${growing} moneyMax targetMoney startMoney`,
  processSingleServerGrowth: `${growing} ${money} minDifficulty threads`,
  getWeakenEffect: "threads cores ServerWeakenRate",
  getCoreBonus: "cores",
  "server.fortify": "hackDifficulty minDifficulty amount",
  "server.weaken": "hackDifficulty minDifficulty amount",
  "server.capDifficulty": "hackDifficulty minDifficulty",
  newServer: "moneyAvailable hackDifficulty ServerStartingMoney ServerMaxMoney ServerStartingSecurity",
  calculateSkill: "exp mult",
  calculateExp: "skill mult",
  calculateSkillProgress: "exp mult",
  gainHackingExp: "expBefore gain hacking HackingLevelMultiplier",
  getPurchaseServerCost: `ram ${buying}`,
  getPurchasedServerUpgradeCost: `currentRam ram ${buying}`,
  getPurchaseServerLimit: "PurchasedServerLimit",
  getPurchaseServerMaxRam: "PurchasedServerMaxRam",
  getUpgradeHomeRamCost: "maxRam HomeComputerRamCost",
  getUpgradeHomeCoresCost: "cpuCores",
  "hacknetNode.calculateMoneyGainRate": "level ram cores mult HacknetNodeMoney",
  "hacknetNode.calculateLevelUpgradeCost": "startingLevel extraLevels costMult",
  "hacknetNode.calculateRamUpgradeCost": "startingRam extraLevels costMult",
  "hacknetNode.calculateCoreUpgradeCost": "startingCore extraLevels costMult",
  "hacknetNode.calculateNodeCost": "n mult",
  "hacknetServer.calculateHashGainRate": "level ramUsed maxRam cores mult HacknetNodeMoney",
  hackAnalyzeThreads: `${difficulty} ${money} hacking_money ScriptHackMoney hackAmount`,
  hackAnalyzeSecurity: `${difficulty} hacking_money ScriptHackMoney threads withHost`,
  growthAnalyzeSecurity: `${growing} ${money} threads withHost`,
};

function asJson(key, value) {
  return typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0)) ? (Object.is(value, -0) ? "-0" : String(value)) : value;
}

for (const [fn, names] of Object.entries(inputs)) {
  for (let i = 0; i < Number(count); i++) {
    const row = {};
    for (const name of names.split(" ")) row[name] = (values[name] ?? multiplier)();
    console.log(JSON.stringify({ fn, in: row, out: calls[fn](row) }, asJson));
  }
}
