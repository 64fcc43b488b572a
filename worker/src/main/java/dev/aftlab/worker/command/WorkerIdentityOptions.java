package dev.aftlab.worker.command;

import dev.aftlab.worker.cli.InputException;
import dev.aftlab.worker.runtime.Workers;
import io.temporal.common.WorkerDeploymentVersion;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The identity and the version of a worker. */
final class WorkerIdentityOptions {
  private static final String NAME = "[A-Za-z0-9_-]{1,200}";
  private static final String BUILD = "[A-Za-z0-9._+-]{1,200}";

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description =
          "Worker identity in Temporal's UI and in aft status. Default: process and host.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description = "Deployment name for Temporal's worker versioning; needs --build-id.")
  private Optional<String> deployment = Optional.empty();

  @Option(
      names = "--build-id",
      paramLabel = "ID",
      description =
          "Build identifier for Temporal's worker versioning, such as a commit; needs"
              + " --deployment.")
  private Optional<String> build = Optional.empty();

  /** The validated role and identity of the worker. */
  Workers.Role role(Workers.Queues queues, int slots) {
    if (deployment.isPresent() != build.isPresent()) {
      throw new InputException(
          "--deployment and --build-id must be set together for worker versioning");
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
