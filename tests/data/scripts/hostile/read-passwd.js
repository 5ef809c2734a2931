// Tries every way to a file of the system that a script could know.
export async function main(ns) {
  const ways = {
    require: () => require("fs").readFileSync("/etc/passwd", "utf8"),
    process: () => process.binding("fs"),
    functionProcess: () => new Function("return process")().binding("fs"),
    constructorOfNs: () => ns.sleep.constructor("return process")().mainModule,
    constructorOfError: () => {
      try {
        ns.scan("nowhere");
      } catch (e) {
        return e.constructor.constructor("return process")().exit;
      }
    },
    globalProcess: () => globalThis.process.cwd(),
    importMeta: () => import.meta.url.toString(),
    eval: () => eval("process").pid,
    stackFrames: () => {
      const old = Error.prepareStackTrace;
      Error.prepareStackTrace = (_, frames) => frames;
      const frames = new Error().stack;
      Error.prepareStackTrace = old;
      const found = frames.map((f) => f.getFunction()).find((f) => f !== undefined && f !== null);
      return found.constructor("return process")().pid;
    },
    fetchFile: () => fetch("file:///etc/passwd"),
    dynamicImport: () => import("node:fs"),
    evalImport: () => eval("import('node:fs')"),
    functionImport: () => new Function("return import('node:fs')")(),
    looseImport: () => Promise.resolve("import('node:fs')").then(eval),
    importUrl: () => import("https://example.com/x.js"),
    importChild: () => import("node:child_process"),
    importData: () => import("data:text/javascript,export default 1"),
  };
  for (const [name, way] of Object.entries(ways)) {
    let result;
    try {
      const got = await way();
      result = got === undefined ? "nothing" : `REACHED ${typeof got}`;
      if (got && typeof got.readFileSync === "function") {
        try {
          result = `REACHED file ${got.readFileSync("/etc/passwd", "utf8").length}`;
        } catch (e) {
          result = `refused: ${e.code ?? e.message}`;
        }
      }
    } catch (e) {
      result = `refused: ${typeof e === "string" ? e : e.message}`;
    }
    ns.write("out.txt", `${name}: ${result}\n`, "a");
  }
}
