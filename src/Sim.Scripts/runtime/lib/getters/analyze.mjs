// The analyze functions (Bitburner 2.6.1, NetscriptFunctions.ts).
import { toNumber, toServer } from "../args.mjs";
import { growSecurity, growSecurityOf, hackSecurity, hackSecurityOf, hackThreads } from "../formulas/analyze.mjs";
import { threadsForGrowth } from "../formulas/growth.mjs";
import { hackChance, hackPercent } from "../formulas/hacking.mjs";
import { weakenEffect } from "../formulas/security.mjs";

export const analyzeGetters = {
  hackAnalyze: (world, ctx, hostname) => hackPercent(toServer(world, ctx, hostname), world.player, world.bitNode.mults),
  hackAnalyzeChance: (world, ctx, hostname) => hackChance(toServer(world, ctx, hostname), world.player),
  hackAnalyzeThreads(world, ctx, hostname, amount) {
    const server = toServer(world, ctx, hostname);
    return hackThreads(server, toNumber(ctx, "hackAmount", amount), world.player, world.bitNode.mults);
  },
  hackAnalyzeSecurity(world, ctx, threads, hostname) {
    const count = toNumber(ctx, "threads", threads);
    if (!hostname) return hackSecurity(count);
    return hackSecurityOf(toServer(world, ctx, hostname), count, world.player, world.bitNode.mults);
  },
  growthAnalyze(world, ctx, hostname, multiplier, cores = 1) {
    const server = toServer(world, ctx, hostname);
    const factor = toNumber(ctx, "multiplier", multiplier);
    if (!(factor >= 1 && factor < Infinity)) ctx.fail(`Invalid argument: multiplier must be finite and >= 1, is ${factor}.`);
    const coreCount = toNumber(ctx, "cores", cores);
    if (coreCount < 1 || !Number.isInteger(coreCount)) ctx.fail(`Cores should be a positive integer. Cores provided: ${coreCount}`);
    return threadsForGrowth(server, factor, world.player, world.bitNode.mults, coreCount);
  },
  growthAnalyzeSecurity(world, ctx, threads, hostname, cores = 1) {
    const count = toNumber(ctx, "threads", threads);
    if (!hostname) return growSecurity(count);
    return growSecurityOf(toServer(world, ctx, hostname), count, world.player, world.bitNode.mults, toNumber(ctx, "cores", cores));
  },
  weakenAnalyze: (world, ctx, threads, cores = 1) =>
    weakenEffect(toNumber(ctx, "threads", threads), toNumber(ctx, "cores", cores), world.bitNode.mults),
};
