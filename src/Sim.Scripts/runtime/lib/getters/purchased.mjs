// Getters of purchased servers (Bitburner 2.6.1, NetscriptFunctions.ts), with the names that newer versions have for them.
import { findServer, toNumber, toText } from "../args.mjs";
import { serverCost, serverLimit, serverRamMax, serverUpgradeCost } from "../formulas/purchased.mjs";

function getPurchasedServerUpgradeCost(world, ctx, hostname, ram) {
  const name = toText(ctx, "hostname", hostname);
  const size = toNumber(ctx, "ram", ram);
  const server = findServer(world, name);
  if (server === undefined || !server.purchasedByPlayer || server.hostname === "home") return -1;
  return serverUpgradeCost(server.maxRam, size, world.bitNode.mults) ?? -1;
}

const getPurchasedServerCost = (world, ctx, ram) => serverCost(toNumber(ctx, "ram", ram), world.bitNode.mults);
const getPurchasedServerLimit = (world) => serverLimit(world.bitNode.mults);
const getPurchasedServerMaxRam = (world) => serverRamMax(world.bitNode.mults);
const getPurchasedServers = (world) => world.player.purchasedServers.slice();

export const purchasedGetters = {
  getPurchasedServerCost,
  getPurchasedServerUpgradeCost,
  getPurchasedServerLimit,
  getPurchasedServerMaxRam,
  getPurchasedServers,
  "cloud.getServerCost": getPurchasedServerCost,
  "cloud.getServerUpgradeCost": getPurchasedServerUpgradeCost,
  "cloud.getServerLimit": getPurchasedServerLimit,
  "cloud.getRamLimit": getPurchasedServerMaxRam,
  "cloud.getServerNames": getPurchasedServers,
};
