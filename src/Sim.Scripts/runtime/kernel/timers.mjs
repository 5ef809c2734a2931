// Timers of the event loop. The simulator keeps the queue; the child keeps, by slot, what a timer is for. A slot that was taken back is
// used again only after the simulator has passed over it.
import { OP } from "./wire.mjs";
import { sim } from "./sim.mjs";

/** From this depth of nesting on, a timer lasts at least NESTED_MIN_MS, as in browsers. */
const NESTING_LIMIT = 5;
const NESTED_MIN_MS = 4;
const NESTING_MAX = 255;

const slots = [];
const levels = [];
const free = [];
let nesting = 0;
let isNewChain = false;

/** A delay as browsers take it: whole 32-bit milliseconds. */
const wholeMs = (ms) => {
  const whole = Number(ms) | 0;
  return whole > 0 ? whole : 0;
};

function takeSlot(waiter) {
  if (free.length > 0) {
    const slot = free.pop();
    slots[slot] = waiter;
    return slot;
  }

  slots.push(waiter);
  levels.push(0);
  return slots.length - 1;
}

/**
 * The first load of a script ends outside any timer, so a chain of nested timers begins anew with what it sets in that turn.
 * @param {boolean} isFresh whether what sets a timer now was started so
 */
function setChain(isFresh) {
  if (isFresh === isNewChain) return;
  isNewChain = isFresh;
  sim.out.put1(isFresh ? OP.newChain : OP.oldChain);
}

/** Notes the level of a new timer and gives its delay. */
function delayOf(slot, ms, isFresh) {
  setChain(isFresh);
  const level = isFresh ? 1 : Math.min(nesting + 1, NESTING_MAX);
  levels[slot] = level;
  let delay = wholeMs(ms);
  if (level > NESTING_LIMIT && delay < NESTED_MIN_MS) delay = NESTED_MIN_MS;
  return delay;
}

/**
 * Timers that were set in this turn and are due before anything that the simulator has not told of: the child fires them itself.
 * Sorted, the latest first, so that the next one is taken from the end.
 */
const local = [];
let localAt = 0;

/** A turn begins; the simulator has nothing before `horizon` but what it tells. */
export function beginLocal(horizon) {
  local.length = 0;
  localAt = horizon;
}

function addLocal(slot, due) {
  if (!(due < localAt)) return;
  let at = local.length;
  local.push(null);
  while (at > 0 && local[at - 1].due <= due) {
    local[at] = local[at - 1];
    at--;
  }

  local[at] = { due, slot };
}

/** When the next such timer is due; Infinity for none. */
export const nextLocalAt = () => (local.length === 0 ? Infinity : local[local.length - 1].due);

/** Fires the next such timer. */
export function fireLocal() {
  const { due, slot } = local.pop();
  sim.now = due;
  sim.out.put3(OP.local, slot, due);
  fired(slot).fire();
}

/** Sets a timer for something that has fire(). */
export function setTimer(waiter, ms, isFresh = false) {
  const slot = takeSlot(waiter);
  const delay = delayOf(slot, ms, isFresh);
  sim.out.put3(OP.timer, slot, delay);
  addLocal(slot, sim.now + delay);
  return slot;
}

/** Takes a slot for an operation, which has land(...). Gives the delay of its timer by `delays`. */
export function setOperation(operation, ms, isFresh) {
  operation.slot = takeSlot(operation);
  const delay = delayOf(operation.slot, ms, isFresh);
  if (sim.now + delay < sim.earliestLanding) sim.earliestLanding = sim.now + delay;
  return delay;
}

/** Takes a timer or an operation back. */
export function cancelSlot(slot) {
  slots[slot] = null;
  sim.hasDeviated = true;
  sim.out.put2(OP.cancel, slot);
}

/** Gives the waiter of a slot whose time has come, and the slot free. What it does now goes on its chain of timers. */
export function fired(slot) {
  const waiter = slots[slot];
  slots[slot] = null;
  nesting = levels[slot];
  isNewChain = false;
  free.push(slot);
  return waiter;
}

/** What happens now was not started by a timer. */
export function startChain() {
  nesting = 0;
  isNewChain = false;
}

/** A slot that was taken back has been passed over. */
export function released(slot) {
  free.push(slot);
}
