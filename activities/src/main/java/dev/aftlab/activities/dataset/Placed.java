package dev.aftlab.activities.dataset;

/** A question and where it stands. */
record Placed(Question question, Place place) {}
