package dev.aftlab.activities.lm.data;

/**
 * Rows of tokens as the network takes them, padded to one length at the right.
 *
 * @param rows number of rows B
 * @param length tokens a row T, the longest row's
 * @param tokens [B · T] token ids, 0 where padded
 * @param packed whether some row holds several completions, so that segments and positions are
 *     needed
 * @param segments [B · T] 0 for the prompt, j for the row's j-th completion from 1 on, -1 for
 *     padding
 * @param positions [B · T] position in the prompt and one completion
 * @param sources [N] flat place of the token that predicts, for each completion token
 * @param targets [N] the completion token
 * @param owners [N] the completion it belongs to, in 0..K-1
 * @param completions [K] the completion's number among all completions given to the packer
 * @param lengths [K] its tokens
 */
public record MicroBatch(
    int rows,
    int length,
    int[] tokens,
    boolean packed,
    int[] segments,
    int[] positions,
    int[] sources,
    int[] targets,
    int[] owners,
    int[] completions,
    int[] lengths) {}
