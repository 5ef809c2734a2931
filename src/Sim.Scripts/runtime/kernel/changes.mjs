// Changes of the world that the simulator must know of: money, root, new servers.
import { prepareServer } from "./files.mjs";
import { sim } from "./sim.mjs";
import { OP } from "./wire.mjs";

const rooted = new WeakSet();
const spares = [];

/** Called once: places for servers to be bought, and who has root already. */
export function noteServers(firstSpare) {
  for (const server of sim.world.servers.values()) if (server.hasAdminRights) rooted.add(server);
  sim.nextSpare = firstSpare;
}

/** Takes money from the player; false if there is too little. */
export function spend(amount, source) {
  const { player } = sim.world;
  if (!(player.money >= amount)) return false;
  player.money -= amount;
  const sources = player.moneySources;
  sources[source] = (sources[source] ?? 0) - amount;
  sources.total -= amount;
  if (amount !== 0) {
    sim.out.put2(OP.money, -amount);
    sim.hasDeviated = true;
  }

  return true;
}

/** A server has root or open ports that it had not, is new, or has more RAM. */
export function changed(server) {
  sim.hasDeviated = true;
  if (server.index < 0) {
    prepareServer(server);
    server.index = spares.length > 0 ? spares.pop() : sim.nextSpare++;
    rooted.add(server);
    sim.out.put3(OP.host, server.index, server.maxRam);
    sim.out.text({ bought: server.hostname, index: server.index, ram: server.maxRam, at: sim.now });
    return;
  }

  if (server.hasAdminRights && !rooted.has(server)) {
    rooted.add(server);
    sim.out.put2(OP.root, server.index);
    sim.out.text({ rooted: server.hostname, at: sim.now });
  } else if (server.purchasedByPlayer) {
    sim.out.text({ upgraded: server.hostname, index: server.index, ram: server.maxRam, at: sim.now });
  }
}

/** A bought server is gone; its place may be taken again. */
export function removed(server) {
  spares.push(server.index);
  sim.out.text({ deleted: server.hostname, index: server.index, at: sim.now });
}
