package dev.aftlab.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Nothing is formatted or parsed by the machine's locale, which may have other digits and letters,
 * also in names of files.
 */
@AnalyzeClasses(packages = "dev.aftlab", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleArchitectureTest {
  private static final String CONSTRUCTOR = "<init>";

  /** Methods that use the default locale unless one is among their parameters. */
  private static final Map<String, Set<String>> BY_LOCALE =
      Map.ofEntries(
          Map.entry(
              "java.lang.String", Set.of("format", "formatted", "toLowerCase", "toUpperCase")),
          Map.entry("java.io.PrintStream", Set.of("printf", "format")),
          Map.entry("java.io.PrintWriter", Set.of("printf", "format")),
          Map.entry("java.io.Console", Set.of("printf", "format", "readLine", "readPassword")),
          Map.entry("java.util.Formatter", Set.of(CONSTRUCTOR)),
          Map.entry("java.util.Scanner", Set.of(CONSTRUCTOR)),
          Map.entry("java.util.Calendar", Set.of("getInstance")),
          Map.entry("java.util.Currency", Set.of("getSymbol", "getDisplayName")),
          Map.entry("java.util.Locale", Set.of("getDefault", "setDefault")),
          Map.entry("java.util.ResourceBundle", Set.of("getBundle")),
          Map.entry(
              "java.text.NumberFormat",
              Set.of(
                  "getInstance",
                  "getNumberInstance",
                  "getIntegerInstance",
                  "getPercentInstance",
                  "getCurrencyInstance",
                  "getCompactNumberInstance")),
          Map.entry("java.text.DecimalFormatSymbols", Set.of(CONSTRUCTOR, "getInstance")),
          Map.entry("java.text.ChoiceFormat", Set.of(CONSTRUCTOR)),
          Map.entry(
              "java.text.DateFormat",
              Set.of("getInstance", "getDateInstance", "getTimeInstance", "getDateTimeInstance")),
          Map.entry("java.text.SimpleDateFormat", Set.of(CONSTRUCTOR)),
          Map.entry("java.text.MessageFormat", Set.of(CONSTRUCTOR, "format")),
          Map.entry("java.text.Collator", Set.of("getInstance")),
          Map.entry(
              "java.text.BreakIterator",
              Set.of(
                  "getWordInstance",
                  "getLineInstance",
                  "getSentenceInstance",
                  "getCharacterInstance")),
          Map.entry(
              "java.time.format.DateTimeFormatter",
              Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedTime", "ofLocalizedDateTime")),
          Map.entry("java.time.format.DateTimeFormatterBuilder", Set.of("toFormatter")));

  @ArchTest
  static final ArchRule NOTHING_GOES_BY_THE_LOCALE_OF_THE_MACHINE =
      noClasses()
          .that()
          .resideInAPackage("dev.aftlab..")
          .should()
          .accessTargetWhere(new GoesByTheDefaultLocale())
          .because(
              "under ar_EG %d writes other digits, and under tr_TR \"ID\" has no i in lower case:"
                  + " give Locale.ROOT as the first argument, String.format(Locale.ROOT, …),"
                  + " toLowerCase(Locale.ROOT), and to a DecimalFormat the symbols of Locale.ROOT");

  /** A call of, or a reference to, what takes a locale, without one. */
  private static final class GoesByTheDefaultLocale extends DescribedPredicate<JavaAccess<?>> {
    GoesByTheDefaultLocale() {
      super("it goes by the default locale");
    }

    @Override
    public boolean test(JavaAccess<?> access) {
      if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
        return false;
      }
      String owner = target.getOwner().getName();
      if (owner.equals("java.text.DecimalFormat") && target.getName().equals(CONSTRUCTOR)) {
        return target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(java.text.DecimalFormatSymbols.class));
      }
      return BY_LOCALE.getOrDefault(owner, Set.of()).contains(target.getName())
          && target.getRawParameterTypes().stream().noneMatch(LocaleArchitectureTest::isLocale);
    }
  }

  private static boolean isLocale(JavaClass type) {
    return type.isEquivalentTo(Locale.class);
  }
}
