package dev.aftlab.activities.label;

import java.util.List;
import java.util.Set;

/** The words that matter beside a number, all in small letters. */
final class NumberWords {
  /** Words that multiply the number before them, or do something else to it. */
  static final Set<String> MAGNITUDES =
      words(
          "hundred hundreds thousand thousands million millions billion billions trillion trillions"
              + " dozen dozens lakh lakhs crore crores k mil mln bil bln bn mn",
          "squared cubed factorial choose pi");

  /** Words that join the number before them to one behind. */
  static final Set<String> JOINING =
      words("to through or and plus minus times over by until versus vs in");

  /**
   * Of these, words that do not join a number to one with its own unit: {@code 640 in 5 days}, but
   * {@code 1 in 6}.
   */
  static final Set<String> MAYBE_JOINING = words("in over");

  /** Words before a {@code by} that joins. */
  static final Set<String> OPERATIONS = words("divided multiplied");

  /** Parts and the like that a number may count: {@code half of 10}, {@code 5 and a half}. */
  static final Set<String> PARTS =
      words(
          "half halves third thirds quarter quarters fourth fourths fifth fifths sixth eighth"
              + " eighths tenth tenths root log logarithm");

  /** Words that do something to the number behind them. */
  static final Set<String> FUNCTIONS =
      words(
          "sqrt cbrt log ln sin cos tan exp root plus times divided multiplied over twice thrice"
              + " double triple");

  /** Words behind which a dash is a sign. */
  static final Set<String> VERBS = words("is was be are equals of to by about");

  static final Set<String> NEGATIVE = words("minus negative");

  /** Abbreviations of currencies. */
  static final Set<String> CURRENCIES =
      words("rs usd eur gbp inr us cad aud rm hk cny rmb jpy chf");

  /** Abbreviations whose point ends no sentence. */
  static final Set<String> ABBREVIATIONS =
      words("rs no nos approx ca mr mrs ms dr st vs fig eq i.e e.g ie eg resp sq cu");

  static final Set<String> ORDINALS = words("st nd rd th");

  /**
   * Units of one or two letters that may be written onto a number; so may every longer word that is
   * no magnitude.
   */
  static final Set<String> SHORT_UNITS =
      words(
          "m g l s h d cm mm km kg mg ml dl cl ft in yd mi lb oz hr ms pt qt ha kw hz mb gb tb kb"
              + " ah db px am pm");

  /**
   * What number words count where a solution is announced, not a result: {@code one step at a
   * time}, {@code in two parts}.
   */
  static final Set<String> COUNTED_IN_PLANS =
      words("step steps by at way ways part parts case cases thing things equation equations");

  private static final Set<String> IN_WORDS =
      words(
          "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
              + " fifteen sixteen seventeen eighteen nineteen",
          "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
              + " dozen half none nothing");

  private static final List<Set<String>> DIMENSIONS =
      List.of(
          words(
              "foot feet ft inch inches in yard yards mile miles m cm mm km meter meters metre"
                  + " metres centimeters kilometer kilometers"),
          words(
              "hour hours hr hrs h minute minutes min mins second seconds sec secs s day days week"
                  + " weeks month months year years"),
          words("pound pounds lb lbs ounce ounces oz kg g gram grams kilogram kilograms"),
          words("dollar dollars cent cents euro euros rupee rupees paise pence"),
          words("degree degrees"));

  private NumberWords() {}

  /** A set of the words of some lines, with one blank between them. */
  static Set<String> words(String... lines) {
    return Set.of(String.join(" ", lines).split(" "));
  }

  /** Whether a word is a number: {@code eighteen}, {@code fifty-five}. */
  static boolean isNumber(String word) {
    int hyphen = word.indexOf('-');
    return IN_WORDS.contains(hyphen < 0 ? word : word.substring(0, hyphen));
  }

  /** Whether a word is a unit of length, time, weight, money or angle. */
  static boolean isUnit(String word) {
    return DIMENSIONS.stream().anyMatch(units -> units.contains(word));
  }

  /** Whether two words are units of the same one of these. */
  static boolean sameDimension(String one, String other) {
    return DIMENSIONS.stream().anyMatch(units -> units.contains(one) && units.contains(other));
  }
}
