package dev.aftlab.activities.lm.sample;

import java.util.Optional;

/**
 * One drawn completion. The array is not copied: do not write to it.
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
 */
public record Completion(
    long question,
    int sample,
    int[] tokens,
    boolean finished,
    int drawn,
    Optional<String> stopped) {}
