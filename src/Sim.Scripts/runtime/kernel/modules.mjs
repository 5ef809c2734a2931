// Modules of scripts. One module for each text and what it imports, for all hosts and names, kept for ever; as in the game, going back
// to an old text finds the old module with its state. Imports resolve from the root of the host.
import { resolveImport } from "../lib/paths.mjs";
import { instrumented } from "./endless.mjs";
import { sim } from "./sim.mjs";

/** Texts that look at the ns object as a whole get one that shows all its functions; it is slower. */
const REFLECTS = /\.\.\.\s*ns\b|Object\s*\.\s*(?:keys|entries|values|assign|getOwn|create|freeze|defineP)|Reflect\b|\bfor\s*\([^)]*\bin\b|\bdelete\s|\bns(?:\.\w+)?\s*(?:\[[^\]]*\])?\s*=[^=>]|\bin\s+ns\b|structuredClone|write\w*\(\s*(?:\d+\s*,\s*)?ns\b/;

/** By text: what it imports, and its modules by what the imports were when it was loaded. */
const texts = new Map();

/** Loads end in the order in which they were asked for. */
let tail = Promise.resolve();

class LoadedModule {
  constructor(source) {
    this.source = source;
    this.error = null;
    this.reflects = false;
    /** Null once it can be run. */
    this.loading = null;
  }

  main() {
    return this.source.namespace.main;
  }
}

/** The module of a script of a server; it may still be loading. */
export function loadModule(server, script, path) {
  if (script.module !== null && script.stamp === server.stamp) return script.module;
  const module = find(server, script, path, []);
  script.module = module;
  script.stamp = server.stamp;
  return module;
}

function find(server, script, path, chain) {
  if (script.module !== null && script.stamp === server.stamp) return script.module;
  if (chain.includes(path)) return failed(`Circular import: ${[...chain, path].join(" -> ")}`);
  let known = texts.get(script.text);
  let source = null;
  if (known === undefined) {
    try {
      source = compile(server, script, path);
    } catch (error) {
      return failed(error);
    }

    texts.set(script.text, known = { imports: source.dependencySpecifiers, variants: [], reflects: REFLECTS.test(script.text) });
  }

  const parts = [];
  for (const specifier of known.imports) {
    const name = resolveImport(specifier, (candidate) => server.scripts.has(candidate));
    const part = name === undefined
      ? failed(`Import Error: "${specifier}" is not a file of this host (imported by ${path})`)
      : find(server, server.scripts.get(name), name, [...chain, path]);
    if (part.error !== null && part.source === null) return part;
    parts.push(part);
  }

  for (const variant of known.variants) {
    if (variant.parts.every((part, i) => part === parts[i])) return variant.module;
  }

  const module = new LoadedModule(source ?? compile(server, script, path));
  module.reflects = known.reflects || parts.some((part) => part.reflects);
  known.variants.push({ parts, module });
  module.loading = tail = tail.then(() => evaluate(module, known.imports, parts));
  return module;
}

function compile(server, script, path) {
  return new sim.host.SourceTextModule(instrumented(script.text), { identifier: `sim:${server.hostname}/${path}` });
}

async function evaluate(module, imports, parts) {
  try {
    await module.source.link((specifier) => {
      const part = parts[imports.indexOf(specifier)];
      return part.source;
    });
    await module.source.evaluate();
  } catch (error) {
    module.error = error ?? new Error("the module threw nothing");
  }

  module.loading = null;
}

function failed(error) {
  const module = new LoadedModule(null);
  module.error = error;
  return module;
}
