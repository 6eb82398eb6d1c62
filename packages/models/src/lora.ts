// LoRA: a network learns by small matrices beside its own, which stay as they are. Files are peft's.
// Hu et al. 2021: https://arxiv.org/abs/2106.09685

import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { someOf, writeAtomicallySync } from "@mandn/base";
import { dropout, linear, matmul, nn, noGrad, saveSafetensors, scope, type Tensor, TorchError } from "@mandn/torch";
import { z } from "zod";
import { parseOptions } from "./options.js";
import { readJson, readWeights } from "./weights.js";

export const loraOptions = z.strictObject({
  rank: z.int().positive().describe("of the matrices that are learnt, r"),
  alpha: z.number().positive().describe("their product is scaled by alpha / rank"),
  dropout: z.number().min(0).lt(1).default(0).describe("of their input"),
  targets: z
    .array(z.string().min(1))
    .min(1)
    .readonly()
    .describe("linear layers that get them, by the last parts of their names"),
  bias: z.enum(["none", "all", "lora_only"]).default("none").describe("which biases learn too"),
  modulesToSave: z
    .array(z.string().min(1))
    .readonly()
    .default([])
    .describe("modules that learn whole, by the end of their names"),
});

export type LoraOptions = z.input<typeof loraOptions>;
type Lora = z.output<typeof loraOptions>;

/** A linear layer whose weight stays as it is, and the product of two small matrices that learn. [..., in] → [..., out]. */
export class LoraLinear extends nn.Module implements nn.Layer {
  readonly weight: nn.Parameter;
  readonly bias: nn.Parameter | undefined;
  readonly lora_A: nn.Linear;
  readonly lora_B: nn.Linear;
  readonly scaling: number;
  readonly dropout: number;
  readonly #base: nn.Linear;

  constructor(base: nn.Linear, { rank, alpha, dropout }: Pick<Lora, "rank" | "alpha" | "dropout">) {
    super();
    this.weight = base.weight;
    this.bias = base.bias;
    this.lora_A = new nn.Linear(base.inFeatures, rank, { bias: false });
    this.lora_B = new nn.Linear(rank, base.outFeatures, { bias: false });
    nn.init.zeros_(this.lora_B.weight);
    this.scaling = alpha / rank;
    this.dropout = dropout;
    this.#base = base;
  }

  forward(x: Tensor): Tensor {
    return scope(() => {
      const small = this.lora_A.forward(dropout(x, this.dropout, this.training)); // [..., rank]
      return linear(x, this.weight, this.bias).add(this.lora_B.forward(small).mul(this.scaling));
    });
  }

  /** The layer it was made from, with what was learnt in its weight. This one is of no use afterwards. */
  merge(): nn.Linear {
    scope(() => noGrad(() => this.weight.add_(matmul(this.lora_B.weight, this.lora_A.weight).mul(this.scaling))));
    this.lora_A.dispose();
    this.lora_B.dispose();
    return this.#base;
  }
}

/**
 * Puts LoRA (Hu et al. 2021) into a network, as peft does: its parameters stop learning, but for the new matrices and what
 * `bias` and `modulesToSave` name.
 *
 * @throws {TorchError} `argument` if a target is no linear layer, or a name fits nothing
 */
export function addLora(network: nn.Module, given: LoraOptions): void {
  const options = parseOptions("LoRA", loraOptions, given);
  const found = [...linearLayers(network, options.targets)];
  network.requiresGrad_(false);
  for (const { parent, child, layer } of found) replaceChild(parent, child, new LoraLinear(layer, options));
  for (const [name, parameter] of network.namedParameters()) {
    const isLora = /(^|\.)lora_[AB]\./.test(name);
    if (isLora || (options.bias === "all" && name.includes("bias"))) parameter.requiresGrad_();
  }
  if (options.bias === "lora_only") for (const { layer } of found) layer.bias?.requiresGrad_();
  for (const module of savedModules(network, options)) module.requiresGrad_();
}

/** Adds what was learnt to the weights, and puts the plain linear layers back. */
export function mergeLora(network: nn.Module): void {
  for (const [, parent] of [...network.namedModules()]) {
    for (const [name, child] of [...parent.namedChildren()]) {
      if (child instanceof LoraLinear) replaceChild(parent, name, child.merge());
    }
  }
}

interface FoundLayer {
  readonly parent: nn.Module;
  readonly child: string;
  readonly layer: nn.Linear;
}

function* linearLayers(network: nn.Module, targets: readonly string[]): Generator<FoundLayer> {
  const unused = new Set(targets);
  for (const [prefix, parent] of [...network.namedModules()]) {
    for (const [child, layer] of [...parent.namedChildren()]) {
      const name = prefix ? `${prefix}.${child}` : child;
      const target = targets.find((end) => name === end || name.endsWith(`.${end}`));
      if (target === undefined) continue;
      unused.delete(target);
      if (!(layer instanceof nn.Linear)) {
        throw new TorchError("argument", `LoRA's target ${name} is a ${layer.constructor.name}, not a linear layer`);
      }
      yield { parent, child, layer };
    }
  }
  if (unused.size > 0) throw new TorchError("argument", `no layer is LoRA's target ${[...unused].join(", ")}`);
}

function savedModules(network: nn.Module, { modulesToSave }: Lora): nn.Module[] {
  const modules = [...network.namedModules()];
  return modulesToSave.flatMap((end) => {
    const found = modules.filter(([name]) => name.endsWith(end));
    if (found.length === 0) throw new TorchError("argument", `no module's name ends with "${end}", of modulesToSave`);
    return found.map(([, module]) => module);
  });
}

/** A child may lie in an array: its name is then `property.index`. */
function replaceChild(parent: nn.Module, name: string, child: nn.Module): void {
  const [property, index] = name.split(".") as [string, string?];
  const holder = index === undefined ? parent : (parent as unknown as Record<string, object>)[property];
  Object.assign(holder as object, { [index ?? property]: child });
}

/** What peft calls a tensor of the network, in its adapter files. */
function peftName(name: string, layers: ReadonlySet<string>): string {
  const layer = name.slice(0, name.lastIndexOf("."));
  const own = layers.has(layer) ? `${layer}.base_layer${name.slice(layer.length)}` : name;
  return `base_model.model.${own}`;
}

/** What we call a tensor of an adapter file; undefined for those that peft does not use either. */
function ourName(name: string): string | undefined {
  if (name.includes(".original_module.")) return undefined;
  return name
    .replace(/^base_model\.model\./, "")
    .replace(".base_layer.", ".")
    .replace(".modules_to_save.", ".");
}

/** What LoRA has learnt in a network: the names and the tensors of peft's adapter files. */
export function loraStateDict(network: nn.Module, given: LoraOptions): Record<string, Tensor> {
  const options = parseOptions("LoRA", loraOptions, given);
  const modules = [...network.namedModules()];
  const layers = new Set(modules.filter(([, module]) => module instanceof LoraLinear).map(([name]) => name));
  const saved = new Set(savedModules(network, options).flatMap((module) => Object.values(module.stateDict())));
  const isLearnt = (name: string, tensor: Tensor) => {
    if (/(^|\.)lora_[AB]\.weight$/.test(name) || saved.has(tensor)) return true;
    if (options.bias === "all") return name.includes("bias");
    return options.bias === "lora_only" && name.endsWith(".bias") && layers.has(name.slice(0, -".bias".length));
  };
  const learnt = Object.entries(network.stateDict()).filter(([name, tensor]) => isLearnt(name, tensor));
  return Object.fromEntries(learnt.map(([name, tensor]) => [peftName(name, layers), tensor]));
}

/** Writes an adapter's folder as peft does: adapter_config.json and adapter_model.safetensors. */
export function saveLora(folder: string, network: nn.Module, given: LoraOptions): void {
  const options = parseOptions("LoRA", loraOptions, given);
  const config = {
    peft_type: "LORA",
    task_type: null,
    base_model_name_or_path: null,
    r: options.rank,
    lora_alpha: options.alpha,
    lora_dropout: options.dropout,
    target_modules: options.targets,
    bias: options.bias,
    modules_to_save: options.modulesToSave.length > 0 ? options.modulesToSave : null,
    fan_in_fan_out: false,
    inference_mode: true,
    init_lora_weights: true,
  };
  mkdirSync(folder, { recursive: true });
  saveSafetensors(join(folder, "adapter_model.safetensors"), loraStateDict(network, options), { format: "pt" });
  writeAtomicallySync(join(folder, "adapter_config.json"), `${JSON.stringify(config, null, 2)}\n`);
}

const nothing = z.union([z.null(), z.literal(false), z.tuple([]), z.strictObject({})]).optional();

/** An adapter_config.json. What changes the computation in ways that we do not have must be off. */
const adapterConfig = z.object({
  peft_type: z.literal("LORA"),
  r: loraOptions.shape.rank,
  lora_alpha: loraOptions.shape.alpha,
  lora_dropout: loraOptions.shape.dropout,
  target_modules: loraOptions.shape.targets,
  bias: loraOptions.shape.bias,
  modules_to_save: loraOptions.shape.modulesToSave.nullable(),
  fan_in_fan_out: nothing,
  use_rslora: nothing,
  use_dora: nothing,
  rank_pattern: nothing,
  alpha_pattern: nothing,
  layers_to_transform: nothing,
});

/**
 * Puts LoRA into a network and fills it from an adapter's folder that peft or {@link saveLora} wrote.
 *
 * @returns the options it was made with
 * @throws {TorchError} `file` if the folder is not an adapter's, or one of a kind that we do not have; `argument` if it does not
 *     fit the network
 */
export function loadLora(folder: string, network: nn.Module): LoraOptions {
  const path = join(folder, "adapter_config.json");
  const parsed = adapterConfig.safeParse(readJson(path));
  if (!parsed.success)
    throw new TorchError("file", `is not as it should be:\n${z.prettifyError(parsed.error)}`, { path });
  const { r: rank, lora_alpha: alpha, lora_dropout, target_modules: targets, bias, modules_to_save } = parsed.data;
  const options = { rank, alpha, dropout: lora_dropout, targets, bias, modulesToSave: modules_to_save ?? [] };
  addLora(network, options);
  const safetensors = join(folder, "adapter_model.safetensors");
  scope(() => {
    const tensors = readWeights(existsSync(safetensors) ? safetensors : join(folder, "adapter_model.bin"));
    const named = Object.entries(tensors).flatMap(([name, tensor]) => {
      const own = ourName(name);
      return own === undefined ? [] : [[own, tensor] as const];
    });
    const { missing, unexpected } = network.loadStateDict(Object.fromEntries(named), { strict: false });
    const lacking = missing.filter((name) => /(^|\.)lora_[AB]\./.test(name));
    if (lacking.length + unexpected.length > 0) {
      const faults = [`missing: ${someOf(lacking, 5) || "none"}`, `unexpected: ${someOf(unexpected, 5) || "none"}`];
      throw new TorchError("argument", `the adapter does not fit:\n  ${faults.join("\n  ")}`, { path });
    }
  });
  return options;
}
