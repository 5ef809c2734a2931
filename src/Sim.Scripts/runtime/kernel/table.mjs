// The functions of ns: by full name ("hacknet.numNodes") what makes the function for one process.
import { sim } from "./sim.mjs";

export const table = new Map();

const compile = Function;

const CHECKS = {
  free: "if (process.guard !== 0) process.refuse(name);",
  alive: "if (process.guard === 2) process.refuse(name);",
};

const SHAPES = {
  world: ["(a, b, c, d, e)", "impl(sim.world, process, a, b, c, d, e)"],
  process: ["(a, b, c, d, e)", "impl(process, a, b, c, d, e)"],
  rest: ["(...args)", "impl(process, args)"],
};

/**
 * Defines a function of ns. Each gets code of its own, so that the engine can inline what it calls.
 * @param {string} name full name
 * @param {number} cost GB per thread
 * @param {"world" | "process" | "rest"} shape what the implementation is given
 * @param {Function} impl the implementation
 * @param {"free" | "alive"} check whether it may be called while an operation is pending
 */
export function define(name, cost, shape, impl, check = "free") {
  const [parameters, call] = SHAPES[shape];
  const last = name.slice(name.lastIndexOf(".") + 1);
  const make = compile("impl", "sim", "name", "last", "cost", `"use strict";
    return (process) => {
      let isCharged = cost === 0;
      return ${parameters} => {
        ${CHECKS[check]}
        if (!isCharged) {
          isCharged = true;
          process.chargeOnce(last, name, cost);
        }
        process.fn = name;
        sim.nsCalls++;
        return ${call};
      };
    };`);
  table.set(name, make(impl, sim, name, last, cost));
}
