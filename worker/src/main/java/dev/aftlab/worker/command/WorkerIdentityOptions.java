package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.runtime.Workers;
import io.temporal.common.WorkerDeploymentVersion;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say who a worker is, and which version of the product it runs. */
final class WorkerIdentityOptions {
  private static final String NAME = "[A-Za-z0-9_-]{1,200}";
  private static final String BUILD = "[A-Za-z0-9._+-]{1,200}";

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description = "Its name on Temporal's pages and in aft status. Default: process and host.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description =
          "Takes part in Temporal's worker versioning, in this deployment; with --build-id.")
  private Optional<String> deployment = Optional.empty();

  @Option(
      names = "--build-id",
      paramLabel = "ID",
      description =
          "The version of the product that this worker runs, such as a commit; with --deployment.")
  private Optional<String> build = Optional.empty();

  /** What the worker does and who it is, checked. */
  Workers.Role role(Workers.Queues queues, int slots) {
    if (deployment.isPresent() != build.isPresent()) {
      throw new InputException(
          "--deployment and --build-id belong together: worker versioning needs both");
    }
    if (name.filter(String::isBlank).isPresent()) {
      throw new InputException("--identity must not be blank");
    }
    return new Workers.Role(
        queues, slots, name, deployment.map(in -> version(in, build.orElseThrow())));
  }

  private static WorkerDeploymentVersion version(String deployment, String build) {
    if (!deployment.matches(NAME)) {
      throw new InputException(
          "--deployment must have letters, digits, '-' and '_' only, at most 200, is '"
              + deployment
              + "'");
    }
    if (!build.matches(BUILD)) {
      throw new InputException(
          "--build-id must have letters, digits and '.-_+' only, at most 200, is '" + build + "'");
    }
    return new WorkerDeploymentVersion(deployment, build);
  }
}
