package dev.aftlab.activities.store;

import dev.aftlab.experiments.result.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plans as files {@code DIGEST.json}, and the digests of each experiment's latest, a line each. */
final class LocalPlans implements PlanStore {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  LocalPlans(Path folder) {
    this.folder = folder;
  }

  @Override
  public String put(String json) {
    String plan = Sha256.hex(json);
    return DurableFiles.at(folder, () -> write(plan, json));
  }

  private String write(String plan, String json) throws IOException {
    Path file = file(plan);
    if (!DurableFiles.createExclusively(file, json)
        && !Arrays.equals(Files.readAllBytes(file), json.getBytes(StandardCharsets.UTF_8))) {
      DurableFiles.replace(file, json);
    }
    return plan;
  }

  @Override
  public Optional<String> get(String plan) {
    Path file = file(plan);
    Optional<String> json = DurableFiles.text(file);
    if (json.isPresent() && !Sha256.hex(json.get()).equals(plan)) {
      throw new DiskException(
          file
              + " is damaged: it does not hold what its name says. The command that made the plan"
              + " writes it again");
    }
    return json;
  }

  @Override
  public void recordLatest(String experiment, List<String> pages) {
    Path latest = latestOf(experiment);
    DurableFiles.at(
        latest,
        () -> {
          DurableFiles.replace(latest, String.join("\n", pages));
          return latest;
        });
  }

  @Override
  public List<String> latest(String experiment) {
    List<String> pages =
        DurableFiles.text(latestOf(experiment)).stream().flatMap(String::lines).toList();
    return pages.stream().allMatch(ID.asMatchPredicate()) ? pages : List.of();
  }

  private Path file(String plan) {
    return folder.resolve(PathSegments.require(plan) + ".json");
  }

  private Path latestOf(String experiment) {
    return folder.resolve("latest").resolve(PathSegments.require(experiment));
  }
}
