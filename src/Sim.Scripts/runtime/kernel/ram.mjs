// RAM per thread of the scripts of a host, worked out once for each state of its files.
import { staticRam } from "../lib/ram.mjs";
import { sim } from "./sim.mjs";

/** Texts without imports cost the same on every host. */
const byText = new Map();
const HAS_IMPORT = /\bimport\b|\bfrom\b/;

/** GB per thread; 0 if it can't be worked out. */
export function ramOf(server, path, script) {
  if (script.ramStamp === server.stamp) return script.ram;
  let ram;
  if (HAS_IMPORT.test(script.text)) {
    ram = compute(server, path);
  } else {
    ram = byText.get(script.text);
    if (ram === undefined) byText.set(script.text, ram = compute(server, path));
  }

  script.ramStamp = server.stamp;
  script.ram = ram;
  return ram;
}

function compute(server, path) {
  const result = staticRam(path, { get: (name) => server.scripts.get(name)?.text }, sim.world);
  return result.ok ? result.cost : 0;
}
