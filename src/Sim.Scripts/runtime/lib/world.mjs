// The world that getters answer from: a mirror of what the simulator has in C#. README.md says who writes which field when.
import { moneySourceNames } from "./names.mjs";

const ports = ["ssh", "ftp", "smtp", "http", "sql"];

/**
 * Makes a server of the world. All are made here, so that they all have the same fields in the same order: reading them is what
 * scripts do most.
 * @param {object} given fields as in the `servers` of a script case; what is missing is as for a new purchased server
 */
export function makeServer(given) {
  const open = (port) => given.portsOpen?.includes(port) ?? false;
  return {
    hostname: given.hostname,
    ip: given.ip ?? "",
    sshPortOpen: open(ports[0]),
    ftpPortOpen: open(ports[1]),
    smtpPortOpen: open(ports[2]),
    httpPortOpen: open(ports[3]),
    sqlPortOpen: open(ports[4]),
    hasAdminRights: given.hasAdminRights ?? false,
    cpuCores: given.cpuCores ?? 1,
    isConnectedTo: given.isConnectedTo ?? given.hostname === "home",
    ramUsed: given.ramUsed ?? 0,
    maxRam: given.maxRam ?? 0,
    organizationName: given.organizationName ?? "",
    purchasedByPlayer: given.purchasedByPlayer ?? false,
    backdoorInstalled: given.backdoorInstalled ?? false,
    baseDifficulty: given.baseDifficulty ?? 1,
    hackDifficulty: given.hackDifficulty ?? 1,
    minDifficulty: given.minDifficulty ?? 1,
    moneyAvailable: given.moneyAvailable ?? 0,
    moneyMax: given.moneyMax ?? 0,
    numOpenPortsRequired: given.numOpenPortsRequired ?? 5,
    openPortCount: given.openPortCount ?? 0,
    requiredHackingSkill: given.requiredHackingSkill ?? 1,
    serverGrowth: given.serverGrowth ?? 1,
    serversOnNetwork: [...(given.serversOnNetwork ?? [])],
    programs: [...(given.programs ?? [])],
    messages: [...(given.messages ?? [])],
    files: new Map(),
    index: given.index ?? -1,
  };
}

/**
 * The world from the first message of a run (or the `initial` of a script case).
 * @param {{ player: object, bitNode: object, servers: object[] }} initial
 */
export function makeWorld(initial) {
  const servers = new Map();
  const byIp = new Map();
  for (const given of initial.servers) {
    // What nothing leads to (the dark web without a TOR router) does not exist for scripts.
    if (given.hostname !== "home" && given.serversOnNetwork?.length === 0) continue;
    const server = makeServer(given);
    servers.set(server.hostname, server);
    byIp.set(server.ip, server);
  }
  return { player: makePlayer(initial.player), bitNode: { ...initial.bitNode, mults: { ...initial.bitNode.mults } }, servers, byIp };
}

function makePlayer(given) {
  const moneySources = Object.fromEntries(moneySourceNames.map((name) => [name, given.moneySources?.[name] ?? 0]));
  return {
    money: given.money,
    skills: { ...given.skills },
    exp: { ...given.exp },
    mults: { ...given.mults },
    hp: { ...given.hp },
    city: given.city ?? "Sector-12",
    location: given.location ?? "Travel Agency",
    karma: given.karma ?? 0,
    entropy: given.entropy ?? 0,
    numPeopleKilled: given.numPeopleKilled ?? 0,
    factions: [...(given.factions ?? [])],
    jobs: { ...given.jobs },
    totalPlaytime: given.totalPlaytime ?? 0,
    playtimeSinceLastAug: given.playtimeSinceLastAug ?? 0,
    playtimeSinceLastBitnode: given.playtimeSinceLastBitnode ?? 0,
    lastAugReset: given.lastAugReset ?? -1,
    lastNodeReset: given.lastNodeReset ?? -1,
    hasWseAccount: given.hasWseAccount ?? false,
    hasTixApiAccess: given.hasTixApiAccess ?? false,
    has4SDataTixApi: given.has4SDataTixApi ?? false,
    sourceFiles: { ...given.sourceFiles },
    augmentations: (given.augmentations ?? []).map((augmentation) => ({ ...augmentation })),
    moneySources,
    purchasedServers: [...(given.purchasedServers ?? [])],
    hacknetNodes: Array.isArray(given.hacknetNodes) ? given.hacknetNodes.map((node) => ({ ...node })) : [],
  };
}
