// Several processes that train together: `@mandn/torch/distributed`.
export type { DistributedReason, Peer } from "../errors.js";
export { type JoinOptions, ProcessGroup, type Reduction } from "./group.js";
export { Meeting } from "./meeting.js";
export { alone, type Json, type Peers, peersOf } from "./peers.js";
export { type Place, placeFromEnvironment, type Variables } from "./place.js";
export type { Work } from "./work.js";
