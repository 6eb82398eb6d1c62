import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { LeakyReLU, ReLU } from "./activation.js";
import { type Layer, Module } from "./module.js";
import { InstanceNorm2d, InstanceNorm3d } from "./norm.js";

/**
 * Layers one after the other, with the keys "0", "1", …; or a record of layers, with its keys. An instance norm and the
 * (leaky) ReLU after it run as one operator.
 */
export class Sequential extends Module implements Iterable<Layer> {
  constructor(...layers: readonly Layer[] | readonly [Readonly<Record<string, Layer>>]) {
    super();
    const [first] = layers;
    Object.assign(this, first === undefined || first instanceof Module ? layers : first);
  }

  *[Symbol.iterator](): Generator<Layer> {
    for (const [, layer] of this.namedChildren()) yield layer as Layer;
  }

  forward(input: Tensor): Tensor {
    const layers = [...this];
    return scope(() => {
      let x = input;
      for (let i = 0; i < layers.length; i++) {
        const layer = layers[i] as Layer;
        const slope = negativeSlope(layers[i + 1]);
        if (slope !== undefined && (layer instanceof InstanceNorm3d || layer instanceof InstanceNorm2d)) {
          x = layer.leakyRelu(x, slope);
          i += 1;
        } else {
          x = layer.forward(x);
        }
      }
      return x;
    });
  }
}

function negativeSlope(layer: Layer | undefined): number | undefined {
  if (layer instanceof ReLU) return 0;
  return layer instanceof LeakyReLU ? layer.negativeSlope : undefined;
}

/** Modules with the keys "0", "1", …; what an array in a property does, as a module of its own. */
export class ModuleList<M extends Module> extends Module implements Iterable<M> {
  readonly [index: number]: M;
  readonly length: number;

  constructor(modules: readonly M[]) {
    super();
    Object.assign(this, modules);
    this.length = modules.length;
  }

  *[Symbol.iterator](): Generator<M> {
    for (const [, module] of this.namedChildren()) yield module as M;
  }
}
