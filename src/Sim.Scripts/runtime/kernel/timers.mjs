// Timers of the event loop. The simulator keeps the queue; the child keeps, by slot, what a timer is for. A slot that was taken back is
// used again only after the simulator has passed over it.
import { OP } from "./wire.mjs";
import { sim } from "./sim.mjs";

const slots = [];
const free = [];

/** A timer of setTimeout: whole 32-bit milliseconds, as browsers cut them. */
export const timerDelay = (ms) => {
  const whole = Number(ms) | 0;
  return whole > 0 ? whole : 0;
};

/** Takes a slot for something that has fire(), or land(...) for an operation. */
export function takeSlot(waiter) {
  if (free.length > 0) {
    const slot = free.pop();
    slots[slot] = waiter;
    return slot;
  }

  slots.push(waiter);
  return slots.length - 1;
}

let isNewChain = false;

/**
 * The first load of a script ends outside any timer, so a chain of nested timers begins anew with what it sets in that turn.
 * @param {boolean} isFresh whether what sets a timer now was started so
 */
export function setChain(isFresh) {
  if (isFresh === isNewChain) return;
  isNewChain = isFresh;
  sim.out.put1(isFresh ? OP.newChain : OP.oldChain);
}

/** Every turn begins on the chain of its timer. */
export function resetChain() {
  isNewChain = false;
}

/** Sets a timer; for a process, on the chain that the process is on. */
export function setTimer(waiter, ms, isFresh = false) {
  setChain(isFresh);
  const slot = takeSlot(waiter);
  sim.out.put3(OP.timer, slot, timerDelay(ms));
  return slot;
}

/** Takes a timer or an operation back. */
export function cancelSlot(slot) {
  slots[slot] = null;
  sim.out.put2(OP.cancel, slot);
}

/** Gives the waiter of a slot whose time has come, and the slot free. */
export function fired(slot) {
  const waiter = slots[slot];
  slots[slot] = null;
  free.push(slot);
  return waiter;
}

/** A slot that was taken back has been passed over. */
export function released(slot) {
  free.push(slot);
}
