/**
 * CAML's memory: features of labelled voxels, by case and class, from which a step draws some of each class. It lies on the host,
 * not on a GPU, and is of fixed size: of each class of a case it keeps a random part, with the number of voxels that this part
 * stands for.
 */
import {
  arange,
  cat,
  fromTypedArray,
  type Generator,
  keep,
  noGrad,
  rand,
  scope,
  stack,
  type Tensor,
  zeros,
} from "@mandn/torch";

/** What is remembered of some cases, or candidates to draw from. */
export interface Rows {
  /** `[…, R, F]` */
  readonly features: Tensor;
  /** Voxels that the rows of a case and class stand for: `[…]`. The first min(count, R) rows are filled. */
  readonly counts: Tensor;
}

/** Rows of each class with ranks: the higher ones are drawn. −∞: no row. */
export interface Ranked {
  /** `[K, M, F]` */
  readonly features: Tensor;
  /** `[K, M]` */
  readonly ranks: Tensor;
}

/**
 * Random ranks of which the highest ones are a draw without replacement, as if of all voxels that rows stand for
 * (Gumbel-top-k: Kool et al. 2019, https://arxiv.org/abs/1903.06059): ln w − ln(−ln u), w voxels for each row. `[…, R]`
 *
 * @param uniform u, from 0 to 1, `[…, R]`
 */
function ranksOf({ features, counts }: Rows, uniform: Tensor): Tensor {
  return scope(() => {
    const kept = features.size(-2);
    const filled = counts.clampMax(kept).unsqueeze(-1); // […, 1]
    const places = arange(1, kept + 1, { dtype: "float32", device: uniform.device }); // 1 … R
    const gumbel = uniform.log().neg().log().neg();
    const ranks = gumbel.add(counts.unsqueeze(-1).div(filled.clampMin(1)).log());
    return ranks.maskedFill(places.gt(filled), Number.NEGATIVE_INFINITY);
  });
}

/** Rows of cases, `[B, K, R, F]` with their ranks `[B, K, R]`, as those of their classes. */
function byClass(features: Tensor, ranks: Tensor): Ranked {
  const [cases, classes, kept, width] = features.shape as [number, number, number, number];
  return {
    features: features.transpose(0, 1).reshape([classes, cases * kept, width]),
    ranks: ranks.transpose(0, 1).reshape([classes, cases * kept]),
  };
}

/** The rows of the highest ranks, `count` of each class. */
function highest({ features, ranks }: Ranked, count: number): Ranked {
  const [values, places] = ranks.topk(count, 1);
  const [classes, width] = [features.size(0), features.size(2)];
  return { features: features.gather(1, places.unsqueeze(2).expand([classes, count, width])), ranks: values };
}

/**
 * Features of random labelled voxels of each class, as many as are kept of each, of those at which `isRight`.
 *
 * @param features `[L, F, D, H, W]`
 * @param mask `[L, D, H, W]`: class indices
 * @param isRight `[L, D, H, W]`: bool
 */
export function sampleRight(
  features: Tensor,
  { mask, isRight, classes, kept }: { mask: Tensor; isRight: Tensor; classes: number; kept: number },
): Rows {
  return scope(() => {
    const [crops, width] = features.shape as [number, number];
    const voxels = features.flatten(2).transpose(1, 2); // [L, V, F]
    const most = Math.min(kept, voxels.size(1));
    const draws = rand([crops, voxels.size(1)], { dtype: "float32", device: features.device }).add(1);
    const found = Array.from({ length: classes }, (_, c) => {
      const eligible = isRight.logicalAnd(mask.eq(c)).flatten(1).to("float32"); // [L, V]
      const [, places] = draws.mul(eligible).topk(most, 1); // 1 … 2 where a voxel may be remembered, else 0
      const rows = voxels.gather(1, places.unsqueeze(2).expand([crops, most, width]));
      const missing = zeros([crops, kept - most, width], { dtype: rows.dtype, device: rows.device });
      return { rows: cat([rows, missing], 1), count: eligible.sum([1]) };
    });
    return {
      features: stack(
        found.map(({ rows }) => rows),
        1,
      ),
      counts: stack(
        found.map(({ count }) => count),
        1,
      ),
    };
  });
}

/** A draw of rows of each class, and whether there were enough of it: `[K, M, F]`, `[K]` of 0 or 1. */
export interface Drawn {
  readonly features: Tensor;
  readonly isFull: Tensor;
}

/** Draws `count` rows of each class from what is remembered of other cases and from this step's crops. */
export function drawRows(others: Ranked, fresh: Rows, count: number): Drawn {
  return scope(() => {
    const uniform = rand(fresh.features.shape.slice(0, -1), { dtype: "float32", device: fresh.features.device });
    const own = byClass(fresh.features, ranksOf(fresh, uniform));
    const both = {
      features: cat([others.features.to(own.features.dtype), own.features], 1),
      ranks: cat([others.ranks, own.ranks], 1),
    };
    const { features, ranks } = highest(both, count);
    return { features, isFull: ranks.isfinite().all(1).to(features.dtype) };
  });
}

export class CaseMemory {
  readonly #cases: readonly string[];
  /** `[cases, K, R, F]` and `[cases, K]`, float32, on the host: 128 KiB for each case and class of 1024 rows of 32 features. */
  readonly #rows: Rows;

  constructor(cases: readonly string[], classes: number, kept: number, width: number) {
    const empty = (shape: readonly number[]) => keep(zeros(shape, { dtype: "float32" }));
    this.#cases = cases;
    this.#rows = { features: empty([cases.length, classes, kept, width]), counts: empty([cases.length, classes]) };
  }

  /**
   * The rows of the highest ranks, `count` of each class, of all cases but some.
   *
   * @param generator of the CPU; draws `[cases, K, R]` uniform numbers
   */
  candidates(generator: Generator, without: readonly string[], count: number): Ranked {
    return scope(() => {
      const { features, counts } = this.#rows;
      const uniform = rand(features.shape.slice(0, -1), { dtype: "float32", generator });
      const wanted = Float32Array.from(this.#cases, (id) => (without.includes(id) ? 0 : 1));
      const left = { features, counts: counts.mul(fromTypedArray(wanted, [wanted.length, 1])) };
      return highest(byClass(features, ranksOf(left, uniform)), count);
    });
  }

  /** Replaces what is remembered of cases; `[L, K, R, F]` and `[L, K]`, of any device. */
  replace(cases: readonly string[], { features, counts }: Rows): void {
    noGrad(() =>
      scope(() => {
        for (const [i, id] of cases.entries()) {
          const row = this.#cases.indexOf(id);
          this.#rows.features.select(0, row).copy_(features.select(0, i));
          this.#rows.counts.select(0, row).copy_(counts.select(0, i));
        }
      }),
    );
  }

  /** For {@link MethodRun.state}. */
  state(): Record<string, Tensor> {
    return { "memory-features": this.#rows.features, "memory-counts": this.#rows.counts };
  }

  restore(state: Readonly<Record<string, Tensor>>): void {
    noGrad(() => {
      this.#rows.features.copy_(state["memory-features"] as Tensor);
      this.#rows.counts.copy_(state["memory-counts"] as Tensor);
    });
  }

  dispose(): void {
    for (const one of Object.values(this.#rows) as Tensor[]) one.dispose();
  }
}
