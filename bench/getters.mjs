// How many calls a second getters answer on one core, on a world of 70 servers: node bench/getters.mjs
// The real game makes about 5 million ns calls a second (case scanner of the reference).
import { getters } from "../src/Sim.Scripts/runtime/lib/getters.mjs";
import { multiplierNames } from "../src/Sim.Scripts/runtime/lib/names.mjs";
import { bitNodeMultipliers } from "../src/Sim.Scripts/runtime/lib/bitnodes.mjs";
import { makeWorld } from "../src/Sim.Scripts/runtime/lib/world.mjs";

const CALLS = 2e6;
const ROUNDS = 5;

const hostnames = Array.from({ length: 70 }, (_, i) => (i === 0 ? "home" : `server-${i}`));
const servers = hostnames.map((hostname, i) => ({
  hostname, ip: `1.1.${i}.1`, hasAdminRights: true, maxRam: 2 ** (i % 8), ramUsed: i * 1.75, moneyAvailable: i * 1000.5, moneyMax: i * 1e6, hackDifficulty: 5 + i * 0.25,
  minDifficulty: 5, baseDifficulty: 15, requiredHackingSkill: i, serverGrowth: 20, serversOnNetwork: hostnames.slice(i === 0 ? 1 : 0, 1 + (i % 9)), programs: ["Formulas.exe"],
}));
const skills = { hacking: 500, strength: 1, defense: 1, dexterity: 1, agility: 1, charisma: 1, intelligence: 20 };
const world = makeWorld({
  player: { money: 1e6, skills, exp: skills, hp: { current: 10, max: 10 }, mults: Object.fromEntries(multiplierNames.map((name) => [name, 1.5])) },
  bitNode: { n: 1, level: 1, mults: bitNodeMultipliers(1, 1) },
  servers,
});
const ctx = { hostname: "home", fail: (message) => { throw new Error(message); } };

function million(call) {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    for (let i = 0; i < CALLS; i++) call(i);
    best = Math.max(best, CALLS / (performance.now() - begin) / 1000);
  }
  return best.toFixed(1).padStart(7);
}

let sink;
const names = [
  "getServerMoneyAvailable", "getServerSecurityLevel", "getServerUsedRam", "hasRootAccess", "scan", "getServer", "getHackTime", "hackAnalyze", "hackAnalyzeChance",
];
console.log("million calls a second, best of five");
for (const name of names) {
  const getter = getters[name];
  console.log(million((i) => { sink = getter(world, ctx, hostnames[i % 70]); }), name);
}
console.log(million(() => { sink = getters.getPlayer(world, ctx); }), "getPlayer");
console.log(million((i) => { sink = getters.growthAnalyze(world, ctx, hostnames[i % 70], 2); }), "growthAnalyze");
const server = getters.getServer(world, ctx, "server-9");
const player = getters.getPlayer(world, ctx);
for (const name of ["hackChance", "hackPercent", "weakenTime"]) {
  const formula = getters[`formulas.hacking.${name}`];
  console.log(million(() => { sink = formula(world, ctx, server, player); }), `formulas.hacking.${name}`);
}
if (sink === undefined) console.log("nothing was computed");
