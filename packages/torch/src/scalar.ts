// Numbers as arguments of operators: floats that look like integers, and complex ones.
// JavaScript has one type of number, PyTorch three.

/** A number that is a float to PyTorch even if it is integral; made by {@link float}. */
export class Float {
  constructor(readonly float: number) {}
}

/** A complex number: `new Complex(re, im)`. */
export class Complex {
  constructor(
    readonly re: number,
    readonly im: number,
  ) {}
}

/**
 * A Python number, for PyTorch's type promotion: an integral JavaScript number is an int (2.0 too), any other a float. Where
 * an integral value must be a float, `float(2)` says so: an int64 tensor + 2 stays int64, + float(2) becomes float32.
 */
export type Scalar = number | bigint | boolean | Float | Complex;

/** Marks a number as a float. */
export function float(value: number): Float {
  return new Float(value);
}
