// Numbers for file names, so that the protocol's hot path has no texts: a name is told once.
import { sim } from "./sim.mjs";

const ids = new Map();

/** The number of a script's name. */
export function scriptIdOf(file) {
  let id = ids.get(file);
  if (id === undefined) {
    id = ids.size;
    ids.set(file, id);
    sim.out.text({ file, id });
  }

  return id;
}
