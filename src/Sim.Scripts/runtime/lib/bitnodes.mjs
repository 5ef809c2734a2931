// The multipliers of each BitNode, as ns.getBitNodeMultipliers(n, level) gives them. They are what the game itself gave; for BitNodes
// 1, 4, 5 and 12 that is every multiplier, for the others those that touch hacking, money, exp, RAM, servers and prices. What the data
// does not have is left out of the result, not made up.

/** Every multiplier, in the game's own order, with its value in BitNode 1 where that is not 1. */
const names = (
  "AgilityLevelMultiplier AugmentationMoneyCost AugmentationRepCost BladeburnerRank BladeburnerSkillCost " +
  "CharismaLevelMultiplier ClassGymExpGain CodingContractMoney CompanyWorkExpGain CompanyWorkMoney CompanyWorkRepGain " +
  "CorporationValuation CrimeExpGain CrimeMoney CrimeSuccessRate DaedalusAugsRequirement=30 DefenseLevelMultiplier " +
  "DexterityLevelMultiplier FactionPassiveRepGain FactionWorkExpGain FactionWorkRepGain FourSigmaMarketDataApiCost " +
  "FourSigmaMarketDataCost GangSoftcap GangUniqueAugs GoPower HackExpGain HackingLevelMultiplier HackingSpeedMultiplier " +
  "HacknetNodeMoney HomeComputerRamCost InfiltrationMoney InfiltrationRep ManualHackMoney PurchasedServerCost " +
  "PurchasedServerSoftcap PurchasedServerLimit PurchasedServerMaxRam RepToDonateToFaction ScriptHackMoney " +
  "ScriptHackMoneyGain ServerGrowthRate ServerMaxMoney ServerStartingMoney ServerStartingSecurity ServerWeakenRate " +
  "StrengthLevelMultiplier StaneksGiftPowerMultiplier StaneksGiftExtraSize=0 WorldDaemonDifficulty CorporationSoftcap " +
  "CorporationDivisions"
).split(" ").map((item) => item.split("="));

/** Multipliers of which only BitNodes 1, 4, 5 and 12 are known. */
const others = new Set((
  "AgilityLevelMultiplier BladeburnerRank BladeburnerSkillCost CharismaLevelMultiplier CompanyWorkRepGain " +
  "CorporationValuation CrimeSuccessRate DefenseLevelMultiplier DexterityLevelMultiplier FactionPassiveRepGain " +
  "FactionWorkRepGain FourSigmaMarketDataApiCost FourSigmaMarketDataCost GangSoftcap GangUniqueAugs GoPower " +
  "InfiltrationRep RepToDonateToFaction StrengthLevelMultiplier StaneksGiftPowerMultiplier StaneksGiftExtraSize " +
  "CorporationSoftcap CorporationDivisions"
).split(" "));

/** What differs from BitNode 1, by BitNode. */
const differences = {
  2: {
    CrimeMoney: 3, HackingLevelMultiplier: 0.8, InfiltrationMoney: 3, PurchasedServerSoftcap: 1.3, ServerGrowthRate: 0.8,
    ServerMaxMoney: 0.08, ServerStartingMoney: 0.4, WorldDaemonDifficulty: 5,
  },
  3: {
    AugmentationMoneyCost: 3, AugmentationRepCost: 3, CompanyWorkMoney: 0.25, CrimeMoney: 0.25,
    HackingLevelMultiplier: 0.8, HacknetNodeMoney: 0.25, HomeComputerRamCost: 1.5, PurchasedServerCost: 2,
    PurchasedServerSoftcap: 1.3, ScriptHackMoney: 0.2, ServerGrowthRate: 0.2, ServerMaxMoney: 0.04,
    ServerStartingMoney: 0.2, WorldDaemonDifficulty: 2,
  },
  4: {
    ClassGymExpGain: 0.5, CompanyWorkExpGain: 0.5, CompanyWorkMoney: 0.1, CrimeExpGain: 0.5, CrimeMoney: 0.2,
    FactionWorkExpGain: 0.5, FactionWorkRepGain: 0.75, GangUniqueAugs: 0.5, HackExpGain: 0.4, HacknetNodeMoney: 0.05,
    PurchasedServerSoftcap: 1.2, ScriptHackMoney: 0.2, ServerMaxMoney: 0.1125, ServerStartingMoney: 0.75,
    StaneksGiftPowerMultiplier: 1.5, WorldDaemonDifficulty: 3,
  },
  5: {
    AugmentationMoneyCost: 2, CorporationValuation: 0.75, CrimeMoney: 0.5, GangUniqueAugs: 0.5, HackExpGain: 0.5,
    HacknetNodeMoney: 0.2, InfiltrationMoney: 1.5, InfiltrationRep: 1.5, PurchasedServerSoftcap: 1.2,
    ScriptHackMoney: 0.15, ServerStartingMoney: 0.5, ServerStartingSecurity: 2, StaneksGiftPowerMultiplier: 1.3,
    WorldDaemonDifficulty: 1.5, CorporationDivisions: 0.75,
  },
  6: {
    CompanyWorkMoney: 0.5, CrimeMoney: 0.75, DaedalusAugsRequirement: 35, HackExpGain: 0.25,
    HackingLevelMultiplier: 0.35, HacknetNodeMoney: 0.2, InfiltrationMoney: 0.75, PurchasedServerSoftcap: 2,
    ScriptHackMoney: 0.75, ServerMaxMoney: 0.2, ServerStartingMoney: 0.5, ServerStartingSecurity: 1.5,
    WorldDaemonDifficulty: 2,
  },
  7: {
    AugmentationMoneyCost: 3, CompanyWorkMoney: 0.5, CrimeMoney: 0.75, DaedalusAugsRequirement: 35, HackExpGain: 0.25,
    HackingLevelMultiplier: 0.35, HacknetNodeMoney: 0.2, InfiltrationMoney: 0.75, PurchasedServerSoftcap: 2,
    ScriptHackMoney: 0.5, ServerMaxMoney: 0.2, ServerStartingMoney: 0.5, ServerStartingSecurity: 1.5,
    WorldDaemonDifficulty: 2,
  },
  8: {
    CodingContractMoney: 0, CompanyWorkMoney: 0, CrimeMoney: 0, HacknetNodeMoney: 0, InfiltrationMoney: 0,
    ManualHackMoney: 0, PurchasedServerSoftcap: 4, ScriptHackMoney: 0.3, ScriptHackMoneyGain: 0,
  },
  9: {
    CrimeMoney: 0.5, HackExpGain: 0.05, HackingLevelMultiplier: 0.5, HomeComputerRamCost: 5, PurchasedServerLimit: 0,
    ScriptHackMoney: 0.1, ServerMaxMoney: 0.01, ServerStartingMoney: 0.1, ServerStartingSecurity: 2.5,
    WorldDaemonDifficulty: 2,
  },
  10: {
    AugmentationMoneyCost: 5, AugmentationRepCost: 2, CodingContractMoney: 0.5, CompanyWorkMoney: 0.5, CrimeMoney: 0.5,
    HackingLevelMultiplier: 0.35, HacknetNodeMoney: 0.5, HomeComputerRamCost: 1.5, InfiltrationMoney: 0.5,
    ManualHackMoney: 0.5, PurchasedServerCost: 5, PurchasedServerSoftcap: 1.1, PurchasedServerLimit: 0.6,
    PurchasedServerMaxRam: 0.5, ScriptHackMoney: 0.5, WorldDaemonDifficulty: 2,
  },
  11: {
    AugmentationMoneyCost: 2, CodingContractMoney: 0.25, CompanyWorkMoney: 0.5, CrimeMoney: 3, HackExpGain: 0.5,
    HackingLevelMultiplier: 0.6, HacknetNodeMoney: 0.1, InfiltrationMoney: 2.5, PurchasedServerSoftcap: 2,
    ServerGrowthRate: 0.2, ServerMaxMoney: 0.01, ServerStartingMoney: 0.1, ServerWeakenRate: 2,
    WorldDaemonDifficulty: 1.5,
  },
  13: {
    ClassGymExpGain: 0.5, CodingContractMoney: 0.4, CompanyWorkExpGain: 0.5, CompanyWorkMoney: 0.4, CrimeExpGain: 0.5,
    CrimeMoney: 0.4, FactionWorkExpGain: 0.5, HackExpGain: 0.1, HackingLevelMultiplier: 0.25, HacknetNodeMoney: 0.4,
    PurchasedServerSoftcap: 1.6, ScriptHackMoney: 0.2, ServerMaxMoney: 0.3375, ServerStartingMoney: 0.75,
    ServerStartingSecurity: 3, WorldDaemonDifficulty: 3,
  },
  14: {
    AugmentationMoneyCost: 1.5, CrimeMoney: 0.75, HackingLevelMultiplier: 0.4, HackingSpeedMultiplier: 0.3,
    HacknetNodeMoney: 0.25, InfiltrationMoney: 0.75, ScriptHackMoney: 0.3, ServerMaxMoney: 0.7, ServerStartingMoney: 0.5,
    ServerStartingSecurity: 1.5, WorldDaemonDifficulty: 5,
  },
};

/** BitNode 12: multipliers that are 1.02^level. */
const rising = (
  "AugmentationMoneyCost AugmentationRepCost BladeburnerSkillCost FourSigmaMarketDataApiCost FourSigmaMarketDataCost " +
  "HomeComputerRamCost PurchasedServerCost PurchasedServerSoftcap RepToDonateToFaction StaneksGiftPowerMultiplier " +
  "StaneksGiftExtraSize WorldDaemonDifficulty"
).split(" ");

/** BitNode 12: multipliers that are 1 / 1.02^level. */
const falling = (
  "AgilityLevelMultiplier BladeburnerRank CharismaLevelMultiplier ClassGymExpGain CodingContractMoney CompanyWorkExpGain " +
  "CompanyWorkMoney CorporationValuation CrimeExpGain CrimeMoney DefenseLevelMultiplier DexterityLevelMultiplier " +
  "FactionPassiveRepGain FactionWorkExpGain FactionWorkRepGain GangUniqueAugs HackExpGain HackingLevelMultiplier " +
  "HacknetNodeMoney InfiltrationMoney InfiltrationRep ManualHackMoney PurchasedServerLimit PurchasedServerMaxRam " +
  "ScriptHackMoney ServerGrowthRate ServerStartingMoney ServerWeakenRate StrengthLevelMultiplier"
).split(" ");

/**
 * The multipliers of a BitNode, in the game's own order; a name that the data does not have is missing.
 * @param n BitNode, 1 to 14
 * @param level level of the BitNode (owned level of its source file + 1), which only BitNode 12 looks at
 */
export function bitNodeMultipliers(n, level) {
  const result = {};
  const complete = n === 1 || n === 4 || n === 5 || n === 12;
  const different = n === 12 ? scaled(level) : (differences[n] ?? {});
  for (const [name, plain = "1"] of names) {
    if (complete || !others.has(name)) result[name] = different[name] ?? Number(plain);
  }
  return result;
}

function scaled(level) {
  const inc = Math.pow(1.02, level);
  const dec = 1 / inc;
  const result = {
    DaedalusAugsRequirement: Math.floor(Math.min(30 + inc, 40)),
    GangSoftcap: 0.8,
    CorporationSoftcap: 0.8,
    CorporationDivisions: 0.5,
    ServerMaxMoney: dec * dec,
    ServerStartingSecurity: 1.5,
  };
  for (const name of rising) result[name] = inc;
  for (const name of falling) result[name] = dec;
  return result;
}
