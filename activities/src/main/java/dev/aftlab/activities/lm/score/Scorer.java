package dev.aftlab.activities.lm.score;

import dev.aftlab.activities.lm.DamagedModelException;
import dev.aftlab.activities.lm.data.MicroBatch;
import dev.aftlab.activities.lm.data.Packer;
import dev.aftlab.activities.lm.data.PromptGroup;
import dev.aftlab.activities.lm.engine.LanguageModel;
import dev.aftlab.activities.progress.Progress;
import dev.aftlab.activities.progress.ProgressListener;
import dev.aftlab.activities.progress.Stage;
import dev.aftlab.activities.progress.StoppedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores completions under a model, without gradients. Not safe for concurrent use of one model.
 */
public final class Scorer {
  private final LanguageModel model;
  private final Packer packer;

  /**
   * @param model stays owned by the caller
   * @param microBatchTokens padded tokens computed at once; changes bits, not meaning
   */
  public Scorer(LanguageModel model, int microBatchTokens) {
    this.model = model;
    this.packer = new Packer(microBatchTokens, model.maxPositions());
  }

  /**
   * Scores all requests in one go: sorted by length inside, returned in the order of the requests.
   *
   * @return for each request one score per completion
   * @throws dev.aftlab.activities.lm.TooLongException when prompt and completion exceed the model's
   *     positions
   */
  public List<List<CompletionScore>> score(List<ScoreRequest> requests) {
    return score(requests, ProgressListener.NONE);
  }

  /**
   * The same, watched.
   *
   * @param listener receives the progress after each pass
   * @throws StoppedException when the listener requests a stop; the same call later gives the same
   *     scores
   * @throws DamagedModelException when the model's weights give no finite score
   */
  public List<List<CompletionScore>> score(List<ScoreRequest> requests, ProgressListener listener) {
    List<PromptGroup> groups =
        requests.stream()
            .flatMap(r -> PromptGroup.of(r.prompt(), r.completions(), r.contexts()).stream())
            .toList();
    CompletionScore[] flat =
        new CompletionScore[groups.stream().mapToInt(g -> g.completions().size()).sum()];
    int done = 0;
    listener.onProgress(Progress.of(Stage.SCORE, done, flat.length));
    for (MicroBatch batch : packer.pack(groups)) {
      double[] sums = model.scores(batch);
      requireFinite(sums);
      for (int i = 0; i < sums.length; i++) {
        flat[batch.completions()[i]] = new CompletionScore(sums[i], batch.lengths()[i]);
      }
      done += sums.length;
      listener.onProgress(Progress.of(Stage.SCORE, done, flat.length));
      listener.throwIfStopRequested("scoring");
    }
    List<List<CompletionScore>> result = new ArrayList<>();
    int at = 0;
    for (ScoreRequest request : requests) {
      int end = at + request.completions().size();
      result.add(List.of(Arrays.copyOfRange(flat, at, end)));
      at = end;
    }
    return result;
  }

  private void requireFinite(double[] sums) {
    for (double sum : sums) {
      if (!Double.isFinite(sum)) {
        throw DamagedModelException.overflow(model.folder());
      }
    }
  }
}
