// A small training that every process can do its share of: the same numbers are drawn everywhere, and each process
// takes its own samples of the batch, whose losses add up to the whole batch's.
import type { Peers } from "../../src/distributed/index.js";
import { type DType, Generator, manualSeed, nn, optim, rand, randn, scope, tensor } from "../../src/index.js";

export const steps = 5;
const batch = 4;
const size = 6;

/** The weights after `count` steps, in order; `peers` divide the batch of 4. */
export function trainBy(dtype: DType, peers: Peers, count: number): number[] {
  // Other weights in each process, until the first one's are shared.
  manualSeed(peers.rank);
  const convolution = (from: number, to: number) => new nn.Conv3d(from, to, 3, { padding: 1 });
  const network = new nn.Sequential(
    convolution(1, 4),
    new nn.ReLU(),
    convolution(4, 4),
    new nn.ReLU(),
    convolution(4, 2),
  );
  network.to({ dtype });
  peers.share(Object.fromEntries(network.namedParameters()));
  const optimizer = new optim.AdamW(network.parameters(), { lr: 1e-2 });
  const numbers = Generator.create(7);
  const own = Array.from({ length: batch }, (_, i) => i).filter((i) => i % peers.count === peers.rank);
  for (let step = 0; step < count; step++) {
    scope(() => {
      const images = randn([batch, 1, size, size, size], { generator: numbers, dtype });
      const labels = rand([batch, size, size, size], { generator: numbers }).gt(0.5).to("int64");
      const rows = tensor(own, { dtype: "int64" });
      const logits = network.forward(images.indexSelect(0, rows));
      const loss = nn.functional
        .crossEntropy(logits, labels.indexSelect(0, rows), { reduction: "sum" })
        .div(batch * size ** 3);
      optimizer.zeroGrad();
      loss.backward();
      peers.sumGradients(network.parameters());
      optimizer.step();
    });
  }
  const weights = network.parameters().flatMap((x) => scope(() => Array.from(x.detach().toTypedArray(), Number)));
  optimizer.dispose();
  numbers.dispose();
  network.dispose();
  return weights;
}
