// Modules that hold modules: in a row, or in a list, with PyTorch's keys.
// A row runs an instance or group norm and the activation after it as one operator.

import { scope } from "../scope.js";
import type { Tensor } from "../tensor.js";
import { LeakyReLU, ReLU } from "./activation.js";
import { type Layer, Module } from "./module.js";
import { GroupNorm, InstanceNorm2d, InstanceNorm3d } from "./norm.js";

/**
 * Layers one after the other, with the keys "0", "1", …; or a record of layers, with its keys. An instance or group norm
 * and the (leaky) ReLU after it run as one operator.
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
    // Each scope frees the input of its layer: no more than two intermediates live at once.
    const through = (last: number): Tensor => {
      const layer = layers[last];
      if (layer === undefined) return input;
      const slope = negativeSlope(layer);
      const norm = layers[last - 1];
      if (slope !== undefined && runsWithActivation(norm)) {
        return scope(() => norm.leakyRelu(through(last - 2), slope));
      }
      return scope(() => layer.forward(through(last - 1)));
    };
    return through(layers.length - 1);
  }
}

function runsWithActivation(layer: Layer | undefined): layer is InstanceNorm2d | InstanceNorm3d | GroupNorm {
  return layer instanceof InstanceNorm3d || layer instanceof InstanceNorm2d || layer instanceof GroupNorm;
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
