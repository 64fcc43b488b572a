package dev.aftlab.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.aftlab.experiments.plan.Planner;
import java.time.Instant;
import java.util.Random;
import java.util.Timer;
import java.util.UUID;

@AnalyzeClasses(
    packages = "dev.aftlab.workflows",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule workflows_knowOnlyExperimentsAndTemporal =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.aftlab.experiments..",
              "dev.aftlab.workflows..",
              "io.temporal..",
              "com.fasterxml.jackson..",
              "org.jspecify.annotations..",
              "org.slf4j..")
          .because(
              "workflows decide and activities do: declare an activity interface in"
                  + " workflows.activity and implement it in the activities module");

  @ArchTest
  static final ArchRule workflowCode_touchesNoThreadsRandomnessNorFiles =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aftlab.workflows.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio..",
              "java.net..",
              "java.util.concurrent..",
              "java.util.random..",
              "java.security..",
              "java.sql..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              Thread.class, ThreadLocal.class, Random.class, Timer.class, ProcessBuilder.class)
          .because(
              "a workflow is replayed: use Async, Workflow.sleep and Workflow.newRandom, and put"
                  + " reading and writing into an activity");

  @ArchTest
  static final ArchRule workflowCode_readsNoClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aftlab.workflows.client..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because(
              "a workflow is replayed: use Workflow.currentTimeMillis and Workflow.randomUUID, and"
                  + " hand settings in with the request");

  @ArchTest
  static final ArchRule contracts_doNotKnowWorkflows =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab.workflows.activity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.aftlab.workflows",
              "dev.aftlab.workflows.client..",
              "dev.aftlab.workflows.pipeline..",
              "dev.aftlab.workflows.step..",
              "dev.aftlab.workflows.sweep..",
              "dev.aftlab.workflows.tracking..")
          .because(
              "activities are asked by workflows, not the other way: move what both need into"
                  + " workflows.activity");

  @ArchTest
  static final ArchRule workflowCode_usesNoClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aftlab.workflows.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.aftlab.workflows.client..",
              "io.temporal.client..",
              "io.temporal.serviceclient..")
          .because(
              "a workflow must not call the server: ask through an activity, or signal with an"
                  + " external workflow stub");

  @ArchTest
  static final ArchRule plansAreMadeElsewhere =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Planner.class)
          .because(
              "a workflow reads the arms of a stored plan in pages: plan in the command line, store"
                  + " the plan, pass its identifier");
}
