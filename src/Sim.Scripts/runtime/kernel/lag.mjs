// Lag within a turn: what scripts do takes thread time, so the clock moves between one exec and the next. The simulator has drawn the
// costs beforehand and takes the same ones, in the same order, when it reads what was done.
import { sim } from "./sim.mjs";
import { OP } from "./wire.mjs";

/** Activities that scripts cause, by their place in the messages (ScriptRun.Lag.cs). */
export const PLANNED_JOB = 0;
export const EXEC = 1;
export const WORKER_START = 2;
export const PORT_WRITE = 3;
export const WAKE_UP = 4;

let supplies = [];

/** Called once, with what each activity costs on average when the supply is used up. */
export function setUpLag(means) {
  supplies = means.map((mean) => ({ costs: [], at: 0, mean }));
}

/** Takes in the costs of a message; gives the place after them. */
export function readCosts(d, at) {
  const count = d[at++];
  for (let i = 0; i < count; i++) {
    const supply = supplies[i];
    const added = d[at++];
    if (added > 0 && supply.at > 0) {
      supply.costs.splice(0, supply.at);
      supply.at = 0;
    }

    for (let n = 0; n < added; n++) supply.costs.push(d[at++]);
  }

  return at;
}

/** The thread is busy with an activity: the clock moves. */
export function work(activity) {
  if (supplies.length === 0) return;
  const supply = supplies[activity];
  sim.now += supply.at < supply.costs.length ? supply.costs[supply.at++] : supply.mean;
  sim.out.put2(OP.work, activity);
}
