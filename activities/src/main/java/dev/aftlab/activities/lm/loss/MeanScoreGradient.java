package dev.aftlab.activities.lm.loss;

/** Collects derivatives by mean scores and turns them into derivatives by summed ones. */
final class MeanScoreGradient {
  private final BatchScores batch;
  private final double[] bySum;

  MeanScoreGradient(BatchScores batch) {
    this.batch = batch;
    this.bySum = new double[batch.size()];
  }

  /** Sets the derivatives by the mean scores of candidates. */
  void set(int[] candidates, double[] byMean) {
    for (int i = 0; i < candidates.length; i++) {
      bySum[candidates[i]] = byMean[i] / batch.tokens()[candidates[i]];
    }
  }

  /** Sets the same derivative for several candidates. */
  void fill(int[] candidates, double byMean) {
    for (int candidate : candidates) {
      bySum[candidate] = byMean / batch.tokens()[candidate];
    }
  }

  /** The derivatives by summed log-probabilities; those never set are 0. */
  double[] bySum() {
    return bySum;
  }
}
