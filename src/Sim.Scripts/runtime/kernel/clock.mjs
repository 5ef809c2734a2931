// Date, performance, setTimeout and setInterval of scripts: all by the simulated clock.
import { describeThrown } from "./errors.mjs";
import { sim } from "./sim.mjs";
import { cancelSlot, setTimer } from "./timers.mjs";

const RealDate = Date;
const real = { construct: Reflect.construct, apply: Reflect.apply };
const timers = new Map();
let ids = 0;

const dateNow = () => sim.dateAtStart + Math.floor(sim.now);

/** A Date whose present is the simulated one. */
export function makeDate() {
  function SimDate(...given) {
    if (new.target === undefined) return new RealDate(dateNow()).toString();
    return real.construct(RealDate, given.length === 0 ? [dateNow()] : given, new.target);
  }

  // The real Date stays out of reach: its prototype leads to the simulated one.
  SimDate.prototype = Object.create(RealDate.prototype, { constructor: { value: SimDate, writable: true, configurable: true } });
  RealDate.prototype.constructor = SimDate;
  SimDate.now = dateNow;
  SimDate.parse = RealDate.parse;
  SimDate.UTC = RealDate.UTC;
  Object.defineProperty(SimDate, "name", { value: "Date" });
  Object.defineProperty(SimDate, "length", { value: 7 });
  for (const name of ["prototype", "now", "parse", "UTC"]) Object.defineProperty(SimDate, name, { enumerable: false });
  return SimDate;
}

/** performance with what scripts use of it. */
export function makePerformance() {
  return {
    now: () => sim.performanceAtStart + sim.now,
    timeOrigin: sim.dateAtStart - sim.performanceAtStart,
    mark: () => undefined,
    measure: () => undefined,
    clearMarks: () => undefined,
    clearMeasures: () => undefined,
    getEntries: () => [],
    getEntriesByName: () => [],
    getEntriesByType: () => [],
  };
}

class ScriptTimer {
  constructor(id, callback, args, period) {
    this.id = id;
    this.callback = callback;
    this.args = args;
    this.period = period;
    this.slot = -1;
  }

  fire() {
    if (this.period < 0) timers.delete(this.id);
    else this.slot = setTimer(this, this.period);
    call(this.callback, this.args);
  }
}

function call(callback, args) {
  try {
    real.apply(callback, undefined, args);
  } catch (thrown) {
    reportLoose(thrown);
  }
}

/** Something thrown where no script catches it: in a timer, or in a promise that nobody awaits. */
export function reportLoose(thrown) {
  const nobody = { file: "(a timer or promise)", hostname: "-", pid: 0 };
  const error = describeThrown(thrown, nobody);
  if (error !== null) sim.out.text({ error: error.text, stack: error.at, pid: 0, file: "", host: "", at: sim.now });
}

function start(callback, ms, args, isInterval) {
  if (typeof callback !== "function") throw new TypeError("The callback of a timer must be a function");
  const timer = new ScriptTimer(++ids, callback, args, isInterval ? ms : -1);
  if (isInterval && !(Number(ms) >= 0)) timer.period = 0;
  timers.set(timer.id, timer);
  timer.slot = setTimer(timer, ms, sim.isFreshStart);
  return timer.id;
}

export const scriptTimers = {
  setTimeout: (callback, ms, ...args) => start(callback, ms, args, false),
  setInterval: (callback, ms, ...args) => start(callback, ms, args, true),
  clearTimeout: (id) => clear(id),
  clearInterval: (id) => clear(id),
};

function clear(id) {
  const timer = timers.get(Number(id));
  if (timer === undefined) return;
  timers.delete(timer.id);
  cancelSlot(timer.slot);
}
