package dev.aftlab.experiments.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aftlab.experiments.result.Fingerprint;
import dev.aftlab.experiments.text.ShortNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Compares a plan with an earlier one of the experiment: which steps are in the store, new, or
 * changed, and in which field. Steps of two plans correspond when they have the same title: the
 * same role, arm and seed.
 */
public final class PlanDiff {
  /** The field name of a change of a step's inputs. */
  public static final String INPUT = "input";

  /** The field name of a change of the algorithm's version, with equal settings and inputs. */
  private static final String VERSION = "version";

  private PlanDiff() {}

  /** The state of a step in a plan. */
  public enum State {
    /** Its artifact is in the store. */
    REUSED,
    /** It has to run. */
    NEW,
    /** It has to run because it differs from the earlier plan. */
    CHANGED
  }

  /**
   * A changed field with both values in readable form.
   *
   * @param field dotted path in the step
   * @param before the earlier value; {@code —} when there was none
   * @param after the current value
   */
  public record Change(String field, String before, String after) {
    @Override
    public String toString() {
      return field + " " + before + " → " + after;
    }
  }

  /** One step with its state; {@code changes} is empty unless it changed. */
  public record Entry(Step step, State state, List<Change> changes) {}

  /**
   * Compares.
   *
   * @param plan the plan that is to run
   * @param earlier the plan to compare with; the same plan when there is none
   * @param there whether a step's artifact exists
   */
  public static List<Entry> compare(Plan plan, Plan earlier, Predicate<Step> there) {
    Map<String, Step> before = new HashMap<>();
    earlier.steps().forEach(step -> before.put(step.title(), step));
    Map<Fingerprint, Step> known = new HashMap<>(earlier.byFingerprint());
    Map<String, String> titles = new HashMap<>();
    plan.steps().forEach(step -> titles.put(step.fingerprint().value(), step.title()));
    earlier.steps().forEach(step -> titles.putIfAbsent(step.fingerprint().value(), step.title()));
    List<Entry> entries = new ArrayList<>();
    for (Step step : plan.steps()) {
      Step counterpart = before.get(step.title());
      if (there.test(step)) {
        entries.add(new Entry(step, State.REUSED, List.of()));
      } else if (counterpart == null || known.containsKey(step.fingerprint())) {
        entries.add(new Entry(step, State.NEW, List.of()));
      } else {
        entries.add(new Entry(step, State.CHANGED, changes(counterpart, step, titles)));
      }
    }
    return entries;
  }

  /** A value in a step's JSON, as text. */
  private sealed interface Leaf {
    String text();

    /** A setting. */
    record Setting(String text) implements Leaf {}

    /** The artifact of another step, with that step's title. */
    record Input(String text) implements Leaf {}
  }

  private static final Leaf NONE = new Leaf.Setting("—");

  private static List<Change> changes(Step before, Step after, Map<String, String> titles) {
    Map<String, Leaf> old = leaves(before, titles);
    Map<String, Leaf> now = leaves(after, titles);
    TreeMap<String, Leaf> fields = new TreeMap<>(now);
    fields.putAll(old);
    List<Change> own = new ArrayList<>();
    List<Change> inputs = new ArrayList<>();
    for (String field : fields.keySet()) {
      Leaf was = old.getOrDefault(field, NONE);
      Leaf is = now.getOrDefault(field, NONE);
      if (!was.equals(is)) {
        boolean input = was instanceof Leaf.Input || is instanceof Leaf.Input;
        (input ? inputs : own).add(new Change(input ? INPUT : field, was.text(), is.text()));
      }
    }
    if (own.isEmpty() && inputs.isEmpty()) {
      return List.of(new Change(VERSION, "earlier", now.getOrDefault(VERSION, NONE).text()));
    }
    return own.isEmpty() ? inputs : own;
  }

  private static Map<String, Leaf> leaves(Step step, Map<String, String> titles) {
    Map<String, Leaf> leaves = new TreeMap<>();
    JsonNode identity = StepIdentity.of(step);
    collect(identity.get("step"), "", leaves, titles);
    leaves.put(VERSION, new Leaf.Setting(identity.get("version").asText()));
    return leaves;
  }

  /** Shows texts in quotation marks with line breaks escaped; names of inputs are not quoted. */
  private static boolean isListOfTexts(JsonNode node, Map<String, String> titles) {
    return node.isArray()
        && !node.isEmpty()
        && node.valueStream()
            .allMatch(item -> item.isTextual() && !titles.containsKey(item.asText()));
  }

  private static void collect(
      JsonNode node, String path, Map<String, Leaf> leaves, Map<String, String> titles) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  collect(
                      entry.getValue(),
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      leaves,
                      titles));
    } else if (isListOfTexts(node, titles)) {
      leaves.put(path, new Leaf.Setting(node.toString()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), path + "[" + i + "]", leaves, titles);
      }
    } else {
      String text = node.isFloatingPointNumber() ? ShortNumber.of(node.asDouble()) : node.asText();
      leaves.put(
          path,
          titles.containsKey(text)
              ? new Leaf.Input(titles.get(text) + " (" + text.substring(0, 10) + ")")
              : new Leaf.Setting(text));
    }
  }
}
