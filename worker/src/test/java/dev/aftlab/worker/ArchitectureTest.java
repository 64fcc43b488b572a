package dev.aftlab.worker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
 * What code of the whole product must not do, beside the dependencies that {@link
 * PackageDependenciesTest} checks. Each rule says what to do instead.
 */
@AnalyzeClasses(packages = "dev.aftlab", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String EXPERIMENTS = "dev.aftlab.experiments..";
  private static final String DJL = "ai.djl..";

  @ArchTest
  static final ArchRule EXPERIMENTS_READ_NO_FILES =
      noClasses()
          .that()
          .resideInAPackage(EXPERIMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..")
          .because(
              "facts about inputs are passed in: read the file in activities and pass the result");

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
          .doNotBelongToAnyOf(Main.class)
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
              "commands write to the streams of their CommandContext; below them, throw an exception or"
                  + " report to a listener");
}
