// What each script function costs in GB per thread (Bitburner 2.6.1, RamCostGenerator.ts), as facts: name and number, names of equal
// cost together. Newer names of the same functions (cloud.*, format.*, ui.*Tail) have their old cost.

/** GB of a script that calls nothing. */
export const BASE_COST = 1.6;

/** The most a script can cost, in GB. */
export const COST_MAX = 1024;

/** GB for the identifier hacknet. */
export const HACKNET_COST = 4;

/** GB for each of the identifiers window and document. */
export const DOM_COST = 25;

/** Functions directly on ns. */
const topLevel = [
  [0,
    "sprintf vsprintf sleep asleep print printf tprint tprintf clearLog disableLog enableLog isLogEnabled " +
    "getScriptLogs exit atExit renamePurchasedServer write tryWritePort read peek clear writePort nextPortWrite " +
    "readPort getPortHandle getScriptName formatNumber formatRam formatPercent nFormat tFormat prompt wget mv " +
    "getFunctionRamCost tail toast moveTail resizeTail closeTail setTitle clearPort openDevMenu alert flags " +
    "exploit bypass alterReality rainbow tprintRaw printRaw"],
  [0.2, "scan getSharePower ls ps getRecentScripts"],
  [0.1,
    "hack getServerMoneyAvailable getServerSecurityLevel getServerBaseSecurityLevel getServerMinSecurityLevel " +
    "getServerRequiredHackingLevel getServerMaxMoney getServerGrowth getServerNumPortsRequired serverExists " +
    "fileExists isRunning getPurchasedServerUpgradeCost getScriptRam getTotalScriptIncome getScriptIncome " +
    "getTotalScriptExpGain getScriptExpGain getFavorToDonate"],
  [1,
    "hackAnalyzeThreads hackAnalyze hackAnalyzeSecurity hackAnalyzeChance growthAnalyze growthAnalyzeSecurity " +
    "weakenAnalyze run rm scriptRunning scriptKill getMoneySources getResetInfo"],
  [2.4, "share"],
  [0.15, "grow weaken"],
  [0.05,
    "hasTorRouter nuke brutessh ftpcrack relaysmtp httpworm sqlinject hasRootAccess getHostname getHackingLevel " +
    "getServerMaxRam getServerUsedRam getPurchasedServerLimit getPurchasedServerMaxRam getHackTime getGrowTime " +
    "getWeakenTime getTimeSinceLastAug"],
  [1.3, "exec"],
  [2, "spawn getServer"],
  [0.5, "kill killall getPlayer"],
  [0.6, "scp"],
  [0.25, "getHackingMultipliers getHacknetMultipliers getPurchasedServerCost upgradePurchasedServer"],
  [4, "getBitNodeMultipliers"],
  [2.25, "purchaseServer deleteServer getPurchasedServers"],
  [0.3, "getRunningScript"],
];

/** Functions of namespaces; a dot in a name is one more level. */
const groups = {
  corporation: [
    [0, "hasCorporation getConstants getBonusTime"],
    [1, "nextUpdate"],
    [10,
      "getIndustryData getMaterialData hasUnlock getUnlockCost getUpgradeLevel getUpgradeLevelCost " +
      "getInvestmentOffer getCorporation getDivision getWarehouse getProduct getMaterial getUpgradeWarehouseCost " +
      "hasWarehouse getOffice getHireAdVertCost getHireAdVertCount getResearchCost hasResearched " +
      "getOfficeSizeUpgradeCost"],
    [20,
      "issueNewShares createCorporation acceptInvestmentOffer goPublic bribe expandIndustry expandCity " +
      "purchaseUnlock levelUpgrade issueDividends buyBackShares sellShares sellMaterial sellProduct " +
      "discontinueProduct setSmartSupply setSmartSupplyOption buyMaterial bulkPurchase setMaterialMarketTA1 " +
      "setMaterialMarketTA2 setProductMarketTA1 setProductMarketTA2 exportMaterial cancelExportMaterial " +
      "purchaseWarehouse upgradeWarehouse makeProduct limitMaterialProduction limitProductProduction hireEmployee " +
      "upgradeOfficeSize throwParty buyTea hireAdVert research setAutoJobAssignment"],
  ],
  hacknet: [
    [0,
      "numNodes purchaseNode getPurchaseNodeCost getNodeStats upgradeLevel upgradeRam upgradeCore upgradeCache " +
      "getLevelUpgradeCost getRamUpgradeCost getCoreUpgradeCost getCacheUpgradeCost numHashes hashCost " +
      "spendHashes maxNumNodes hashCapacity getHashUpgrades getHashUpgradeLevel getStudyMult getTrainingMult"],
  ],
  stock: [
    [0, "getConstants getBonusTime"],
    [0.05, "hasWSEAccount hasTIXAPIAccess has4SData has4SDataTIXAPI"],
    [1, "nextUpdate"],
    [2,
      "getSymbols getPrice getOrganization getAskPrice getBidPrice getPosition getMaxShares getPurchaseCost " +
      "getSaleGain"],
    [2.5,
      "buyStock sellStock buyShort sellShort placeOrder cancelOrder getOrders getVolatility getForecast " +
      "purchase4SMarketData purchase4SMarketDataTixApi purchaseWseAccount purchaseTixApi"],
  ],
  gang: [
    [1,
      "createGang inGang getMemberNames canRecruitMember getRecruitsAvailable respectForNextRecruit getTaskNames " +
      "getTaskStats getEquipmentNames nextUpdate"],
    [0, "renameMember getBonusTime"],
    [2,
      "getGangInformation getOtherGangInformation getMemberInformation recruitMember setMemberTask " +
      "getEquipmentCost getEquipmentType getEquipmentStats getAscensionResult getInstallResult " +
      "setTerritoryWarfare"],
    [4, "purchaseEquipment ascendMember getChanceToWinClash"],
  ],
  go: [
    [4, "makeMove getBoardState"],
    [0, "passTurn getCurrentPlayer getGameState getOpponent opponentNextTurn resetBoardState"],
    [8, "analysis.getValidMoves cheat.removeRouter cheat.playTwoMoves cheat.repairOfflineNode cheat.destroyNode"],
    [16, "analysis.getChains analysis.getLiberties analysis.getControlledEmptyNodes"],
    [1, "cheat.getCheatSuccessChance"],
  ],
  bladeburner: [
    [1, "inBladeburner getCurrentAction nextUpdate"],
    [0.4, "getContractNames getOperationNames getBlackOpNames getGeneralActionNames getSkillNames"],
    [2, "getNextBlackOp getBlackOpRank stopBladeburnerAction"],
    [4,
      "startAction getActionTime getActionCurrentTime getActionEstimatedSuccessChance getActionRepGain " +
      "getActionCountRemaining getActionMaxLevel getActionCurrentLevel getActionAutolevel getActionSuccesses " +
      "setActionAutolevel setActionLevel getRank getSkillPoints getSkillLevel getSkillUpgradeCost upgradeSkill " +
      "getTeamSize setTeamSize getCityEstimatedPopulation getCityCommunities getCityChaos getCity switchCity " +
      "getStamina joinBladeburnerFaction joinBladeburnerDivision"],
    [0, "getBonusTime"],
  ],
  infiltration: [
    [5, "getPossibleLocations"],
    [15, "getInfiltration"],
  ],
  codingcontract: [
    [10, "attempt"],
    [5, "getContractType getData getDescription"],
    [2, "getNumTriesRemaining createDummyContract getContractTypes"],
  ],
  sleeve: [
    [4,
      "getNumSleeves setToIdle setToShockRecovery setToSynchronize setToCommitCrime setToUniversityCourse travel " +
      "setToCompanyWork setToFactionWork setToGymWorkout getTask getSleeve getSleeveAugmentations " +
      "getSleevePurchasableAugs purchaseSleeveAug setToBladeburnerAction getSleeveAugmentationPrice " +
      "getSleeveAugmentationRepReq"],
  ],
  stanek: [
    [0.4, "giftWidth giftHeight chargeFragment"],
    [0, "fragmentDefinitions clearGift"],
    [5, "activeFragments placeFragment"],
    [0.5, "canPlaceFragment"],
    [2, "getFragment acceptGift"],
    [0.15, "removeFragment"],
  ],
  ui: [
    [0, "getTheme setTheme resetTheme getStyles setStyles resetStyles getGameInfo clearTerminal windowSize"],
  ],
  grafting: [
    [3.75, "getAugmentationGraftPrice getAugmentationGraftTime"],
    [5, "getGraftableAugmentations"],
    [7.5, "graftAugmentation"],
  ],
  heart: [
    [0, "break"],
  ],
  formulas: [
    [0,
      "mockServer mockPlayer mockPerson reputation.calculateFavorToRep reputation.calculateRepToFavor " +
      "reputation.repFromDonation skills.calculateSkill skills.calculateExp hacking.hackChance hacking.hackExp " +
      "hacking.hackPercent hacking.growPercent hacking.growThreads hacking.growAmount hacking.hackTime " +
      "hacking.growTime hacking.weakenTime hacknetNodes.moneyGainRate hacknetNodes.levelUpgradeCost " +
      "hacknetNodes.ramUpgradeCost hacknetNodes.coreUpgradeCost hacknetNodes.hacknetNodeCost " +
      "hacknetNodes.constants hacknetServers.hashGainRate hacknetServers.levelUpgradeCost " +
      "hacknetServers.ramUpgradeCost hacknetServers.coreUpgradeCost hacknetServers.cacheUpgradeCost " +
      "hacknetServers.hashUpgradeCost hacknetServers.hacknetServerCost hacknetServers.constants " +
      "gang.wantedPenalty gang.respectGain gang.wantedLevelGain gang.moneyGain gang.ascensionPointsGain " +
      "gang.ascensionMultiplier work.crimeSuccessChance work.crimeGains work.gymGains work.universityGains " +
      "work.factionGains work.companyGains"],
  ],
};

/** ns.singularity, with source file 4 at level 3 or inside BitNode 4. */
const singularity = [
  [2,
    "universityCourse gymWorkout travelToCity purchaseTor purchaseProgram getCurrentServer getCompanyPositionInfo " +
    "getCompanyPositions connect manualHack installBackdoor"],
  [5,
    "goToLocation donateToFaction createProgram commitCrime getCrimeChance getCrimeStats getOwnedAugmentations " +
    "getOwnedSourceFiles getAugmentationFactions getAugmentationsFromFaction getAugmentationPrereq " +
    "getAugmentationStats purchaseAugmentation softReset installAugmentations"],
  [0.5, "getDarkwebProgramCost getDarkwebPrograms hospitalize isBusy exportGameBonus getCurrentWork"],
  [1, "stopAction getCompanyRep getCompanyFavor getFactionRep getFactionFavor exportGame"],
  [3,
    "upgradeHomeRam upgradeHomeCores workForCompany applyToCompany quitJob getFactionInviteRequirements " +
    "checkFactionInvitations joinFaction workForFaction"],
  [1.5, "getUpgradeHomeRamCost getUpgradeHomeCoresCost"],
  [0.75, "getCompanyFavorGain getFactionFavorGain"],
  [2.5, "getAugmentationPrice getAugmentationBasePrice getAugmentationRepReq"],
  [0.1, "isFocused setFocus"],
  [16, "b1tflum3"],
  [32, "destroyW0r1dD43m0n"],
];

/** Names of game versions after 2.6.1 for functions that it has under another name. */
const newerNames = {
  "cloud.getServerCost": "getPurchasedServerCost",
  "cloud.getServerUpgradeCost": "getPurchasedServerUpgradeCost",
  "cloud.getServerLimit": "getPurchasedServerLimit",
  "cloud.getRamLimit": "getPurchasedServerMaxRam",
  "cloud.getServerNames": "getPurchasedServers",
  "cloud.purchaseServer": "purchaseServer",
  "cloud.upgradeServer": "upgradePurchasedServer",
  "cloud.renameServer": "renamePurchasedServer",
  "cloud.deleteServer": "deleteServer",
};

/** Names of newer versions that cost nothing. */
const newerFree = "format.number format.ram format.percent format.time ui.openTail ui.closeTail ui.moveTail ui.resizeTail " +
  "ui.renderTail ui.setTailTitle ui.setTailFontSize ui.setTailMinimized self dynamicImport";

/** GB of every function, nested as ns is; ns.singularity without the factor of source file 4. */
export const RAM_COSTS = {};

const all = new Map();
const byLastName = new Map();

function add(name, cost) {
  const path = name.split(".");
  const last = path.pop();
  let group = RAM_COSTS;
  for (const part of path) group = group[part] ??= {};
  group[last] = cost;
  all.set(name, cost);
  if (!byLastName.has(last)) byLastName.set(last, name);
}

for (const [cost, names] of topLevel) for (const name of names.split(" ")) add(name, cost);
for (const [group, rows] of Object.entries(groups)) for (const [cost, names] of rows) for (const name of names.split(" ")) add(`${group}.${name}`, cost);
for (const [cost, names] of singularity) for (const name of names.split(" ")) add(`singularity.${name}`, cost);
for (const [name, old] of Object.entries(newerNames)) add(name, all.get(old));
for (const name of newerFree.split(" ")) add(name, 0);

/**
 * What multiplies the cost of ns.singularity: 16, 4 with source file 4 at level 2, 1 with level 3 or inside BitNode 4.
 * @param world the world (README.md), or undefined for a player without source files in BitNode 1
 */
export function singularityFactor(world) {
  const level = world?.player.sourceFiles?.[4] ?? 0;
  if (world?.bitNode.n === 4 || level >= 3) return 1;
  return level === 2 ? 4 : 16;
}

/** GB of a function by its full name ("hack", "hacknet.numNodes"), or undefined if there is no such function. */
export function functionCost(name, world) {
  const cost = all.get(name);
  return cost !== undefined && name.startsWith("singularity.") ? cost * singularityFactor(world) : cost;
}

/**
 * GB of the function that an identifier in a script's text stands for, whatever it is read from; 0 for any other identifier.
 * @param factor see singularityFactor
 */
export function identifierCost(identifier, factor) {
  const name = byLastName.get(identifier);
  if (name === undefined) return 0;
  return name.startsWith("singularity.") ? all.get(name) * factor : all.get(name);
}

/** Full names of all functions that have a cost, free ones included. */
export function functionNames() {
  return [...all.keys()];
}
