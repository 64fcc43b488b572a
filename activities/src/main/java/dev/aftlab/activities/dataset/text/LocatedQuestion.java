package dev.aftlab.activities.dataset.text;

import dev.aftlab.activities.dataset.Question;

/** A question and its position. */
public record LocatedQuestion(Question question, SourcePosition place) {}
