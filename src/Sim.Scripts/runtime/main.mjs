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
const STDERR = 2;

// Everything that the loop needs later is taken now: scripts may change what the globals hold.
const drain = process._tickCallback;
const exit = process.reallyExit.bind(process);
const toJson = JSON.stringify;
const parse = JSON.parse;
const realNow = performance.now.bind(performance);

const inbox = new Inbox((bytes, offset, length) => readSync(STDIN, bytes, offset, length, null));

function write(bytes, length) {
  let at = 0;
  while (at < length) at += writeSync(STDOUT, bytes, at, length - at);
}

/** Exit code that says: the words on stderr are for the user. */
const BROKEN = 70;

/** Ends the child with a message that needs nothing that a script could have replaced. */
function breakDown(error) {
  let text = "the runtime failed";
  try {
    text = describeBreakage(error);
  } catch {
    // What it was cannot be said.
  }

  writeSync(STDERR, text);
  exit(BROKEN);
}

function report(reason) {
  try {
    reportRejection(reason);
  } catch (error) {
    breakDown(error);
  }
}

process.on("unhandledRejection", report);
process.on("uncaughtException", report);

function main() {
  if (!inbox.next()) exit(0);
  const first = parse(inbox.json);
  const { out } = sim;
  out.write = write;
  out.toJson = toJson;
  const host = {
    SourceTextModule,
    strip: nodeModule.stripTypeScriptTypes,
    realNow,
    tellAndEnd(text) {
      out.text(text);
      out.flush();
      exit(0);
    },
  };
  noteIntrinsics();
  installGlobals(setUp(first, host));
  out.text({ ready: true });
  out.flush();
  for (;;) {
    if (!inbox.next()) exit(0);
    try {
      turn(inbox.doubles, drain);
      out.flush();
    } catch (error) {
      breakDown(error);
    }
  }
}

// Not in the module's own microtask: microtasks of scripts could not be run to their end from within one.
setImmediate(() => {
  try {
    main();
  } catch (error) {
    breakDown(error);
  }
});
