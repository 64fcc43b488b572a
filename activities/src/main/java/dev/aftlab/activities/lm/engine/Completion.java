package dev.aftlab.activities.lm.engine;

import java.util.Optional;

/**
 * One drawn completion. The arrays are not copied: do not write to them.
 *
 * @param question number of its question
 * @param sample number of the sample
 * @param tokens token ids after the prompt, the end token included when it was reached; cut off at
 *     a stop text, maybe none at all then
 * @param finished whether it ended, with an end token or at a stop text; otherwise the longest
 *     length cut it off
 * @param drawn tokens that were drawn, those cut off included
 * @param stopped where a stop text ended it, the text before that, of which the tokens' text is the
 *     same but for space at its end
 * @param logProbabilities of each of the tokens under the model as it is, whatever the temperature
 *     and limits of the decoding; empty where the request did not ask for them
 */
public record Completion(
    long question,
    int sample,
    int[] tokens,
    boolean finished,
    int drawn,
    Optional<String> stopped,
    double[] logProbabilities) {}
