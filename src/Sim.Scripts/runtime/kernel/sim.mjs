// What all parts of the kernel share: the world, the clock, the outbox. One child runs one simulation, so there is one of it.
import { Outbox } from "./wire.mjs";

export const sim = {
  /** Simulated ms since the start of the run. */
  now: 0,
  /** Date.now() and performance.now() at the start of the run. */
  dateAtStart: 0,
  performanceAtStart: 0,
  world: null,
  out: new Outbox(),
  /** True if every start and log line is to be told in full. */
  records: false,
  /** Function names that scripts called and that are not modelled, each once. */
  unmodelled: new Set(),
  nsCalls: 0,
  /** Starts that were refused: exec, run and spawn that gave 0. */
  refused: 0,
  /** True if everything that scripts print is told. */
  tellsPrints: false,
  /** Which scripts' log lines are told one by one; null for none. */
  follows: null,
  /** Counts events. */
  turn: 0,
  /** When the earliest is due of the operations that were called in this turn: only the simulator knows what it will do. */
  earliestLanding: Infinity,
  /** True once something has happened that the events told of do not know about: they are not taken. */
  hasDeviated: false,
  /** True while the first lines of a script run whose file was loaded in this turn. */
  isFreshStart: false,
};

export const round2 = (x) => Math.round(x * 100) / 100;

const resolved = Promise.resolve();
const then = Promise.prototype.then;
const apply = Reflect.apply;

/** Runs a function in the next microtask. */
export function nextTick(f) {
  apply(then, resolved, [f]);
}
