package dev.aftlab.activities.lm.template;

import java.util.List;

/** What a value is assigned to. */
sealed interface Target {
  record Variable(String name) implements Target {}

  record Several(List<Target> targets) implements Target {}

  record NamespaceAttribute(String namespace, String attribute) implements Target {}
}
