// An import that is no file of the host.
import { readFileSync } from "node:fs";
export async function main(ns) { ns.print(readFileSync("/etc/passwd", "utf8")); }
