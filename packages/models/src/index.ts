export type { Network2d, Network3d, ParameterGroup } from "./network.js";
