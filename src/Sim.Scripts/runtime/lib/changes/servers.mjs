// Root access and purchased servers (Bitburner 2.6.1, NetscriptFunctions.ts, ServerPurchases.ts, ServerHelpers.ts).
//
// These change the mirrored world themselves and tell the kernel through the calling context:
//   ctx.spend(amount, source)  takes money in $ from the player; false if there is too little
//   ctx.changed(server)        a server has new root access or ports, is new, or has another size
//   ctx.renamed(server, old)   a server has another name (its processes too)
//   ctx.removed(server)        a server is gone
//   ctx.random()               the next number of the one random stream
//   ctx.isBusy(server)         whether a process runs there
import { findServer, toNumber, toServer, toText } from "../args.mjs";
import { serverCost, serverLimit, serverUpgradeCost } from "../formulas/purchased.mjs";
import { makeServer } from "../world.mjs";

const reservedName = /^hacknet-(?:node|server)-/;

function nuke(world, ctx, hostname) {
  const server = toServer(world, ctx, hostname);
  if (server.hasAdminRights) return true;
  if (!hasProgram(world, "NUKE.exe")) ctx.fail("You do not have the NUKE.exe virus!");
  if (server.openPortCount < server.numOpenPortsRequired) ctx.fail("Not enough ports opened to use NUKE.exe virus.");
  server.hasAdminRights = true;
  ctx.changed(server);
  return true;
}

/** A function that opens a port with a program. */
function opener(program, port) {
  return (world, ctx, hostname) => {
    const server = toServer(world, ctx, hostname);
    if (!hasProgram(world, program)) ctx.fail(`You do not have the ${program} program!`);
    if (server[port]) return true;
    server[port] = true;
    server.openPortCount++;
    ctx.changed(server);
    return true;
  };
}

function hasProgram(world, program) {
  return world.servers.get("home").programs.includes(program);
}

/** Buys a server; gives the name that it got, "" if refused. */
function purchaseServer(world, ctx, name, ram) {
  const wanted = toText(ctx, "name", name).replace(/\s/g, "");
  const size = toNumber(ctx, "ram", ram);
  if (wanted === "" || reservedName.test(wanted)) return "";
  if (world.player.purchasedServers.length >= serverLimit(world.bitNode.mults)) return "";
  const cost = serverCost(size, world.bitNode.mults);
  if (cost === Infinity || !ctx.spend(cost, "servers")) return "";

  const server = makeServer({
    hostname: freeName(world, wanted), ip: freeIp(world, ctx), hasAdminRights: true, purchasedByPlayer: true, maxRam: size, serversOnNetwork: ["home"],
  });
  world.servers.set(server.hostname, server);
  world.byIp.set(server.ip, server);
  world.player.purchasedServers.push(server.hostname);
  world.servers.get("home").serversOnNetwork.push(server.hostname);
  ctx.changed(server);
  return server.hostname;
}

/** The name itself if no server has it, else with the first number that is free. */
function freeName(world, wanted) {
  if (!world.servers.has(wanted)) return wanted;
  let n = 0;
  while (world.servers.has(`${wanted}-${n}`)) n++;
  return `${wanted}-${n}`;
}

/** Four random numbers make an address; one that is taken is thrown away. */
function freeIp(world, ctx) {
  for (;;) {
    const byte = (max) => Math.floor(ctx.random() * (max + 1));
    const ip = `${byte(99)}.${byte(9)}.${byte(9)}.${byte(9)}`;
    if (!world.byIp.has(ip)) return ip;
  }
}

function upgradePurchasedServer(world, ctx, hostname, ram) {
  const name = toText(ctx, "hostname", hostname);
  const size = toNumber(ctx, "ram", ram);
  const server = purchased(world, name);
  if (server === undefined) return false;
  const cost = serverUpgradeCost(server.maxRam, size, world.bitNode.mults);
  if (cost === undefined || !(cost < Infinity) || !ctx.spend(cost, "servers")) return false;
  server.maxRam = size;
  ctx.changed(server);
  return true;
}

function renamePurchasedServer(world, ctx, hostname, newName) {
  const old = toText(ctx, "hostname", hostname);
  const name = toText(ctx, "newName", newName);
  const server = purchased(world, old);
  if (server === undefined || name === "" || reservedName.test(name) || findServer(world, name) !== undefined) return false;
  const before = server.hostname;
  server.hostname = name;

  // The server keeps its place in the order of all servers.
  const all = [...world.servers.values()];
  world.servers.clear();
  for (const one of all) world.servers.set(one.hostname, one);
  replace(world.player.purchasedServers, before, name);
  for (const other of server.serversOnNetwork) replace(world.servers.get(other).serversOnNetwork, before, name);
  ctx.renamed(server, before);
  return true;
}

function replace(list, before, after) {
  const i = list.indexOf(before);
  if (i >= 0) list[i] = after;
}

function deleteServer(world, ctx, name) {
  const server = purchased(world, toText(ctx, "name", name));
  if (server === undefined || server.hostname === ctx.hostname || ctx.isBusy(server)) return false;
  world.servers.delete(server.hostname);
  world.byIp.delete(server.ip);
  remove(world.player.purchasedServers, server.hostname);
  for (const other of server.serversOnNetwork) remove(world.servers.get(other).serversOnNetwork, server.hostname);
  ctx.removed(server);
  return true;
}

function remove(list, name) {
  const i = list.indexOf(name);
  if (i >= 0) list.splice(i, 1);
}

/** A server that the player bought, or undefined; home is none. */
function purchased(world, hostname) {
  const server = findServer(world, hostname);
  return server !== undefined && server.purchasedByPlayer && server.hostname !== "home" ? server : undefined;
}

export const serverChanges = {
  nuke,
  brutessh: opener("BruteSSH.exe", "sshPortOpen"),
  ftpcrack: opener("FTPCrack.exe", "ftpPortOpen"),
  relaysmtp: opener("relaySMTP.exe", "smtpPortOpen"),
  httpworm: opener("HTTPWorm.exe", "httpPortOpen"),
  sqlinject: opener("SQLInject.exe", "sqlPortOpen"),
  purchaseServer,
  upgradePurchasedServer,
  renamePurchasedServer,
  deleteServer,
  "cloud.purchaseServer": purchaseServer,
  "cloud.upgradeServer": upgradePurchasedServer,
  "cloud.renameServer": renamePurchasedServer,
  "cloud.deleteServer": deleteServer,
};
