// Prices and limits of purchased servers and of home (Bitburner 2.6.1, ServerPurchases.ts, ServerHelpers.ts). RAM is in GB,
// prices in $; node holds the BitNode's multipliers.

const DOLLARS_PER_GB = 55000;
const COUNT_MAX = 25;
const RAM_MAX = 1048576;

/** The game's test for powers of two. It works on 32-bit integers: 64.5 passes as 64. */
export function isPowerOfTwo(x) {
  return !Number.isNaN(x) && x !== 0 && (x & (x - 1)) === 0;
}

/** Price of a new server; Infinity for sizes that are not for sale (getPurchaseServerCost). RAM is rounded to a whole number first. */
export function serverCost(ram, node) {
  const size = Math.round(ram);
  if (!(size > 0) || !isPowerOfTwo(size) || size > serverRamMax(node)) return Infinity;

  // Each doubling above 64 GB costs more than twice as much where the BitNode has a softcap.
  const doublings = Math.max(0, Math.log(size) / Math.log(2) - 6);
  return size * DOLLARS_PER_GB * node.PurchasedServerCost * Math.pow(node.PurchasedServerSoftcap, doublings);
}

/** Price of making a server larger; undefined where the game refuses: no power of two, or not larger (getPurchasedServerUpgradeCost). */
export function serverUpgradeCost(ramNow, ram, node) {
  if (ram <= ramNow || !isPowerOfTwo(ram)) return undefined;
  return serverCost(ram, node) - serverCost(ramNow, node);
}

/** How many servers the player may own (getPurchaseServerLimit). */
export function serverLimit(node) {
  return Math.round(COUNT_MAX * node.PurchasedServerLimit);
}

/** The largest size in GB, a power of two (getPurchaseServerMaxRam). */
export function serverRamMax(node) {
  return 1 << (31 - Math.clz32(Math.round(RAM_MAX * node.PurchasedServerMaxRam)));
}

/** Price of doubling home's RAM (getUpgradeHomeRamCost). */
export function homeRamCost(ram, node) {
  return ram * 32000 * Math.pow(1.58, Math.log2(ram)) * node.HomeComputerRamCost;
}

/** Price of one more core at home (getUpgradeHomeCoresCost). */
export function homeCoreCost(cores) {
  return 1e9 * Math.pow(7.5, cores);
}
