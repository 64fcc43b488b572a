package dev.aftlab.worker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.concurrent.Executors;

/**
 * The arrows between modules and packages, over the whole product. Each rule says what to do
 * instead.
 */
@AnalyzeClasses(packages = "dev.aftlab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String EXPERIMENTS = "dev.aftlab.experiments..";
  private static final String WORKFLOWS = "dev.aftlab.workflows..";
  private static final String ACTIVITIES = "dev.aftlab.activities..";
  private static final String WORKER = "dev.aftlab.worker..";
  private static final String LM = "dev.aftlab.activities.lm..";
  private static final String TEMPORAL = "io.temporal..";
  private static final String DJL = "ai.djl..";

  @ArchTest
  static final ArchRule EXPERIMENTS_KNOW_NOTHING =
      noClasses()
          .that()
          .resideInAPackage(EXPERIMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WORKFLOWS, ACTIVITIES, WORKER, TEMPORAL, DJL, "java.net..")
          .because(
              "the language of experiments is independent: pass facts through an interface that it owns, such as plan.InputResolver");

  @ArchTest
  static final ArchRule EXPERIMENTS_READ_NO_FILES =
      noClasses()
          .that()
          .resideInAPackage(EXPERIMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.nio.file..")
          .because(
              "facts about inputs are passed in: read the file in activities and pass the result");

  @ArchTest
  static final ArchRule WORKFLOWS_KNOW_NO_IMPLEMENTATION =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTIVITIES, WORKER, DJL)
          .because(
              "contracts live with the caller: add a method to an interface of workflows.activity"
                  + " and implement it in activities");

  @ArchTest
  static final ArchRule WORKFLOWS_DO_NOT_PLAN =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.aftlab.experiments.plan.Planner")
          .because("a workflow reads the arms of a stored plan in pages: use PlanActivities");

  @ArchTest
  static final ArchRule ACTIVITIES_DO_NOT_KNOW_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage(ACTIVITIES)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WORKER, "picocli..", "org.jline..")
          .because(
              "the worker wires activities: take what is needed as a constructor argument or from"
                  + " ActivitySettings");

  @ArchTest
  static final ArchRule THE_LEARNER_KNOWS_EXPERIMENTS_AND_ITS_ENGINE =
      noClasses()
          .that()
          .resideInAPackage(LM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              WORKFLOWS,
              WORKER,
              TEMPORAL,
              "org.mlflow..",
              "dev.aftlab.activities",
              "dev.aftlab.activities.store..",
              "dev.aftlab.activities.dataset..",
              "dev.aftlab.activities.label..",
              "dev.aftlab.activities.evaluate..",
              "dev.aftlab.activities.tracking..",
              "dev.aftlab.activities.step..")
          .because(
              "the learner runs in a unit test without server, store or tracker: take arrays and a"
                  + " listener, and let activities.step connect them");

  @ArchTest
  static final ArchRule STEPS_AND_THE_LOOP_KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.aftlab.activities.step..",
              "dev.aftlab.activities.jsonlines..",
              "dev.aftlab.activities.lm.engine..",
              "dev.aftlab.activities.lm.train..",
              "dev.aftlab.activities.lm.score..",
              "dev.aftlab.activities.lm.data..",
              "dev.aftlab.activities.lm.loss..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              DJL,
              "dev.aftlab.activities.lm.djl..",
              "dev.aftlab.activities.lm.model..",
              "dev.aftlab.activities.lm.sample..")
          .because(
              "another engine can take DJL's place: use the interfaces of lm.engine, and let"
                  + " worker.runtime.EngineFactory name the implementation");

  @ArchTest
  static final ArchRule ONE_PLACE_NAMES_THE_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aftlab.activities.lm.djl..")
          .and()
          .doNotHaveFullyQualifiedName("dev.aftlab.worker.runtime.EngineFactory")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.aftlab.activities.lm.djl..")
          .because("a run's options choose the engine: take a ModelEngine from its caller");

  @ArchTest
  static final ArchRule PROGRESS_STANDS_BELOW_ALL =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab.activities.progress..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("dev.aftlab.activities.progress..", "java..", "org.jspecify..")
          .because("everything reports progress: pass what is reported in Progress");

  /** A date and its names; none of them has a clock but by {@code now}. */
  private static final Class<?>[] CALENDAR = {
    LocalDate.class, DayOfWeek.class, Month.class, TextStyle.class
  };

  @ArchTest
  static final ArchRule THE_LANGUAGE_OF_TEMPLATES_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab.activities.lm.template..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.aftlab.activities.lm.template..",
              "java..",
              "com.fasterxml.jackson..",
              "org.jspecify..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..")
          .orShould()
          .dependOnClassesThat(
              resideInAPackage("java.time..").and(DescribedPredicate.not(belongToAnyOf(CALENDAR))))
          .orShould()
          .callMethod(LocalDate.class, "now")
          .because(
              "a template's text depends on template and variables alone, the date that the prompt"
                  + " states among them: hand values in through Template.render");

  @ArchTest
  static final ArchRule LOSSES_ARE_PURE_JAVA =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab.activities.lm.loss..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(DJL)
          .because(
              "a loss is a function of doubles with derived test values: turn arrays into doubles in"
                  + " lm.train before it is called");

  @ArchTest
  static final ArchRule ONLY_ADAPTERS_KNOW_TEMPORAL =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab.activities.(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TEMPORAL, WORKFLOWS)
          .because(
              "adapters in dev.aftlab.activities unpack, heartbeat and translate failures: pass a"
                  + " listener down and throw an exception of your own");

  @ArchTest
  static final ArchRule ONE_PACKAGE_KNOWS_MLFLOW =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.aftlab.activities.tracking.mlflow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.mlflow..", "org.mlflow_project..")
          .because("MLflow's client must only be used through TimedMlflowClient: tell a Tracker");

  @ArchTest
  static final ArchRule SERVICES_OF_STEPS_STAND_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.aftlab.activities.store..",
              "dev.aftlab.activities.dataset..",
              "dev.aftlab.activities.label..",
              "dev.aftlab.activities.tracking..",
              "dev.aftlab.activities.mirror..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LM, DJL, "dev.aftlab.activities", "dev.aftlab.activities.step..")
          .because(
              "store, dataset, label and tracking use experiments only: let activities.step put"
                  + " them and the learner together");

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_ACTIVITIES_PACKAGES =
      slices()
          .matching("dev.aftlab.activities.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each package can be read by itself: move what both need into the lower one");

  @ArchTest
  static final ArchRule NO_VIRTUAL_THREADS =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab..")
          .should()
          .callMethod(Thread.class, "ofVirtual")
          .orShould()
          .callMethod(Thread.class, "startVirtualThread", Runnable.class)
          .orShould()
          .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor")
          .because("the engine keeps its grad mode by carrier thread: use platform threads");

  @ArchTest
  static final ArchRule ONLY_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab..")
          .and()
          .doNotHaveFullyQualifiedName("dev.aftlab.worker.Main")
          .should()
          .callMethod(System.class, "exit", int.class)
          .because("commands return an exit code of ExitCodes, so that tests can run them");

  @ArchTest
  static final ArchRule NOBODY_WRITES_TO_THE_STANDARD_STREAMS =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because(
              "commands write to the streams of their Session; below them, throw an exception or"
                  + " report to a listener");
}
