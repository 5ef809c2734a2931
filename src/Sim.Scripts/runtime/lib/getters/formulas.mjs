// ns.formulas (Bitburner 2.6.1, NetscriptFunctions/Formulas.ts): the game's formulas on servers and players that a script has changed.
// All but the mocks need Formulas.exe on home.
import { toNumber } from "../args.mjs";
import * as growth from "../formulas/growth.mjs";
import * as hacking from "../formulas/hacking.mjs";
import * as hacknet from "../formulas/hacknet.mjs";
import * as skills from "../formulas/skills.mjs";
import { multiplierNames } from "../names.mjs";

const serverProperties = [
  "hostname", "ip", "sshPortOpen", "ftpPortOpen", "smtpPortOpen", "httpPortOpen", "sqlPortOpen", "hasAdminRights", "cpuCores",
  "isConnectedTo", "ramUsed", "maxRam", "organizationName", "purchasedByPlayer",
];
const personProperties = ["hp", "skills", "exp", "mults", "city"];

function isObject(value) {
  return typeof value === "object" && value !== null;
}

/** The first property that is missing, as the game words it; "" if all are there. */
function missing(properties, value) {
  if (!isObject(value)) return `Expected to be an object, was ${value === null ? "null" : typeof value}.`;
  const name = properties.find((property) => !(property in value));
  return name === undefined ? "" : `Property ${name} was expected but not present.`;
}

/** Looks at the fields that the formulas read first; only if one is not there at all the properties are gone through. */
function checkServer(ctx, server) {
  if (isObject(server) && "hostname" in server && "purchasedByPlayer" in server && "ip" in server && "hasAdminRights" in server) {
    if ("sshPortOpen" in server && "ftpPortOpen" in server && "smtpPortOpen" in server && "httpPortOpen" in server && "sqlPortOpen" in server &&
      "cpuCores" in server && "isConnectedTo" in server && "ramUsed" in server && "maxRam" in server && "organizationName" in server) return;
  }
  ctx.fail(`server should be a Server.\n${missing(serverProperties, server)}`, "TYPE");
}

function checkPerson(ctx, person) {
  if (isObject(person) && "hp" in person && "skills" in person && "exp" in person && "mults" in person && "city" in person) return;
  ctx.fail(`person should be a Person.\n${missing(personProperties, person)}`, "TYPE");
}

function checkAccess(world, ctx) {
  if (world.servers.get("home").programs.includes("Formulas.exe")) return;
  ctx.fail("Requires Formulas.exe to run.");
}

function check(world, ctx, server, person) {
  checkAccess(world, ctx);
  checkServer(ctx, server);
  checkPerson(ctx, person);
}

function mockPerson() {
  const numbers = () => ({ hacking: 0, strength: 0, defense: 0, dexterity: 0, agility: 0, charisma: 0, intelligence: 0 });
  return {
    hp: { current: 0, max: 0 },
    skills: numbers(),
    exp: numbers(),
    mults: Object.fromEntries(multiplierNames.map((name) => [name, 1])),
    city: "Sector-12",
  };
}

function mockPlayer() {
  return {
    ...mockPerson(), numPeopleKilled: 0, money: 0, location: "Travel Agency", totalPlaytime: 0, jobs: {}, factions: [], entropy: 0, karma: 0,
  };
}

function mockServer() {
  return {
    cpuCores: 0, ftpPortOpen: false, hasAdminRights: false, hostname: "", httpPortOpen: false, ip: "", isConnectedTo: false, maxRam: 0,
    organizationName: "", ramUsed: 0, smtpPortOpen: false, sqlPortOpen: false, sshPortOpen: false, purchasedByPlayer: false,
    backdoorInstalled: false, baseDifficulty: 0, hackDifficulty: 0, minDifficulty: 0, moneyAvailable: 0, moneyMax: 0,
    numOpenPortsRequired: 0, openPortCount: 0, requiredHackingSkill: 0, serverGrowth: 0,
  };
}

/** Checked numbers for a formula of plain numbers: names with their defaults (undefined: must be given). */
function numbers(names, formula) {
  const list = Object.entries(names);
  return (world, ctx, ...values) => {
    checkAccess(world, ctx);
    return formula(world.bitNode.mults, ...list.map(([name, usual], i) => toNumber(ctx, name, values[i] === undefined ? usual : values[i])));
  };
}

export const formulaGetters = {
  "formulas.mockServer": mockServer,
  "formulas.mockPlayer": mockPlayer,
  "formulas.mockPerson": mockPerson,

  "formulas.hacking.hackChance"(world, ctx, server, person) {
    check(world, ctx, server, person);
    return hacking.hackChance(server, person);
  },
  "formulas.hacking.hackExp"(world, ctx, server, person) {
    check(world, ctx, server, person);
    return hacking.expPerThread(server, person, world.bitNode.mults);
  },
  "formulas.hacking.hackPercent"(world, ctx, server, person) {
    check(world, ctx, server, person);
    return hacking.hackPercent(server, person, world.bitNode.mults);
  },
  "formulas.hacking.growPercent"(world, ctx, server, threads, person, cores = 1) {
    check(world, ctx, server, person);
    return growth.growPercent(server, toNumber(ctx, "threads", threads), person, world.bitNode.mults, toNumber(ctx, "cores", cores));
  },
  "formulas.hacking.growThreads"(world, ctx, server, person, targetMoney, cores = 1) {
    check(world, ctx, server, person);
    const target = toNumber(ctx, "targetMoney", targetMoney);
    const start = toNumber(ctx, "server.moneyAvailable", server.moneyAvailable);
    return growth.threadsForGrowthExact(server, target, start, person, world.bitNode.mults, toNumber(ctx, "cores", cores));
  },
  "formulas.hacking.growAmount"(world, ctx, server, person, threads, cores = 1) {
    check(world, ctx, server, person);
    return growth.moneyAfterGrow(server, toNumber(ctx, "threads", threads), person, world.bitNode.mults, toNumber(ctx, "cores", cores));
  },

  // Durations in ms.
  "formulas.hacking.hackTime"(world, ctx, server, person) {
    check(world, ctx, server, person);
    return hacking.hackSeconds(server, person, world.bitNode.mults) * 1000;
  },
  "formulas.hacking.growTime"(world, ctx, server, person) {
    check(world, ctx, server, person);
    return hacking.growSeconds(server, person, world.bitNode.mults) * 1000;
  },
  "formulas.hacking.weakenTime"(world, ctx, server, person) {
    check(world, ctx, server, person);
    return hacking.weakenSeconds(server, person, world.bitNode.mults) * 1000;
  },

  "formulas.skills.calculateSkill": numbers({ exp: undefined, mult: 1 }, (node, exp, mult) => skills.levelOfExp(exp, mult)),
  "formulas.skills.calculateExp": numbers({ skill: undefined, mult: 1 }, (node, skill, mult) => skills.expOfLevel(skill, mult)),

  "formulas.hacknetNodes.moneyGainRate": numbers({ level: undefined, ram: undefined, cores: undefined, mult: 1 },
    (node, level, ram, cores, mult) => hacknet.nodeMoneyRate(level, ram, cores, mult, node)),
  "formulas.hacknetNodes.levelUpgradeCost": numbers({ startingLevel: undefined, extraLevels: 1, costMult: 1 },
    (node, level, extra, mult) => hacknet.nodeLevelCost(level, extra, mult)),
  "formulas.hacknetNodes.ramUpgradeCost": numbers({ startingRam: undefined, extraLevels: 1, costMult: 1 },
    (node, ram, extra, mult) => hacknet.nodeRamCost(ram, extra, mult)),
  "formulas.hacknetNodes.coreUpgradeCost": numbers({ startingCore: undefined, extraCores: 1, costMult: 1 },
    (node, cores, extra, mult) => hacknet.nodeCoreCost(cores, extra, mult)),
  "formulas.hacknetNodes.hacknetNodeCost": numbers({ n: undefined, mult: 1 }, (node, n, mult) => hacknet.nodeCost(n, mult)),
  "formulas.hacknetNodes.constants"(world, ctx) {
    checkAccess(world, ctx);
    return { ...hacknet.NODE_CONSTANTS };
  },
};
