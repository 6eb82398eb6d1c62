// Losses that are recorded once and then run without JavaScript, several at the same time: what makes training on a CPU
// quick. The recording is in native/recording.cc, the running in native/recorded_loss.cc.

import { TorchError } from "./errors.js";
import { type Handle, native } from "./native.js";
import { refusePromise, scope } from "./scope.js";
import { type Tensor, wrap } from "./tensor.js";

/**
 * A loss, and what else is to be known of it, as a function of tensors: its operators are recorded once and then run again
 * with other inputs and without JavaScript, like PyTorch's `torch.cuda.make_graphed_callables`, on any device. What it takes
 * from outside, such as a network's weights, it takes as it is at each run; random numbers are drawn anew.
 */
export class RecordedLoss implements Disposable {
  static readonly #collected = new FinalizationRegistry<Handle>((handle) => native.dispose(handle));

  private constructor(
    /** @internal */
    readonly handle: Handle,
  ) {
    native.keep(handle);
    RecordedLoss.#collected.register(this, handle, this);
  }

  /**
   * Runs `body` once, without gradients, to record it; buffers that it writes to and generators that it draws from are as
   * before afterwards.
   *
   * @param inputs of the shapes, types and device of those that it will be run with.
   * @param body The gradients will be those of the first tensor that it returns, which has one element. What JavaScript
   * decides or draws (`Math.random`) in it, and tensors that it makes of JavaScript's numbers, stay as they are now.
   * @throws {TorchError} `autograd` if `body` changes, in place, an input, a tensor from outside that requires gradients or a
   * view of one from outside; `scope` if it reads a tensor's value, and inside another recording.
   */
  static record(
    inputs: readonly Tensor[],
    body: (...inputs: readonly Tensor[]) => readonly [loss: Tensor, ...others: Tensor[]],
  ): RecordedLoss {
    return RecordedLoss.recordParts(inputs, (...given) => {
      const outputs = body(...given);
      refusePromise(outputs, "RecordedLoss.record");
      if (outputs[0].numel !== 1)
        throw new TorchError("shape", `a recorded loss must have one element, not ${outputs[0].numel}`);
      return outputs;
    });
  }

  /**
   * As {@link record}, of what a loss is made from: tensors of any shapes, for {@link forwardTogether} alone.
   *
   * @throws {TorchError} as {@link record}.
   */
  static recordParts(
    inputs: readonly Tensor[],
    body: (...inputs: readonly Tensor[]) => readonly Tensor[],
  ): RecordedLoss {
    const handles = inputs.map((t) => t.handle);
    native.beginLoss(handles);
    let isRecording = true;
    try {
      return scope(() => {
        const outputs = body(...inputs);
        refusePromise(outputs, "RecordedLoss.recordParts");
        isRecording = false;
        return new RecordedLoss(
          native.endLoss(
            handles,
            outputs.map((t) => t.handle),
          ),
        );
      });
    } finally {
      if (isRecording) native.endLoss();
    }
  }

  dispose(): void {
    RecordedLoss.#collected.unregister(this);
    native.dispose(this.handle);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** A loss and what to compute it of. */
export interface LossTask {
  readonly loss: RecordedLoss;
  readonly inputs: readonly Tensor[];
}

/**
 * Computes losses and adds their gradients to `grad` of the leaves. On the CPU all at the same time, each on its share of the
 * threads, where that gives what one after the other does: not where one writes what another reads, draws from the same
 * generator, or has gradients for the same leaf.
 *
 * @returns what each loss's function returns, without gradients.
 * @throws {TorchError} `shape`, `dtype` or `device` for inputs that are not like the recorded ones; what an operator throws,
 * after all have ended.
 */
export function backwardTogether(tasks: readonly LossTask[]): Tensor[][] {
  return native.backwardTogether(...handlesOf(tasks)).map((outputs) => outputs.map(wrap));
}

/**
 * Computes what {@link RecordedLoss.recordParts} recorded, as {@link backwardTogether} does and without going back: for a loss
 * that is made of several processes' parts first, from which {@link backward} then goes on.
 *
 * @returns what each function returns, with its gradients' graph.
 * @throws {TorchError} as {@link backwardTogether}.
 */
export function forwardTogether(tasks: readonly LossTask[]): Tensor[][] {
  return native.forwardTogether(...handlesOf(tasks)).map((outputs) => outputs.map(wrap));
}

function handlesOf(tasks: readonly LossTask[]): [losses: Handle[], inputs: Handle[][]] {
  return [tasks.map(({ loss }) => loss.handle), tasks.map(({ inputs }) => inputs.map((t) => t.handle))];
}
