// Math.random of scripts: mulberry32 by Tommy Ettinger (public domain). Either a stream of its own, or the one that the simulator draws
// hack rolls from as well; then each side counts the other's draws.
import { sim } from "./sim.mjs";
import { OP } from "./wire.mjs";

const STEP = 0x6d2b79f5;
let state = 0;
let isShared = false;

export function seedRandom(seed, shared) {
  state = seed | 0;
  isShared = shared;
}

/** A hack has landed: the simulator has drawn one number. */
export function skipDraw() {
  if (isShared) state = (state + STEP) | 0;
}

export function random() {
  if (isShared) {
    sim.out.put2(OP.draws, 1);
    sim.hasDeviated = true;
  }

  state = (state + STEP) | 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
