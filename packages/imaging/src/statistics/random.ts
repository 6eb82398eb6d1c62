// Random numbers that are the same for the same seed everywhere: what resamples of the statistics are drawn with.
// Training draws with libtorch, by keys (mn/src/data/random.ts).

import { ImagingError } from "../errors.js";

/**
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2018): the same numbers for
 * the same seed everywhere. Its 128 bits of state are the first two outputs of SplitMix64 started at the seed, each
 * split into its low and then its high 32 bits.
 */
export class Xoshiro128 {
  private readonly state = new Uint32Array(4);
  /** The last n of {@link below}, and where its incomplete span begins: remainders of such large numbers take long. */
  private span = 1;
  private complete = 0x100000000;

  /** @param seed whole number from 0 to 2⁵³ − 1 */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new ImagingError("argument", `The seed ${seed} is not a whole number from 0 to 2^53 - 1.`, {
        remedy: "Give such a number.",
      });
    }
    let counter = BigInt(seed);
    for (let k = 0; k < 4; k += 2) {
      counter = BigInt.asUintN(64, counter + 0x9e3779b97f4a7c15n);
      let z = counter;
      z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
      z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
      z ^= z >> 31n;
      this.state[k] = Number(z & 0xffffffffn);
      this.state[k + 1] = Number(z >> 32n);
    }
  }

  /** The next 32 bits, as a number from 0 to 2³² − 1. */
  next(): number {
    const s = this.state;
    const scrambled = Math.imul(s[1], 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result;
  }

  /**
   * A whole number from 0 to n − 1, each equally likely: numbers from the incomplete last span of n are thrown away.
   */
  below(n: number): number {
    if (n !== this.span) {
      this.span = n;
      this.complete = 0x100000000 - (0x100000000 % n);
    }
    let x = this.next();
    while (x >= this.complete) x = this.next();
    return x - n * Math.floor(x / n); // x % n, exactly: below 2³² the quotient's rounding is less than 1 / n
  }
}
