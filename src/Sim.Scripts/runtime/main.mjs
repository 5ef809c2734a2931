// The child process: node main.mjs, with the flags of NodeProcess.cs. It reads the first message (JSON), takes away what scripts must not
// reach, and then answers one message after another until the simulator closes the pipe.
import { readSync, writeSync } from "node:fs";
import * as nodeModule from "node:module";
import { SourceTextModule } from "node:vm";
import { reportRejection, setUp, turn } from "./kernel/kernel.mjs";
import { describeBreakage, noteIntrinsics } from "./kernel/intrinsics.mjs";
import { installGlobals } from "./kernel/globals.mjs";
import { sim } from "./kernel/sim.mjs";
import { Inbox } from "./kernel/wire.mjs";

const STDIN = 0;
const STDOUT = 1;

// Everything that the loop needs later is taken now: scripts may change what the globals hold.
const drain = process._tickCallback;
const exit = process.reallyExit.bind(process);
const toJson = JSON.stringify;
const parse = JSON.parse;

const inbox = new Inbox((bytes, offset, length) => readSync(STDIN, bytes, offset, length, null));

function write(bytes, length) {
  let at = 0;
  while (at < length) at += writeSync(STDOUT, bytes, at, length - at);
}

process.on("unhandledRejection", (reason) => reportRejection(reason));
process.on("uncaughtException", (error) => reportRejection(error));

function main() {
  if (!inbox.next()) exit(0);
  const first = parse(inbox.json);
  const globals = setUp(first, { SourceTextModule, strip: nodeModule.stripTypeScriptTypes });
  noteIntrinsics();
  installGlobals(globals);
  sim.out.text({ ready: true });
  sim.out.flush(write, toJson);
  for (;;) {
    if (!inbox.next()) exit(0);
    try {
      turn(inbox.doubles, drain);
    } catch (error) {
      sim.out.text({ broken: describeBreakage(error), at: sim.now });
    }

    sim.out.flush(write, toJson);
  }
}

// Not in the module's own microtask: microtasks of scripts could not be run to their end from within one.
setImmediate(main);
