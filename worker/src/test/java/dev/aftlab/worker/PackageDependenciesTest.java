package dev.aftlab.worker;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every package depends on what {@link PackageRule} allows, and on all of that. */
class PackageDependenciesTest {
  private static final String ROOT = "dev.aftlab.";

  private static Map<String, List<ClassDependency>> byPackage;

  @BeforeAll
  static void read() {
    byPackage =
        ClassDependency.all().stream()
            .collect(groupingBy(found -> brief(found.fromPackage()), TreeMap::new, toList()));
  }

  @TestFactory
  Stream<DynamicTest> package_dependencies_areAllowed() {
    return PackageRule.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> assertAllowed(rule)));
  }

  private static void assertAllowed(PackageRule rule) {
    List<String> forbidden =
        byPackage.getOrDefault(rule.name(), List.of()).stream()
            .filter(found -> !rule.allows(brief(found.toPackage())))
            .map(found -> found.from() + " uses " + found.to())
            .toList();
    assertEquals(List.of(), forbidden, rule.name() + ": " + rule.instead());
  }

  @Test
  void packages_all_haveARule() {
    Set<String> ruled =
        PackageRule.all().stream().map(PackageRule::name).collect(toCollection(TreeSet::new));
    assertEquals(
        ruled,
        byPackage.keySet(),
        "package-dependencies.txt has an entry for each package: enter a new one with what it may"
            + " depend on, and what to do instead of depending on more");
  }

  @Test
  void allowances_all_areUsed() {
    Set<String> unused = new TreeSet<>();
    for (PackageRule rule : PackageRule.all()) {
      Set<String> used =
          byPackage.getOrDefault(rule.name(), List.of()).stream()
              .flatMap(found -> rule.allowing(brief(found.toPackage())).stream())
              .collect(toSet());
      rule.allowances().stream()
          .filter(allowed -> !used.contains(allowed))
          .forEach(allowed -> unused.add(rule.name() + " does not use " + allowed));
    }
    assertEquals(Set.of(), unused, "remove what is not used from package-dependencies.txt");
  }

  /** Packages that depend on no other are removed until none is left. */
  @Test
  void packages_dependencies_formNoCycle() {
    Map<String, Set<String>> rest = new TreeMap<>();
    byPackage.forEach(
        (name, found) ->
            rest.put(
                name,
                found.stream()
                    .map(one -> brief(one.toPackage()))
                    .filter(other -> !other.equals(name) && byPackage.containsKey(other))
                    .collect(toCollection(TreeSet::new))));
    while (rest.values().removeIf(Set::isEmpty)) {
      rest.values().forEach(others -> others.retainAll(rest.keySet()));
    }
    assertEquals(
        Map.of(),
        rest,
        "each package can be read by itself: move what both need into the lower one, or let the"
            + " lower one declare an interface that the upper one implements");
  }

  private static String brief(String name) {
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }
}
