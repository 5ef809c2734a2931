// An import from the network.
import x from "https://example.com/x.js";
export async function main(ns) { ns.print(x); }
