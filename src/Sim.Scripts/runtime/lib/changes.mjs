// Every modelled function of ns that changes the world but needs no clock, by its name; same arguments as the getters. What they need
// of the calling context is told in changes/servers.mjs.
import { hacknetChanges } from "./changes/hacknet.mjs";
import { serverChanges } from "./changes/servers.mjs";

export const changes = { ...serverChanges, ...hacknetChanges };
