package dev.aftlab.activities.lm.template.syntax;

import java.util.List;

/** What a value is assigned to. */
public sealed interface Target {
  record Variable(String name) implements Target {}

  record Several(List<Target> targets) implements Target {}

  record NamespaceAttribute(String namespace, String attribute) implements Target {}
}
