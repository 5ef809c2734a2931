// Growth of money and the threads it takes (Bitburner 2.6.1, ServerHelpers.ts and formulas/grow.ts), in the game's own order of
// operations. Arguments: see hacking.mjs; cores are the host's, 1 or more; threads may have fractions.
import { GROW_RISE, coreBonus, raiseSecurity } from "./security.mjs";

/** Growth of one thread at security 1, before the cap (ServerBaseGrowthIncr). */
const BASE_INCREMENT = 0.03;

/** The largest log of growth of one plain thread, just below log(1.0035) (ServerMaxGrowthLog). */
const ADJUSTED_LOG_MAX = 0.00349388925425578;

/** Log of the growth of one thread; -Infinity on a server that does not grow. */
export function growthLogPerThread(server, person, node, cores = 1) {
  if (!server.serverGrowth) return -Infinity;
  const security = server.hackDifficulty ?? 100;
  let log = Math.log1p(BASE_INCREMENT / security);
  if (log >= ADJUSTED_LOG_MAX) log = ADJUSTED_LOG_MAX;
  return log * ((server.serverGrowth / 100) * node.ServerGrowthRate) * person.mults.hacking_grow * coreBonus(cores);
}

/** Log of the growth of a job; negative threads count as 0 (calculateServerGrowthLog). */
export function growthLog(server, threads, person, node, cores = 1) {
  return jobLog(growthLogPerThread(server, person, node, cores), threads);
}

/** Factor by which a job multiplies the money; 0 on a server that does not grow (calculateServerGrowth). */
export function growPercent(server, threads, person, node, cores = 1) {
  return Math.exp(growthLog(server, threads, person, node, cores));
}

/** Money in $ after a job, 0 to the server's maximum (calculateGrowMoney). */
export function moneyAfterGrow(server, threads, person, node, cores = 1) {
  return grownMoney(server.moneyAvailable ?? 0, server.moneyMax ?? 0, threads, growthLogPerThread(server, person, node, cores));
}

/**
 * Threads, with fractions, that multiply the money by a factor (1.5 = half as much again), the dollar per thread left out;
 * Infinity on a server that does not grow (numCycleForGrowth).
 */
export function threadsForGrowth(server, growth, person, node, cores = 1) {
  if (!server.serverGrowth) return Infinity;
  return Math.log(growth) / growthLogPerThread(server, person, node, cores);
}

/**
 * The least whole number of threads that brings a server from one amount of money in $ to another at its present security;
 * Infinity if it does not grow (numCycleForGrowthCorrected). The start counts as at least 0, the target as at most the maximum.
 */
export function threadsForGrowthExact(server, targetMoney, startMoney, person, node, cores = 1) {
  return exactThreads(targetMoney, startMoney, server.moneyMax ?? 0, growthLogPerThread(server, person, node, cores));
}

/**
 * What a landing grow does: changes the server's money and, if that changed, its security (processSingleServerGrowth).
 * @returns money after / money before, what ns.grow gives; NaN if both are 0, Infinity if only the former is not
 */
export function applyGrow(server, threads, person, node, cores = 1) {
  const perThread = growthLogPerThread(server, person, node, cores);
  const before = server.moneyAvailable;
  const after = grownMoney(before, server.moneyMax, threads, perThread);
  server.moneyAvailable = after;
  if (before !== after) {
    const needed = exactThreads(after, before, server.moneyMax, perThread);
    const counted = Math.min(Math.max(0, Math.ceil(needed)), threads);
    server.hackDifficulty = raiseSecurity(server.hackDifficulty, server.minDifficulty, GROW_RISE * counted);
  }
  return after / before;
}

function jobLog(perThread, threads) {
  // -Infinity stays so with no threads, where a product would give NaN.
  return perThread === -Infinity ? perThread : perThread * Math.max(threads, 0);
}

function grownMoney(money, moneyMax, threads, perThread) {
  let growth = Math.exp(jobLog(perThread, threads));
  if (growth < 1) growth = 1;

  // No money times an infinite growth is NaN, which the game takes as the maximum.
  const grown = (money + threads) * growth;
  return grown > moneyMax || Number.isNaN(grown) ? moneyMax : grown;
}

function exactThreads(target, start, moneyMax, k) {
  if (k === -Infinity) return Infinity;
  if (start < 0) start = 0;
  if (target > moneyMax) target = moneyMax;
  if (target <= start) return 0;

  // Newton's method on target = (start + x) exp(k x), with logs taken on both sides so that the slope stays mild.
  let threads = (target - start) / (1 + (target * (1 / 16) + start * (15 / 16)) * k);
  let step;
  do {
    const money = start + threads;
    const next = (threads - money * Math.log(money / target)) / (1 + money * k);
    step = next - threads;
    threads = next;
  } while (step < -1 || step > 1);

  // The root is known to about the last step. Only where a whole number lies that close does the growth itself decide.
  const up = Math.ceil(threads);
  if (up - threads > 0.999999 && reaches(target, start, up - 1, k)) return up - 1;
  if (up >= threads + (Math.abs(step) + 0.000001)) return up;
  return reaches(target, start, up, k) ? up : up + 1;
}

function reaches(target, start, threads, k) {
  return target <= (start + threads) * Math.exp(k * threads);
}
