// Getters of servers (Bitburner 2.6.1, NetscriptFunctions.ts).
import { findServer, toServer, toServerOrOwn, toText } from "../args.mjs";
import { growSeconds, hackSeconds, weakenSeconds } from "../formulas/hacking.mjs";

/** A fresh copy of all that a script may see of a server, in the game's own order. */
export function copyServer(server) {
  return {
    hostname: server.hostname,
    ip: server.ip,
    sshPortOpen: server.sshPortOpen,
    ftpPortOpen: server.ftpPortOpen,
    smtpPortOpen: server.smtpPortOpen,
    httpPortOpen: server.httpPortOpen,
    sqlPortOpen: server.sqlPortOpen,
    hasAdminRights: server.hasAdminRights,
    cpuCores: server.cpuCores,
    isConnectedTo: server.isConnectedTo,
    ramUsed: server.ramUsed,
    maxRam: server.maxRam,
    organizationName: server.organizationName,
    purchasedByPlayer: server.purchasedByPlayer,
    backdoorInstalled: server.backdoorInstalled,
    baseDifficulty: server.baseDifficulty,
    hackDifficulty: server.hackDifficulty,
    minDifficulty: server.minDifficulty,
    moneyAvailable: server.moneyAvailable,
    moneyMax: server.moneyMax,
    numOpenPortsRequired: server.numOpenPortsRequired,
    openPortCount: server.openPortCount,
    requiredHackingSkill: server.requiredHackingSkill,
    serverGrowth: server.serverGrowth,
  };
}

export const serverGetters = {
  getServer: (world, ctx, hostname) => copyServer(toServerOrOwn(world, ctx, hostname)),
  getServerMoneyAvailable(world, ctx, hostname) {
    const server = toServer(world, ctx, hostname);
    return server.hostname === "home" ? world.player.money : server.moneyAvailable;
  },
  getServerMaxMoney: (world, ctx, hostname) => toServer(world, ctx, hostname).moneyMax,
  getServerSecurityLevel: (world, ctx, hostname) => toServer(world, ctx, hostname).hackDifficulty,
  getServerMinSecurityLevel: (world, ctx, hostname) => toServer(world, ctx, hostname).minDifficulty,
  getServerBaseSecurityLevel: (world, ctx, hostname) => toServer(world, ctx, hostname).baseDifficulty,
  getServerRequiredHackingLevel: (world, ctx, hostname) => toServer(world, ctx, hostname).requiredHackingSkill,
  getServerGrowth: (world, ctx, hostname) => toServer(world, ctx, hostname).serverGrowth,
  getServerNumPortsRequired: (world, ctx, hostname) => toServer(world, ctx, hostname).numOpenPortsRequired,
  getServerMaxRam: (world, ctx, hostname) => toServer(world, ctx, hostname).maxRam,
  getServerUsedRam: (world, ctx, hostname) => toServer(world, ctx, hostname).ramUsed,
  hasRootAccess: (world, ctx, hostname) => toServer(world, ctx, hostname).hasAdminRights,
  serverExists: (world, ctx, hostname) => findServer(world, toText(ctx, "hostname", hostname)) !== undefined,
  scan: (world, ctx, hostname) => toServer(world, ctx, hostname || ctx.hostname).serversOnNetwork.slice(),
  getHostname: (world, ctx) => ctx.hostname,
  hasTorRouter: (world) => world.servers.get("home").serversOnNetwork.includes("darkweb"),

  // Durations in ms.
  getHackTime: (world, ctx, hostname) => hackSeconds(toServerOrOwn(world, ctx, hostname), world.player, world.bitNode.mults) * 1000,
  getGrowTime: (world, ctx, hostname) => growSeconds(toServerOrOwn(world, ctx, hostname), world.player, world.bitNode.mults) * 1000,
  getWeakenTime: (world, ctx, hostname) => weakenSeconds(toServerOrOwn(world, ctx, hostname), world.player, world.bitNode.mults) * 1000,
};
