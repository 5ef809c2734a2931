// Every function of the reference's formulas.jsonl, by its name there: from a row's inputs to the result of the formula in lib/.
import * as f from "../lib/formulas.mjs";

const multipliers = ["hacking_chance", "hacking_exp", "hacking_money", "hacking_speed", "hacking_grow", "hacking"];
const nodeNames = [
  "HackExpGain", "ScriptHackMoney", "HackingSpeedMultiplier", "ServerGrowthRate", "ServerWeakenRate", "ServerStartingMoney",
  "ServerMaxMoney", "ServerStartingSecurity", "HackingLevelMultiplier", "PurchasedServerCost", "PurchasedServerSoftcap",
  "PurchasedServerMaxRam", "PurchasedServerLimit", "HomeComputerRamCost", "HacknetNodeMoney",
];

function person(x) {
  const mults = Object.fromEntries(multipliers.map((name) => [name, x[name] ?? 1]));
  return { skills: { hacking: x.hacking ?? 1, intelligence: x.intelligence ?? 0 }, mults };
}

function node(x) {
  return Object.fromEntries(nodeNames.map((name) => [name, x[name] ?? 1]));
}

function level(x) {
  const exp = f.addExp(x.expBefore, x.gain);
  return { exp, level: f.levelOfExp(exp, (x.hacking ?? 1) * (x.HackingLevelMultiplier ?? 1)) };
}

function grown(x) {
  const server = { ...x };
  const ret = f.applyGrow(server, x.threads, person(x), node(x), x.cores);
  return { moneyAvailable: server.moneyAvailable, hackDifficulty: server.hackDifficulty, ret };
}

export const calls = {
  calculateHackingChance: (x) => f.hackChance(x, person(x)),
  calculateHackingExpGain: (x) => f.expPerThread(x, person(x), node(x)),
  calculatePercentMoneyHacked: (x) => f.hackPercent(x, person(x), node(x)),
  calculateHackingTime: (x) => f.hackSeconds(x, person(x), node(x)),
  calculateGrowTime: (x) => f.growSeconds(x, person(x), node(x)),
  calculateWeakenTime: (x) => f.weakenSeconds(x, person(x), node(x)),
  calculateIntelligenceBonus: (x) => f.intelligenceBonus(x.intelligence, x.weight),
  calculateServerGrowthLog: (x) => f.growthLog(x, x.threads, person(x), node(x), x.cores),
  calculateServerGrowth: (x) => f.growPercent(x, x.threads, person(x), node(x), x.cores),
  calculateGrowMoney: (x) => f.moneyAfterGrow(x, x.threads, person(x), node(x), x.cores),
  numCycleForGrowth: (x) => f.threadsForGrowth(x, x.growth, person(x), node(x), x.cores),
  numCycleForGrowthCorrected: (x) => f.threadsForGrowthExact(x, x.targetMoney, x.startMoney, person(x), node(x), x.cores),
  processSingleServerGrowth: grown,
  getWeakenEffect: (x) => f.weakenEffect(x.threads, x.cores, node(x)),
  getCoreBonus: (x) => f.coreBonus(x.cores),
  "server.fortify": (x) => f.raiseSecurity(x.hackDifficulty, x.minDifficulty, x.amount),
  "server.weaken": (x) => f.lowerSecurity(x.hackDifficulty, x.minDifficulty, x.amount),
  "server.capDifficulty": (x) => f.capSecurity(x.hackDifficulty, x.minDifficulty),
  newServer: (x) => f.newServer(x.moneyAvailable, x.hackDifficulty, node(x)),
  calculateSkill: (x) => f.levelOfExp(x.exp, x.mult),
  calculateExp: (x) => f.expOfLevel(x.skill, x.mult),
  calculateSkillProgress: (x) => f.skillProgress(x.exp, x.mult),
  gainHackingExp: level,
  getPurchaseServerCost: (x) => f.serverCost(x.ram, node(x)),
  getPurchasedServerUpgradeCost: (x) => f.serverUpgradeCost(x.currentRam, x.ram, node(x)) ?? "error",
  getPurchaseServerLimit: (x) => f.serverLimit(node(x)),
  getPurchaseServerMaxRam: (x) => f.serverRamMax(node(x)),
  getUpgradeHomeRamCost: (x) => f.homeRamCost(x.maxRam, node(x)),
  getUpgradeHomeCoresCost: (x) => f.homeCoreCost(x.cpuCores),
  "hacknetNode.calculateMoneyGainRate": (x) => f.nodeMoneyRate(x.level, x.ram, x.cores, x.mult ?? 1, node(x)),
  "hacknetNode.calculateLevelUpgradeCost": (x) => f.nodeLevelCost(x.startingLevel, x.extraLevels, x.costMult),
  "hacknetNode.calculateRamUpgradeCost": (x) => f.nodeRamCost(x.startingRam, x.extraLevels, x.costMult),
  "hacknetNode.calculateCoreUpgradeCost": (x) => f.nodeCoreCost(x.startingCore, x.extraLevels, x.costMult),
  "hacknetNode.calculateNodeCost": (x) => f.nodeCost(x.n, x.mult),
  "hacknetServer.calculateHashGainRate": (x) => f.serverHashRate(x.level, x.ramUsed, x.maxRam, x.cores, x.mult ?? 1, node(x)),
  hackAnalyzeThreads: (x) => f.hackThreads(x, x.hackAmount, person(x), node(x)),
  hackAnalyzeSecurity: (x) => (x.withHost ? f.hackSecurityOf(x, x.threads, person(x), node(x)) : f.hackSecurity(x.threads)),
  growthAnalyzeSecurity: (x) => (x.withHost ? f.growSecurityOf(x, x.threads, person(x), node(x), x.cores) : f.growSecurity(x.threads)),
};
