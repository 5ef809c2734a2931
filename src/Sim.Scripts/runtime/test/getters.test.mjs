// Getters and changes on a small world of two servers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changes } from "../lib/changes.mjs";
import { getters, modelledGetters } from "../lib/getters.mjs";
import { multiplierNames } from "../lib/names.mjs";
import { makeWorld } from "../lib/world.mjs";
import { bitNodeMultipliers } from "../lib/bitnodes.mjs";
import { context } from "./play.mjs";

function smallWorld() {
  const skills = { hacking: 100, strength: 1, defense: 1, dexterity: 1, agility: 1, charisma: 1, intelligence: 0 };
  return makeWorld({
    player: {
      money: 1e6, skills, exp: { ...skills, hacking: 5000 }, hp: { current: 10, max: 10 },
      mults: Object.fromEntries(multiplierNames.map((name) => [name, 1])), purchasedServers: [], sourceFiles: {}, augmentations: [],
    },
    bitNode: { n: 1, level: 1, mults: bitNodeMultipliers(1, 1) },
    servers: [
      { hostname: "home", ip: "1.2.3.4", hasAdminRights: true, purchasedByPlayer: true, maxRam: 64, serversOnNetwork: ["joesguns"], programs: ["NUKE.exe", "BruteSSH.exe"] },
      {
        hostname: "joesguns", ip: "5.6.7.8", organizationName: "Joe's Guns", moneyAvailable: 2.5e6, moneyMax: 62.5e6, hackDifficulty: 15,
        minDifficulty: 5, baseDifficulty: 15, requiredHackingSkill: 10, serverGrowth: 20, maxRam: 16, numOpenPortsRequired: 1,
        serversOnNetwork: ["home"],
      },
      { hostname: "darkweb", ip: "9.9.9.9", serversOnNetwork: [] },
    ],
  });
}

function setUp() {
  const world = smallWorld();
  const ctx = context(world);
  const call = (name, ...args) => ctx.bind(name, (changes[name] ?? getters[name]))(world, ctx, ...args);
  return { world, ctx, call };
}

test("servers are found by name and by address, the caller's host where none is named", () => {
  const { call } = setUp();
  assert.equal(call("getServer", "joesguns").moneyMax, 62.5e6);
  assert.equal(call("getServer", "5.6.7.8").hostname, "joesguns");
  assert.equal(call("getServer").hostname, "home");
  assert.equal(call("serverExists", "darkweb"), false);
  assert.equal(call("getServerMoneyAvailable", "home"), 1e6);
});

test("a wrong argument ends in the game's words", () => {
  const { call } = setUp();
  const says = (message, name, ...args) => assert.throws(() => call(name, ...args), (text) => text.includes(`${name}: ${message}`));
  says("Invalid hostname: 'nowhere'", "getServer", "nowhere");
  says("Invalid hostname: '' (empty string)", "getServerMaxRam", "");
  says("hostname expected to be a string. Is undefined.", "hasRootAccess");
  says("'threads' is NaN.", "weakenAnalyze", NaN);
  says("'threads' should be a number. Is of type 'object', value: '{\"some\":\"lon...'", "weakenAnalyze", { some: "long object" });
  says("Requires Formulas.exe to run.", "formulas.hacking.hackTime", {}, {});
  says("Must have joined gang", "gang.getGangInformation");
});

test("results are copies", () => {
  const { world, call } = setUp();
  call("getServer", "joesguns").moneyAvailable = 0;
  call("scan").push("x");
  call("getPlayer").mults.hacking = 7;
  assert.equal(world.servers.get("joesguns").moneyAvailable, 2.5e6);
  assert.deepEqual(call("scan"), ["joesguns"]);
  assert.equal(world.player.mults.hacking, 1);
});

test("root access takes the ports and the programs", () => {
  const { world, ctx, call } = setUp();
  const changed = [];
  ctx.changed = (server) => changed.push(server.hostname);
  assert.throws(() => call("nuke", "joesguns"), (text) => text.includes("Not enough ports opened"));
  assert.throws(() => call("ftpcrack", "joesguns"), (text) => text.includes("You do not have the FTPCrack.exe program!"));
  assert.equal(call("brutessh", "joesguns"), true);
  assert.equal(call("brutessh", "joesguns"), true);
  assert.equal(call("nuke", "joesguns"), true);
  assert.equal(world.servers.get("joesguns").openPortCount, 1);
  assert.deepEqual(changed, ["joesguns", "joesguns"]);
});

test("a purchased server costs money, draws four numbers and can be upgraded, renamed and deleted", () => {
  const { world, ctx, call } = setUp();
  let draws = 0;
  ctx.random = () => ((draws++ * 0.37) % 1);
  const removed = [];
  ctx.removed = (server) => removed.push(server.hostname);
  assert.equal(call("purchaseServer", "a b", 8), "ab");
  assert.equal(draws, 4);
  assert.equal(world.player.money, 1e6 - 440000);
  assert.equal(call("purchaseServer", "ab", 2), "ab-0");
  assert.equal(call("purchaseServer", "dear", 1024), "");
  assert.equal(call("cloud.purchaseServer", "hacknet-node-0", 2), "");
  assert.equal(call("getPurchasedServerUpgradeCost", "ab-0", 4), 110000);
  assert.equal(call("upgradePurchasedServer", "ab-0", 4), true);
  assert.equal(call("getServerMaxRam", "ab-0"), 4);
  assert.equal(call("renamePurchasedServer", "ab", "c"), true);
  assert.deepEqual([...world.servers.keys()], ["home", "joesguns", "c", "ab-0"]);
  assert.deepEqual(call("getPurchasedServers"), ["c", "ab-0"]);
  assert.deepEqual(call("scan", "home"), ["joesguns", "c", "ab-0"]);
  ctx.busy.add(world.servers.get("c"));
  assert.equal(call("deleteServer", "c"), false);
  ctx.busy.clear();
  assert.equal(call("deleteServer", "c"), true);
  assert.equal(call("deleteServer", "joesguns"), false);
  assert.deepEqual(removed, ["c"]);
  assert.equal(call("serverExists", "c"), false);
});

test("hacknet nodes cost money and stop at their highest values", () => {
  const { world, call } = setUp();
  world.player.money = 1e15;
  assert.equal(call("hacknet.purchaseNode"), 0);
  assert.equal(call("hacknet.upgradeLevel", 0, 1000), true);
  assert.equal(call("hacknet.upgradeRam", 0, 9), true);
  assert.equal(call("hacknet.upgradeCore", 0, 99), true);
  const { level, ram, cores } = call("hacknet.getNodeStats", 0);
  assert.deepEqual([level, ram, cores], [200, 64, 16]);
  assert.equal(call("hacknet.upgradeLevel", 0), false);
  world.player.money = 0;
  assert.equal(call("hacknet.purchaseNode"), -1);
  assert.throws(() => call("hacknet.getNodeStats", 5), (text) => text.includes("out-of-bounds: 5"));
});

test("the multipliers of BitNode 12 follow its level", () => {
  const multipliers = bitNodeMultipliers(12, 5);
  assert.equal(multipliers.ServerMaxMoney, 0.8203482998751553);
  assert.equal(multipliers.PurchasedServerCost, 1.1040808032);
  assert.equal(multipliers.DaedalusAugsRequirement, 31);
  assert.equal(Object.keys(multipliers).length, 52);
});

test("modelled functions and refusals do not overlap", () => {
  assert.equal(modelledGetters["gang.getGangInformation"], undefined);
  assert.equal(typeof getters["gang.getGangInformation"], "function");
  assert.equal(getters["go.makeMove"], undefined);
  for (const name of Object.keys(changes)) assert.equal(name in modelledGetters, false, name);
});
