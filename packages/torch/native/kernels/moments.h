#pragma once

namespace mandn {

/// Merges a part's mean and sum of squared deviations into those of the whole (Chan, Golub and LeVeque, 1979).
static inline void mergeMoments(double& count, double& mean, double& squares, double partCount, double partMean,
                                double partSquares) {
  const double total = count + partCount, delta = partMean - mean;
  mean += delta * (partCount / total);
  squares += partSquares + delta * delta * (count * partCount / total);
  count = total;
}

}  // namespace mandn
